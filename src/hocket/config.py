"""Settings: read once at start, from a TOML file and the environment.

Environment variables take precedence over ``config.toml``, which takes precedence over defaults.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hocket.documents.encoding import document_text
from hocket.errors import ConfigError
from hocket.redaction import redacted

if TYPE_CHECKING:
    from collections.abc import Mapping

_Reader = Callable[[Any], Any]

DEFAULT_EMBEDDED = "llamacpp:qwen2.5-coder:1.5b"


@dataclass(frozen=True, slots=True)
class OpenAiHost:
    """An OpenAI-compatible host that you configured."""

    url: str = field(repr=False)  # may hold a login
    api_key: str = field(default="", repr=False)
    context_tokens: int = 8192
    usd_per_million: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)


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
        body_bytes: Maximum size of a request body; ``upload_bytes`` of an uploaded file.
        streams: Maximum number of open streams.
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
    shutdown_s: int = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Your settings.

    Attributes:
        home: Folder of the journal.
        cache: Folder of fetched weights.
        llm: LLM for every role, as ``host:name``; empty to choose one that is available.
        llms: LLMs by role (planner, worker, reviewer, synthesiser); they override ``llm``.
        ollama_url: URL of Ollama.
        openai: OpenAI-compatible hosts, by the name that precedes the colon in ``host:name``.
        hosts: Host names that hocket may call beside loopback and the configured hosts.
        context_tokens: Context window of local LLMs.
        attempts: Maximum number of attempts in progress; 0 lets the LLM's host decide.
        parallel: Answers that the embedded LLM generates at once.
        opinions: Whether an LLM reviews work that checks do not prove.
        retain_bytes: Size of the journal above which the oldest finished runs are deleted.
        server: Settings of ``hocket serve``.
    """

    home: Path
    cache: Path
    llm: str = ""
    llms: Mapping[str, str] = field(default_factory=dict)
    ollama_url: str = field(default="http://127.0.0.1:11434", repr=False)  # may hold a login
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
    """Your settings on this machine.

    Args:
        environ: Environment variables; by default those of the process.

    Raises:
        ConfigError: A file cannot be read, or a setting is unknown or wrong; names it.
    """
    env = os.environ if environ is None else environ
    import platformdirs  # noqa: PLC0415 - not needed with settings of your own

    default = platformdirs.user_config_path("hocket") / "config.toml"
    path = Path(env["HOCKET_CONFIG"]) if "HOCKET_CONFIG" in env else default
    entries = _read(path, required="HOCKET_CONFIG" in env)
    values: dict[str, Any] = {
        "home": platformdirs.user_data_path("hocket"),
        "cache": platformdirs.user_cache_path("hocket"),
    }
    values.update(_checked(entries, path, env))
    for name, key in (("HOCKET_HOME", "home"), ("HOCKET_CACHE", "cache")):
        if name in env:
            values[key] = Path(env[name])
    if "HOCKET_LLM" in env:
        values["llm"] = env["HOCKET_LLM"]
    if "OLLAMA_HOST" in env:
        values["ollama_url"] = _of_variable("OLLAMA_HOST", _ollama_url, env)
    if "HOCKET_OPENAI_URL" in env:
        url = _of_variable("HOCKET_OPENAI_URL", _url, env)
        key = _of_variable("HOCKET_OPENAI_API_KEY", _key, env)
        values["openai"] = {**values.get("openai", {}), "openai": OpenAiHost(url, key)}
    return Settings(**values)


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


_NO_VALUE: Any = object()


class _MisfitError(ValueError):
    """A value does not fit; ``at`` lists the fields within the setting, outermost first."""

    def __init__(self, fault: str, value: Any = _NO_VALUE, *at: str) -> None:
        super().__init__(fault)
        self.fault, self.value, self.at = fault, value, at


def _checked(entries: dict[str, Any], path: Path, env: Mapping[str, str]) -> dict[str, Any]:
    names = [f.name for f in fields(Settings)]
    readers: dict[str, _Reader] = {name: _READERS.get(name, _text) for name in names}
    readers["openai"] = _each(lambda host: _openai_host(host, env))
    values: dict[str, Any] = {}
    for name, value in entries.items():
        if name not in readers:
            message = f"{path} at {name}: there is no such setting; known: {', '.join(names)}"
            raise ConfigError(message, path=str(path), name=name)
        try:
            values[name] = readers[name](value)
        except _MisfitError as error:
            where = ".".join((name, *error.at))
            message = f"{path} at {where}: {_described(error, where)}"
            # Without the cause, whose traceback would show what the message hides.
            raise ConfigError(message, path=str(path), name=where) from None
    return values


def _of_variable(name: str, reader: _Reader, env: Mapping[str, str]) -> Any:
    try:
        return reader(env.get(name, ""))
    except _MisfitError as error:
        message = f"{name} in the environment: {_described(error, name)}"
        raise ConfigError(message, name=name) from None


