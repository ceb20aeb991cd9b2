"""Packs: task types, checks, tools, agents and ways of working that a package adds to hocket."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from hocket.agents.ways import WAYS
from hocket.errors import ConfigError
from hocket.execute.files import ListFiles, ReadFile, WriteFile
from hocket.execute.look_up import LookUp
from hocket.execute.python import RunPython, solvers
from hocket.execute.tables import are_installed
from hocket.plan.task_types import TASK_TYPES
from hocket.review.builtin import CHECK_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.metadata import EntryPoint

    from hocket.agents.own import Agent
    from hocket.plan.task_types import TaskType
    from hocket.ports.agent import Way
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.tool import Tool
    from hocket.review.kinds import CheckKind

GROUP = "hocket.packs"
"""Group of entry points; each names a ``Pack``, or a function that returns one."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a package adds to hocket.

    Attributes:
        name: Name of the pack; unique among the packs in use.
        task_types: Types of tasks that plans may use.
        checks: Kinds of checks that goals and plans may use.
        tools: Tools for the agents whose cards name them.
        code_tools: Returns the tools that run code, for the sandbox in use.
        agents: Agents that bid beside the built-in ones.
        ways: Ways of working for all agents that work with an LLM.

    Examples:
        >>> from hocket import TaskType
        >>> Pack("speech", task_types=[TaskType("reading", "turns text into speech")]).name
        'speech'
    """

    name: str
    task_types: Sequence[TaskType] = ()
    checks: Sequence[CheckKind] = ()
    tools: Sequence[Tool] = ()
    code_tools: Callable[[Sandbox], Sequence[Tool]] | None = None
    agents: Sequence[Agent] = ()
    ways: Sequence[Way] = ()

    def all_tools(self, sandbox: Sandbox) -> list[Tool]:
        """All tools of the pack; those that run code use this sandbox."""
        return [*self.tools, *(self.code_tools(sandbox) if self.code_tools else ())]


def _code_tools(sandbox: Sandbox) -> list[Tool]:
    """The tools that run code; those on tables where their libraries are installed."""
    tools: list[Tool] = [RunPython(sandbox, libraries=solvers())]
    if not are_installed():
        return tools
    from hocket.execute.tables.tool import Compute, Query  # noqa: PLC0415 - slow to import

    return [*tools, Compute(sandbox), Query(sandbox)]


BUILTIN = Pack(
    "hocket",
    task_types=TASK_TYPES,
    checks=CHECK_KINDS,
    tools=(ReadFile(), WriteFile(), ListFiles(), LookUp()),
    code_tools=_code_tools,
    ways=WAYS,
)
"""The pack of hocket itself; the specialists are separate, because you can leave them out."""


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack that an installed package offers.

    Attributes:
        name: Name of the entry point.
        package: The package and its version.
        pack: None if it does not load.
        fault: Why it does not load.
    """

    name: str
    package: str
    pack: Pack | None
    fault: str = ""


def installed_packs() -> list[InstalledPack]:
    """The packs of all installed packages, sorted by name."""
    return [_installed(entry) for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name)]


def loaded_packs() -> list[Pack]:
    """The packs of all installed packages, loaded.

    Raises:
        ConfigError: A pack does not load; the message has the fault and the remedy.
    """
    packs = []
    for installed in installed_packs():
        if installed.pack is None:
            message = (
                f"The pack {installed.name!r} of {installed.package} cannot be loaded: "
                f"{installed.fault}; fix it, or uninstall {installed.package.split()[0]}"
            )
            raise ConfigError(message, pack=installed.name, package=installed.package)
        packs.append(installed.pack)
    return packs


def _installed(entry: EntryPoint) -> InstalledPack:
    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    try:
        offered = entry.load()
        if callable(offered):
            offered = offered()
    except Exception as error:  # noqa: BLE001 - a broken package must be named, whatever it raises
        return InstalledPack(entry.name, package, None, f"{type(error).__name__}: {error}")
    if not isinstance(offered, Pack):
        fault = f"{entry.value} is a {type(offered).__name__}, not a Pack"
        return InstalledPack(entry.name, package, None, fault)
    return InstalledPack(entry.name, package, offered)
