"""Whether answers are whole whose host does not say that they have ended.

A host that says so ends every answer in this way, so that one without was cut. Some hosts never do:
of their answers only the framing of HTTP shows that all that was sent arrived.
"""

from __future__ import annotations

from collections import Counter

from hocket.errors import UnavailableError

ENOUGH = 2
"""How many answers have to end unsaid, and none otherwise, before the next one is taken so."""


class Endings:
    """How the answers of each LLM of one host end.

    Args:
        title: Name of the host in messages.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._says: set[str] = set()
        self._unsaid: Counter[str] = Counter()

    def judge(self, llm: str, *, is_said: bool, has_arrived: bool, noise: str = "") -> str:
        """Why nothing shows that an answer is whole; empty if its host says that it ended.

        Args:
            llm: Name of the LLM.
            is_said: Whether the host said so: by a reason, a count or a mark.
            has_arrived: Whether all that was sent arrived, and looks like an answer.
            noise: The last words of the host that are no part of the answer.

        Raises:
            UnavailableError: The answer may have been cut.
        """
        if is_said:
            self._says.add(llm)
            return ""
        if has_arrived and llm not in self._says:
            self._unsaid[llm] += 1
            if self._unsaid[llm] > ENOUGH:
                return f"{self._title} never says that {llm} has ended an answer: it may be cut"
        said = f" and said {noise!r}" if noise else ""
        message = f"{self._title} ended the answer of {llm} too early{said}; try again"
        raise UnavailableError(message, llm=llm)
