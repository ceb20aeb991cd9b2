"""The doctor: checks what this machine has, which LLM each role uses, and what is missing.

It sends no prompt; it asks the configured hosts for their list of LLMs.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.adapters.documents.extras import install_command, missing_kinds
from hocket.adapters.llamacpp.process import RUNTIME
from hocket.adapters.llamacpp.weights import WEIGHTS, find
from hocket.adapters.sqlite.home import has_journal, is_there
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.lock import holder_of
from hocket.app.aptitudes import passed_at
from hocket.app.hosts import HostListing, hosts_of, listings_by
from hocket.app.pack import installed_packs
from hocket.app.registry import Registry
from hocket.app.slots import OLLAMA, SETTING, measured_at
from hocket.config import DEFAULT_EMBEDDED
from hocket.core import ids
from hocket.core.egress import public_url
from hocket.errors import ConfigError, OrchestrationError, Remedy
from hocket.execute.tables import are_installed
from hocket.llm.selection import choose_llms
from hocket.reference import missing_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hocket.app.pack import Pack
    from hocket.config import Settings

ANOTHER_FOLDER = "set another folder in your settings"
EMBEDDED, EMBEDDER = "llamacpp", "wordllama"
SHOWN_LLMS = 6
LOW_BYTES = 2 << 30
PROBE_BYTES = 1 << 16
"""Below this much free disk the doctor warns; weights take over a gigabyte."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        name: What was checked.
        ok: None if it is absent and nothing needs it.
        summary: What the check found.
        remedy: The step that fixes it, in words or as data; empty if there is nothing to do.
    """

    name: str
    ok: bool | None
    summary: str
    remedy: Remedy | str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All findings, and the conclusion.

    Attributes:
        findings: In reading order.
        llms: Role to ``adapter:name``, as a run would use now.
        why: Why these LLMs.
        ready: Whether a run could start.
    """

    findings: tuple[Finding, ...]
    llms: dict[str, str]
    why: str
    ready: bool


async def diagnose(settings: Settings) -> Diagnosis:
    """Check everything a run needs. Changes, fetches and loads nothing."""
    hosts = hosts_of(settings)
    try:
        listings = await listings_by(hosts)
        usable = {name: host for name, host in hosts.items() if name not in settings.faults}
        llms = await choose_llms(
            usable,
            llm=settings.llm,
            llms=settings.llms,
            embedded=DEFAULT_EMBEDDED,
            passed=await passed_at(settings),
        )
    finally:
        for host in hosts.values():
            await host.close()
    sandbox = await _sandbox()
    packs = _packs()
    journal = await _journal(settings)
    home_is_usable = await asyncio.to_thread(_is_usable, settings.home)
    used = {name: _used_llm(name, settings, listings) for name in sorted(set(llms.values()))}
    others = {name: listing for name, listing in listings.items() if name != EMBEDDED}
    findings = (
        _python(),
        *(_host(name, settings, listing) for name, listing in others.items()),
        _runtime(listings[EMBEDDED]),
        *_weights(settings),
        *used.values(),
        *await _slots(settings),
        sandbox,
        _documents(),
        _tables(),
        _facts(),
        *packs,
        journal,
        _disk("disk at home", settings.home, usable=home_is_usable),
        _disk("disk at cache", settings.cache, usable=_can_write(settings.cache)),
    )
    ready = (
        journal.ok is not False and home_is_usable and all(f.ok for f in (*used.values(), *packs))
    )
    return Diagnosis(findings, llms, _why(settings, llms), ready)


async def _slots(settings: Settings) -> list[Finding]:
    """How many answers each local host generates at once, and why."""
    measured = {one.host: one for one in await measured_at(settings)}
    numbers = {EMBEDDED: settings.slots, OLLAMA: settings.most_ollama_calls}
    findings = []
    for host, number in numbers.items():
        is_set = bool(getattr(settings, SETTING[host]))
        why = f"your setting {SETTING[host]}" if is_set else "the default; no passport measured it"
        at_most = "up to " if host == OLLAMA else ""
        words = f"{number} answer{'s' * (number != 1)} at once: {why}"
        if host in measured:
            words = measured[host].words()
        findings.append(Finding(f"slots of {host}", ok=True, summary=f"{at_most}{words}"))
    return findings


def _python() -> Finding:
    python = f"{sys.version.split()[0]} at {sys.executable}"
    loop = _version("uvloop")
    return Finding("python", ok=True, summary=f"{python}, uvloop {loop}" if loop else python)


