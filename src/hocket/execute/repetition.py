"""Loop recognition: an attempt that only repeats itself is stopped before it reaches a limit."""

from __future__ import annotations

from hocket.core.digest import digest
from hocket.errors import LoopError

SAME_CALL = 3
PING_PONG = 3
NO_NEWS = 6


class Repetition:
    """Watches one attempt's tool calls and what came of them.

    Three signs, each named in the error: the same call with the same result three times running;
    two calls taking turns with unchanged results three times; six calls of which none brought a
    result that was not there before.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[str, str]] = []
        self._seen: set[str] = set()
        self._without_news = 0

    def note(self, tool: str, request: bytes, response: bytes) -> None:
        """Take in one call.

        Raises:
            LoopError: The attempt goes round in a circle; says in which.
        """
        step = (f"{tool} {digest(request)[:12]}", digest(response))
        self._steps.append(step)
        self._without_news = self._without_news + 1 if step[1] in self._seen else 0
        self._seen.add(step[1])
        last = self._steps
        if len(last) >= SAME_CALL and len(set(last[-SAME_CALL:])) == 1:
            raise _loop(f"the same call of {tool} gave the same result {SAME_CALL} times")
        turns = last[-2 * PING_PONG :]
        if (
            len(turns) == 2 * PING_PONG
            and set(turns[::2]) == {turns[0]}
            and set(turns[1::2]) == {turns[1]}
        ):
            raise _loop(f"two calls took turns {PING_PONG} times with unchanged results")
        if self._without_news >= NO_NEWS:
            raise _loop(f"{NO_NEWS} calls in a row brought nothing new")


def _loop(what: str) -> LoopError:
    return LoopError(f"Stopped: {what}; no new evidence came of it", pattern=what)
