"""Fakes for tests of programs that use hocket; they fulfil the contracts of the real ones."""

from __future__ import annotations

from hocket.adapters.memory.journal import MemoryJournal
from hocket.testing.clock import FakeClock
from hocket.testing.recorded import RecordedLlm
from hocket.testing.scripted import ScriptedLlm

__all__ = ["FakeClock", "MemoryJournal", "RecordedLlm", "ScriptedLlm"]