def _documents() -> Finding:
    missing = missing_kinds()
    if missing:
        summary = f"not read without their libraries: {', '.join(missing)}"
        return Finding("documents", ok=None, summary=summary, remedy=install_command(*missing))
    return Finding("documents", ok=True, summary="PDF, Word, workbooks and Parquet are read")


def _tables() -> Finding:
    if are_installed():
        summary = "programs and queries on tables have pandas, scipy, scikit-learn and DuckDB"
        return Finding("tables", ok=True, summary=summary)
    summary = "programs on tables have the standard library only, and there are no queries"
    return Finding("tables", ok=None, summary=summary, remedy="pip install 'hocket[tables]'")


def _facts() -> Finding:
    missing = missing_tables()
    if not missing:
        summary = "questions on elements, countries and units are answered from tables"
        return Finding("facts", ok=True, summary=summary)
    summary = f"not looked up without their tables: {', '.join(missing)}"
    return Finding("facts", ok=None, summary=summary, remedy="pip install 'hocket[facts]'")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _host(name: str, settings: Settings, listing: HostListing) -> Finding:
    if listing.state == "not_installed":
        return Finding(name, ok=None, summary="not installed", remedy=listing.install)
    if name == EMBEDDER:
        return Finding(name, ok=True, summary="computes embeddings on this machine")
    if name in settings.faults:
        return Finding(name, ok=False, summary=listing.fault, remedy="correct this setting")
    url = public_url(settings.urls[name])
    configured = name != "ollama"
    if listing.fault:
        remedy = "start it, or correct its URL in your settings" if configured else ""
        if name in settings.anthropic:
            remedy = "correct its URL or its key in your settings"
        return Finding(name, ok=False if configured else None, summary=listing.fault, remedy=remedy)
    chat = [i.name + (" (loaded)" if i.loaded else "") for i in listing.llms if i.can_chat]
    if not chat:
        remedy = "ollama pull llama3.2" if not configured else ""
        return Finding(name, ok=None, summary=f"{url}: no chat LLM", remedy=remedy)
    more = f" and {len(chat) - SHOWN_LLMS} more" if len(chat) > SHOWN_LLMS else ""
    return Finding(name, ok=True, summary=f"{url}: {', '.join(chat[:SHOWN_LLMS])}{more}")


def _runtime(embedded: HostListing) -> Finding:
    name = "embedded runtime"
    if embedded.state == "not_installed":
        return Finding(name, ok=False, summary="not installed", remedy=embedded.install)
    return Finding(name, ok=True, summary=f"{RUNTIME} {_version(RUNTIME)}".strip())


def _weights(settings: Settings) -> list[Finding]:
    """The weights on this machine, and the default ones even if they are missing."""
    default = DEFAULT_EMBEDDED.removeprefix(f"{EMBEDDED}:")
    findings = []
    for name in WEIGHTS:
        path = _path_of(name, settings)
        if isinstance(path, OrchestrationError):
            findings.append(Finding(name, ok=False, summary=path.message))
        elif path is not None:
            findings.append(Finding(name, ok=True, summary=str(path)))
        elif name == default:
            findings.append(Finding(name, ok=None, summary="not fetched", remedy=_fetching(name)))
    return findings


def _path_of(name: str, settings: Settings) -> Path | OrchestrationError | None:
    try:
        return find(name, settings.cache / "weights")
    except OrchestrationError as error:
        return error


def _fetching(name: str) -> Remedy:
    return Remedy("fetch_llm", {"llm": name})


def _used_llm(llm: str, settings: Settings, listings: Mapping[str, HostListing]) -> Finding:
    """Whether an LLM that runs would use is available."""
    host, _, name = llm.partition(":")
    listing = listings.get(host)
    fault: str
    remedy: Remedy | str
    if listing is not None and listing.state == "not_installed":
        fault, remedy = listing.fault, listing.install
    elif host == EMBEDDED:
        fault, remedy = _embedded_fault(name, settings)
    else:
        fault, remedy = _listed_fault(host, name, listings, dated=host in settings.anthropic)
    return Finding(f"to be used: {llm}", ok=not fault, summary=fault or "available", remedy=remedy)


def _embedded_fault(name: str, settings: Settings) -> tuple[str, Remedy | str]:
    """(fault, remedy), both empty if all is well."""
    path = _path_of(name, settings)
    if isinstance(path, OrchestrationError):
        return path.message, ""
    return ("", "") if path is not None else ("its weights are missing", _fetching(name))


