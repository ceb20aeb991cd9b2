"""The command `explain`: shows from the journal why a run went as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from hocket.app.file_profiles import in_short, profiles_of_inputs
from hocket.award.scoring import AVAILABILITY, CAPABILITY, PERFORMANCE, PRIORITY
from hocket.cli.choice import chosen_run
from hocket.cli.estimate import forecast_lines
from hocket.cli.event_lines import event_line
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.wording import length, one_line
from hocket.core import ids
from hocket.errors import InvalidInputError
from hocket.learn.forecast import forecast_at_start
from hocket.projections.explanation import explain as explain_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from hocket.core import event as ev
    from hocket.core.bid import Bid
    from hocket.core.check import CheckResult
    from hocket.core.run import RunState
    from hocket.core.task import Task
    from hocket.projections.explanation import (
        AttemptExplanation,
        Auction,
        Call,
        Explanation,
        TaskExplanation,
    )

PARTS = ("capability", "availability", "performance", "priority")
WEIGHTS = (CAPABILITY, AVAILABILITY, PERFORMANCE, PRIORITY)
MARKS = {True: "✓", False: "✗", None: "?"}


@click.command()
@click.argument("run_id", metavar="RUN")
@click.argument("task_id", metavar="[TASK]", required=False)
@click.option(
    "--prompt",
    "number",
    type=click.IntRange(1),
    metavar="N",
    help="Print only the exact bytes of the request of call N.",
)
@click.option(
    "--answer",
    "answer_number",
    type=click.IntRange(1),
    metavar="N",
    help="Print only the exact bytes of the response to call N.",
)
@click.option(
    "--compaction",
    "compaction_number",
    type=click.IntRange(1),
    metavar="N",
    help="Print only the record of compaction N: the messages before and after, and each change.",
)
@json_option
@click.pass_obj
def explain(
    invocation: Invocation,
    /,
    run_id: str,
    task_id: str | None,
    number: int | None,
    answer_number: int | None,
    compaction_number: int | None,
) -> None:
    """Explain why RUN, or one TASK of it, went as it did. Calls no LLM.

    Shows the plan and its reason, each bid with the reason for every part of its score, the
    winner and the probability with which it was chosen, all calls, the verdict and its evidence.
    """
    call_number = number or answer_number
    if call_number is not None:
        text = invocation.run(_text(invocation, run_id, call_number, asked=number is not None))
        invocation.print_bytes(text)
        return
    if compaction_number is not None:
        invocation.print_bytes(invocation.run(_record(invocation, run_id, compaction_number)))
        return
    explanation, inputs = invocation.run(_explanation(invocation, run_id))
    if task_id is not None and task_id not in explanation.tasks:
        names = ", ".join(explanation.tasks) or "none yet"
        message = f"Run {explanation.state.run_id} has no task {task_id!r}; its tasks: {names}"
        raise InvalidInputError(message, task_id=task_id)
    chosen = [task for name, task in explanation.tasks.items() if task_id in (None, name)]
    if invocation.json:
        invocation.print_json(_json(explanation, chosen, whole=task_id is None))
        return
    out = invocation.out()
    for line in _lines(explanation, inputs, chosen, whole=task_id is None):
        _print(line, out)


async def _explanation(invocation: Invocation, reference: str) -> tuple[Explanation, list[str]]:
    """The explanation of a run, and what its input files hold, a line for each."""
    async with invocation.journal() as journal:
        head = await chosen_run(journal, reference)
        explanation = await explain_run(journal, head.run_id)
        goal = explanation.state.goal
        profiled = await profiles_of_inputs(goal, journal) if goal is not None else []
        return explanation, [in_short(profile) for _, profile in profiled if profile is not None]


async def _text(invocation: Invocation, reference: str, number: int, *, asked: bool) -> bytes:
    async with invocation.journal() as journal:
        head = await chosen_run(journal, reference)
        answered = (await explain_run(journal, head.run_id)).call(number).answered
        return await journal.blob(answered.request if asked else answered.response)


async def _record(invocation: Invocation, reference: str, number: int) -> bytes:
    async with invocation.journal() as journal:
        head = await chosen_run(journal, reference)
        compactions = (await explain_run(journal, head.run_id)).compactions
        if number > len(compactions):
            message = (
                f"There is no compaction {number} in run {head.run_id}, which has "
                f"{len(compactions)} with a record"
            )
            raise InvalidInputError(message, number=number, compactions=len(compactions))
        return await journal.blob(compactions[number - 1].record)


def _print(line: Text, out: Console) -> None:
    """Print a line: wrapped with a hanging indent on a terminal, unwrapped elsewhere."""
    if not out.is_terminal:
        out.print(line, soft_wrap=True)
        return
    indent = len(line.plain) - len(line.plain.lstrip())
    for n, part in enumerate(line.wrap(out, max(20, out.width - indent - 2))):
        pad = " " * (indent + 2) if n else ""
        out.print(Text.assemble(pad, part), no_wrap=True, overflow="ignore", crop=False)


def _lines(
    explanation: Explanation,
    inputs: Sequence[str],
    tasks: Sequence[TaskExplanation],
    *,
    whole: bool,
) -> Iterator[Text]:
    state = explanation.state
    if whole:
        yield Text(state.run_id, style="bold")
        yield Text(f"  goal: {one_line(state.goal.text, 1000) if state.goal else ''}")
        yield from (Text(f"  read: {one_line(line, 1000)}") for line in inputs)
        llms = ", ".join(f"{role} {llm}" for role, llm in sorted(state.llms.items()))
        yield Text(f"  llms: {llms}")
        if state.experience is not None:
            if state.experience.cursor:
                yield Text(f"  experience: {_experience(state.experience)}")
            yield from (Text(f"  passport: {line}") for line in _passports(state.experience))
        yield from (Text(f"  forecast: {line}") for line in forecast_lines(state))
        yield from _plan_lines(explanation)
    for task in tasks:
        yield from _task_lines(explanation, task)
    if whole:
        yield from _end_lines(explanation)


def _experience(event: ev.ExperienceTaken) -> str:
    attempts = sum(costs.attempts for costs in event.learned.tasks.values())
    counted = f"{attempts} attempt{'s' * (attempts != 1)}"
    return f"of {counted} in earlier runs, as of event {event.cursor} of the journal"


def _passports(event: ev.ExperienceTaken) -> Iterator[str]:
    """What passports of LLMs said when the run began; see each bid for what follows from it."""
    for llm, shown in event.learned.aptitudes.items():
        passed, judged = shown.overall
        yield f"{llm} ({shown.weights[:12]}) passed {passed} of {judged} probes"


def _plan_lines(explanation: Explanation) -> Iterator[Text]:
    plan = explanation.state.plan
    yield Text()
    if plan is None:
        yield Text("plan: none", style="bold")
    else:
        yield Text(f"plan: {plan.complexity}, {len(plan.tasks)} tasks", style="bold")
        if plan.why:
            yield Text(f"  why: {one_line(plan.why, 1000)}")
        for task in plan.tasks:
            after = f", after {', '.join(task.depends_on)}" if task.depends_on else ""
            yield Text(f"  {task.task_id} ({task.type}{after}): {task.objective.description}")
    yield from _call_lines(explanation.plan_calls, "  ")
    yield from _note_lines(explanation, explanation.plan_notes, "  ")
    for seconds, event in explanation.turns:
        line = event_line(event)
        if line is not None:
            yield Text(f"  at {length(seconds)}: {line[0]} {line[1]}", style="magenta")


def _task_lines(explanation: Explanation, task: TaskExplanation) -> Iterator[Text]:
    state = explanation.state.tasks[task.task_id]
    yield Text()
    yield Text(f"{task.task_id}: {state.status}", style="bold")
    yield Text(f"  {state.task.objective.description}")
    yield from _check_lines(state.task)
    attempts = {attempt.attempt_id: attempt for attempt in task.attempts}
    number = 0
    for auction in task.auctions:
        yield from _auction_lines(auction)
        if auction.award is not None:
            number += 1
            yield from _attempt_lines(explanation, attempts[ids.attempt(task.task_id, number)])
    if state.status == "dead":
        yield Text(f"  given up: {state.reason}", style="red")


def _check_lines(task: Task) -> Iterator[Text]:
    for name in task.objective.deliverables:
        yield Text(f"  must leave {name}", style="dim")
    for check in task.objective.success_criteria:
        yield Text(f"  must pass: {check.says or check.kind}", style="dim")


def _auction_lines(auction: Auction) -> Iterator[Text]:
    award = auction.award
    ranked = sorted(auction.bids, key=lambda bid: -bid.score)
    names = max((len(bid.option) for bid in ranked), default=0)
    yield Text(f"  auction {auction.round}: {len(ranked)} bids", style="bold")
    for bid in ranked:
        won = award is not None and bid.option == award.option
        mark = "→" if won else " "
        yield Text(
            f"   {mark} {bid.option:<{names}} {bid.score:5.1f}", style="green" if won else ""
        )
        for part, weight in zip(PARTS, WEIGHTS, strict=True):
            yield _part_line(bid, part, weight)
        if bid.way:
            yield Text(f"       by {bid.way}: {bid.reasons.get('way', '')}", style="dim")
    for decline in auction.declines:
        yield Text(f"     {decline.agent} declined: {decline.reason}", style="dim")
    if not auction.bids and not auction.declines:
        yield from (_answer_line(answer) for answer in auction.answers)
    if award is None:
        yield Text(f"    no award: {auction.reason}", style="red")
        return
    choice = award.choice
    drawn = f"{choice.policy}, propensity {choice.propensity:g}"
    fallback = award.fallback_option or "none"
    yield Text(f"    awarded to {award.option} ({drawn}); fallback {fallback}")


def _answer_line(answer: ev.BidAnswered) -> Text:
    """An agent's answer in an auction that is still open."""
    offer = answer.offer
    words = answer.declined or answer.fault
    if offer is not None:
        words = f"offers {offer.fitness:g}: {offer.reason}"
    return Text(f"     {answer.agent} {words}", style="dim")