def _described(error: _MisfitError, where: str) -> str:
    value = error.value
    if value is _NO_VALUE:
        return error.fault
    is_host = where.lower().startswith(("openai", "ollama")) or "url" in where.lower()
    if isinstance(value, str) and (is_host or "@" in value):
        # Any setting of a host may contain a key or a login.
        text = "this text"
    elif isinstance(value, dict | list):
        text = f"this {'table' if isinstance(value, dict) else 'list'}"
    else:
        text = redacted(value, where)
    return f"{text} does not fit ({error.fault}); correct it"


def _within(name: str, reader: _Reader, value: Any) -> Any:
    """The value of a field within a setting; a fault includes the name of the field."""
    try:
        return reader(value)
    except _MisfitError as error:
        raise _MisfitError(error.fault, error.value, name, *error.at) from None


def _each(reader: _Reader) -> _Reader:
    """A reader for a table with names of your choice."""
    return lambda value: {n: _within(n, reader, inner) for n, inner in _table(value).items()}


def _fields(value: Any, readers: Mapping[str, _Reader]) -> dict[str, Any]:
    """The values of a table with fixed names."""
    values: dict[str, Any] = {}
    for name, inner in _table(value).items():
        if name not in readers:
            fault = f"there is no such setting; known: {', '.join(readers)}"
            raise _MisfitError(fault, _NO_VALUE, name)
        values[name] = _within(name, readers[name], inner)
    return values


def _whole_from(minimum: int) -> Callable[[Any], int]:
    return lambda value: _whole(value, minimum)


def _whole(value: Any, minimum: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
        raise _MisfitError(f"a whole number from {minimum} is needed", value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _MisfitError("text is needed", value)
    return value


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _MisfitError("true or false is needed", value)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _MisfitError("a list is needed", value)
    return value


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _MisfitError("a table is needed", value)
    return value


def _url(value: Any) -> str:
    """A URL to which a path can be added."""
    url = _text(value).strip().rstrip("/")
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.query or parts.fragment:
        fault = "a URL like http://127.0.0.1:8080/v1 is needed, without a query"
        raise _MisfitError(fault, value)
    return url


def _key(value: Any) -> str:
    """An API key that is valid in a header."""
    key = _text(value).strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise _MisfitError("a key of printable ASCII characters without spaces is needed", value)
    return key


def _name_of_host(value: Any) -> str:
    name = _text(value).strip().lower()
    if not name or any(mark in name for mark in "/@?# ") or (name.count(":") == 1):
        fault = "a bare host name such as gpu.lan is needed, without scheme, login or port"
        raise _MisfitError(fault, value)
    return name


def _prices(value: Any) -> tuple[Decimal, Decimal]:
    try:
        prompt, completion = (Decimal(str(price)) for price in _list(value))
    except (ArithmeticError, ValueError):
        prompt = completion = Decimal("NaN")
    if not (prompt.is_finite() and completion.is_finite()) or min(prompt, completion) < 0:
        fault = "two prices in US dollars are needed, for prompts and answers, such as [0.5, 1.5]"
        raise _MisfitError(fault, value)
    return prompt, completion


def _openai_host(value: Any, env: Mapping[str, str]) -> OpenAiHost:
    values = _fields(value, _HOST_READERS)
    if "url" not in values:
        raise _MisfitError("url is missing; add it")
    variable = values.pop("api_key_env", "")
    if variable and not values.get("api_key"):
        values["api_key"] = _within("api_key_env", _key, env.get(variable, ""))
    return OpenAiHost(**values)


def _server(value: Any) -> ServerSettings:
    return ServerSettings(**_fields(value, _SERVER_READERS))


def _names(value: Any) -> frozenset[str]:
    return frozenset(_text(entry) for entry in _list(value))


_HOST_READERS: dict[str, _Reader] = {
    "url": _url,
    "api_key": _key,
    "api_key_env": _text,
    "context_tokens": _whole_from(1),
    "usd_per_million": _each(_prices),
}

_SERVER_READERS: dict[str, _Reader] = {
    "host": _text,
    "port": _whole_from(0),
    "names": _names,
    "origins": _names,
    "rate_per_s": _whole_from(1),
    "burst": _whole_from(1),
    "anonymous_per_s": _whole_from(1),
    "body_bytes": _whole_from(1),
    "upload_bytes": _whole_from(1),
    "streams": _whole_from(1),
    "shutdown_s": _whole_from(0),
}

_READERS: dict[str, _Reader] = {
    "home": lambda value: Path(_text(value)).expanduser(),
    "cache": lambda value: Path(_text(value)).expanduser(),
    "ollama_url": _url,
    "hosts": lambda value: frozenset(_name_of_host(host) for host in _list(value)),
    "llms": _each(_text),
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
        return _url(host)
    url = _url(f"http://{'127.0.0.1' if host.startswith(':') or not host else ''}{host}")
    parts = urlsplit(url)
    return url if parts.port else f"http://{parts.netloc}:11434{parts.path}"
