"""Warnings and log records of the work, for a check that looks at them."""

from __future__ import annotations

import contextlib
import warnings
from logging import (  # by name: a check may patch the modules
    WARNING,
    Formatter,
    Handler,
    Logger,
    LogRecord,
    getLogger,
    makeLogRecord,
)
from typing import TYPE_CHECKING, Any
from warnings import simplefilter, warn_explicit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.review.isolated.values import Decoder, Encoder

MOST = 1000
"""Warnings and log records that one answer carries."""
LONGEST = 10_000
FIELDS = ("name", "levelno", "levelname", "pathname", "lineno", "funcName", "exc_text")


class Listening:
    """On the judge's side: what the check listens to, and what it hears."""

    def __init__(self) -> None:
        self._filters = list(warnings.filters)
        self._show: Any = warnings._showwarnmsg_impl  # type: ignore[attr-defined]

    def loggers(self) -> list[list[Any]]:
        """[name, level, whether it has handlers] of each logger that the check set up."""
        root = getLogger()
        known = [v for v in root.manager.loggerDict.values() if isinstance(v, Logger)]
        found = [[v.name, v.level, bool(v.handlers)] for v in known if v.handlers or v.level]
        if root.handlers or root.level != WARNING:
            found.append(["", root.level, bool(root.handlers)])
        return found

    def hear(self, message: dict[str, Any], decoder: Decoder) -> None:
        """Log and warn here as the work did.

        Raises:
            Warning: The check's filters make an error of a warning.
        """
        for fields, text in message.get("logs", ()):
            record = makeLogRecord(dict(zip(FIELDS, fields, strict=True)))
            record.msg = str(text)
            logger = getLogger(None if record.name == "root" else record.name)
            if logger.isEnabledFor(record.levelno):
                logger.handle(record)
        warned = message.get("warned", ())
        show: Any = warnings._showwarnmsg_impl  # type: ignore[attr-defined]
        if warned and (show is not self._show or list(warnings.filters) != self._filters):
            for category, text, file, line in warned:
                kind = decoder.decode(category)
                if not (isinstance(kind, type) and issubclass(kind, Warning)):
                    kind = UserWarning
                warn_explicit(str(text), kind, str(file), int(line), registry={})


class Echoes(Handler):
    """On the side of the work: collects its warnings and log records."""

    def __init__(self) -> None:
        super().__init__()
        self._warned: list[tuple[Any, str, str, int]] = []
        self._records: list[list[Any]] = []
        self._last: LogRecord | None = None
        simplefilter("always")
        warnings.showwarning = self._warn  # type: ignore[assignment]

    def _warn(self, message: Any, category: Any, filename: str, lineno: int, *_: Any) -> None:
        if len(self._warned) < MOST:
            self._warned.append((category, str(message)[:LONGEST], filename, lineno))

    def emit(self, record: LogRecord) -> None:
        if record is self._last or len(self._records) >= MOST:
            return
        self._last = record
        if record.exc_info and not record.exc_text:
            record.exc_text = Formatter().formatException(record.exc_info)
        fields = [_plain(getattr(record, name)) for name in FIELDS]
        self._records.append([fields, str(record.getMessage())[:LONGEST]])

    @contextlib.contextmanager
    def attached(self, loggers: list[list[Any]]) -> Iterator[None]:
        """Listen as the check does, for one request."""
        with contextlib.ExitStack() as stack:
            for name, level, has_handlers in loggers:
                logger = getLogger(name)
                stack.callback(logger.setLevel, logger.level)
                logger.setLevel(level)
                if has_handlers:
                    logger.addHandler(self)
                    stack.callback(logger.removeHandler, self)
            yield

    def take(self, encoder: Encoder) -> dict[str, Any]:
        """What there was since the last time."""
        warned, self._warned = self._warned, []
        records, self._records = self._records, []
        taken: dict[str, Any] = {}
        if warned:
            taken["warned"] = [[encoder.encode(kind), *rest] for kind, *rest in warned]
        if records:
            taken["logs"] = records
        return taken


def _plain(value: Any) -> Any:
    return value if type(value) in (int, str, type(None)) else str(value)
