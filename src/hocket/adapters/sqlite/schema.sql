-- Version 3: a row per event; the start and end of each run; texts once by digest; requests of
-- other processes to the one that holds the journal; documents besides events (since version 2).
--
-- Columns of an event since version 3: the digests of its texts, 32 bytes each; whether it ends its
-- run; whether one step decided it together with the event before it.
--
-- Every page that a commit touches is written and synced, so a step touches no index or table
-- besides its event and its texts: `head` changes only when a run starts or ends, and retention
-- finds the users of a text by reading the events.
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    run_id   TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    at_us    INTEGER NOT NULL,
    type     TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    body     BLOB    NOT NULL,
    digests  BLOB    NOT NULL DEFAULT x'',
    ends     INTEGER NOT NULL DEFAULT 0,
    joined   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (run_id, seq)
);
CREATE TABLE head (
    run_id     TEXT PRIMARY KEY,
    started_us INTEGER NOT NULL,
    ended_us   INTEGER
) WITHOUT ROWID;
CREATE TABLE blob (
    digest  TEXT PRIMARY KEY,
    packed  INTEGER NOT NULL,
    content BLOB    NOT NULL
) WITHOUT ROWID;
CREATE TABLE request (
    request_id INTEGER PRIMARY KEY,
    run_id     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL
);
CREATE TABLE document (
    space      TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    expires_us INTEGER,
    body       BLOB    NOT NULL,
    PRIMARY KEY (space, key)
) WITHOUT ROWID;
PRAGMA user_version = 3;
