-- From version 2 to 3: what an event names, whether it ends its run, what it was decided with.
ALTER TABLE event ADD COLUMN digests BLOB NOT NULL DEFAULT x'';
ALTER TABLE event ADD COLUMN ends INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 3;
