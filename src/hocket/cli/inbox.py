"""The commands for what waits for a person: inbox, approve."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from hocket.app.dormant import DormantRuns
from hocket.app.inbox import (
    Reply,
    answer,
    open_questions,
)
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
    """List what waits for a person, over all runs."""
    found = invocation.run(_open(invocation))
    if invocation.json:
        invocation.print_json([_document(*entry) for entry in found])
        return
    out = invocation.out()
    for state, question, draft in found:
        _show(state, question, draft, out)
    if not found:
        click.echo("Nothing waits for you.", err=True)


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
        out.print(Text(f"  │ … {len(lines) - DRAFT_LINES} more lines; --json has all", style="dim"))


def _document(state: RunState, question: Question, draft: str) -> dict[str, Any]:
    return {
        **question.model_dump(mode="json"),
        "question_id": ids.question(state.run_id, question.question_id),
        "run_id": state.run_id,
        "goal": state.goal.text if state.goal else "",
        "draft": draft,
    }


async def _open(invocation: Invocation) -> list[tuple[RunState, Question, str]]:
    if not invocation.settings().journal.exists():
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
@click.option("--reject", metavar="WHY", help="Say no, and why.")
@click.option("--say", metavar="TEXT", help="Answer a question in words.")
@click.option(
    "--edit",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Go on with this file's text in place of the draft.",
)
@click.option("--covers", is_flag=True, help="Of a plan: its tools' calls are not asked for.")
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
    """Answer QUESTION, an id that `hocket inbox` lists, or its end if that is one's only.

    Without an option it is approved. It is answered once; what waited goes on where its run is
    carried, else when the run is resumed.
    """
    reply = _reply(reject, say, edit, covers=covers)
    told = invocation.run(_answer(invocation, question, reply))
    if invocation.json:
        invocation.print_json({"question_id": told, "decision": reply.decision})
    else:
        click.echo(f"{told}  {reply.decision}")


def _reply(reject: str | None, say: str | None, edit: Path | None, *, covers: bool) -> Reply:
    if sum(option is not None for option in (reject, say, edit)) > 1:
        message = "give one of --reject, --say and --edit"
        raise InvalidInputError(message)
    if reject is not None:
        return Reply(decision="reject", words=reject)
    if say is not None:
        return Reply(decision="answer", words=say)
    if edit is not None:
        try:
            return Reply(decision="edit", draft=edit.read_text(encoding="utf-8"), covers=covers)
        except OSError as error:
            message = f"--edit {edit}: {error.strerror}; check the path"
            raise InvalidInputError(message, path=str(edit)) from error
    return Reply(decision="approve", covers=covers)


async def _answer(invocation: Invocation, given: str, reply: Reply) -> str:
    by = getpass.getuser()
    async with invocation.journal() as journal:
        question = await _meant(journal, given)
    try:
        async with invocation.journal(read_only=False) as journal:
            await answer(DormantRuns(journal), Registry.installed(), question, reply, by)
    except JournalHeldError:
        async with invocation.holder() as holder:
            await holder.answer(question, reply, by)
    return question


async def _meant(journal: Journal, given: str) -> str:
    """The whole id of a question."""
    waiting = [ids.question(s.run_id, q.question_id) for s, q in await open_questions(journal)]
    found = [i for i in waiting if i == given] or [i for i in waiting if i.endswith(given)]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{given!r} is the end of several: {', '.join(found)}; give more of it"
        raise InvalidInputError(message, question=given)
    if ids.question_parts(given) is not None:
        return given  # why it cannot be answered is for the run to say
    message = f"Nothing like {given!r} waits for an answer; `hocket inbox` lists what does"
    raise InvalidInputError(message, question=given)
