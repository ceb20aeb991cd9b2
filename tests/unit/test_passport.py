"""Passports of LLMs: their probes, how answers are graded, the card, and the file."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from rich.console import Console

from hocket.cli.passports import print_card
from hocket.errors import InvalidInputError
from hocket.llm.passport.exchange import MOST_BYTES, read, written
from hocket.llm.passport.forms import CALLS, RESULTS, SCHEMAS
from hocket.llm.passport.needles import LENGTHS, fact, haystack, lengths_within, needle_probes
from hocket.llm.passport.passport import Machine, Passport, ProbeResult, Subject
from hocket.llm.passport.probe import Observed
from hocket.llm.passport.questions import KINDS, TASKS
from hocket.llm.passport.scoring import SKILLS, card_of
from hocket.llm.passport.suite import probes
from hocket.plan.task_types import TASK_TYPES
from hocket.ports.llm import LlmAnswer, ToolCall

MACHINE = Machine(fingerprint="0" * 16, system="Linux", architecture="x", cores=2, memory_gb=8)
SUBJECT = Subject(llm="fake:one", digest="a" * 64, digest_of="weights")
PROBES = {probe.name: probe for probe in (*probes(quick=False), *needle_probes(LENGTHS[:3]))}

RUNS = """\
from itertools import groupby
def longest_run(v):
    return max((len([*g]) for _, g in groupby(v)), default=0)
