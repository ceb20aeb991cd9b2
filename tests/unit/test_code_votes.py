"""Which of several programs is handed over, by what the others give."""

from __future__ import annotations

from hocket.agents.code.candidates import Candidate, Choice
from hocket.agents.code.running import Ran, Trials


def candidate(number, *rows):
    return Candidate(f"x = {number}", Ran(probes=rows), number)


def test_program_that_fails_everywhere_votes_for_none_that_fails():
    crashes = candidate(1, ("[1]", ""), ("[2]", ""), ("IndexError", "E"))
    nothing = candidate(2, ("NameError", "E"), ("NameError", "E"), ("NameError", "E"))
    whole = candidate(3, ("[1]", ""), ("[2]", ""), ("[]", ""))
    choice = Choice(Trials(), candidates=[crashes, nothing, whole])
    assert choice.best()[0] is whole


def test_program_that_works_on_nothing_is_handed_over_last():
    partly = candidate(1, ("[1]", ""), ("ValueError", "E"), ("ValueError", "E"))
    nothing = candidate(2, ("NameError", "E"), ("NameError", "E"), ("NameError", "E"))
    assert Choice(Trials(), candidates=[nothing, partly]).best()[0] is partly
    assert Choice(Trials(), candidates=[partly, nothing]).best()[0] is partly
