"""Loop detection: stops an attempt that only repeats itself before it uses up its limits."""

from __future__ import annotations

from hocket.core.digest import digest
from hocket.errors import LoopError

SAME_CALL = 3
PING_PONG = 3
NO_NEW_RESULT = 6


class Repetition:
    """Watches the tool calls of one attempt and their results.

    An attempt is in a loop after the same call with the same result three times in a row, two
    alternating calls with unchanged results three times, or six calls in a row without a new
    result.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[str, str]] = []
        self._seen: set[str] = set()
        self._without_new_result = 0

    def note(self, tool: str, request: bytes, response: bytes) -> None:
        """Record one call.

        Raises:
            LoopError: The attempt is in a loop; the message says which.
        """
        step = (f"{tool} {digest(request)[:12]}", digest(response))
        self._steps.append(step)
        self._without_new_result = self._without_new_result + 1 if step[1] in self._seen else 0
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
        if self._without_new_result >= NO_NEW_RESULT:
            raise _loop(f"{NO_NEW_RESULT} calls in a row brought nothing new")


def _loop(what: str) -> LoopError:
    return LoopError(f"Stopped: {what}; no new evidence came of it", pattern=what)
