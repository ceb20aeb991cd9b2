"""Settings of LLM hosts: their URLs, keys, prices, and what they refuse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hocket.config.values import (
    MisfitError,
    Reader,
    as_list,
    as_names,
    as_prices,
    as_text,
    each,
    fields_of,
    whole_from,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

BUILT_IN = frozenset({"llamacpp", "ollama", "wordllama"})
"""Names of the hosts that need no settings; no other host may have them."""

LEFT_OUT = frozenset(
    {
        "cache_control",
        "logprobs",
        "max_tokens",
        "response_format",
        "seed",
        "stop",
        "stream",
        "stream_options",
        "strict",
        "system",
        "temperature",
        "thinking",
        "tools",
        "turns",
    }
)
"""The parts of a request that can be left out for a host that refuses them."""

ANTHROPIC_URL = "https://api.anthropic.com"
"""Where Anthropic's own API is: https://platform.claude.com/docs/en/api/overview."""

ANTHROPIC_KEY = "ANTHROPIC_API_KEY"
MOST_CALLS = 32
"""Calls that a host on the network gets at once at most, unless you set another number."""

_CALLS = ("/chat/completions", "/completions", "/embeddings", "/messages", "/models")
"""What follows a base URL in the addresses that hosts show."""

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_OLLAMA_PORT = 11434
PORTS = {"http": 80, "https": 443}
_MOST_PORT = 65535
_ANY_ADDRESS = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - replaced


@dataclass(frozen=True, slots=True)
class OpenAiHost:
    """An OpenAI-compatible host that you configured.

    Attributes:
        url: Base URL of its API.
        leave_out: Parts of a request that it refuses, by LLM; ``*`` for every LLM.
        least_calls: Calls that it gets at once at least, however many it refuses.
        most_calls: The same at most; in between, the number follows what it can take.
    """

    url: str = field(repr=False)  # may hold a login
    api_key: str = field(default="", repr=False)
    context_tokens: int = 8192
    usd_per_million: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    leave_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    least_calls: int = 1
    most_calls: int = MOST_CALLS


@dataclass(frozen=True, slots=True)
class AnthropicHost:
    """A host with Anthropic's Messages API that you configured.

    Attributes:
        url: Base URL of its API, without ``/v1``.
        leave_out: Parts of a request that it refuses, by LLM; ``*`` for every LLM.
        thinking_tokens: How many tokens of an answer an LLM may think, by LLM; ``*`` for every LLM.
        least_calls: As of ``OpenAiHost``.
        most_calls: As of ``OpenAiHost``.
    """

    url: str = field(default=ANTHROPIC_URL, repr=False)  # may hold a login
    api_key: str = field(default="", repr=False)
    context_tokens: int = 200_000
    usd_per_million: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    leave_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    thinking_tokens: Mapping[str, int] = field(default_factory=dict)
    least_calls: int = 1
    most_calls: int = MOST_CALLS


def openai_host(name: str, value: Any, env: Mapping[str, str]) -> OpenAiHost:
    """The settings of a host; ``name`` precedes the colon in the names of its LLMs."""
    _refuse_name(name)
    values = _checked(fields_of(value, _READERS))
    if "url" not in values:
        message = "url is missing; add it"
        raise MisfitError(message)
    return OpenAiHost(**_with_key(values, env))


def anthropic_host(name: str, value: Any, env: Mapping[str, str]) -> AnthropicHost:
    """The same of a host with Anthropic's API, which is at Anthropic unless a URL is set.

    Its key may be in ``ANTHROPIC_API_KEY``. A host elsewhere gets that key only if it is told so by
    ``api_key_env``.
    """
    _refuse_name(name)
    values = _checked(fields_of(value, _ANTHROPIC_READERS))
    if is_at_anthropic(values.get("url", ANTHROPIC_URL)):
        values.setdefault("api_key_env", ANTHROPIC_KEY)
    return AnthropicHost(**_with_key(values, env))


def is_at_anthropic(url: str) -> bool:
    """Whether a host is Anthropic's own, or on this machine, so that it may get Anthropic's key.

    The key goes over the network only encrypted, and to the port of the API alone.

    Examples:
        >>> is_at_anthropic("https://api.anthropic.com"), is_at_anthropic("http://localhost:8080")
        (True, True)
        >>> is_at_anthropic("http://api.anthropic.com")
        False
    """
    parts = urlsplit(url)
    if parts.hostname in _THIS_MACHINE:
        return True
    own = parts.hostname == urlsplit(ANTHROPIC_URL).hostname
    return own and parts.scheme == "https" and parts.port in (None, PORTS["https"])


def _refuse_name(name: str) -> None:
    """Refuse a name that no host can have.

    Raises:
        MisfitError: It is taken, or cannot be written before the name of an LLM.
    """
    if name in BUILT_IN:
        message = f"{name!r} is the name of a host that is built in; choose another for this one"
        raise MisfitError(message)
    if not name.strip() or ":" in name:
        message = f"{name!r} cannot be told apart in HOST:LLM; choose a name without a colon"
        raise MisfitError(message)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """The settings of a host, whose bounds go together.

    Raises:
        MisfitError: It would get more calls at least than at most.
    """
    least, most = values.get("least_calls", 1), values.get("most_calls", MOST_CALLS)
    if least > most:
        message = f"a whole number up to most_calls, {most}, is needed"
        raise MisfitError(message, least, "least_calls")
    return values


