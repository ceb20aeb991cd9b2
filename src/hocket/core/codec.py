"""How events are written and read: (type, version, JSON body), and the current form of old ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter

from hocket.core.event import Event
from hocket.core.mark import digests_in, names_texts
from hocket.core.quick import Computed
from hocket.core.upcast import UPCASTERS
from hocket.errors import JournalCorruptError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.check import CheckClasses

EVENT_TYPES: dict[str, type[Event]] = {cls.__name__: cls for cls in Event.__subclasses__()}
TERMINAL: frozenset[str] = frozenset(name for name, cls in EVENT_TYPES.items() if cls.ends)


class Form(NamedTuple):
    """How the events of a class are stored.

    Attributes:
        type: The name of the class.
        version: The version of that type.
        to_json: Writes the body of an event.
        digests_in: Returns the digests of the texts that an event names; None if it names none.
        ends: Whether such an event ends its run.
    """

    type: str
    version: int
    to_json: Callable[[Event], bytes]
    digests_in: Callable[[Event], tuple[str, ...]] | None
    ends: bool


def _form_of(kind: type[Event]) -> Form:
    to_json = kind.__pydantic_serializer__.to_json
    digests = digests_in if names_texts(kind) else None
    return Form(kind.__name__, kind.version, to_json, digests, kind.ends)


FORMS: Computed[type[Event], Form] = Computed(_form_of)
"""The form of each class: to read it from a class of pydantic takes long."""


def encode(event: Event) -> tuple[str, int, bytes]:
    """The event as (type, version, JSON body)."""
    form = FORMS[type(event)]
    return form.type, form.version, form.to_json(event)


def current(kind: str, version: int, body: bytes) -> bytes:
    """A stored body as today's release would write it; as it is if its type is not known here.

    Raises:
        JournalCorruptError: It cannot be read.
    """
    cls = EVENT_TYPES.get(kind)
    if cls is None or version >= cls.version:
        return body
    return encode(decode(kind, version, body))[2]


def decode(kind: str, version: int, body: bytes, checks: CheckClasses | None = None) -> Event:
    """The event in a stored body, converted to the current version.

    Args:
        kind: Type of the event.
        version: Version of that type.
        body: JSON.
        checks: Classes of checks by kind, needed to execute the run; not needed to read it.

    Raises:
        JournalCorruptError: The type is unknown, newer than this program, or the body does not fit.
    """
    cls = EVENT_TYPES.get(kind)
    if cls is None or version > cls.version:
        message = (
            f"The journal has {kind} version {version}, which this hocket does not know; "
            "open it with the newer hocket that wrote it"
        )
        raise JournalCorruptError(message, type=kind, version=version)
    try:
        if version == cls.version:
            return cls.model_validate_json(body, context=checks)
        data = TypeAdapter(dict[str, Any]).validate_json(body)
        for step in range(version, cls.version):
            data = UPCASTERS[kind, step](data)
        return cls.model_validate(data, context=checks)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"The journal has an event {kind} that cannot be read: {error}"
        raise JournalCorruptError(message, type=kind, version=version) from error
