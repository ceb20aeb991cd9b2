"""The process of the work: loads it, calls it as the judge asks, and answers with plain data.

It knows neither the check nor what is expected: only what to call, with which arguments.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import sys
from functools import partial  # by name: what a check patches is in place here, too
from inspect import isawaitable, ismodule
from os import chdir, getcwd
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.disk import leave
from hocket.review.isolated.echoes import Echoes
from hocket.review.isolated.folders import FolderCopy
from hocket.review.isolated.operations import Operations
from hocket.review.isolated.replaced import InPlace
from hocket.review.isolated.shared import Shared
from hocket.review.isolated.values import CONTAINERS, IMMUTABLE, Decoder, Encoder
from hocket.review.isolated.wire import Wire

if TYPE_CHECKING:
    from hocket.review.isolated.awaiting import Loop

OUTPUT_CHARS = 8 << 20


class Output(io.TextIOWrapper):
    """What the work prints, for a check that captures it."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="")
        self.taken = 0

    def take(self) -> str:
        """What was printed since the last time."""
        with contextlib.suppress(ValueError):
            self.flush()
            raw = self.buffer
            assert isinstance(raw, io.BytesIO)  # noqa: S101 - made here
            data = raw.getvalue()
            raw.seek(0)
            raw.truncate()
            return data.decode(errors="replace")[-OUTPUT_CHARS:]
        return ""


