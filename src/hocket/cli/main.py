"""The command line: what there is to say, loaded only when it is said."""

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
from hocket.errors import OrchestrationError, cause_of

COMMANDS = {
    "run": ("hocket.cli.run:run", "Take a goal, see it through, hand over what came of it."),
    "runs": ("hocket.cli.runs:runs", "List the runs in the journal."),
    "show": ("hocket.cli.runs:show", "Show a run's result, or where it stands."),
    "explain": ("hocket.cli.explain:explain", "Tell why: plan, bids, LLMs, prompts, verdicts."),
    "replay": ("hocket.cli.runs:replay", "Walk through a run again, from the journal alone."),
    "cancel": ("hocket.cli.run:cancel", "End a run, also one of another process."),
    "resume": ("hocket.cli.run:resume", "Take up unfinished runs where they were left."),
    "inbox": ("hocket.cli.inbox:inbox", "List what waits for a person."),
    "approve": ("hocket.cli.inbox:approve", "Answer it: approve, reject, edit or say."),
    "agents": (
        "hocket.cli.inventory:agents",
        "List the agents that bid for tasks, and yours.",
    ),
    "models": ("hocket.cli.inventory:models", "List the LLMs that are there."),
    "schema": ("hocket.cli.schema:schema", "Print a JSON Schema, or the names of all."),
    "serve": ("hocket.cli.serve:serve", "Serve the API and the web app."),
    "keys": ("hocket.cli.keys:keys", "Make, list and revoke API keys."),
    "audit": ("hocket.cli.audit:audit", "Verify the log of who did what."),
    "journal": ("hocket.cli.journal:journal", "Rebuild what is kept at hand of the journal."),
    "doctor": ("hocket.cli.doctor:doctor", "Say what was found, is used, and is missing."),
}
"""Name to where it stands and its line in the list."""


class LazyGroup(click.Group):
    """Loads a command's module when it is used; tells errors in one line."""

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
            if error.errno not in (errno.EPIPE, errno.ENOSPC):
                ctx.exit(_tell(error, ctx.obj))
            if error.errno == errno.ENOSPC:
                click.echo("error: the output could not be written: no room left", err=True)
            ctx.exit(Exit.ENVIRONMENT)
        except Exception as error:  # noqa: BLE001 - no user sees a traceback unasked
            ctx.exit(_tell(cause_of(error), ctx.obj))


def _tell(error: Exception, invocation: Invocation | None) -> Exit:
    if invocation is not None and invocation.debug:
        traceback.print_exception(error)
    if isinstance(error, OrchestrationError):
        code, told = exit_of_error(error), error.to_json()
        told["message"] = error.worded(REMEDIES)
        click.echo(f"error: {told['message']}", err=True)
    else:
        code = Exit.FAILED
        told = {"code": "fault", "message": f"{type(error).__name__}: {error}", "context": {}}
        hint = "run `hocket --debug …` for the whole trace"
        click.echo(f"error: {told['message']} ({hint})", err=True)
    if invocation is not None and invocation.json:
        click.echo(json.dumps({"error": told, "exit": int(code)}, default=str))
    return code


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the journal lies, instead of the configured place.",
)
@click.option("--debug", is_flag=True, help="Show the whole trace of an error.")
@click.version_option(package_name="hocket", prog_name="hocket")
@click.pass_context
def cli(ctx: click.Context, home: Path | None, *, debug: bool) -> None:
    """Plans a goal, lets agents bid for its tasks, runs them on your LLMs, checks the work.

    RUN is a run's id, the beginning or end of one, or `last`.
    """
    ctx.obj = Invocation(home=home, debug=debug)


def main() -> None:
    """The entry point."""
    _open_streams()
    try:
        cli(prog_name="hocket")
    finally:
        _flush()


def _open_streams() -> None:
    """Whoever closed a stream wants nothing on it; what opens next must not take its place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.dup(number), "r" if number == 0 else "w"))


def _flush() -> None:
    """Write what is left; where that fails, say so instead of a traceback at the very end."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        click.echo(f"error: the output could not be written: {error.strerror}", err=True)
        raise SystemExit(Exit.ENVIRONMENT) from None


if __name__ == "__main__":
    main()
