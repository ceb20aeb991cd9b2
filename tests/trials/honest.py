"""Honest work: each of these must pass."""

from __future__ import annotations

from trials.defined_tests import DEFINED_TESTS
from trials.echoes import ECHOES
from trials.figures import RIGHT
from trials.further_honest import FURTHER_HONEST
from trials.honest_coroutines import COROUTINES
from trials.honest_objects import OBJECTS
from trials.honest_programs import PROGRAMS
from trials.kept_containers import KEPT
from trials.later_objects import LATER_OBJECTS
from trials.later_programs import LATER_PROGRAMS
from trials.names_and_numbers import PLAIN_USE
from trials.replaced_and_left import REPLACED_AND_LEFT
from trials.replaced_around import REPLACED_AROUND
from trials.standard_objects import STANDARD_OBJECTS
from trials.stranger_containers import STRANGER_CONTAINERS
from trials.stranger_objects import STRANGER_OBJECTS
from trials.stranger_programs import STRANGER_PROGRAMS

AROUND = [
    *REPLACED_AROUND,
    *REPLACED_AND_LEFT,
    *DEFINED_TESTS,
    *ECHOES,
    *COROUTINES,
    *STANDARD_OBJECTS,
    *KEPT,
]
STRANGE = [*STRANGER_OBJECTS, *STRANGER_CONTAINERS, *STRANGER_PROGRAMS]
HONEST = [*OBJECTS, *PROGRAMS, *RIGHT, *LATER_OBJECTS, *LATER_PROGRAMS, *PLAIN_USE]
HONEST += [*AROUND, *STRANGE, *FURTHER_HONEST]
