-- name: add_event
INSERT INTO event (run_id, seq, at_us, type, version, body, digests, ends, joined)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: begin_run
INSERT INTO head (run_id, started_us) VALUES (?, ?);
-- name: add_heads
INSERT INTO head SELECT run_id, min(at_us), min(CASE WHEN ends THEN at_us END)
FROM event GROUP BY run_id;
-- name: end_run
UPDATE head SET ended_us = ? WHERE run_id = ? AND ended_us IS NULL;
-- name: add_blob
INSERT INTO blob (digest, packed, content) VALUES (?, ?, ?)
ON CONFLICT (digest) DO UPDATE SET packed = excluded.packed, content = excluded.content
WHERE content IS NOT excluded.content OR packed IS NOT excluded.packed;
-- name: last_seq
SELECT seq FROM event WHERE run_id = ? ORDER BY seq DESC LIMIT 1;
-- name: read_run
SELECT position, run_id, seq, at_us, type, version, body, digests, ends, joined FROM event
WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?;
-- name: read_types
SELECT position, run_id, seq, at_us, type, version, body, digests, ends, joined FROM event
WHERE run_id = ? AND type IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ? OFFSET ?;
-- name: read_all
SELECT position, run_id, seq, at_us, type, version, body, digests, ends, joined FROM event
WHERE position > ? ORDER BY position LIMIT ?;
-- name: read_tree
SELECT position, run_id, seq, at_us, type, version, body, digests, ends, joined FROM event
WHERE position > ?2 AND position IN (
    SELECT position FROM event WHERE run_id = ?1
    UNION ALL
    SELECT position FROM event WHERE run_id > ?1 || '.' AND run_id < ?1 || '/'
) ORDER BY position LIMIT ?3;
-- name: sealed
SELECT seq, at_us, type, version, body FROM event
WHERE run_id = ?1 AND seq <= coalesce(?2, seq) ORDER BY seq;
-- name: runs
SELECT DISTINCT run_id FROM event;
-- name: blobs
SELECT digest, packed, content FROM blob;
-- name: blob
SELECT packed, content FROM blob WHERE digest = ?;
-- name: heads
SELECT head.run_id, head.started_us, event.at_us, event.seq, head.ended_us IS NOT NULL
FROM head JOIN event ON event.run_id = head.run_id
    AND event.seq = (SELECT max(seq) FROM event AS last WHERE last.run_id = head.run_id)
ORDER BY head.started_us DESC, head.run_id DESC;
-- name: head
SELECT head.run_id, head.started_us, event.at_us, event.seq, head.ended_us IS NOT NULL
FROM head JOIN event ON event.run_id = head.run_id
WHERE head.run_id = ?1 AND event.seq = (SELECT max(seq) FROM event WHERE run_id = ?1);
-- name: end
SELECT coalesce(max(position), 0) FROM event;
-- name: ask
INSERT INTO request (run_id, kind, body) VALUES (?, ?, ?);
-- name: requests
SELECT request_id, run_id, kind, body FROM request ORDER BY request_id;
-- name: drop_request
DELETE FROM request WHERE request_id = ?;
-- name: finished
SELECT run_id FROM head WHERE ended_us IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM head AS outer_head WHERE outer_head.ended_us IS NULL
    AND head.run_id > outer_head.run_id || '.' AND head.run_id < outer_head.run_id || '/'
) ORDER BY ended_us;
-- name: drop_events
DELETE FROM event WHERE run_id = ?;
-- name: drop_head
DELETE FROM head WHERE run_id = ?;
-- name: references
SELECT run_id, length(body), digests FROM event;
-- name: blob_sizes
SELECT digest, length(content) FROM blob;
-- name: drop_blob
DELETE FROM blob WHERE digest = ?;
-- name: document
SELECT key, version, body FROM document
WHERE space = ? AND key = ? AND (expires_us IS NULL OR expires_us > ?);
-- name: documents
SELECT key, version, body FROM document
WHERE space = ? AND (expires_us IS NULL OR expires_us > ?) ORDER BY key;
-- name: document_version
SELECT version FROM document WHERE space = ? AND key = ?;
-- name: put_document
INSERT OR REPLACE INTO document (space, key, version, expires_us, body) VALUES (?, ?, ?, ?, ?);
-- name: drop_document
DELETE FROM document WHERE space = ? AND key = ?;
-- name: drop_space
DELETE FROM document WHERE space = ?;
-- name: drop_expired
DELETE FROM document WHERE expires_us <= ?;
