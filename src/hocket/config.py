"""Settings: read once at start, from a TOML file and the environment; never later.

Order, the later winning: defaults, ``config.toml``, environment variables.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hocket.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEFAULT_EMBEDDED = "llamacpp:qwen2.5-coder:1.5b"


@dataclass(frozen=True, slots=True)
class OpenAiHost:
    """An OpenAI-compatible host that the user configured."""

    url: str
    api_key: str = field(default="", repr=False)
    context_tokens: int = 8192
    usd_per_million: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How ``hocket serve`` listens, and what it bounds.

    Attributes:
        host: Where it listens; loopback unless the user says otherwise.
        port: On which port; 0 for any that is free.
        names: Host names under which it may be called beside loopback's and ``host``.
        origins: Web pages of other origins that may call it; none by default.
        rate_per_s: Requests a key may make on average; ``burst`` at once.
        anonymous_per_s: The same for an address without a valid credential.
        body_bytes: Most bytes of a request's body; ``upload_bytes`` for a file.
        streams: Most streams open at once.
        shutdown_s: How long attempts under way may go on when it is asked to end.
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
    shutdown_s: int = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user set.

    Attributes:
        home: Where the journal lies.
        cache: Where fetched weights lie.
        llm: ``adapter:name`` for every role, empty to choose by what is there.
        llms: The same by role (planner, worker, reviewer, synthesiser); wins over ``llm``.
        ollama_url: Where to look for Ollama.
        openai: Hosts by the name under which their LLMs are addressed.
        hosts: Host names that may be spoken to beside loopback and the configured ones.
        context_tokens: The window asked of local LLMs.
        attempts: How many attempts work at once; 0 lets the LLM's host decide.
        parallel: Answers the embedded LLM makes at once.
        opinions: Whether an LLM reviews where checks prove little.
        retain_bytes: Finished runs are dropped, oldest first, beyond this size of the journal.
        server: Of ``hocket serve``.
    """

    home: Path
    cache: Path
    llm: str = ""
    llms: Mapping[str, str] = field(default_factory=dict)
    ollama_url: str = "http://127.0.0.1:11434"
    openai: Mapping[str, OpenAiHost] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    context_tokens: int = 8192
    attempts: int = 0
    parallel: int = 1
    opinions: bool = True
    retain_bytes: int = 2 << 30
    server: ServerSettings = ServerSettings()

    @property
    def journal(self) -> Path:
        return self.home / "journal.db"


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this user on this machine.

    Args:
        environ: Instead of the process's environment.

    Raises:
        ConfigError: A file or variable cannot be read or has an unknown or wrong entry; names it.
    """
    env = os.environ if environ is None else environ
    import platformdirs  # noqa: PLC0415 - not needed by who passes his own settings

    default = platformdirs.user_config_path("hocket") / "config.toml"
    path = Path(env["HOCKET_CONFIG"]) if "HOCKET_CONFIG" in env else default
    given = _read(path, required="HOCKET_CONFIG" in env)
    values: dict[str, Any] = {
        "home": platformdirs.user_data_path("hocket"),
        "cache": platformdirs.user_cache_path("hocket"),
    }
    values.update(_checked(given, path))
    for name, key in (("HOCKET_HOME", "home"), ("HOCKET_CACHE", "cache")):
        if name in env:
            values[key] = Path(env[name])
    if "HOCKET_LLM" in env:
        values["llm"] = env["HOCKET_LLM"]
    if "OLLAMA_HOST" in env:
        values["ollama_url"] = _ollama_url(env["OLLAMA_HOST"])
    if "HOCKET_OPENAI_URL" in env:
        host = OpenAiHost(env["HOCKET_OPENAI_URL"], env.get("HOCKET_OPENAI_API_KEY", ""))
        values["openai"] = {**values.get("openai", {}), "openai": host}
    return Settings(**values)


def _read(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if required:
            message = f"HOCKET_CONFIG names {path}, which is not there"
            raise ConfigError(message, path=str(path)) from error
        return {}
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read: {error}; correct it or move it away"
        raise ConfigError(message, path=str(path)) from error


def _checked(given: dict[str, Any], path: Path) -> dict[str, Any]:
    known = {f.name: f.type for f in fields(Settings)}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            message = f"{path} at {name}: there is no such setting; known: {', '.join(known)}"
            raise ConfigError(message, path=str(path), name=name)
        values[name] = _converted(name, value, path)
    return values


def _converted(name: str, value: Any, path: Path) -> Any:
    try:
        reader: Callable[[Any], Any] = _READERS.get(name, _text)
        return reader(value)
    except (TypeError, ValueError, AttributeError) as error:
        message = f"{path} at {name}: {value!r} does not fit ({error}); correct this value"
        raise ConfigError(message, path=str(path), name=name) from error


def _whole_from(least: int) -> Callable[[Any], int]:
    return lambda value: _whole(value, least)


def _whole(value: Any, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        message = f"a whole number from {least} is needed"
        raise ValueError(message)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        message = "text is needed"
        raise TypeError(message)
    return value


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        message = "true or false is needed"
        raise TypeError(message)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        message = "a list is needed"
        raise TypeError(message)
    return value


def _openai_host(data: dict[str, Any]) -> OpenAiHost:
    prices = {
        llm: (Decimal(str(pair[0])), Decimal(str(pair[1])))
        for llm, pair in data.pop("usd_per_million", {}).items()
    }
    key = data.pop("api_key", "") or os.environ.get(data.pop("api_key_env", ""), "")
    return OpenAiHost(**data, api_key=key, usd_per_million=prices)


def _server(data: dict[str, Any]) -> ServerSettings:
    known = {f.name: f.default for f in fields(ServerSettings)}
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name not in known:
            message = f"there is no server.{name}; known: {', '.join(known)}"
            raise ValueError(message)
        if isinstance(known[name], frozenset):
            values[name] = frozenset(_text(entry) for entry in _list(value))
        elif isinstance(known[name], int):
            values[name] = _whole(value, 0 if name in ("port", "shutdown_s") else 1)
        else:
            values[name] = _text(value)
    return ServerSettings(**values)


_READERS: dict[str, Callable[[Any], Any]] = {
    "home": lambda value: Path(_text(value)).expanduser(),
    "cache": lambda value: Path(_text(value)).expanduser(),
    "hosts": lambda value: frozenset(_text(host) for host in _list(value)),
    "openai": lambda value: {name: _openai_host(host) for name, host in value.items()},
    "llms": lambda value: {role: _text(llm) for role, llm in value.items()},
    "server": _server,
    "opinions": _bool,
    "context_tokens": _whole_from(512),
    "attempts": _whole_from(0),
    "parallel": _whole_from(1),
    "retain_bytes": _whole_from(0),
}


def _ollama_url(host: str) -> str:
    """``OLLAMA_HOST`` may be a bare host or host:port, as Ollama itself reads it.

    Examples:
        >>> _ollama_url("box"), _ollama_url("box:1234"), _ollama_url("https://box.example.org/")
        ('http://box:11434', 'http://box:1234', 'https://box.example.org')
    """
    if "://" in host:
        return host.rstrip("/")
    bare = urlsplit(f"http://{host}")
    return f"http://{host}" if bare.port else f"http://{bare.hostname or '127.0.0.1'}:11434"
