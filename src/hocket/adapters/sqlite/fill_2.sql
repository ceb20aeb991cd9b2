-- Columns that version 3 stores and version 2 derived, with the same rules: ends by type, joined by
-- equal times, digests by their form. Only the answer of a tool names the texts that the call left;
-- a finished run needs them too, as a fork may continue after the call.
UPDATE event SET
    ends = type IN ('GoalReached', 'GoalFailed', 'GoalCancelled'),
    digests = digests_in(body),
    joined = EXISTS (
        SELECT 1 FROM event AS earlier
        WHERE earlier.run_id = event.run_id AND earlier.seq = event.seq - 1
        AND earlier.at_us = event.at_us
    );
UPDATE event SET digests = (
    SELECT with_digests_in(event.digests, blob.packed, blob.content)
    FROM blob WHERE blob.digest = answer_in(event.body)
)
WHERE type = 'CallAnswered'
AND instr(body, '"kind":"tool"')
AND answer_in(body) IN (SELECT digest FROM blob);
