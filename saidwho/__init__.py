"""saidwho reads news reports and writes event records that never lose the speaker."""
