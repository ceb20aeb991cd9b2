"""The commands under `models`: test an LLM, show its card, and hand passports on as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table
from rich.text import Text

from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.defaults import default_sandbox, has_journal, store_in
from hocket.app.examiners import Examiners, host_of
from hocket.app.hosts import listings_of
from hocket.app.neighbours import WAITS, Neighbours, Turn
from hocket.app.passports import Passports, llm_among
from hocket.app.spare_time import examine_in_spare_time
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.wording import bytes_of, count, length
from hocket.errors import AdapterError, AttemptError, InvalidInputError
from hocket.llm.passport.exchange import MOST_BYTES, read, written
from hocket.llm.passport.scoring import card_of, useful_slots
from hocket.llm.passport.suite import SUITE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from typing import TypeVar

    from rich.console import Console
    from rich.progress import Progress

    from hocket.config import Settings
    from hocket.errors import OrchestrationError
    from hocket.llm.passport.passport import Passport
    from hocket.llm.passport.scoring import PassportCard, SkillScore
    from hocket.ports.llm import LlmInfo

    ResultT = TypeVar("ResultT")

BAR_CELLS = 24
EMBEDDED = "llamacpp:"
GOOD, POOR = 0.8, 0.5
"""Shares from which, and below which, a skill is shown as good or poor."""


@click.command("test")
@click.argument("names", nargs=-1, metavar="[MODEL]...")
@click.option("--quick", is_flag=True, help="Only the short form, of about a minute.")
@click.option("--again", is_flag=True, help="Take all of it again, also what is known.")
@json_option
@click.pass_obj
def test_models(
    invocation: Invocation, names: tuple[str, ...], *, quick: bool, again: bool
) -> None:
    """Test what an LLM can do on this machine, and keep it as its passport.

    MODEL is host:name, or a name that one host has; by default every LLM of the embedded host and
    of Ollama. A test that is interrupted goes on where it stopped; where an LLM fails, the
    others are tested nevertheless. Nothing is uploaded.

    It waits while other processes of hocket on this machine work, at most `test_wait_s` of your
    settings, and gives way to runs that come. What is measured beside others is marked.
    """
    passports, failed = invocation.run(_tested(invocation, names, quick=quick, again=again))
    if invocation.json:
        invocation.print_json([_document(passport) for passport in passports])
    else:
        for passport in passports:
            print_card(invocation.out(), passport)
    for name, error in [*failed.items()][1:]:
        invocation.err().print(Text(f"{name}: {error.message}"), soft_wrap=True)
    for error in failed.values():
        raise error


@click.command("show")
@click.argument("name", metavar="MODEL")
@json_option
@click.pass_obj
def show_model(invocation: Invocation, name: str) -> None:
    """Show the passport of an LLM: its skills, its speed, its memory."""
    passports = invocation.run(_kept(invocation, lambda kept: kept.named(name)))
    if invocation.json:
        invocation.print_json([_document(passport) for passport in passports])
        return
    for passport in passports:
        print_card(invocation.out(), passport)


@click.command("export")
@click.argument("name", metavar="MODEL")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default standard output.",
)
@click.pass_obj
def export_passport(invocation: Invocation, name: str, out: Path | None) -> None:
    """Write the passport of an LLM as a file that can be handed on.

    It has the kind of the machine, the probes and the answers; no name of a machine or a user.
    """
    passports = invocation.run(_kept(invocation, lambda kept: kept.named(name)))
    if len(passports) > 1:
        ids = (f"{p.subject.digest[:12]}.{p.machine.fingerprint[:8]}" for p in passports)
        message = f"{name!r} has several passports: name one of {', '.join(ids)}"
        raise InvalidInputError(message, llm=name)
    if out is None:
        click.echo(written(passports[0]), nl=False)
        return
    try:
        out.write_text(written(passports[0]), encoding="utf-8")
    except OSError as error:
        message = f"--out {out}: {error.strerror or error}; choose another file"
        raise InvalidInputError(message, path=str(out)) from error
    invocation.err().print(Text(f"Written to {out}"), soft_wrap=True)


@click.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_passport(invocation: Invocation, path: Path) -> None:
    """Keep a passport from a file, in place of an earlier one of the same LLM and machine."""
    with path.open("rb") as file:
        passport = read(file.read(MOST_BYTES + 1), what=path.name)
    invocation.run(_changed(invocation, lambda kept: kept.take(passport)))
    print_card(invocation.out(), passport)


async def _tested(
    invocation: Invocation, names: tuple[str, ...], *, quick: bool, again: bool
) -> tuple[list[Passport], dict[str, OrchestrationError]]:
    """The passports, and why other LLMs have none, by ``host:name``."""
    settings = invocation.settings()
    clock = SystemClock()
    store = store_in(settings.journal)
    try:
        listed = await _listed(settings)
        chosen = [llm_among(list(listed), name) for name in names] or [
            name for name in listed if name.startswith((EMBEDDED, "ollama:"))
        ]
        if not chosen:
            message = "There is no LLM to test; fetch one, or start Ollama"
            raise InvalidInputError(message)
        examiners = Examiners(
            host_of(settings),
            Passports(store, clock),
            default_sandbox(),
            clock,
            settings.reasoning_tokens,
        )
        neighbours = Neighbours(settings.runtime, clock)
        turn = Turn(neighbours, clock, settings.test_wait_s)
        passports: list[Passport] = []
        failed: dict[str, OrchestrationError] = {}
        with _bars(invocation.err()) as bars:
            for name in chosen:
                on_probe = _shown(bars, name)
                try:
                    passport = await examine_in_spare_time(
                        name,
                        listed[name],
                        examiners,
                        turn,
                        quick=quick,
                        again=again,
                        on_probe=on_probe,
                    )
                except (AdapterError, AttemptError) as error:
                    failed[name] = error
                else:
                    passports.append(passport)
    finally:
        await store.close()
    return passports, failed


async def _listed(settings: Settings) -> dict[str, LlmInfo]:
    """The LLMs of all hosts that answer, by ``host:name``."""
    return {
        f"{host}:{info.name}": info
        for host, listing in (await listings_of(settings)).items()
        for info in listing.llms
    }


async def _kept(
    invocation: Invocation, action: Callable[[Passports], Awaitable[ResultT]]
) -> ResultT:
    """What is read from the passports; creates no journal where there is none."""
    path = invocation.settings().journal
    store = store_in(path) if has_journal(path) else MemoryStore()
    try:
        return await action(Passports(store, SystemClock()))
    finally:
        await store.close()


async def _changed(
    invocation: Invocation, action: Callable[[Passports], Awaitable[ResultT]]
) -> ResultT:
    store = store_in(invocation.settings().journal)
    try:
        return await action(Passports(store, SystemClock()))
    finally:
        await store.close()


def _bars(console: Console) -> Progress:
    from rich.progress import (  # noqa: PLC0415 - slow to import, and rarely needed
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=BAR_CELLS),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[probe]}", style="dim"),
    )
    silent = not console.is_terminal
    return Progress(*columns, console=console, transient=True, disable=silent)


def _shown(bars: Progress, llm: str) -> Callable[[int, int, str], None]:
    """Shows the progress of one examination; in a pipe only that it begins, and waits for whom."""
    bar = bars.add_task(llm, total=None, probe="")
    if bars.disable:
        bars.console.print(Text(f"testing {llm} …"), soft_wrap=True)

    def on_probe(done: int, total: int, probe: str) -> None:
        if bars.disable and probe.startswith(WAITS):
            bars.console.print(Text(f"{llm} {probe}"), soft_wrap=True)
        bars.update(bar, completed=done, total=total, probe=probe)

    return on_probe


def print_card(out: Console, passport: Passport) -> None:
    """Print the passport of an LLM as a card."""
    subject, card = passport.subject, card_of(passport)
    window = card.window_tokens or subject.context_tokens
    out.print(Text(subject.llm, style="bold"))
    facts = [
        f"digest {subject.digest[:12]}",
        bytes_of(subject.size_bytes) if subject.size_bytes else "",
        f"window {count(window)}" if window else "",
    ]
    out.print(Text(", ".join(fact for fact in facts if fact), style="dim"))
    out.print(Text(f"on {_machine(passport)}", style="dim"))
    if subject.remark:
        out.print(Text(subject.remark, style="yellow"))
    if passport.suite != SUITE:
        remark = f"probes of suite {passport.suite}, here it is {SUITE}: test it again to compare"
        out.print(Text(remark, style="yellow"))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for score in card.skills:
        table.add_row(score.title, _share(score), Text(_details(score), style="dim"))
    out.print(table)
    is_embedded = subject.llm.startswith(EMBEDDED)
    for line in _measured(card, is_embedded=is_embedded):
        out.print(Text(line), soft_wrap=True)
    tokens = count(card.prompt_tokens + card.completion_tokens)
    out.print(Text(f"{card.probes} probes, {length(card.seconds)}, {tokens} tokens", style="dim"))
    out.print()


def _machine(passport: Passport) -> str:
    machine = passport.machine
    kind = f"{machine.system} {machine.architecture}, {machine.cores} cores, {machine.memory_gb} GB"
    return f"{kind} ({machine.fingerprint[:8]})"


def _share(score: SkillScore) -> Text:
    """How many of the probes were passed."""
    if not score.tries:
        return Text("none" if score.skill == "embeddings" else "not judged", style="dim")
    share = score.right / score.tries
    style = "green" if share >= GOOD else "red" if share < POOR else "yellow"
    return Text(f"{score.right} of {score.tries}", style=style)


def _details(score: SkillScore) -> str:
    marks = ", ".join(f"{name} {wins}/{tries}" for name, (wins, tries) in score.marks.items())
    unjudged = f"{score.unjudged} not judged" if score.unjudged and score.tries else ""
    return "; ".join(part for part in (marks, score.note, unjudged) if part)


def _measured(card: PassportCard, *, is_embedded: bool) -> list[str]:
    """The measurements, a line for each."""
    lines = []
    if card.load_s is not None:
        memory = f", {bytes_of(card.memory_bytes)} of memory" if card.memory_bytes else ""
        lines.append(f"loads in {length(card.load_s)}{memory}")
    for speed in card.speeds:
        at_once, total, each = "1 answer", speed.tokens_per_s, ""
        if speed.slots > 1:
            at_once, total = f"{speed.slots} answers together", speed.total_tokens_per_s
            each = f", {speed.tokens_per_s:g} each"
        # A host that does not say how long it read leaves this unknown, which is not 0.
        read, wrote = speed.prompt_tokens_per_s, f"writes {total:g}"
        speeds = f"reads {read:g} tokens/s, {wrote}" if read else f"{wrote} tokens/s"
        lines.append(f"{at_once}: {speeds}{each}")
    slots = useful_slots(card.speeds)
    if slots > 1 and is_embedded:
        lines.append(
            f"most is written with {slots} answers at once, so hocket takes {slots} unless "
            "parallel in your settings says otherwise"
        )
    if card.others:
        lines.append("measured while others worked: test it again when the machine is idle")
    elif any(speed.busy for speed in card.speeds):
        lines.append("the machine had other work meanwhile: when it is idle, it is faster")
    return lines


def _document(passport: Passport) -> Mapping[str, Any]:
    """The card and the passport, for programs."""
    return {
        "card": card_of(passport).model_dump(mode="json"),
        "remark": passport.subject.remark,
        "passport": passport.model_dump(mode="json"),
    }