def _with_key(values: dict[str, Any], env: Mapping[str, str]) -> dict[str, Any]:
    """The settings with the key that they name in the environment, if they have none."""
    variable = values.pop("api_key_env", "")
    if variable and not values.get("api_key"):
        values["api_key"] = within("api_key_env", as_key, env.get(variable, ""))
    return values


def as_url(value: Any) -> str:
    """A URL to which a path can be added."""
    url = as_text(value).strip().rstrip("/")
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.query or parts.fragment or any(c.isspace() for c in url):
        fault = "a URL like http://127.0.0.1:8080/v1 is needed, without a query"
        raise MisfitError(fault, value)
    return url


def as_base(value: Any) -> str:
    """The base URL of an API, also from the whole address of its calls.

    Examples:
        >>> as_base("http://box:8000/v1/chat/completions")
        'http://box:8000/v1'
    """
    url = as_url(_bare(value))
    for call in _CALLS:
        url = url.removesuffix(call)
    return url


def as_anthropic_base(value: Any) -> str:
    """The base URL of a host with Anthropic's API, also from the whole address of its calls.

    Examples:
        >>> as_anthropic_base("https://api.anthropic.com/v1/messages")
        'https://api.anthropic.com'
    """
    return as_base(value).removesuffix("/v1")


def as_key(value: Any) -> str:
    """An API key that is valid in a header, without what files and headers put around it.

    Examples:
        >>> as_key(' "sk-1" '), as_key("Bearer sk-1")
        ('sk-1', 'sk-1')
    """
    key = _bare(value)
    if key[:7].lower() == "bearer ":
        key = key[7:].strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        message = "a key of printable ASCII characters without spaces is needed"
        raise MisfitError(message, value)
    return key


def _bare(value: Any) -> str:
    """A text without a byte order mark, spaces and quotation marks around it."""
    text = as_text(value).strip().strip("\ufeff").strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1].strip() if is_quoted else text


def as_host_name(value: Any) -> str:
    """The bare name of a host."""
    name = as_text(value).strip().lower()
    if not name or any(mark in name for mark in "/@?# ") or (name.count(":") == 1):
        fault = "a bare host name such as gpu.lan is needed, without scheme, login or port"
        raise MisfitError(fault, value)
    return name


def as_left_out(value: Any) -> dict[str, frozenset[str]]:
    """The parts to leave out: a table of lists by LLM, or one list for every LLM."""
    return {"*": _parts(as_list(value))} if isinstance(value, list) else each(_parts)(value)


def ollama_url(value: Any) -> str:
    """The URL that ``OLLAMA_HOST`` stands for, as Ollama itself reads it.

    Every part may be missing; a port that is none is read as if it were.

    Examples:
        >>> ollama_url("box"), ollama_url("box:1234"), ollama_url("https://box.example.org/")
        ('http://box:11434', 'http://box:1234', 'https://box.example.org')
        >>> ollama_url(" '0.0.0.0' "), ollama_url("::1"), ollama_url("http://box/api")
        ('http://127.0.0.1:11434', 'http://[::1]:11434', 'http://box/api')
    """
    text = as_text(value).strip().strip("\"'").strip()
    scheme, mark, rest = text.partition("://")
    if not mark:
        scheme, rest = "http", text
    place, _, path = rest.partition("/")
    login, at, place = place.rpartition("@")
    host, port = _host_and_port(place)
    default = PORTS.get(scheme) if mark else _OLLAMA_PORT
    port = port or default
    shown = f"[{host}]" if ":" in host else host
    end = "" if port is None or port == PORTS.get(scheme) else f":{port}"
    try:
        return as_url(f"{scheme}://{login}{at}{shown}{end}/{path}")
    except MisfitError as error:
        raise MisfitError(error.fault, value) from None


def _host_and_port(place: str) -> tuple[str, int | None]:
    """The host and the port, if there is one; an address of IPv6 may have brackets."""
    host, colon, port = place.rpartition(":")
    if not colon or (":" in host.strip("[]") and not place.startswith("[")) or place.endswith("]"):
        host, port = place, ""
    number = int(port) if port.isascii() and port.isdigit() else 0
    bare = host.removeprefix("[").removesuffix("]")
    return _ANY_ADDRESS.get(bare, bare), number if 0 < number <= _MOST_PORT else None


def _parts(value: Any) -> frozenset[str]:
    chosen = as_names(value)
    if unknown := sorted(chosen - LEFT_OUT):
        known = ", ".join(sorted(LEFT_OUT))
        message = f"there is no part {unknown[0]!r} to leave out; known: {known}"
        raise MisfitError(message)
    return chosen


_READERS: dict[str, Reader] = {
    "url": as_base,
    "api_key": as_key,
    "api_key_env": as_text,
    "context_tokens": whole_from(1),
    "usd_per_million": each(as_prices),
    "leave_out": as_left_out,
    "least_calls": whole_from(1),
    "most_calls": whole_from(1),
}

_ANTHROPIC_READERS: dict[str, Reader] = {
    **_READERS,
    "url": as_anthropic_base,
    "thinking_tokens": each(whole_from(1024)),
}
