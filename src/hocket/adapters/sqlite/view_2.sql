-- Shows an older journal as one of version 3, without changing it.
CREATE TEMP VIEW event AS SELECT
    position, run_id, seq, at_us, type, version, body, digests_in(body) AS digests,
    type IN ('GoalReached', 'GoalFailed', 'GoalCancelled') AS ends,
    EXISTS (
        SELECT 1 FROM main.event AS earlier
        WHERE earlier.run_id = whole.run_id AND earlier.seq = whole.seq - 1
        AND earlier.at_us = whole.at_us
    ) AS joined
FROM main.event AS whole;
