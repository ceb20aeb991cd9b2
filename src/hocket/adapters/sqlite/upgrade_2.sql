-- From version 2 to 3: the texts of an event, whether it ends its run, whether it is joined.
ALTER TABLE event ADD COLUMN digests BLOB NOT NULL DEFAULT x'';
ALTER TABLE event ADD COLUMN ends INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 3;
