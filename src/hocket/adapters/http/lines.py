"""The lines of a streamed answer, however its bytes arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable


class Lines:
    """The lines of a streamed answer, without their ends.

    Args:
        lines: These lines.
        is_framed: Whether their end shows that all of them arrived, as its length or end is stated.
    """

    def __init__(self, lines: AsyncIterator[bytes], *, is_framed: bool) -> None:
        self._lines = lines
        self.is_framed = is_framed

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._lines


async def lines_of(
    parts: AsyncIterable[bytes], check: Callable[[int], None]
) -> AsyncGenerator[bytes, None]:
    """Lines that end with a line feed; other separators may be part of JSON strings.

    Args:
        parts: The bytes, split anywhere.
        check: Called with the size of a line that has not ended; raises if that is too much.
    """
    rest: list[bytes] = []
    size = 0
    async for part in parts:
        *whole, last = part.split(b"\n")
        for line in whole:
            rest.append(line)
            yield b"".join(rest).rstrip(b"\r")
            rest, size = [], 0
        rest.append(last)
        size += len(last)
        check(size)
    if size:
        yield b"".join(rest)
