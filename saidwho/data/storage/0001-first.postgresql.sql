CREATE TABLE migration (
    number SERIAL NOT NULL,
    name TEXT,
    PRIMARY KEY (number)
);

CREATE TABLE run (
    id SERIAL NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    saidwho TEXT,
    codebook TEXT,
    parser TEXT,
    model TEXT,
    versions TEXT NOT NULL,
    sources TEXT,
    settings TEXT,
    started TEXT,
    ended TEXT,
    coded INTEGER,
    already_there INTEGER,
    copies INTEGER,
    failed INTEGER,
    events INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE article (
    number SERIAL NOT NULL,
    id TEXT NOT NULL,
    run INTEGER NOT NULL,
    name TEXT,
    outlet TEXT,
    published DATE,
    published_from TEXT,
    dateline TEXT,
    agency TEXT,
    url TEXT,
    title TEXT,
    words INTEGER NOT NULL,
    text TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(run) REFERENCES run (id)
);

CREATE INDEX ix_article_published ON article (published);

CREATE TABLE event (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    run INTEGER NOT NULL,
    status TEXT NOT NULL,
    occurrence TEXT,
    responsibility TEXT,
    status_why TEXT,
    type TEXT NOT NULL,
    mode TEXT,
    stage TEXT NOT NULL,
    polarity TEXT NOT NULL,
    background TEXT,
    acled_type TEXT,
    acled_subtype TEXT,
    actor TEXT,
    actor_kind TEXT,
    actor_id TEXT,
    target TEXT,
    target_kind TEXT,
    target_id TEXT,
    weapon TEXT,
    place TEXT,
    country TEXT,
    admin1 TEXT,
    geonames INTEGER,
    precision TEXT,
    lat FLOAT,
    lon FLOAT,
    time_start DATE,
    time_end DATE,
    granularity TEXT,
    part_of_day TEXT,
    articles INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(run) REFERENCES run (id)
);

CREATE INDEX ix_event_status ON event (status);

CREATE INDEX ix_event_time_start ON event (time_start);

CREATE INDEX ix_event_type ON event (type);

CREATE TABLE failure (
    id TEXT NOT NULL,
    run INTEGER NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(run) REFERENCES run (id)
);

CREATE TABLE account (
    event TEXT NOT NULL,
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    run INTEGER NOT NULL,
    stance TEXT NOT NULL,
    role TEXT,
    speaker TEXT,
    speaker_kind TEXT,
    speaker_id TEXT,
    affiliation TEXT,
    quotation TEXT,
    statements INTEGER NOT NULL,
    PRIMARY KEY (event, id),
    FOREIGN KEY(event) REFERENCES event (id),
    FOREIGN KEY(run) REFERENCES run (id)
);

CREATE TABLE coding (
    number SERIAL NOT NULL,
    run INTEGER NOT NULL,
    article TEXT NOT NULL,
    versions TEXT NOT NULL,
    made_by TEXT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (article, versions),
    FOREIGN KEY(run) REFERENCES run (id),
    FOREIGN KEY(article) REFERENCES article (id)
);

CREATE TABLE document (
    key TEXT NOT NULL,
    run INTEGER NOT NULL,
    article TEXT NOT NULL,
    name TEXT,
    source TEXT,
    url TEXT,
    PRIMARY KEY (key),
    FOREIGN KEY(run) REFERENCES run (id),
    FOREIGN KEY(article) REFERENCES article (id)
);

CREATE INDEX ix_document_article ON document (article);

CREATE TABLE toll (
    event TEXT NOT NULL,
    number INTEGER NOT NULL,
    run INTEGER NOT NULL,
    kind TEXT NOT NULL,
    low INTEGER,
    best INTEGER,
    high INTEGER,
    who TEXT,
    account TEXT,
    speaker TEXT,
    part_of INTEGER,
    approximate BOOLEAN NOT NULL,
    superseded BOOLEAN NOT NULL,
    article TEXT,
    as_written TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (event, number),
    FOREIGN KEY(event) REFERENCES event (id),
    FOREIGN KEY(run) REFERENCES run (id),
    FOREIGN KEY(article) REFERENCES article (id)
);

CREATE INDEX ix_toll_article ON toll (article);

CREATE TABLE attribution (
    coding INTEGER NOT NULL,
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    run INTEGER NOT NULL,
    article TEXT NOT NULL,
    parent TEXT,
    speaker TEXT,
    speaker_kind TEXT,
    speaker_id TEXT,
    affiliation TEXT,
    cue_class TEXT NOT NULL,
    negated BOOLEAN NOT NULL,
    quotation TEXT,
    channel TEXT,
    channel_kind TEXT,
    source TEXT,
    cue TEXT,
    content TEXT,
    confidence FLOAT,
    record TEXT,
    PRIMARY KEY (coding, id),
    FOREIGN KEY(coding, parent) REFERENCES attribution (coding, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(coding) REFERENCES coding (number),
    FOREIGN KEY(run) REFERENCES run (id),
    FOREIGN KEY(article) REFERENCES article (id)
);

CREATE INDEX ix_attribution_article ON attribution (article);

CREATE TABLE statement (
    event TEXT NOT NULL,
    account TEXT NOT NULL,
    number INTEGER NOT NULL,
    run INTEGER NOT NULL,
    article TEXT NOT NULL,
    attribution TEXT,
    outlet TEXT,
    published DATE,
    channel TEXT,
    quotation TEXT,
    copy_of TEXT,
    said TEXT,
    cue TEXT,
    PRIMARY KEY (event, account, number),
    FOREIGN KEY(event, account) REFERENCES account (event, id),
    FOREIGN KEY(run) REFERENCES run (id),
    FOREIGN KEY(article) REFERENCES article (id),
    FOREIGN KEY(copy_of) REFERENCES article (id)
);

CREATE INDEX ix_statement_article ON statement (article);

CREATE TABLE mention (
    coding INTEGER NOT NULL,
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    run INTEGER NOT NULL,
    article TEXT NOT NULL,
    attribution TEXT NOT NULL,
    speaker TEXT,
    affiliation TEXT,
    type TEXT NOT NULL,
    mode TEXT,
    stage TEXT NOT NULL,
    polarity TEXT NOT NULL,
    background TEXT,
    acled_type TEXT,
    acled_subtype TEXT,
    actor TEXT,
    actor_kind TEXT,
    actor_id TEXT,
    target TEXT,
    target_kind TEXT,
    target_id TEXT,
    weapon TEXT,
    place TEXT,
    country TEXT,
    admin1 TEXT,
    geonames INTEGER,
    precision TEXT,
    lat FLOAT,
    lon FLOAT,
    time_start DATE,
    time_end DATE,
    granularity TEXT,
    part_of_day TEXT,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    trigger_words TEXT,
    sentence TEXT,
    record TEXT NOT NULL,
    PRIMARY KEY (coding, id),
    FOREIGN KEY(coding, attribution) REFERENCES attribution (coding, id),
    FOREIGN KEY(coding) REFERENCES coding (number),
    FOREIGN KEY(run) REFERENCES run (id),
    FOREIGN KEY(article) REFERENCES article (id)
);

CREATE INDEX ix_mention_article ON mention (article);

CREATE INDEX ix_mention_key ON mention (key);

CREATE INDEX ix_mention_time_start ON mention (time_start);

CREATE INDEX ix_mention_type ON mention (type);

CREATE TABLE event_mention (
    event TEXT NOT NULL,
    number INTEGER NOT NULL,
    run INTEGER NOT NULL,
    article TEXT NOT NULL,
    coding INTEGER NOT NULL,
    mention TEXT,
    attribution TEXT NOT NULL,
    account TEXT,
    stage TEXT,
    polarity TEXT,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    PRIMARY KEY (event, number),
    FOREIGN KEY(coding, mention) REFERENCES mention (coding, id),
    FOREIGN KEY(coding, attribution) REFERENCES attribution (coding, id),
    FOREIGN KEY(event) REFERENCES event (id),
    FOREIGN KEY(run) REFERENCES run (id),
    FOREIGN KEY(article) REFERENCES article (id)
);

CREATE INDEX ix_event_mention_article ON event_mention (article);

CREATE VIEW current_coding AS SELECT max(number) AS number, article FROM coding GROUP BY article;

ALTER TABLE article ADD COLUMN words_found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', left(coalesce(title, ''), 2000)), 'A') || to_tsvector('english', left(text, 200000))
) STORED;

CREATE INDEX ix_article_words ON article USING gin (words_found);
