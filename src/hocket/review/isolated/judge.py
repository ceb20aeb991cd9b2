"""The process of the judge: runs the code of a check, and asks the work for what the check calls.

No code of the work is loaded here. Its modules are stand-ins, its programs run in the other
sandbox, and what comes back is plain data.
"""

from __future__ import annotations

import itertools
import sys
import threading
import time
from asyncio import Future  # by name: a check may patch it
from functools import partial, partialmethod
from inspect import iscoroutine, iscoroutinefunction, isfunction
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

from hocket.review.isolated.awaiting import Notices, awaited, is_looping, run_here
from hocket.review.isolated.calls import ByHandle, LastCall, handle_of
from hocket.review.isolated.counts import claims_in
from hocket.review.isolated.disk import Evidence, leave
from hocket.review.isolated.shared import Shared
from hocket.review.isolated.standins import (
    TRY,
    RemoteModule,
    stand_in_class,
    true_of_anything,
)
from hocket.review.isolated.surroundings import Surroundings
from hocket.review.isolated.values import IMMUTABLE, PLAIN, Decoder, Encoder, UnsupportedError

if TYPE_CHECKING:
    from hocket.review.isolated.wire import Wire

# Through these, an object that the check passes would lead to its code and what it expects.
PRIVATE = ("_", "gi_", "cr_", "ag_", "tb_", "co_", "f_", "func_")
BOUND = frozenset({"func", "args", "keywords"})
"""What a ``functools.partial`` or ``partialmethod`` of the check has, which may be expected."""
PUBLIC_METHODS = frozenset(
    """
    __call__ __len__ __iter__ __next__ __getitem__ __setitem__ __delitem__ __contains__
    __enter__ __exit__ __bool__ __eq__ __lt__ __le__ __gt__ __ge__ __hash__ __add__ __radd__
    __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __str__ __repr__ __int__
    __float__ __index__ __reversed__
    """.split()
)
PREDICATES = frozenset({"startswith", "endswith", "issubset", "issuperset"})
ENDING = frozenset({"__next__", "__anext__", "send", "throw", "asend", "athrow"})
ALWAYS = frozenset({"__call__", "__str__", "__repr__", "__eq__", "__hash__"})


