"""The command `doctor`: checks what this machine has for runs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table
from rich.text import Text

from hocket.app.defaults import salvage as salvage_journal
from hocket.app.defaults import verify as verify_journal
from hocket.app.doctor import diagnose
from hocket.cli.exits import Exit
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.remedies import REMEDIES

if TYPE_CHECKING:
    from hocket.app.doctor import Diagnosis
    from hocket.errors import Remedy

MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("·", "dim")}


@click.command()
@click.option(
    "--salvage", is_flag=True, help="Copy the readable part of a damaged journal to a new one."
)
@click.option(
    "--verify", is_flag=True, help="Check that no stored event or text was changed (reads it all)."
)
@json_option
@click.pass_obj
def doctor(invocation: Invocation, *, salvage: bool, verify: bool) -> None:
    """Check this machine: what is installed, which LLM each role uses and why, what is missing.

    Sends no prompt, fetches nothing and changes nothing, except with --salvage.
    """
    if salvage:
        _salvage(invocation)
        return
    if verify:
        _verify(invocation)
        return
    diagnosis = invocation.run(diagnose(invocation.settings()))
    if invocation.json:
        invocation.print_json(_document(diagnosis))
    else:
        _print(invocation, diagnosis)
    code = Exit.ACCEPTED if diagnosis.ready else Exit.ENVIRONMENT
    click.get_current_context().exit(code)


def _print(invocation: Invocation, diagnosis: Diagnosis) -> None:
    out = invocation.out()
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in diagnosis.findings:
        glyph, style = MARKS[finding.ok]
        summary = Text(finding.summary)
        if finding.remedy:
            summary.append(f"\n→ {_worded(finding.remedy)}", style="bold")
        table.add_row(Text(glyph, style=style), Text(finding.name), summary)
    out.print(table)
    out.print()
    for role, llm in diagnosis.llms.items():
        out.print(Text.assemble((f"{role:<12}", "dim"), llm))
    out.print(Text(f"because {diagnosis.why}", style="dim"))
    out.print()
    verdict = "Ready." if diagnosis.ready else "Not ready: fix what is marked ✗ above."
    out.print(Text(verdict, style="bold green" if diagnosis.ready else "bold red"))


def _document(diagnosis: Diagnosis) -> dict[str, Any]:
    findings = [
        {"name": f.name, "ok": f.ok, "summary": f.summary, "remedy": _worded(f.remedy)}
        for f in diagnosis.findings
    ]
    return {**asdict(diagnosis), "findings": findings}


def _worded(remedy: Remedy | str) -> str:
    return remedy if isinstance(remedy, str) else remedy.worded(REMEDIES)


def _salvage(invocation: Invocation) -> None:
    fields = salvage_journal(invocation.settings().journal)
    if invocation.json:
        invocation.print_json(fields)
        return
    for name, value in fields.items():
        click.echo(f"{name.replace('_', ' ')}: {value}")


def _verify(invocation: Invocation) -> None:
    """Say what is as it was stored, what is not, and what cannot be known."""
    verified = verify_journal(invocation.settings().journal)
    code = Exit.ACCEPTED if verified["ok"] else Exit.ENVIRONMENT
    if invocation.json:
        invocation.print_json(verified)
        click.get_current_context().exit(code)
    click.echo(
        f"{verified['sealed']} finished runs and {verified['texts']} texts are as they were stored"
    )
    if verified["open"]:
        click.echo(f"{verified['open']} unfinished runs are as they were when last sealed")
    if verified["unsealed"]:
        click.echo(
            f"{verified['unsealed']} runs have just begun or are of an earlier release: changes to "
            "their events cannot be seen"
        )
    for run_id in verified["altered"]:
        click.echo(f"altered: the events of {run_id}; `hocket replay {run_id}` may show where")
    for name in verified["texts_altered"]:
        click.echo(f"altered: the text {name}; `hocket doctor --salvage` leaves it out")
    for fault in verified["damage"]:
        click.echo(f"damaged: {fault}; `hocket doctor --salvage` copies what is readable")
    click.echo("A run that was removed as a whole, or sealed anew by a program, is not noticed.")
    click.get_current_context().exit(code)
