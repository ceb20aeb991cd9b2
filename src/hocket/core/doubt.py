"""Whether code that raised an error may have done its work all the same."""

from __future__ import annotations

import errno
import re
import socket
from itertools import islice
from typing import TYPE_CHECKING

from hocket.errors import UserCodeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_CAUSES = 20
"""An error is read with so many of those that it was raised from."""

_NOT_SENT = re.compile(
    r"\A(Connect(ion)?Timeout|ConnectError\Z|ClientConnector|EndpointConnection|LocalProtocol|"
    r"NewConnection|NameResolution|Pool)"
)
_ANSWER_LOST = re.compile(
    r"Timeout|TimedOut|Disconnected|Connection(Closed|Reset|Aborted|Lost|DoesNotExist)|StreamLost|"
    r"Incomplete(Read|Body)|ChunkedEncoding|ClientPayload|BadStatusLine|SSL(EOF|ZeroReturn)|"
    r"BrokenProcessPool|\A(Read|Write|Close|Connection|(Remote)?Protocol)Error\Z"
)
"""Names of errors in the clients of HTTP, databases, mail and queues. Theirs are in no one tree."""

_NOT_SENT_NUMBERS = frozenset({errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH})
_ANSWER_LOST_NUMBERS = frozenset({errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE})

_FAULTS = frozenset(range(500, 600)) - {501, 503, 505}
"""The states of answers by a server that may have failed midway."""


def may_have_acted(error: BaseException) -> bool:
    """Whether code that ended with this may have done its work all the same.

    So it is if it was stopped midway, or waited in vain for an answer to what it had sent. The
    first error that says so, or that nothing was sent, decides; then those that it was raised from.

    Examples:
        >>> may_have_acted(TimeoutError()), may_have_acted(SystemExit()), may_have_acted(KeyError())
        (True, True, False)
        >>> may_have_acted(ConnectionRefusedError()), may_have_acted(ConnectionResetError())
        (False, True)
    """
    if isinstance(error, BaseExceptionGroup):
        return any(map(may_have_acted, error.exceptions))
    verdicts = map(_verdict, islice(_causes(error), MOST_CAUSES))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it was raised from or holds, from the outside in."""
    seen: set[int] = set()
    queue = [error]
    while queue:
        first = queue.pop(0)
        if id(first) in seen:
            continue
        seen.add(id(first))
        yield first
        held = [part for part in first.args if isinstance(part, BaseException)]
        raised_from = first.__cause__ or (None if first.__suppress_context__ else first.__context__)
        queue += held if raised_from is None else [*held, raised_from]


def _verdict(error: BaseException) -> bool | None:
    """Whether this error alone shows that the work may be done; None if it shows nothing."""
    if not isinstance(error, Exception) or isinstance(error, UserCodeError):
        return True
    names = [kind.__name__ for kind in type(error).__mro__]
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, socket.gaierror) or _matches(_NOT_SENT, names):
        return False
    if number in _NOT_SENT_NUMBERS or isinstance(error, ConnectionRefusedError):
        return False
    if number in _ANSWER_LOST_NUMBERS or isinstance(error, ConnectionError | EOFError):
        return True
    if _matches(_ANSWER_LOST, names):
        # Clients have a general error of this name around the one that says more.
        return None if names[0] == "ConnectionError" and _has_cause(error) else True
    return True if _fails_midway(error) else None


def _matches(pattern: re.Pattern[str], names: list[str]) -> bool:
    return any(map(pattern.search, names))


def _has_cause(error: BaseException) -> bool:
    return next(islice(_causes(error), 1, None), None) is not None


def _fails_midway(error: Exception) -> bool:
    """Whether a server answered that it failed, or a process was killed."""
    # Only what is stored: a property would be code of the tool.
    own = _stored(error)
    states = (_stored(own.get("response")).get("status_code"), own.get("status"), own.get("code"))
    if any(isinstance(state, int) and state in _FAULTS for state in states):
        return True
    ended = own.get("returncode")
    return isinstance(ended, int) and ended < 0


def _stored(value: object) -> Mapping[str, object]:
    stored = getattr(value, "__dict__", None)
    return stored if isinstance(stored, dict) else {}