class Judge:
    """Asks the process of the work.

    Args:
        wire: The channel to it.
        given: Paths of the user's own files, which the work never changes.
        is_hidden: Whether the work's author does not see the check.
    """

    def __init__(self, wire: Wire, given: frozenset[str], *, is_hidden: bool = False) -> None:
        self._wire = wire
        self._lock = threading.RLock()
        self._requests = itertools.count(1)
        self._parent = 0
        self._stand_ins: dict[int, Any] = {}
        self._names: dict[int, str] = {}
        self._answers: dict[int, dict[str, Any]] = {}
        self._shared: list[Any] = []
        self._keys: dict[int, int] = {}
        self.surroundings = Surroundings(given)
        self.is_hidden = is_hidden
        self.claims: set[str] | None = None
        """Lines of the work with a count; None if nothing is counted."""
        self.calls = LastCall()
        self.shared = Shared(self)
        self.key_of, self.container = self.shared.key_of, self.shared.container
        self.differences: set[int] = set()
        self._notices = Notices()
        self._asked_for: dict[int, str] = {}
        self.reason = ""
        """Why the check cannot be judged, whatever its code makes of that."""
        self._sleep = time.sleep
        time.sleep = self.sleep  # type: ignore[assignment]

    def unsupported(self, what: str) -> NoReturn:
        """Note that this check cannot be judged here, and stop it.

        Raises:
            UnsupportedError: Always.
        """
        self.reason = self.reason or what
        raise UnsupportedError(what)

    # Asking

    def ask(self, op: str, /, *args: Any, **kwargs: Any) -> Any:
        """What the process of the work answers.

        Raises:
            Exception: What the work raised.
        """
        with self._lock:
            if op == "call":
                self.calls.begin(self._names, *args, **kwargs)
            may_end = self._may_end(op, args)
            self.surroundings.mention((args, kwargs))
            encoder = Encoder(self)
            number = next(self._requests)
            message = {
                **self.shared.changes(),
                "q": number,
                "p": self._parent,
                "op": "call" if op == TRY else op,
                "loop": is_looping(),
                "args": [encoder.encode(a) for a in args],
                "kwargs": {k: encoder.encode(v) for k, v in kwargs.items()},
                "around": self.surroundings.replaced(encoder),
                "files": self.surroundings.files(),
            }
            self._send(message)
            while number not in self._answers:
                self._take_next()
            value = self._value(self._answers.pop(number), encoder, op, may_end=may_end)
            handle = handle_of(value if op == "get" else args[0]) if args else None
            if op == "get" and handle is not None:
                self._asked_for[handle] = str(args[1])
            elif op == "call" and value is True and self._asks_for(handle, PREDICATES):
                return not true_of_anything(self, *args)
            return value

    def _asks_for(self, handle: int | None, names: frozenset[str]) -> bool:
        """Whether the check got what has this handle under one of these names."""
        return handle is not None and self._asked_for.get(handle) in names

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._wire.send(message)
        except OSError:
            end_by_work("the process of the work ended before the check was done")

    def _receive(self) -> dict[str, Any]:
        try:
            message = self._wire.receive()
        except (ValueError, RecursionError):
            message = None
        if message is None:
            end_by_work("the process of the work ended before the check was done")
        if self.claims is not None:
            # What it prints stays there, unless the check put a stream of its own in place.
            unprinted = sys.stdout is sys.__stdout__ and sys.stderr is sys.__stderr__
            left = {"out", "err"} if unprinted else set()
            self.claims |= claims_in([v for k, v in message.items() if k not in left])
        self.surroundings.pass_on(message)
        return message

    def _value(self, answer: dict[str, Any], encoder: Encoder, op: str, *, may_end: bool) -> Any:
        try:
            self.surroundings.take(answer.get("files", {}))
            decoder = Decoder(self, encoder.kept)
            error = answer.get("error")
            if error is not None:
                raised = decoder.decode(error)
                if op == "call":
                    self.calls.raised(raised)
            else:
                for number, tag, contents in answer.get("changed", ()):
                    decoder.fill(encoder.kept[number], tag, contents)
                value = decoder.decode(answer["value"])
                for number, keys in answer.get("kept", ()):
                    self.shared.add(encoder.kept[number], keys)
                for number, keys in answer.get("lent", ()):
                    self.shared.add(decoder.containers[number], keys)
                if op == "call":
                    self.calls.gave(value)
            self.shared.apply(answer)
        except (KeyError, TypeError, ValueError, IndexError, RecursionError, AttributeError):
            end_by_work("the work gave back what is no value")
        self.surroundings.listening.hear(answer, decoder)
        if error is not None:
            if isinstance(raised, StopIteration | StopAsyncIteration) and not may_end:
                # Else a loop of the check would end and compare nothing more.
                raise RuntimeError(f"the work raised {type(raised).__name__}") from raised
            raise raised
        return value

    def _may_end(self, op: str, args: tuple[Any, ...]) -> bool:
        """Whether what is asked may end an iteration, as a generator's ``send`` does."""
        if op != "call" or args[1] != "__call__":
            return True
        return self._asks_for(handle_of(args[0]), ENDING)

    # References

    def refer(self, value: Any) -> list[Any]:
        handle = handle_of(value)
        if handle is not None:
            return ["work", handle]
        if isinstance(value, type) and issubclass(value, BaseException):
            base = next(c for c in value.__mro__ if c.__module__ == "builtins")
            return ["judge-class", _qualified(value), ["type", "builtins", base.__name__]]
        if isinstance(value, BaseException):
            base = next(c for c in type(value).__mro__ if c.__module__ == "builtins")
            if type(value) is base:
                return ["judge", self._key(value), base.__name__, [], False, None]
        if type(value).__module__ == "builtins" and type(value).__name__ in (
            "module",
            "frame",
            "code",
            "traceback",
        ):
            raise TypeError(f"a {type(value).__name__} cannot be passed to the work")
        if iscoroutine(value) or isinstance(value, Future):
            self.unsupported("a coroutine or task of the check cannot be passed to the work")
        plain: Any = next((c for c in PLAIN.values() if isinstance(value, c)), None)
        if plain is not None:
            return list(Encoder(self).encode(plain(value)))
        kind = type(value)
        dunders = sorted(n for n in PUBLIC_METHODS - ALWAYS if getattr(kind, n, None) is not None)
        name = str(getattr(value, "__name__", kind.__name__))
        document = value.__doc__ if isfunction(value) else None
        is_async = iscoroutinefunction(value)
        return ["judge", self._key(value), name, dunders, is_async, document]

    def _key(self, value: Any) -> int:
        key = self._keys.get(id(value))
        if key is None:
            key = self._keys[id(value)] = len(self._shared)
            self._shared.append(value)
        return key

    def referred(self, tag: str, parts: list[Any], values: Decoder) -> Any:
        if tag == "own":
            reference = parts[0]
            return self._shared[reference[1]] if reference[0] == "back" else None
        if tag == "attach":
            error, reference, text = parts
            if hasattr(type(error), "_remote_class"):
                vars(error).update(_remote=reference[1], _text=str(text))
            return error
        if tag == "back":
            return self._shared[parts[0]]
        if tag == "class":
            return self._class(parts[0])
        handle = int(parts[0])
        if handle in self._stand_ins:
            return self._stand_ins[handle]
        if tag == "module":
            return self.module(RemoteModule(str(parts[1])), handle)
        if tag == "awaitable":
            return awaited(self, ByHandle(handle))
        cls = self._class(parts[1])
        if tag == "kept":
            plain = values.decode(parts[2])
            base = next(c for c in IMMUTABLE if issubclass(cls, c))
            value = base.__new__(cls, plain)
            names: Any = vars(value)
            names["_remote"] = handle
        elif tag == "object":
            value = object.__new__(cls)
            object.__setattr__(value, "_remote", handle)
            self._names[handle] = str(parts[2])[:80]
        else:
            raise ValueError(tag)
        self._stand_ins[handle] = value
        return value

    def module(self, module: RemoteModule, handle: int) -> RemoteModule:
        """A module that stands for the one with this handle."""
        vars(module).update(_judge=self, _remote=handle)
        self._stand_ins[handle] = module
        return module

    def _class(self, handle: int) -> Any:
        if handle not in self._stand_ins:
            description = self.ask("class", ByHandle(handle))
            self._stand_ins[handle] = stand_in_class(self, handle, description)
        return self._stand_ins[handle]

    # Answering

    def sleep(self, seconds: float) -> None:
        """Sleep, and answer the work meanwhile: its threads may call what the check passed."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            with self._lock:
                if self._wire.is_ready(min(left, 0.01)):
                    self._take_next()
        self._sleep(0)

    def is_called(self) -> bool:
        """Whether the work waits for something of the check that runs in this thread."""
        is_here: bool = self._lock._is_owned()  # type: ignore[attr-defined]
        return is_here and self._parent != 0

    async def until_done(self, number: int) -> None:
        """Wait for a coroutine of the work, and answer the work meanwhile."""
        await self._notices.wait(number, self._wire.fileno(), self._attend)

    def _attend(self) -> None:
        with self._lock:
            while self._wire.is_ready():
                self._take_next()

    def _take_next(self) -> None:
        """Take a message, and those that were read with it: they make nothing readable again."""
        self._take(self._receive())
        while self._wire.holds_message():
            self._take(self._receive())

    def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"q": int()}:
                self._serve(message)
            case {"done": int(number)}:
                self._notices.note(number)
            case {"r": int(number)}:
                # Of a call further out, if the work's threads call back at the same time.
                self._answers[number] = message
            case _:
                end_by_work("the work gave back what is no answer")

    def _serve(self, message: dict[str, Any]) -> None:
        decoder = Decoder(self)
        self.shared.apply(message)
        answer: dict[str, Any] = {"r": message["q"]}
        parent, self._parent = self._parent, message["q"]
        encoder = Encoder(self)
        try:
            value = self._call(
                self._shared[message["key"]],
                str(message["name"]),
                [decoder.decode(a) for a in message["args"]],
                {str(k): decoder.decode(v) for k, v in message["kwargs"].items()},
            )
            answer["value"] = encoder.encode(value)
        except BaseException as error:
            answer["error"] = self._error(error)
        finally:
            self._parent = parent
        self._send(answer | self.shared.changes())

    def _error(self, error: BaseException) -> list[Any]:
        handle = handle_of(error)
        if handle is not None:
            return ["work", handle]
        base = next(c for c in type(error).__mro__ if c.__module__ == "builtins")
        args = [a for a in error.args if type(a) in (str, int, float, bool, type(None))]
        encoded = [Encoder(self).encode(a) for a in args]
        key = self._key(error)
        return [
            "judge-error",
            key,
            _qualified(type(error)),
            ["type", "builtins", base.__name__],
            encoded,
        ]

    def _call(self, target: Any, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if name in ("__getattr__", "__setattr__"):
            if str(args[0]).startswith(PRIVATE) or args[0] == "skipTest":
                raise AttributeError(args[0])
            if isinstance(target, partial | partialmethod) and args[0] in BOUND:
                raise AttributeError(args[0])
            if name == "__setattr__":
                if callable(getattr(type(target), str(args[0]), None)):
                    raise AttributeError(args[0])  # a method of the check stays what it is
                setattr(target, args[0], args[1])
                return None
            return getattr(target, args[0])
        if name not in PUBLIC_METHODS:
            raise AttributeError(name)
        if name == "__call__":
            value = target(*args, **kwargs)
            return run_here(value) if iscoroutine(value) else value
        if name in ("__repr__", "__str__") and isinstance(target, partial):
            return f"<{type(target).__name__}>"  # its own names what is bound
        return getattr(target, name)(*args)


def _qualified(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def end_by_work(reason: str) -> NoReturn:
    """End the check as failed: nothing in it may take the end of the work for an answer."""
    Evidence.tell(reason)
    leave(1)