def _part_line(bid: Bid, part: str, weight: float) -> Text:
    value: float = getattr(bid, part)
    term = f"{weight:g} * {value:.2f} {part}"
    return Text(f"       {term:<24} {bid.reasons.get(part, '')}", style="dim")


def _attempt_lines(explanation: Explanation, attempt: AttemptExplanation) -> Iterator[Text]:
    yield Text(f"  attempt {attempt.attempt_id}: {attempt.agent} with {attempt.llm}", style="bold")
    yield from _call_lines(attempt.calls, "    ")
    yield from _note_lines(explanation, attempt.notes, "    ")
    if attempt.executed is not None:
        outcome = attempt.executed.outcome
        files = f"; files: {', '.join(outcome.files)}" if outcome.files else ""
        yield Text(f"    submitted after {outcome.tool_calls} tool calls{files}")
        if outcome.cut:
            yield Text(f"    cut short, with the answer so far: {outcome.cut}", style="yellow")
    if attempt.fault:
        yield Text(f"    failed: {attempt.fault}", style="red")
    if attempt.review is not None:
        review = attempt.review
        yield Text(f"    verdict: {review.verdict}, by {review.reviewer}", style="bold")
        yield from _result_lines(review.results, "      ")
        if review.feedback:
            yield Text(f"      {one_line(review.feedback, 1000)}")


