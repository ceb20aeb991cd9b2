"""What a journal says, as JSON: written down when it is recorded, compared by every later release.

It holds what the journal means (states, winners, verdicts, calls) and no wording of today's.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from hocket.app.replay import replay
from hocket.projections.explanation import explain

OURS = ("run-planned", "run-unplanned", "run-outer.", "run-asked-again", "run-outgrown")
"""Runs that rest on hocket's own planner or prompts, which another release may have others of."""


async def summary_of(journal, agents, tools) -> dict[str, Any]:
    """Every stream of a journal: its events by type, and of a run its end and its story."""
    summary = {}
    for head in reversed(await journal.heads()):
        records = await journal.read(head.run_id)
        types = dict(sorted(Counter(r.entry.type for r in records).items()))
        summary[head.run_id] = {"records": len(records), "types": types}
        if head.run_id.startswith("run-"):
            story = await explain(journal, head.run_id)
            replayed = await _replayed(journal, head.run_id, agents, tools)
            summary[head.run_id] |= {
                "state": _state(story.state),
                "story": _story(story),
                "replay": replayed,
            }
    return summary


def _state(state) -> dict[str, Any]:
    result = state.result
    return {
        "status": state.status,
        "tasks": {
            task_id: {
                "status": task.status,
                "agent": task.award.agent if task.award else None,
                "verdict": task.review.verdict if task.review else None,
                "text": task.outcome.text if task.outcome else None,
                "files": dict(task.outcome.files) if task.outcome else {},
                "attempts": task.attempts,
                "failures": task.failures,
                "outages": task.outages,
                "rejections": task.rejections,
            }
            for task_id, task in sorted(state.tasks.items())
        },
        "iteration": state.iteration,
        "calls": state.spent.calls,
        "tokens": state.spent.tokens,
        "doubtful": [f"{d.attempt_id}/{d.ordinal}" for d in state.doubtful],
        "questions": sorted(state.questions),
        "answers": {key: a.decision for key, a in sorted(state.answers.items())},
        "forked_from": state.forked_from,
        "result": None if result is None else {"verdict": result.verdict, "text": result.text},
    }


def _story(story) -> dict[str, Any]:
    return {
        "plan_calls": len(story.plan_calls),
        "result_calls": len(story.result_calls),
        "turns": [type(event).__name__ for _, event in story.turns],
        "questions": [
            [i.question.kind, i.answer.decision if i.answer else None] for i in story.inquiries
        ],
        "attempts": [
            {
                "id": attempt.attempt_id,
                "agent": attempt.agent,
                "llm": attempt.llm,
                "calls": [[c.answered.kind, c.answered.name, c.answered.ok] for c in attempt.calls],
                "notes": [type(event).__name__ for event in attempt.notes],
                "executed": attempt.executed is not None,
                "verdict": attempt.review.verdict if attempt.review else None,
            }
            for task in story.tasks.values()
            for attempt in task.attempts
        ],
        "rounds": {
            task_id: [[a.round, a.award.agent if a.award else None] for a in task.auctions]
            for task_id, task in story.tasks.items()
        },
    }


async def _replayed(journal, run_id: str, agents, tools) -> dict[str, Any] | None:
    if run_id.startswith(OURS):
        return None
    named = {agent.card.name: agent for agent in agents}
    replayed = await replay(journal, run_id, agents=named, tools={t.name: t for t in tools})
    parting = replayed.divergence
    return {
        "diverged_at": None if parting is None else parting.seq,
        "events": replayed.events,
        "compared": replayed.compared,
        "llm_calls": replayed.llm_calls,
        "tool_calls": replayed.tool_calls,
        "deliverable": replayed.deliverable,
    }
