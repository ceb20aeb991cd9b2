"""Packs: types of tasks, kinds of checks, tools and agents that a package adds to hocket."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from hocket.errors import ConfigError
from hocket.execute.files import ListFiles, ReadFile, WriteFile
from hocket.execute.python import RunPython
from hocket.plan.task_types import TASK_TYPES
from hocket.review.builtin import CHECK_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.agents.own import Agent
    from hocket.plan.task_types import TaskType
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.tool import Tool
    from hocket.review.kinds import CheckKind

GROUP = "hocket.packs"
"""Entry points of this group lead to a ``Pack``, or to a function that gives one."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a package adds.

    Attributes:
        name: Of the pack; no two that are used together share it.
        task_types: Types that plans may use, each with a word on what such tasks do.
        checks: Kinds of checks that goals and plans may use.
        tools: Agents whose card names one may use it.
        code_tools: The same for tools that run code in the sandbox; gives them for the one in use.
        agents: They bid beside the built-in ones.

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

    def all_tools(self, sandbox: Sandbox) -> list[Tool]:
        """Its tools, those that run code made for this sandbox."""
        return [*self.tools, *(self.code_tools(sandbox) if self.code_tools else ())]


BUILTIN = Pack(
    "hocket",
    task_types=TASK_TYPES,
    checks=CHECK_KINDS,
    tools=(ReadFile(), WriteFile(), ListFiles()),
    code_tools=lambda sandbox: [RunPython(sandbox)],
)
"""What comes with hocket, beside the specialists, who may be left out."""


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack that a package offers by an entry point.

    Attributes:
        name: Of the entry point.
        package: The package with its version.
        pack: None where it cannot be loaded.
        fault: Why not.
    """

    name: str
    package: str
    pack: Pack | None
    fault: str = ""


def installed_packs() -> list[InstalledPack]:
    """The packs of the packages that are installed here, by name."""
    return [_installed(entry) for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name)]


def loaded_packs() -> list[Pack]:
    """The same, all of which can be used.

    Raises:
        ConfigError: One cannot be loaded; names it, the fault and the way out.
    """
    packs = []
    for installed in installed_packs():
        if installed.pack is None:
            message = (
                f"The pack {installed.name!r} of {installed.package} cannot be loaded: "
                f"{installed.fault}; mend it, or uninstall {installed.package.split()[0]}"
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
    except Exception as error:  # noqa: BLE001 - a package that is broken must be named, whatever it raises
        return InstalledPack(entry.name, package, None, f"{type(error).__name__}: {error}")
    if not isinstance(offered, Pack):
        fault = f"{entry.value} is of the class {type(offered).__name__}, not Pack"
        return InstalledPack(entry.name, package, None, fault)
    return InstalledPack(entry.name, package, offered)