def _end_lines(explanation: Explanation) -> Iterator[Text]:
    state = explanation.state
    yield Text()
    yield Text(f"result: {state.result.verdict if state.result else state.status}", style="bold")
    yield from _call_lines(explanation.result_calls, "  ")
    if state.result is not None:
        yield from _result_lines(state.result.results, "  ")
        for name, digest in state.result.files.items():
            yield Text(f"  {name} sha256 {digest}", style="dim")
        yield Text(f"  text sha256 {state.result.text}", style="dim")
    if state.reason:
        yield Text(f"  {state.status}: {state.reason}")


def _result_lines(results: Sequence[CheckResult], indent: str) -> Iterator[Text]:
    for result in results:
        mark = MARKS[result.passed]
        says = result.says or result.kind
        yield Text(f"{indent}{mark} {says}: {one_line(result.evidence, 1000)}")


def _note_lines(explanation: Explanation, notes: Sequence[ev.Event], indent: str) -> Iterator[Text]:
    numbers = {id(event): n for n, event in enumerate(explanation.compactions, 1)}
    for event in notes:
        line = event_line(event)
        if line is not None:
            number = f"compaction {numbers[id(event)]}: " if id(event) in numbers else ""
            yield Text(f"{indent}{number}{line[1]}", style="magenta")


