"""Which object of the work a stand-in refers to, and the last call of it, for the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.review.isolated.standins import Remote, RemoteMeta, RemoteModule, handle_in

if TYPE_CHECKING:
    from collections.abc import Mapping

ENDING_CHARS = 400
"""Characters of what a program printed."""


class ByHandle:
    """An object of the work that has no stand-in yet."""

    def __init__(self, handle: int) -> None:
        self.handle = handle


def handle_of(value: Any) -> int | None:
    if isinstance(value, ByHandle):
        return value.handle
    if isinstance(value, RemoteModule):
        handle: int | None = vars(value).get("_remote")
        return handle
    kind = type(value)
    if isinstance(value, type):
        own: int | None = value.__dict__.get("_remote_class")
        return own
    if issubclass(kind, Remote):
        return handle_in(value)
    if isinstance(kind, RemoteMeta) or hasattr(kind, "_remote_class"):
        kept: int | None = vars(value).get("_remote")
        return kept
    return None


class LastCall:
    """The last call of the work by the check, in words."""

    def __init__(self) -> None:
        self.text = ""

    def begin(
        self, names: Mapping[int, str], target: Any, name: str, /, *args: Any, **kwargs: Any
    ) -> None:
        """Note a call; ``names`` are those of objects, by handle."""
        shown = [_shown(a) for a in args] + [f"{k}={_shown(v)}" for k, v in kwargs.items()]
        if isinstance(target, type):
            called = target.__name__
        else:
            handle = handle_of(target)
            called = (handle is not None and names.get(handle)) or type(target).__name__
        if name != "__call__":
            called += f".{name}"
        self.text = f"{called}({', '.join(shown)})"

    def gave(self, value: Any) -> None:
        self.text += f" gave {_shown(value)}"

    def ran(self, argv: Any, code: Any, out: bytes, err: bytes) -> None:
        """Note a program that ran with the work, and the ends of what it printed."""
        command = argv if isinstance(argv, str) else " ".join(map(str, argv))
        printed = (err or out).decode(errors="replace").strip()[-ENDING_CHARS:]
        self.text = f"{command[:120]} ended with {code}" + (f": {printed}" if printed else "")

    def raised(self, error: BaseException) -> None:
        self.text += f" raised {type(error).__name__}: {str(error)[:200]}"


def _shown(value: Any) -> str:
    """A value in a line of evidence, without asking the work."""
    if type(value) in (type(None), bool, int, float, str, list, dict, tuple, bytes):
        try:
            return repr(value)[:120]
        except Exception:
            return f"a {type(value).__name__}"
    return f"a {type(value).__name__}"
