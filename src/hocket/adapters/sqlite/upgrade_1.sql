-- From version 1 to 2: documents besides events.
CREATE TABLE document (
    space      TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    expires_us INTEGER,
    body       BLOB    NOT NULL,
    PRIMARY KEY (space, key)
) WITHOUT ROWID;
PRAGMA user_version = 2;