def _call_lines(calls: Sequence[Call], indent: str) -> Iterator[Text]:
    for call in calls:
        answered = call.answered
        line = event_line(answered)
        summary = line[1] if line is not None else answered.name
        yield Text(f"{indent}call {call.number}: {summary}", style="dim")


def _json(
    explanation: Explanation, tasks: Sequence[TaskExplanation], *, whole: bool
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "run_id": explanation.state.run_id,
        "tasks": [_task_json(t) for t in tasks],
    }
    if whole:
        state = explanation.state
        document |= {
            "goal": state.goal.model_dump(mode="json") if state.goal else None,
            "llms": dict(state.llms.items()),
            "experience": _event_json(state.experience) if state.experience else None,
            "forecast": _forecast_json(state),
            "plan": state.plan.model_dump(mode="json") if state.plan else None,
            "plan_calls": [_call_json(c) for c in explanation.plan_calls],
            "result_calls": [_call_json(c) for c in explanation.result_calls],
            "turns": [{"at_s": at, **_event_json(event)} for at, event in explanation.turns],
            "result": state.result.model_dump(mode="json") if state.result else None,
            "status": state.status,
            "reason": state.reason,
            "spent": state.spent.model_dump(mode="json"),
        }
    return document


def _forecast_json(state: RunState) -> dict[str, Any] | None:
    made = forecast_at_start(state)
    return None if made is None else made.model_dump(mode="json")


def _task_json(task: TaskExplanation) -> dict[str, Any]:
    return {
        "task_id": task.task_id,
        "auctions": [
            {
                "round": a.round,
                "answers": [answer.model_dump(mode="json") for answer in a.answers],
                "bids": [b.model_dump(mode="json") for b in a.bids],
                "declines": [d.model_dump(mode="json") for d in a.declines],
                "award": a.award.model_dump(mode="json") if a.award else None,
                "reason": a.reason,
            }
            for a in task.auctions
        ],
        "attempts": [
            {
                "attempt_id": a.attempt_id,
                "agent": a.agent,
                "llm": a.llm,
                "calls": [_call_json(c) for c in a.calls],
                "notes": [_event_json(e) for e in a.notes],
                "outcome": a.executed.outcome.model_dump(mode="json") if a.executed else None,
                "fault": a.fault,
                "review": a.review.model_dump(mode="json") if a.review else None,
            }
            for a in task.attempts
        ],
    }


def _call_json(call: Call) -> dict[str, Any]:
    return {"number": call.number, **call.answered.model_dump(mode="json")}


def _event_json(event: ev.Event) -> dict[str, Any]:
    return {"type": type(event).__name__, **event.model_dump(mode="json")}
