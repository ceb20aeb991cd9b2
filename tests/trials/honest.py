"""Honest work: each of these must pass."""

from __future__ import annotations

from trials.figures import RIGHT
from trials.honest_objects import OBJECTS
from trials.honest_programs import PROGRAMS
from trials.later_objects import LATER_OBJECTS
from trials.later_programs import LATER_PROGRAMS
from trials.names_and_numbers import PLAIN_USE

HONEST = [*OBJECTS, *PROGRAMS, *RIGHT, *LATER_OBJECTS, *LATER_PROGRAMS, *PLAIN_USE]
