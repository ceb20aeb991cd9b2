"""The command line; the module of a command is loaded only when it is used."""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from hocket.cli.exits import Exit, exit_of_error
from hocket.cli.invocation import Invocation
from hocket.cli.remedies import REMEDIES
from hocket.cli.streams import SafeStream
from hocket.core.fault import fault_of
from hocket.errors import JournalHeldError, OrchestrationError, Remedy

COMMANDS = {
    "run": ("hocket.cli.run:run", "Run a goal: plan, work, check, deliver the result."),
    "runs": ("hocket.cli.runs:runs", "List the runs, newest first."),
    "show": ("hocket.cli.runs:show", "Show the result of a run, or its progress."),
    "explain": ("hocket.cli.explain:explain", "Explain a run: plan, bids, calls, verdicts."),
    "replay": ("hocket.cli.runs:replay", "Replay a run from the journal and compare it."),
    "cancel": ("hocket.cli.cancel:cancel", "Cancel a run, in whichever process it runs."),
    "resume": ("hocket.cli.run:resume", "Continue interrupted runs."),
    "inbox": ("hocket.cli.inbox:inbox", "List the questions that wait for you."),
    "approve": ("hocket.cli.inbox:approve", "Answer a question: approve, reject, edit or say."),
    "profile": (
        "hocket.cli.profile:profile",
        "Say what files hold: columns, types, what is missing.",
    ),
    "agents": ("hocket.cli.inventory:agents", "List the agents, built in and yours."),
    "models": ("hocket.cli.inventory:models", "List the LLMs of every host, or fetch one."),
    "schema": ("hocket.cli.schema:schema", "Print a JSON Schema, or list their names."),
    "serve": ("hocket.cli.serve:serve", "Serve the API and the web app."),
    "keys": ("hocket.cli.keys:keys", "Create, list and revoke API keys."),
    "audit": ("hocket.cli.audit:audit", "Verify the audit log of the server."),
    "journal": ("hocket.cli.journal:journal", "Rebuild projections from the journal."),
    "doctor": (
        "hocket.cli.doctor:doctor",
        "Check this machine: what is installed, what is missing.",
    ),
}
"""Command name to its function and its line in `--help`."""


class LazyGroup(click.Group):
    """Loads the module of a command when it is used; prints errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code.value), code.meaning) for code in Exit])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo("error: cancelled", err=True)
            ctx.exit(Exit.CANCELLED)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                ctx.exit(_print_error(error, ctx.obj))
            click.echo("error: cannot write the output: no space left on the device", err=True)
            ctx.exit(Exit.ENVIRONMENT)
        except Exception as error:  # noqa: BLE001 - a traceback is shown only with --debug
            ctx.exit(_print_error(fault_of(error), ctx.obj))


def _print_error(error: Exception, invocation: Invocation | None) -> Exit:
    if invocation is not None and invocation.debug:
        traceback.print_exception(error)
    if isinstance(error, OrchestrationError):
        if isinstance(error, JournalHeldError) and invocation is not None:
            error = _with_its_way_out(error, invocation)
        code, report = exit_of_error(error), error.to_json()
        report["message"] = error.worded(REMEDIES)
        click.echo(f"error: {report['message']}", err=True)
    else:
        code = Exit.FAILED
        report = {"code": "fault", "message": f"{type(error).__name__}: {error}", "context": {}}
        hint = "run `hocket --debug …` for the traceback"
        click.echo(f"error: {report['message']} ({hint})", err=True)
    if invocation is not None and invocation.json:
        click.echo(json.dumps({"error": report, "exit": int(code)}, default=str))
    return code


def _with_its_way_out(error: JournalHeldError, invocation: Invocation) -> JournalHeldError:
    """The error; where a server holds the journal, to stop it frees it, and no `cancel` does."""
    from hocket.app.background import running_server  # noqa: PLC0415 - rarely needed

    if running_server(invocation.settings().home) is None:
        return error
    return JournalHeldError(error.message, remedy=Remedy("stop_server"), **error.context)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the journal; overrides the settings.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="hocket", prog_name="hocket")
@click.pass_context
def cli(ctx: click.Context, home: Path | None, *, debug: bool) -> None:
    """Plan a goal, let agents bid for its tasks, run them on your LLMs, and check the work.

    RUN is a run id, the start or end of one, or `last`.
    """
    ctx.obj = Invocation(home=home, debug=debug)


def main() -> None:
    """The entry point of the command `hocket`."""
    _open_streams()
    try:
        cli(prog_name="hocket")
    finally:
        _flush()


def _open_streams() -> None:
    """Make the standard streams safe for any text.

    Closed ones are pointed at the null device; no later file may take their number.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.dup(number), "r" if number == 0 else "w"))
    sys.stdout, sys.stderr = SafeStream(sys.stdout), SafeStream(sys.stderr)


def _flush() -> None:
    """Flush stdout; print an error instead of a traceback if that fails."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        click.echo(f"error: cannot write the output: {error.strerror}", err=True)
        raise SystemExit(Exit.ENVIRONMENT) from None


if __name__ == "__main__":
    main()