def _listed_fault(
    host: str, name: str, listings: Mapping[str, HostListing], *, dated: bool
) -> tuple[str, str]:
    """(fault, remedy) for an LLM of a host that lists its LLMs; ``dated``: by names with dates."""
    listing = listings.get(host)
    if listing is None:
        return f"there is no host {host!r}", f"use {', '.join(listings)}"
    if listing.fault:
        return listing.fault, f"start {host}, or choose another LLM"
    # Ollama leaves the tag out, and Anthropic the date, where a name stands for the newest.
    newest = r"-\d{8}" if dated else ":latest"
    listed = re.compile(rf"{re.escape(name)}({newest})?")
    if any(listed.fullmatch(info.name) for info in listing.llms):
        return "", ""
    remedy = f"ollama pull {name}" if host == "ollama" else "choose an LLM that it lists"
    return f"{host} does not list it", remedy


async def _sandbox() -> Finding:
    report = await Bubblewrap().probe()
    if report.available:
        return Finding("sandbox", ok=True, summary=f"{report.name} isolates code on this machine")
    fault = f"{report.name} cannot isolate code on this machine, so no code runs"
    return Finding("sandbox", ok=False, summary=fault, remedy=report.missing)


def _packs() -> list[Finding]:
    """The packs of installed packages, and what each provides."""
    findings = []
    for installed in installed_packs():
        name = f"pack {installed.name}"
        if installed.pack is None:
            fault = f"{installed.package}: {installed.fault}"
            package = installed.package.split()[0]
            remedy = f"run pip uninstall {package}, or install a version that loads"
            findings.append(Finding(name, ok=False, summary=fault, remedy=remedy))
        else:
            parts = ", ".join(_parts_of(installed.pack)) or "nothing"
            findings.append(Finding(name, ok=True, summary=f"{installed.package} provides {parts}"))
    if all(finding.ok for finding in findings):
        try:
            Registry.installed()
        except ConfigError as error:
            findings.append(Finding("packs", ok=False, summary=error.message))
    return findings


def _parts_of(pack: Pack) -> Iterator[str]:
    parts = {
        "task type": [kind.name for kind in pack.task_types],
        "check": [kind.name for kind in pack.checks],
        "tool": [tool.name for tool in pack.all_tools(Bubblewrap())],
        "agent": [agent.card.name for agent in pack.agents],
    }
    for what, names in parts.items():
        yield from (f"{what} {name}" for name in names)


async def _journal(settings: Settings) -> Finding:
    path = settings.journal
    if not has_journal(path):
        return Finding("journal", ok=None, summary=f"{path}: none yet; the first run creates it")
    try:
        journal = await SqliteJournal.open(path, read_only=True)
        try:
            heads = [h for h in await journal.heads() if ids.is_run(h.run_id)]
        finally:
            await journal.close()
    except OrchestrationError as error:
        remedy = Remedy("salvage_journal")
        return Finding("journal", ok=False, summary=error.message, remedy=remedy)
    open_runs = sum(1 for head in heads if not head.is_over)
    summary = (
        f"{path}: {path.stat().st_size / 1e6:.1f} MB, {len(heads)} runs, {open_runs} unfinished"
    )
    holder = holder_of(path)
    if holder is not None:
        summary += f", in use by process {holder.get('pid')} ({holder.get('command')})"
    return Finding("journal", ok=True, summary=summary)


def _existing(path: Path) -> Path:
    """The path, or the nearest of its parents that exists."""
    return next(p for p in (path, *path.absolute().parents) if is_there(p))


def _can_write(folder: Path) -> bool:
    place = _existing(folder)
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)


def _is_usable(home: Path) -> bool:
    """Whether the folder can be made and a file written to it; leaves nothing behind."""
    missing = [path for path in (home, *home.absolute().parents) if not is_there(path)]
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(bytes(PROBE_BYTES))
    except OSError:
        return False
    finally:
        for path in missing:
            with contextlib.suppress(OSError):
                path.rmdir()
    return True


def _disk(name: str, path: Path, *, usable: bool) -> Finding:
    if not usable:
        return Finding(name, ok=False, summary=f"cannot write to {path}", remedy=ANOTHER_FOLDER)
    free = shutil.disk_usage(_existing(path)).free
    summary = f"{free / 1e9:.1f} GB free at {path}"
    remedy = f"free some space, or {ANOTHER_FOLDER}" if free < LOW_BYTES else ""
    return Finding(name, ok=free >= LOW_BYTES, summary=summary, remedy=remedy)


def _why(settings: Settings, llms: Mapping[str, str]) -> str:
    if settings.llm or settings.llms:
        return "your settings choose it"
    if any(llm.startswith("ollama:") for llm in llms.values()):
        return "the local Ollama has it: an LLM that is loaded, else the largest"
    return "there is no local Ollama with a chat LLM, so the embedded LLM is used"
