"""Dates and times that code takes, as its docstrings say."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hocket.agents.code.cases import Case
from hocket.agents.code.doctor.doctored import doctored
from hocket.agents.code.moments import moment, said_to_be
from hocket.agents.code.probes import probes_for
from hocket.agents.code.shape import shape_of

LOCKERS = '''class Lockers:
    """Lockers of a station."""

    taken = {}

    def open(self, locker, time):
        """Take a locker at a time (a datetime)."""
        self.taken[locker] = time

    def close(self, locker, time):
        """Give it back; return what is to pay, in cents.

        Up to 15 minutes are free. Else each hour begun costs 50, but at most 300 for each 24 hours.
        """
        minutes = (time - self.taken.pop(locker)).seconds // 60
        if minutes < 15:
            return 0
        hours = minutes // 60
        return max(hours * 50, 300)
'''


@pytest.mark.parametrize(
    ("stay", "cents"),
    [
        ((5, 8, 15), 0),
        ((5, 8, 16), 50),
        ((5, 9, 0), 50),
        ((5, 9, 1), 100),
        ((5, 18, 0), 300),
        ((6, 8, 0), 300),
        ((6, 8, 1), 350),
        ((7, 20, 0), 900),
    ],
)
def test_fee_by_hours_begun_with_a_limit_for_each_day_is_mended(stay, cents):
    names = {}
    exec(doctored(LOCKERS, "").code, names)  # noqa: S102 - code of this test
    lockers, others = names["Lockers"](), names["Lockers"]()
    lockers.open(4, datetime(2025, 5, 5, 8, 0))  # noqa: DTZ001
    assert not others.taken
    assert lockers.close(4, datetime(2025, 5, *stay)) == cents  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "note", "text", "kind"),
    [
        ("time", "", "It opens at a time (a datetime).", "datetime"),
        ("due", "", "`due` is a date.", "date"),
        ("due", "", "due and lent are given by name; the date is written on it.", ""),
        ("day", "date", "", "date"),
        ("at", "datetime.datetime", "", "datetime"),
        ("at", "str", "The time at which it starts.", ""),
        ("up", "", "It is up to date.", ""),
    ],
)
def test_parameter_is_a_moment_if_that_is_said(name, note, text, kind):
    assert said_to_be(name, note, text) == kind


def test_moments_follow_one_another():
    made = [eval(moment("datetime", number)) for number in range(20)]  # noqa: S307
    assert made == sorted(made)
    assert isinstance(eval(moment("date", 3)), date)  # noqa: S307


def test_methods_get_moments_in_their_order_where_the_file_says_so():
    probes = probes_for(shape_of(LOCKERS), [], LOCKERS, set())
    given = [step.partition(", ")[2][:-1] for step in probes[0] if "datetime" in step]
    assert len(given) > 10
    made = [eval(one) for one in given]  # noqa: S307
    assert made == sorted(made)


def test_function_gets_dates_where_its_docstring_says_so():
    code = 'def late(due, back):\n    """Days late; due and back: dates. due is a date."""\n'
    probes = probes_for(shape_of(f"{code}    return 1"), [Case("assert late(3, 4)")], code, set())
    assert all("date(" in step for probe in probes for step in probe)


def test_methods_with_names_of_builtins_are_called_too():
    code = (
        "class Lamp:\n    def set(self, level): ...\n    def next(self): ...\n"
        "    def dim(self): ...\n    def other(self): ..."
    )
    probes = probes_for(shape_of(code), [], "Lamp: set(level), next() and dim()", {"Lamp", "dim"})
    called = {step.partition("(")[0] for probe in probes for step in probe[1:]}
    assert called == {"it.set", "it.next", "it.dim"}


def test_methods_that_share_a_parameter_get_few_values_for_it():
    code = (
        "class Stable:\n    def bring(self, horse): ...\n    def fetch(self, horse): ...\n"
        "    def feed(self, hay, hours): ...\n    def water(self, hours): ..."
    )
    probes = probes_for(shape_of(code), [], "", set())
    given = {step.partition("(")[2] for probe in probes for step in probe if "bring" in step}
    assert given <= {"1)", "2)", "3)", "4)"}