class Judged:
    """An object of the judge, such as a function that it passed."""

    def __init__(self, worker: Worker, key: int, name: str, document: str | None) -> None:
        self.__dict__.update(_worker=worker, _key=key, __name__=name, __doc__=document)

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self._worker.ask(self._key, "__call__", args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__wrapped__":
            raise AttributeError(name)
        return self._worker.ask(self._key, "__getattr__", (name,), {})

    def __setattr__(self, name: str, value: Any) -> None:
        self._worker.ask(self._key, "__setattr__", (name, value), {})

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else partial(self, instance)


def _forward(name: str) -> Any:
    def method(self: Judged, *args: Any) -> Any:
        return self._worker.ask(self._key, name, args, {})

    method.__name__ = name
    return method


class Worker(Operations):
    """Answers the judge.

    Args:
        wire: The channel to the judge.
    """

    def __init__(self, wire: Wire) -> None:
        super().__init__(lambda number: wire.send({"done": number}))
        self._wire = wire
        self._objects: list[Any] = []
        self._handles: dict[int, int] = {}
        self._judged: dict[int, Any] = {}
        self._classes: dict[str, type] = {}
        self._requests = itertools.count(1)
        self._waiting: dict[int, SimpleQueue[dict[str, Any]] | Loop] = {0: self.loop}
        self._out, self._err = Output(), Output()
        self._folder = FolderCopy()
        self._echoes = Echoes()
        self._in_place = InPlace()
        self.shared = Shared(self)
        self.key_of, self.container = self.shared.key_of, self.shared.container

    def run(self) -> None:
        """Answer until the judge ends."""
        sys.stdout, sys.stderr = self._out, self._err
        Thread(target=self._read, daemon=True).start()
        self.loop.serve(self._serve_outermost)

    def _read(self) -> None:
        with contextlib.suppress(Exception):
            while (message := self._wire.receive()) is not None:
                key = message["r"] if "r" in message else message.get("p", 0)
                self._waiting.get(key, self.loop).put(message)
        leave(0)

    def ask(self, key: int, name: str, args: Any, kwargs: Any) -> Any:
        """Call something of the judge's from any thread."""
        number = next(self._requests)
        answers: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._waiting[number] = answers
        encoder = Encoder(self)
        self._wire.send(
            {
                "q": number,
                "key": key,
                "name": name,
                "args": [encoder.encode(a) for a in args],
                "kwargs": {k: encoder.encode(v) for k, v in kwargs.items()},
                **self._printed(),
                **self.shared.changes(),
            }
        )
        while True:
            message = answers.get()
            if "r" in message:
                break
            self._serve(message)
        del self._waiting[number]
        self.shared.apply(message)
        decoder = Decoder(self, encoder.kept)
        if "error" in message:
            raise decoder.decode(message["error"])
        return decoder.decode(message["value"])

    def _printed(self) -> dict[str, str]:
        return {"out": self._out.take(), "err": self._err.take()}

    def _serve_outermost(self, message: dict[str, Any]) -> None:
        self._in_place.restore()
        self._serve(message)

    def _serve(self, message: dict[str, Any]) -> None:
        decoder = Decoder(self)
        answer: dict[str, Any] = {"r": message["q"]}
        encoder = Encoder(self)
        try:
            self._folder.apply(message.get("files", {}))
            self.shared.apply(message)
            args = [decoder.decode(a) for a in message.get("args", [])]
            kwargs = {k: decoder.decode(v) for k, v in message.get("kwargs", {}).items()}
            before = self._contents(decoder)
            operation = getattr(self, f"do_{message['op']}")
            around = message.get("around", {})
            with (
                self._surroundings(around, decoder),
                self._in_place.put(around, decoder, self.loop.is_busy),
                self._echoes.attached(around.get("loggers", [])),
            ):
                value = operation(*args, **kwargs)
            known = {id(v): n for n, v in decoder.containers.items()}
            given = [known[id(a)] for a in (*args, *kwargs.values()) if id(a) in known]
            encoder = Encoder(self, known)
            answer["value"] = encoder.encode(value)
            answer["changed"] = self._changed(decoder, before, encoder)
            number = encoder.number_of(value)
            del args, kwargs, value
            answer["kept"] = self.shared.kept(decoder.containers, sorted(set(given)))
            answer["lent"] = [] if number is None else self.shared.kept(encoder.kept, [number])
        except BaseException as error:
            if isinstance(error, RecursionError):
                error = RecursionError("maximum recursion depth exceeded")
            answer.pop("value", None)
            answer["error"] = encoder.exception(error)
        answer |= self._printed() | self._echoes.take(encoder) | self.shared.changes()
        answer["files"] = self._folder.changes()
        self._wire.send(answer)

    def _contents(self, decoder: Decoder) -> dict[int, Any]:
        encoder = Encoder(self, {id(v): n for n, v in decoder.containers.items()})
        return {n: encoder.contents(v, CONTAINERS[type(v)]) for n, v in decoder.containers.items()}

    def _changed(
        self, decoder: Decoder, before: dict[int, Any], encoder: Encoder
    ) -> list[list[Any]]:
        changed = []
        for number, value in decoder.containers.items():
            tag = CONTAINERS[type(value)]
            contents = encoder.contents(value, tag)
            if number in before and contents != before[number]:
                changed.append([number, tag, contents[0]])
        return changed

    @contextlib.contextmanager
    def _surroundings(self, around: dict[str, Any], decoder: Decoder) -> Any:
        """What the check put in place of arguments, standard input and environment."""
        saved = sys.argv, sys.stdin
        if "argv" in around:
            sys.argv = list(around["argv"])
        if "stdin" in around:
            sys.stdin = decoder.decode(around["stdin"])
        if "environ" in around:
            for name, value in around["environ"].items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
        if "cwd" in around:
            chdir(around["cwd"])
        try:
            yield
        finally:
            sys.argv, sys.stdin = saved

    # How objects are referred to

    def refer(self, value: Any) -> list[Any]:
        if isinstance(value, Judged):
            return ["back", value._key]
        key = getattr(value, "__judge__", None) if _is_error(value) else None
        if isinstance(key, int):
            return ["back", key]
        if isawaitable(value):
            return ["awaitable", self._handle(value)]
        if isinstance(value, type):
            return ["class", self._handle(value)]
        if ismodule(value):
            return ["module", self._handle(value), value.__name__]
        kind = type(value)
        base = next((b for b in IMMUTABLE if issubclass(kind, b)), None)
        if base is not None:
            return ["kept", self._handle(value), self._handle(kind), self._plain(value, base)]
        name = vars(kind).get("__name__") and getattr(value, "__name__", "")
        return ["object", self._handle(value), self._handle(kind), str(name or "")]

    def _plain(self, value: Any, base: type) -> Any:
        if base in (tuple, frozenset):
            plain: Any = base(base.__iter__(value))
        elif base is int:
            plain = int.__add__(value, 0)
        elif base is float:
            plain = float.__pos__(value)
        elif base is str:
            plain = str.__str__(value)
        else:
            plain = base(value)
        return Encoder(self).encode(plain)

    def _handle(self, value: Any) -> int:
        handle = self._handles.get(id(value))
        if handle is None:
            handle = self._handles[id(value)] = len(self._objects)
            self._objects.append(value)
        return handle

    def referred(self, tag: str, parts: list[Any], values: Decoder) -> Any:
        if tag == "work":
            return self._objects[parts[0]]
        if tag == "judge":
            return self._judge_object(*parts)
        if tag == "judge-error":
            key, name, base, args = parts
            error = self._judge_error(name, values.decode(base))(*map(values.decode, args))
            error.__judge__ = key
            return error
        if tag == "judge-class":
            return self._judge_error(parts[0], values.decode(parts[1]))
        return None

    def _judge_error(self, name: str, base: type) -> Any:
        if name not in self._classes:
            self._classes[name] = type(name.rpartition(".")[2], (base,), {})
        return self._classes[name]

    def _judge_object(
        self,
        key: int,
        name: str,
        dunders: list[str],
        awaits: bool,  # noqa: FBT001
        document: str | None,
    ) -> Any:
        if key not in self._judged:
            names = {d: _forward(d) for d in dunders}
            kind = type("Judged", (Judged,), names) if dunders else Judged
            judged = kind(self, key, name, document)
            self._judged[key] = _awaiting(judged) if awaits else judged
        return self._judged[key]


def _is_error(value: Any) -> bool:
    return isinstance(value, BaseException)


def _awaiting(judged: Judged) -> Any:
    async def call(*args: Any, **kwargs: Any) -> Any:
        return judged(*args, **kwargs)

    return call


def main(descriptor: int) -> None:
    sys.path.append(getcwd())
    sys.argv = [""]
    Worker(Wire(descriptor)).run()
