"""Hosts that environment variables name: each changes what it names of a host, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hocket.config.hosts import (
    ANTHROPIC_KEY,
    ANTHROPIC_URL,
    PORTS,
    as_anthropic_base,
    as_base,
    as_key,
    is_at_anthropic,
)
from hocket.config.values import MisfitError, Reader, described
from hocket.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

URLS: dict[str, str] = {"openai": "HOCKET_OPENAI_URL", "anthropic": "HOCKET_ANTHROPIC_URL"}
"""The variable of each kind of host; the host that it makes is named like its kind."""

_KEYS = {"openai": "HOCKET_OPENAI_API_KEY", "anthropic": "HOCKET_ANTHROPIC_API_KEY"}
_READERS: dict[str, Reader] = {"openai": as_base, "anthropic": as_anthropic_base}
_DEFAULTS = {"openai": "", "anthropic": ANTHROPIC_URL}


def with_variables(
    entries: Mapping[str, Any], env: Mapping[str, str], faults: dict[str, ConfigError]
) -> dict[str, Any]:
    """The entries of the settings file with the hosts as the environment has them.

    Args:
        entries: What is in the file, which may be of any form.
        env: Environment variables.
        faults: Takes what is wrong with a variable, by the name of its host.
    """
    changed = dict(entries)
    for kind, variable in URLS.items():
        tables = entries.get(kind, {})
        if not isinstance(tables, dict) or not isinstance(tables.get(kind, {}), dict):
            continue  # it is refused for what it is
        is_new = variable in env or (kind == "anthropic" and _implies_anthropic(entries, env))
        if kind not in tables and not is_new:
            continue
        others = {name: inner for name, inner in tables.items() if name != kind}
        try:
            host = _host(kind, tables.get(kind), env)
        except ConfigError as error:
            faults[kind] = error
            changed[kind] = others
        else:
            changed[kind] = {**others, kind: host}
    return changed


def collision(name: str, path: object, entries: Mapping[str, Any]) -> str:
    """What is wrong where two kinds of hosts have one of this name; names where both come from."""
    in_file = [kind for kind in URLS if name in _tables(entries, kind)]
    places = [f"{kind}.{name} in {path}" for kind in in_file]
    places += [f"{URLS[kind]} in the environment" for kind in URLS if kind not in in_file]
    return (
        f"{' and '.join(places)}: two hosts are named {name!r}, so HOST:LLM would not say which; "
        f"choose another name in {path}"
    )


def of_variable(name: str, reader: Reader, env: Mapping[str, str]) -> Any:
    """The value of a variable.

    Raises:
        ConfigError: It does not fit; names the variable.
    """
    try:
        return reader(env.get(name, ""))
    except MisfitError as error:
        message = f"{name} in the environment: {described(error, name)}"
        raise ConfigError(message, name=name) from None


def _host(kind: str, table: dict[str, Any] | None, env: Mapping[str, str]) -> dict[str, Any]:
    """The table of a host with what the variables say of it."""
    host, before = dict(table or {}), (table or {}).get("url", _DEFAULTS[kind])
    if URLS[kind] in env:
        host["url"] = of_variable(URLS[kind], _READERS[kind], env)
        if _origin(before) != _origin(host["url"]):
            # A key is for the host that it was given for.
            host.pop("api_key", None)
            host.pop("api_key_env", None)
    if env.get(_KEYS[kind]):
        host["api_key"] = of_variable(_KEYS[kind], as_key, env)
    elif table is None and kind == "anthropic" and is_at_anthropic(host.get("url", ANTHROPIC_URL)):
        host["api_key"] = of_variable(ANTHROPIC_KEY, as_key, env)
    return host


def _implies_anthropic(entries: Mapping[str, Any], env: Mapping[str, str]) -> bool:
    """Whether an LLM of Anthropic's is set, and no host of this name: it needs only a key."""
    llms = entries.get("llms", {})
    chosen = [env.get("HOCKET_LLM", entries.get("llm", ""))]
    chosen += llms.values() if isinstance(llms, dict) else ()
    is_meant = any(str(llm).startswith("anthropic:") for llm in chosen)
    return is_meant and not any("anthropic" in _tables(entries, kind) for kind in URLS)


def _tables(entries: Mapping[str, Any], kind: str) -> Iterable[str]:
    tables = entries.get(kind, {})
    return tables if isinstance(tables, dict) else ()


def _origin(url: Any) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of a URL; None if it is none."""
    try:
        parts = urlsplit(as_base(url))
    except MisfitError:
        return None
    port = parts.port or PORTS.get(parts.scheme)
    return parts.scheme, parts.hostname or "", port
