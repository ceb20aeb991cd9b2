-- Version 3. One row per event; the two ends of each run; texts once by digest; what other
-- processes ask of the one that holds the journal; documents that are no events (since version 2).
--
-- Of an event: the digests of the texts that it names, 32 bytes each; whether its run is over with
-- it; whether it was decided in one step with the event before it (these since version 3).
--
-- Every page that a commit touches is written and synced, so there is no index and no table that
-- a single step would have to touch besides its event and its texts: `head` changes when a run
-- begins and when it ends, and which run uses a text is found from the events when one is dropped.
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
