"""Faults of user code: what it raised, apart from a real Ctrl-C or a real cancellation.

Tools, agents, bids and checks are your code. Whatever comes out of them is their fault and never
ends or stalls a run: a ``SystemExit``, a ``KeyboardInterrupt`` that the code raised itself, a
``CancelledError`` of something that it awaited.
"""

from __future__ import annotations

import asyncio
import dis
import functools
import signal
from typing import TYPE_CHECKING, Any

from hocket.errors import (
    BudgetExceededError,
    EngineError,
    OrchestrationError,
    UserCodeError,
    printable,
)

if TYPE_CHECKING:
    from types import CodeType, TracebackType

DESCRIBED_CHARS = 2000
"""Length of the message of a foreign error, which may be a whole file."""

_RAISES = frozenset({"RAISE_VARARGS", "RERAISE"})
_AWAITS = frozenset({"SEND", "YIELD_VALUE"})
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def is_interruption(error: BaseException) -> bool:
    """Whether this comes from outside of user code and must pass.

    The current task is cancelled, a signal such as Ctrl-C came, or the coroutine is closed.
    """
    if isinstance(error, asyncio.CancelledError):
        task = _current_task()
        return task is not None and task.cancelling() > 0
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        return _comes_from_outside(error)
    return False


def _comes_from_outside(error: BaseException) -> bool:
    """Whether no code raised this, but a signal or the end of a coroutine."""
    trace = _innermost(error)
    if trace is None:
        return False
    code = trace.tb_frame.f_code
    instruction = dis.opname[code.co_code[trace.tb_lasti]]
    # Without a handler in Python, a signal raises at a call or a jump; the end of a coroutine
    # raises where it waits. An exit is raised by a call, and by no signal without a handler.
    raised = {KeyboardInterrupt: _RAISES | _AWAITS, GeneratorExit: _RAISES}.get(type(error))
    return code in _signal_handlers() or (raised is not None and instruction not in raised)


def _current_task() -> asyncio.Task[Any] | None:
    try:
        return asyncio.current_task()
    except RuntimeError:  # a thread without an event loop
        return None


def _innermost(error: BaseException) -> TracebackType | None:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace


def _signal_handlers() -> list[CodeType | None]:
    handlers = [signal.getsignal(number) for number in _SIGNALS]
    functions = [h.func if isinstance(h, functools.partial) else h for h in handlers]
    return [getattr(function, "__code__", None) for function in functions]


def cause_of(error: BaseException) -> BaseException:
    """The most informative error in an exception group, or the error itself.

    An ``EngineError`` comes first, since it concerns the whole run; then a ``BudgetExceededError``;
    then any ``OrchestrationError``; then any other ``Exception``; then the first error.

    Examples:
        >>> group = ExceptionGroup("tasks", [ValueError("x"), BudgetExceededError("too much")])
        >>> cause_of(ExceptionGroup("more", [group]))
        BudgetExceededError('too much')
    """
    leaves = _leaves(error)
    for kind in (EngineError, BudgetExceededError, OrchestrationError, Exception):
        match = next((leaf for leaf in leaves if isinstance(leaf, kind)), None)
        if match is not None:
            return match
    return leaves[0]


def described(error: BaseException) -> str:
    """An error of foreign code in words: its type and message, shortened; never raises.

    Of an exception group it is the cause.

    Examples:
        >>> described(KeyError("x")), described(ValueError())
        ("KeyError: 'x'", 'ValueError')
        >>> described(ExceptionGroup("tasks", [OSError("full"), ValueError("x")]))
        'OSError: full (and 1 more)'
        >>> described(fault_of(SystemExit(3)))
        'SystemExit: 3'
    """
    leaves = _leaves(error)
    if len(leaves) > 1:
        return f"{described(cause_of(error))} (and {len(leaves) - 1} more)"
    error = leaves[0]
    kind = type(error).__name__
    try:
        text = printable(str(error))
    except BaseException as raised:  # the error's own code
        if is_interruption(raised):
            raise
        return kind
    if len(text) > DESCRIBED_CHARS:
        text = f"{text[:DESCRIBED_CHARS]}..."
    if isinstance(error, UserCodeError):
        return text  # it names the error that it stands for
    return f"{kind}: {text}" if text else kind


def fault_of(error: BaseException) -> Exception:
    """The error of user code as one that can be handled; of a group, its cause.

    An exit, an interrupt or a cancellation becomes a ``UserCodeError``.

    Examples:
        >>> fault_of(SystemExit(3))
        UserCodeError('SystemExit: 3')
        >>> fault_of(BaseExceptionGroup("tasks", [ValueError("x")]))
        ValueError('x')
    """
    cause = cause_of(error)
    place = cause.__traceback__ or error.__traceback__
    if isinstance(cause, Exception):
        return cause.with_traceback(place)
    text = described(cause)
    if isinstance(cause, asyncio.CancelledError):
        text = f"{text}: it was cancelled from within, not by hocket"
    return UserCodeError(text, error=type(cause).__name__).with_traceback(place)


def _leaves(error: BaseException) -> list[BaseException]:
    """The errors in a group, at any depth and in order; the error itself if it is none."""
    leaves: list[BaseException] = []
    queue = [error]
    while queue:
        first = queue.pop()
        if isinstance(first, BaseExceptionGroup):
            queue.extend(reversed(first.exceptions))
        else:
            leaves.append(first)
    return leaves
