"""The commands `inbox` and `approve`: list open questions and answer them."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from hocket.app.defaults import has_journal
from hocket.app.dormant import DormantRuns
from hocket.app.inbox import (
    Reply,
    answer,
    open_questions,
)
from hocket.app.inputs import read_document
from hocket.app.registry import Registry
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.wording import one_line
from hocket.core import ids
from hocket.errors import InvalidInputError, JournalHeldError

if TYPE_CHECKING:
    from hocket.core.question import Question
    from hocket.core.run import RunState
    from hocket.ports.journal import Journal

ANSWER_S = 5.0
POLL_S = 0.1
STYLES = {"low": "green", "medium": "yellow", "high": "red"}
DRAFT_LINES = 40


@click.command()
@json_option
@click.pass_obj
def inbox(invocation: Invocation) -> None:
    """List the questions of all runs that wait for your answer."""
    entries = invocation.run(_open(invocation))
    if invocation.json:
        invocation.print_json([_document(*entry) for entry in entries])
        return
    out = invocation.out()
    for state, question, draft in entries:
        _show(state, question, draft, out)
    if not entries:
        click.echo("Nothing is waiting for you.", err=True)


def _show(state: RunState, question: Question, draft: str, out: Any) -> None:
    head = Text(f"{ids.question(state.run_id, question.question_id)}  ")
    head.append(question.risk, style=STYLES[question.risk])
    out.print(head.append(f"  {question.kind}  {question.title}"), soft_wrap=True)
    out.print(Text(f"  {one_line(state.goal.text if state.goal else '', 100)}", style="dim"))
    if question.detail and question.detail != question.title:
        out.print(Text(f"  {question.detail}"))
    if question.options:
        out.print(Text(f"  one of: {', '.join(question.options)}"))
    lines = draft.splitlines()
    for line in lines[:DRAFT_LINES]:
        out.print(Text(f"  │ {line}", style="dim"))
    if len(lines) > DRAFT_LINES:
        out.print(
            Text(f"  │ … {len(lines) - DRAFT_LINES} more lines; --json shows all", style="dim")
        )


def _document(state: RunState, question: Question, draft: str) -> dict[str, Any]:
    return {
        **question.model_dump(mode="json"),
        "question_id": ids.question(state.run_id, question.question_id),
        "run_id": state.run_id,
        "goal": state.goal.text if state.goal else "",
        "draft": draft,
    }


async def _open(invocation: Invocation) -> list[tuple[RunState, Question, str]]:
    if not has_journal(invocation.settings().journal):
        return []
    async with invocation.journal() as journal:
        return [
            (state, question, await _draft(journal, question))
            for state, question in await open_questions(journal)
        ]


async def _draft(journal: Journal, question: Question) -> str:
    if question.draft is None:
        return ""
    return (await journal.blob(question.draft)).decode(errors="replace")


@click.command()
@click.argument("question", metavar="QUESTION")
@click.option("--reject", metavar="WHY", help="Reject, and give the reason.")
@click.option("--say", metavar="TEXT", help="Answer with this text.")
@click.option(
    "--edit",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Approve with the text of this file (`-`: standard input) in place of the draft.",
)
@click.option(
    "--covers", is_flag=True, help="With a plan: also approve the tool calls of its tasks."
)
@json_option
@click.pass_obj
def approve(
    invocation: Invocation,
    question: str,
    reject: str | None,
    say: str | None,
    edit: Path | None,
    *,
    covers: bool,
) -> None:
    """Answer QUESTION, an id from `hocket inbox`; its end is enough if it is unique.

    Without an option, approves. A question is answered once. The run continues at once if it is
    in progress, else when you resume it.
    """
    reply = _reply(reject, say, edit, covers=covers)
    question_id = invocation.run(_answer(invocation, question, reply))
    if invocation.json:
        invocation.print_json({"question_id": question_id, "decision": reply.decision})
    else:
        click.echo(f"{question_id}  {reply.decision}")


def _reply(reject: str | None, say: str | None, edit: Path | None, *, covers: bool) -> Reply:
    if sum(option is not None for option in (reject, say, edit)) > 1:
        message = "--reject, --say and --edit exclude each other; give one"
        raise InvalidInputError(message)
    if reject is not None:
        return Reply(decision="reject", words=reject)
    if say is not None:
        return Reply(decision="answer", words=say)
    if edit is not None:
        draft = read_document(edit, f"--edit {edit}")
        return Reply(decision="edit", draft=draft, covers=covers)
    return Reply(decision="approve", covers=covers)


async def _answer(invocation: Invocation, reference: str, reply: Reply) -> str:
    by = getpass.getuser()
    async with invocation.journal() as journal:
        question = await _resolved(journal, reference)
    try:
        async with invocation.journal(read_only=False) as journal:
            await answer(DormantRuns(journal), Registry.installed(), question, reply, by)
    except JournalHeldError:
        async with invocation.holder() as holder:
            await holder.answer(question, reply, by)
    return question


async def _resolved(journal: Journal, reference: str) -> str:
    """The full id of the open question that the reference names."""
    waiting = [ids.question(s.run_id, q.question_id) for s, q in await open_questions(journal)]
    matches = [i for i in waiting if i == reference]
    matches = matches or [i for i in waiting if i.endswith(reference)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        message = (
            f"{reference!r} matches several questions: {', '.join(matches)}; type more of the id"
        )
        raise InvalidInputError(message, question=reference)
    if ids.question_parts(reference) is not None:
        return reference  # the run says why it cannot be answered
    message = f"No open question matches {reference!r}; list them with `hocket inbox`"
    raise InvalidInputError(message, question=reference)
