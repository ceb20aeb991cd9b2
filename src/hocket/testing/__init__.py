"""For the tests of whoever builds on hocket: fakes with the contract of the real thing."""

from __future__ import annotations

from hocket.adapters.memory.journal import MemoryJournal
from hocket.testing.clock import FakeClock
from hocket.testing.recorded import RecordedLlm
from hocket.testing.scripted import ScriptedLlm

__all__ = ["FakeClock", "MemoryJournal", "RecordedLlm", "ScriptedLlm"]
