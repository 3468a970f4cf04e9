"""`python -m saidwho.cli`."""

import sys

if __name__ == "__main__":  # the processes of `run --jobs` import this file too
    try:
        from saidwho.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # while everything is still being imported
        sys.exit(130)
