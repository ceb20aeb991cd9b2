"""Honest work: each of these must pass."""

from __future__ import annotations

from trials.figures import RIGHT
from trials.honest_objects import OBJECTS
from trials.honest_programs import PROGRAMS

HONEST = [*OBJECTS, *PROGRAMS, *RIGHT]