"""


def passport_of(*results: ProbeResult) -> Passport:
    return Passport(suite=1, subject=SUBJECT, machine=MACHINE, results=results)


def result(probe: str, skill: str, *, right: bool = True, **fields) -> ProbeResult:
    return ProbeResult(probe=probe, skill=skill, right=right, at_us=1, **fields)


def graded(name: str, text: str = "", **fields):
    odds = fields.pop("odds", 0.0)
    return PROBES[name].grade(Observed(LlmAnswer(text, **fields), odds))


def test_suite_has_each_name_once_a_title_for_each_skill_and_a_short_form_within_it():
    names = [probe.name for probe in probes(quick=False)]
    assert len(names) == len(set(names))
    assert {probe.skill for probe in PROBES.values()} <= SKILLS.keys()
    short = [probe.name for probe in probes(quick=True)]
    assert set(short) < set(names)
    assert len(short) < len(names) / 2


def test_classes_are_the_types_of_tasks_that_a_planner_may_choose():
    types = {kind.name for kind in TASK_TYPES}
    assert {kind for _, kind in TASKS.values()} == types
    assert {part.split()[0] for part in KINDS.split("; ")} == types


@pytest.mark.parametrize(
    ("name", "answer", "right"),
    [
        ("arithmetic/sum", "47 + 38 = 85", True),
        ("arithmetic/sum", "85 is wrong, it is 84", False),
        ("arithmetic/sum", "I cannot say", False),
        ("instructions/one-word", "yellow", True),
        ("instructions/one-word", "Yellow.", False),
        ("instructions/capitals", "RIVER", True),
        ("instructions/capitals", "It is RIVER", False),
        ("instructions/end", "It rains. STOP", True),
        ("instructions/end", "STOP", False),
        ("arithmetic/sum", "8,5", False),
        ("arithmetic/product", "1,80", False),
        ("arithmetic/change", "It is \u221229", False),
        ("arithmetic/change", "50-21=29.", True),
        ("absent/closes", "At 16:00 or 1.6", False),
        ("absent/closes", "At 6:00.", True),
        ("absent/phone", "Not in the text.", True),
        ("absent/phone", "It is 123-456", False),
        ("absent/closes", "It is not in the text", False),
        ("absent/closes", "At six.", True),
        ("refusal/sound", "IMPOSSIBLE", True),
        ("refusal/sound", "It says hello.", False),
        ("classes/poem", "Creative", True),
        ("classes/poem", "creative or analysis", False),
        ("needle/500/early", "The word is apple.", True),
        ("needle/500/early", "pineapple", False),
        ("seeds/sum@1", "43", True),
    ],
)
def test_answers_in_words_are_right_by_what_they_say_and_what_they_do_not(name, answer, right):
    assert graded(name, answer).right is right


def test_json_is_told_apart_by_the_rung_of_the_ladder_that_it_needs():
    good = {"name": "Ada Lovelace", "born": 1815, "city": "London"}
    text = json.dumps(good)
    assert graded("json/person/free", text) == (True, {"as said": True, "after repair": True}, {})
    fenced = f"Here:\n```json\n{text}\n```"
    assert graded("json/person/free", fenced).marks == {"as said": False, "after repair": True}
    assert not graded("json/person/free", json.dumps({**good, "born": "1815"})).right
    assert graded("json/person/schema", text).marks == {"constrained": True}
    assert not graded("json/person/schema", text, finish="length").right, "it may be cut"
    assert graded("json/person/again", text).marks == {"asked again": True}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_of_a_probe_is_not_fitted_by_itself(name):
    assert not graded(f"json/{name}/free", json.dumps(SCHEMAS[name][1])).right


def test_tool_calls_are_told_apart_by_form_tool_and_arguments():
    question, tool, arguments = CALLS["money"]
    right = ToolCall(tool, {**arguments, "to": "eur "})
    name = "tools/call/money"
    assert graded(name, tool_calls=(right,)).right, question
    wrong = graded(name, tool_calls=(ToolCall(tool, {"amount": 5, "to": "EUR"}),))
    assert wrong == (
        False,
        {"well-formed": True, "right tool": True, "right arguments": False},
        {},
    )
    other = graded(name, tool_calls=(ToolCall("get_weather", {}),))
    assert other.marks == {"well-formed": True, "right tool": False, "right arguments": False}
    twice = graded(name, tool_calls=(right, right))
    assert not twice.right
    assert not graded(name, "It is about 23 EUR.").marks["well-formed"]
    unread = ToolCall(tool, {}, fault="no JSON")
    assert not graded(name, tool_calls=(unread,)).marks["well-formed"]


def test_result_of_a_tool_is_to_be_used_and_no_further_tool_called():
    call = RESULTS["money"][1]
    name = "tools/result/money"
    assert graded(name, "That is 21.35 euros.").right
    assert graded(name, "That is 23 euros.").marks == {"uses the result": False, "stops": True}
    assert graded(name, tool_calls=(call,)).marks == {"uses the result": False, "stops": False}


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("It is -7 °C.", True),
        ("It is \u22127°C and clear.", True),
        ("Minus seven degrees", True),
        ("It is 7 degrees below zero.", True),
        ("It is 7 °C.", False),
        ("It is -7.5 °C.", False),
        ("It is -70 °C.", False),
        ("It is 2-7 °C.", False),
    ],
)
def test_result_of_a_tool_is_used_with_its_sign_and_all_digits(answer, right):
    assert graded("tools/result/weather", answer).right is right


@pytest.mark.parametrize(
    ("name", "code", "passes"),
    [
        (
            "code/runs",
            RUNS,
            True,
        ),
        ("code/runs", "def longest_run(v): return max(map(v.count, v), default=0)", False),
        ("code/palindrome", "def is_palindrome(t): return t == t[::-1]", False),
        ("sql/most", "SELECT city FROM sales ORDER BY amount DESC LIMIT 1;", True),
        ("sql/most", "SELECT MAX(city) FROM sales", False),
        ("sql/most", "SELECT city FROM sales GROUP BY city ORDER BY SUM(amount) DESC", False),
        (
            "sql/most",
            "SELECT city FROM sales GROUP BY city ORDER BY SUM(amount) DESC LIMIT 1",
            False,
        ),
        ("sql/most", "SELECT city FROM sales LIMIT 1", False),
        (
            "sql/sum",
            "SELECT city, SUM(amount) AS total FROM sales GROUP BY city ORDER BY city",
            True,
        ),
        ("sql/sum", "SELECT city, COUNT(*) FROM sales GROUP BY city", False),
    ],
)
def test_tests_of_code_pass_what_is_right_and_fail_what_looks_like_it(name, code, passes):
    trial = PROBES[name].trial
    part = json.dumps({"code": code, "tests": trial.tests, "end": "the end"})
    command = [sys.executable, "-c", trial.program]
    done = subprocess.run(command, input=part, capture_output=True, text=True, check=False)
    assert (done.stdout.strip() == "the end") is passes


def test_yes_and_no_are_judged_by_their_odds():
    assert graded("yes-no/paris", odds=0.4).right
    assert not graded("yes-no/moon", odds=0.4).right
    assert not graded("yes-no/paris", odds=0.0).right, "it says neither"


@pytest.mark.parametrize("length", LENGTHS[:5])
def test_text_of_some_length_has_all_facts_with_other_colours_and_is_nearly_that_long(length):
    text, places = haystack(length)
    assert length * 4 < len(text) < length * 4.8
    assert len(places) >= 2
    assert len({fact(place)[0] for place in places}) == len(places)
    for place in places:
        colour, code = fact(place)
        assert f"of the {colour} locker is {code}." in text


def test_lengths_leave_room_for_question_and_answer():
    assert lengths_within(8192) == (500, 1000, 2000, 4000)
    assert lengths_within(600) == ()


def test_card_adds_up_skills_marks_and_measurements():
    card = card_of(
        passport_of(
            result("load", "load", figures={"load_s": 2.5, "memory_bytes": 1e9}),
            result("speed/2", "speed", figures={"slots": 2, "waiting_per_core": 3.0}),
            result("tools/a", "tools", marks={"right tool": True}, seconds=2, prompt_tokens=9),
            result("tools/b", "tools", right=False, marks={"right tool": False}),
            result("sql/a", "sql", right=False, counts=False, fault="there is no sandbox"),
            result("seeds/x@1", "seeds"),
            result("seeds/x@2", "seeds", right=False),
            result("seeds/y@1", "seeds"),
            result("needle/500/early", "needle"),
            result("needle/500/late", "needle", right=False),
            result("yes-no/a", "yes_no", figures={"log_odds": 0.0, "truth": 1.0}),
        )
    )
    scores = {score.skill: score for score in card.skills}
    assert (card.load_s, card.memory_bytes, card.seconds, card.prompt_tokens) == (2.5, 10**9, 2, 9)
    assert [(s.slots, s.busy) for s in card.speeds] == [(2, True)]
    assert (scores["tools"].right, scores["tools"].tries) == (1, 2)
    assert scores["tools"].marks == {"right tool": (1, 2)}
    assert (scores["sql"].tries, scores["sql"].unjudged) == (0, 1)
    assert scores["sql"].note == "there is no sandbox"
    assert scores["seeds"].note == "1 of 2 questions alike over the seeds, variance 0.12"
    assert scores["needle"].note == "1/2 at 500 tokens"
    assert scores["yes_no"].note == "Brier score 0.25; never sure"
    assert list(scores) == ["tools", "needle", "yes_no", "sql", "seeds"]


@pytest.mark.parametrize(
    ("llm", "waiting", "is_advised"),
    [("llamacpp:tiny", 0.5, True), ("llamacpp:tiny", 3.0, False), ("ollama:tiny", 0.5, False)],
)
def test_card_of_an_embedded_llm_says_which_setting_its_speeds_are_worth(llm, waiting, is_advised):
    def speed(slots: int, total: float) -> ProbeResult:
        figures = {"slots": slots, "tokens_per_s": total / slots, "total_tokens_per_s": total}
        waits = {"waiting_per_core": waiting}
        return result(f"speed/{slots}", "speed", figures={**figures, **waits})

    passport = passport_of(speed(1, 10.0), speed(2, 11.0), speed(4, 19.0))
    subject = passport.subject.model_copy(update={"llm": llm})
    out = Console(width=100)
    with out.capture() as shown:
        print_card(out, passport.model_copy(update={"subject": subject}))
    advice = "most is written with 4 answers at once, so hocket takes 4 unless parallel in your"
    assert (advice in shown.get()) is is_advised


def test_passport_in_a_file_is_read_as_it_was_written():
    passport = passport_of(result("tools/a", "tools", marks={"stops": True}, answer="é"))
    assert read(written(passport).encode()) == passport


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "my.json at version: 2 is not known here, only 1; update hocket"),
        ({"format": "other"}, "my.json is no passport"),
        ({"suite": 0}, "my.json at suite: 0"),
        ({"more": 1}, "my.json at more"),
        ({"subject": {}}, "my.json at subject.llm"),
        ({"results": [{"probe": "a"}]}, "my.json at results.0.skill"),
    ],
)
def test_file_that_does_not_fit_is_refused_with_its_place(change, message):
    data = json.loads(written(passport_of()))
    with pytest.raises(InvalidInputError, match=message):
        read(json.dumps({**data, **change}).encode(), what="my.json")


@pytest.mark.parametrize(
    "fields",
    [
        {"figures": {"load_s": float("nan")}},
        {"figures": {"memory_bytes": float("inf")}},
        {"figures": {"memory_bytes": 1e300}},
        {"figures": {"x" * 61: 1}},
        {"marks": {"x" * 61: True}},
        {"seconds": 1e308},
        {"seconds": -1},
        {"prompt_tokens": 10**400},
        {"at_us": 10**30},
    ],
)
def test_file_with_numbers_that_no_card_can_show_is_refused(fields):
    data = json.loads(written(passport_of(result("a", "load"))))
    data["results"][0] |= fields
    with pytest.raises(InvalidInputError, match=r"my.json at results\.0\."):
        read(json.dumps(data).encode(), what="my.json")


@pytest.mark.parametrize("skill", [*SKILLS, "load", "speed", "other"])
def test_card_has_results_of_any_skill_without_the_figures_and_names_of_the_suite(skill):
    card = card_of(passport_of(result("a", skill, figures={"other": 1.0}), result("b/", skill)))
    assert card.probes == 2


def test_file_with_two_results_of_a_probe_is_refused():
    data = json.loads(written(passport_of(result("a", "tools"))))
    data["results"] *= 2
    with pytest.raises(InvalidInputError, match="the probe 'a' has more than one result"):
        read(json.dumps(data).encode())


def test_file_that_is_no_json_or_too_large_is_refused():
    for content in (b"\xff", b"[" * 100_000, b"null"):
        with pytest.raises(InvalidInputError, match="is no passport"):
            read(content)
    with pytest.raises(InvalidInputError, match="at most"):
        read(b" " * (MOST_BYTES + 1))
