"""Which of several programs is handed over, by what the others give."""

from __future__ import annotations

from dataclasses import replace

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


ONE, OTHER = (("1", ""), ("2", ""), ("3", "")), (("2", ""), ("4", ""), ("6", ""))


def known(*rows):
    return replace(candidate(1, *rows), is_known=True)


def test_known_algorithm_wins_over_one_program_if_another_does_the_same():
    candidates = [known(*ONE), candidate(2, *OTHER), replace(candidate(3, *ONE), voice=1)]
    assert Choice(Trials(), candidates=candidates).best()[0].is_known


def test_known_algorithm_that_no_program_of_the_llm_does_is_of_a_variant():
    candidates = [known(*ONE), candidate(2, *OTHER), candidate(3, ("7", ""), ("8", ""), ("9", ""))]
    assert not Choice(Trials(), candidates=candidates).best()[0].is_known


def test_known_algorithm_wins_over_programs_with_faults():
    late = replace(candidate(2, *OTHER), complaints=("it raises KeyError, not ValueError",))
    assert Choice(Trials(), candidates=[known(*ONE), late]).best()[0].is_known


STRICT = (("1", ""), ("2", ""), ("3", ""), ("ValueError", "E"), ("ValueError", "E"))
CARELESS = (("1", ""), ("2", ""), ("3", ""), ("4", ""), ("5", ""))
ALSO = (("1", ""), ("2", ""), ("3", ""), ("4", ""), ("6", ""))


def test_known_algorithm_that_refuses_more_wins_where_the_goal_names_an_error():
    candidates = [known(*STRICT), candidate(2, *CARELESS), candidate(3, *ALSO)]
    assert Choice(Trials(), names_errors=True, candidates=candidates).best()[0].is_known
    assert not Choice(Trials(), candidates=candidates).best()[0].is_known


def test_strict_known_algorithm_wins_over_careless_programs_that_do_the_same():
    candidates = [known(*STRICT), candidate(2, *CARELESS), replace(candidate(3, *CARELESS))]
    assert Choice(Trials(), names_errors=True, candidates=candidates).best()[0].is_known
    loose = [known(*ONE, *ALSO[3:]), *candidates[1:]]
    assert not Choice(Trials(), names_errors=True, candidates=loose).best()[0].is_known
