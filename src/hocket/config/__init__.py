"""Settings: read once at start, from a TOML file and the environment.

Environment variables take precedence over ``config.toml``, which takes precedence over defaults.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hocket.config.hosts import (
    AnthropicHost,
    OpenAiHost,
    anthropic_host,
    as_host_name,
    as_left_out,
    as_url,
    ollama_url,
    openai_host,
)
from hocket.config.runtime import runtime_folder
from hocket.config.values import (
    MisfitError,
    Reader,
    as_flag,
    as_list,
    as_names,
    as_share,
    as_table,
    as_text,
    described,
    each,
    fields_of,
    whole_from,
)
from hocket.config.variables import collision, of_variable, with_variables
from hocket.documents.encoding import document_text
from hocket.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_EMBEDDED = "llamacpp:qwen2.5-coder:1.5b"
OLLAMA_CALLS = 8


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Address and limits of ``hocket serve``.

    Attributes:
        host: Address to listen on; loopback by default.
        port: Port to listen on; 0 for any free port.
        names: Further host names that clients may use, beside loopback and ``host``.
        origins: Other origins whose web pages may call the server; none by default.
        rate_per_s: Average rate of requests per key; ``burst`` is the maximum at once.
        anonymous_per_s: The same per address without a valid credential.
        body_bytes: Maximum size of a request body; ``upload_bytes`` of an uploaded file, and of a
            chat, which may have images.
        streams: Maximum number of open streams.
        silence_s: Longest silence in a stream of an answer; then a sign of life is sent.
        shutdown_s: Time for calls in progress at shutdown.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    rate_per_s: int = 200
    burst: int = 400
    anonymous_per_s: int = 20
    body_bytes: int = 1 << 20
    upload_bytes: int = 64 << 20
    streams: int = 2000
    silence_s: float = 15
    shutdown_s: int = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Your settings.

    Attributes:
        home: Folder of the journal.
        cache: Folder of fetched weights.
        runtime: Folder on this machine, not on a shared disk, in which its processes of hocket see
            each other; None if this one sees none and is not seen.
        llm: LLM for every role, as ``host:name``; empty to choose one that is available.
        llms: LLMs by role (planner, worker, reviewer, synthesiser); they override ``llm``.
        ollama_url: URL of Ollama.
        ollama_leave_out: Parts of a request that Ollama refuses, by LLM; ``*`` for every LLM.
        ollama_calls: Calls that Ollama gets at once at most; below, the number follows what it can
            take. 0 for what the passport of its LLM measured, else 8.
        openai: OpenAI-compatible hosts, by the name that precedes the colon in ``host:name``.
        anthropic: Hosts with Anthropic's Messages API, likewise.
        hosts: Host names that hocket may call beside loopback and the configured hosts.
        context_tokens: Context window of local LLMs.
        attempts: Maximum number of attempts in progress; 0 lets the LLM's host decide.
        parallel: Answers that the embedded LLM generates at once; 0 for what its passport measured
            as best on this machine, else 1.
        memory_bytes: Memory for embedded LLMs, which stay loaded within it; 0 for half of this
            machine's. One that needs more is loaded alone.
        opinions: Whether an LLM reviews work that checks do not prove.
        without: Ways of working and mechanisms that are switched off, to measure their worth.
        reasoning_tokens: What an LLM may think beyond the length of an answer, where it needs it.
        focus_at: Share of a limit from which on a run begins nothing that it can do without.
        consolidate_at: Share of a limit from which on it only puts together what it has.
        prices: File of your own prices of LLMs, beside ``config.toml``; there may be none.
        test_wait_s: How long a test of LLMs waits for other processes of this machine; then it goes
            on, and what it measures is marked.
        retain_bytes: Size of the journal above which the oldest finished runs are deleted.
        server: Settings of ``hocket serve``.
        faults: What is wrong with the settings of a host, by its name, or of the ``server``. Only
            what uses them fails.
    """

    home: Path
    cache: Path
    runtime: Path | None = None
    llm: str = ""
    llms: Mapping[str, str] = field(default_factory=dict)
    ollama_url: str = field(default="http://127.0.0.1:11434", repr=False)  # may hold a login
    ollama_leave_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ollama_calls: int = 0
    openai: Mapping[str, OpenAiHost] = field(default_factory=dict)
    anthropic: Mapping[str, AnthropicHost] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    context_tokens: int = 8192
    attempts: int = 0
    parallel: int = 0
    memory_bytes: int = 0
    opinions: bool = True
    without: frozenset[str] = frozenset()
    reasoning_tokens: int = 4096
    focus_at: float = 0.8
    consolidate_at: float = 0.95
    prices: Path | None = None
    test_wait_s: int = 600
    retain_bytes: int = 2 << 30
    server: ServerSettings = ServerSettings()
    faults: Mapping[str, ConfigError] = field(default_factory=dict)

    @property
    def slots(self) -> int:
        """Answers that the embedded LLM generates at once."""
        return self.parallel or 1

    @property
    def most_ollama_calls(self) -> int:
        """Calls that Ollama gets at once at most."""
        return self.ollama_calls or OLLAMA_CALLS

    @property
    def journal(self) -> Path:
        return self.home / "journal.db"

    @property
    def urls(self) -> dict[str, str]:
        """The URL of each host that is called over the network, by its name."""
        configured: dict[str, OpenAiHost | AnthropicHost] = {**self.openai, **self.anthropic}
        return {"ollama": self.ollama_url, **{name: h.url for name, h in configured.items()}}


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Your settings on this machine.

    Args:
        environ: Environment variables; by default those of the process.

    Raises:
        ConfigError: A file cannot be read, or a setting is unknown or wrong; names it. Settings
            of a host or of the server that are wrong are in ``faults``.
    """
    env = os.environ if environ is None else environ
    import platformdirs  # noqa: PLC0415 - not needed with settings of your own

    default = platformdirs.user_config_path("hocket") / "config.toml"
    path = Path(env["HOCKET_CONFIG"]) if "HOCKET_CONFIG" in env else default
    entries = _read(path, required="HOCKET_CONFIG" in env)
    values: dict[str, Any] = {
        "home": platformdirs.user_data_path("hocket"),
        "cache": platformdirs.user_cache_path("hocket"),
        "runtime": runtime_folder(),
        "prices": path.parent / "prices.toml",
    }
    faults: dict[str, ConfigError] = {}
    values.update(_checked(entries, path, env, faults))
    folders = {"HOCKET_HOME": "home", "HOCKET_CACHE": "cache", "HOCKET_RUNTIME": "runtime"}
    for name, key in folders.items():
        if name in env:
            values[key] = Path(env[name])
    if "HOCKET_LLM" in env:
        values["llm"] = env["HOCKET_LLM"]
    if "HOCKET_WITHOUT" in env:
        names = (name.strip() for name in env["HOCKET_WITHOUT"].split(","))
        values["without"] = frozenset(name for name in names if name)
    values.update(_ollama_of(env, faults))
    return Settings(**values, faults=faults)


def _ollama_of(env: Mapping[str, str], faults: dict[str, ConfigError]) -> dict[str, Any]:
    """The URL of Ollama, if the environment has it."""
    values: dict[str, Any] = {}
    if "OLLAMA_HOST" in env:
        if "ollama" in faults and faults["ollama"].context["name"] == "ollama_url":
            del faults["ollama"]  # the variable takes its place
        try:
            values["ollama_url"] = of_variable("OLLAMA_HOST", ollama_url, env)
        except ConfigError as error:
            faults["ollama"] = error
    return values


def _read(path: Path, *, required: bool) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - slow to import

    try:
        return tomllib.loads(document_text(path.read_bytes()))
    except FileNotFoundError as error:
        if required:
            message = f"HOCKET_CONFIG names {path}, which does not exist"
            raise ConfigError(message, path=str(path)) from error
        return {}
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read: {error}; correct or remove it"
        raise ConfigError(message, path=str(path)) from error


def _checked(
    entries: dict[str, Any], path: Path, env: Mapping[str, str], faults: dict[str, ConfigError]
) -> dict[str, Any]:
    names = [f.name for f in fields(Settings) if f.name not in ("faults", "prices")]
    values: dict[str, Any] = {}
    for name, value in with_variables(entries, env, faults).items():
        if name not in names:
            message = f"{path} at {name}: there is no such setting; known: {', '.join(names)}"
            raise ConfigError(message, path=str(path), name=name)
        reader: Reader = _READERS.get(name, as_text)
        try:
            if name in _HOSTS:
                values[name] = _hosts_in(name, value, path, env, faults)
            else:
                values[name] = reader(value)
        except MisfitError as error:
            fault = _fault(error, path, name)
            user = _USERS.get(name)
            if user is None:
                # Without the cause, whose traceback would show what the message hides.
                raise fault from None
            faults[user] = fault
    for name in values.get("openai", {}).keys() & values.get("anthropic", {}).keys():
        faults[name] = ConfigError(collision(name, path, entries), path=str(path), name=name)
        del values["openai"][name], values["anthropic"][name]
    return values


def _hosts_in(
    kind: str, value: Any, path: Path, env: Mapping[str, str], faults: dict[str, ConfigError]
) -> dict[str, Any]:
    """The hosts in a table of one kind; a wrong one is a fault of its own."""
    hosts = {}
    for name, inner in each(as_table)(value).items():
        try:
            hosts[name] = _HOSTS[kind](name, inner, env)
        except MisfitError as error:
            faults[name] = _fault(error, path, f"{kind}.{name}")
    return hosts


def _fault(error: MisfitError, path: Path, name: str) -> ConfigError:
    where = ".".join((name, *error.at))
    message = f"{path} at {where}: {described(error, where)}"
    return ConfigError(message, path=str(path), name=where)


def _server(value: Any) -> ServerSettings:
    return ServerSettings(**fields_of(value, _SERVER_READERS))


_SERVER_READERS: dict[str, Reader] = {
    "host": as_text,
    "port": whole_from(0),
    "names": as_names,
    "origins": as_names,
    "rate_per_s": whole_from(1),
    "burst": whole_from(1),
    "anonymous_per_s": whole_from(1),
    "body_bytes": whole_from(1),
    "upload_bytes": whole_from(1),
    "streams": whole_from(1),
    "silence_s": whole_from(1),
    "shutdown_s": whole_from(0),
}

_READERS: dict[str, Reader] = {
    "home": lambda value: Path(as_text(value)).expanduser(),
    "cache": lambda value: Path(as_text(value)).expanduser(),
    "runtime": lambda value: Path(as_text(value)).expanduser(),
    "ollama_url": as_url,
    "ollama_leave_out": as_left_out,
    "ollama_calls": whole_from(0),
    "hosts": lambda value: frozenset(as_host_name(host) for host in as_list(value)),
    "llms": each(as_text),
    "server": _server,
    "opinions": as_flag,
    "without": as_names,
    "context_tokens": whole_from(512),
    "attempts": whole_from(0),
    "parallel": whole_from(0),
    "memory_bytes": whole_from(0),
    "reasoning_tokens": whole_from(0),
    "focus_at": as_share,
    "consolidate_at": as_share,
    "test_wait_s": whole_from(0),
    "retain_bytes": whole_from(0),
}

_HOSTS = {"openai": openai_host, "anthropic": anthropic_host}
"""Reads a host of each kind, from its name, its table and the environment."""

_USERS = {
    "ollama_url": "ollama",
    "ollama_leave_out": "ollama",
    "ollama_calls": "ollama",
    "server": "server",
}
"""Which part of the program a setting concerns, where the rest can do without it."""
