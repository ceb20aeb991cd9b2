"""The way ``extract``: passage by passage, with the state and the quotes kept by code."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from benches import Holding
from hocket.agents.backing import has_day
from hocket.agents.forms import form_of
from hocket.agents.records.backed import is_void, stands_in
from hocket.agents.specialists import REASONING
from hocket.agents.ways.extract import (
    ByExtraction,
    answer_of_rows,
    extracted_form,
    value_by_quote,
)
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment, Prospect
from hocket.ports.llm import LlmAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.ports.llm import ChatMessage

THREAD = """\
From: Ada Lang
Date: Mon, 3 June 2024 08:00

We need 12 cups and 4 jugs.

---
From: Shop
Date: Mon, 3 June 2024 09:00

Cups come in sets of 6. Would 5 jugs do?

---
From: Ada Lang
Date: Mon, 3 June 2024 10:00

Make it 18 cups, and leave out the jugs.
"""
MINUTES = "Minutes\n\n1. Roof: 450 paid, done.\n\n2. Garden: nothing to report.\n"
ORDER = "What is ordered in the end? Write order.json with the numbers for cups, jugs and pans"


class Bench(Holding):
    """A workbench with one file and an answer for each passage."""

    def __init__(self, text: str, answers: Sequence[Mapping[str, Any]]) -> None:
        self.tools: dict[str, Any] = {}
        self.files = {"in.txt": "digest"}
        self.asked: list[str] = []
        self.written: dict[str, Any] = {}
        self.attested: Any = None
        self._text = text
        self._answers = list(answers)

    async def ask(self, messages: Sequence[ChatMessage], **_: Any) -> LlmAnswer:
        self.asked.append(messages[-1].content)
        data = self._answers.pop(0)
        return LlmAnswer(json.dumps(data), data=data)

    async def read(self, name: str) -> bytes:
        return {"in.txt": self._text.encode()}[name]

    def write(self, name: str, content: bytes) -> None:
        self.written[name] = content.decode()

    def attest(self, agreement: Any) -> None:
        self.attested = agreement


def extracted(goal: str, file: str, bench: Bench) -> str:
    objective = Objective(description=goal, deliverables=(file,))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    assignment = Assignment("run-1", "t1.1", goal, task, files={"in.txt": 1})
    asyncio.run(ByExtraction().work(assignment, bench, REASONING))  # type: ignore[arg-type]
    text: str = bench.written[file]
    return text


def value(name: str, number: Any, quote: str) -> dict[str, Any]:
    return {"name": name, "value": number, "quote": quote}


def test_later_messages_override_earlier_ones_and_see_the_state() -> None:
    first = [value("cups", 12, "12 cups"), value("jugs", 4, "4 jugs")]
    last = [value("cups", 18, "18 cups"), value("jugs", 0, "leave out the jugs")]
    bench = Bench(THREAD, [{"changes": c} for c in (first, [], last)])

    order = extracted(f"{ORDER}, 0 for what is not wanted.", "order.json", bench)

    assert json.loads(order) == {"cups": 18, "jugs": 0, "pans": 0}
    assert '{"cups": 12, "jugs": 4}' in bench.asked[1]
    assert "Message from Ada Lang:\nMake it 18 cups" in bench.asked[2]


def test_change_without_a_quote_or_with_a_number_from_elsewhere_is_dropped() -> None:
    first = [value("cups", 12, "12 cups"), value("jugs", 7, "4 jugs")]
    second = [value("cups", 6, "six cups please"), value("pans", 0, "5 jugs")]
    third = [value("jugs", 0, "leave out the jugs")]
    bench = Bench(THREAD, [{"changes": c} for c in (first, second, third)])

    order = extracted(f"{ORDER}.", "order.json", bench)

    assert json.loads(order) == {"cups": 18, "jugs": 0, "pans": 0}


def test_value_of_a_quote_that_takes_it_off_is_none_and_one_from_elsewhere_is_dropped() -> None:
    first = [value("cups", 12, "12 cups"), value("jugs", 4, "4 jugs")]
    second = [value("jugs", 12, "Would 5 jugs do?")]
    third = [value("jugs", 4, "leave out the jugs")]
    bench = Bench(THREAD, [{"changes": c} for c in (first, second, third)])
    order = extracted(f"{ORDER}, 0 for what is not wanted.", "order.json", bench)
    assert json.loads(order) == {"cups": 18, "jugs": 0, "pans": 0}


@pytest.mark.parametrize(
    ("value", "quote", "expected"),
    [
        (6, "leave the staplers out", 0),
        (6, "the staplers are cancelled", 0),
        (12, "Please don't forget the staplers", 12),
        (12, "the staplers are not urgent", 12),
        (3, "send the pens off today", 3),
        (20, "please don't cancel the chairs", 20),
    ],
)
def test_quote_without_a_number_means_none_only_if_it_says_so(
    value: int, quote: str, expected: int
) -> None:
    assert value_by_quote(value, quote) == expected


@pytest.mark.parametrize(
    ("row", "void"),
    [
        ({"task": "Mow", "done": False}, False),
        ({"team": "Reds", "losses": 0}, False),
        ({"item": 1, "for": 0, "against": 0, "carried": False}, True),
        ({"item": 1, "amount": None}, True),
    ],
)
def test_row_is_void_if_it_has_nothing_but_noughts_or_gaps(
    row: dict[str, Any],
    void: bool,  # noqa: FBT001 - a case of the table
) -> None:
    assert is_void(row) is void


def test_row_that_says_nothing_is_dropped() -> None:
    void = {"item": 2, "amount": None, "done": None}
    row = {"item": 1, "amount": 450, "done": True}
    bench = Bench(MINUTES, [{"rows": []}, {"rows": [row]}, {"rows": [void]}])
    goal = "Write paid.json, a list of {item, amount, done}, from in.txt."
    assert json.loads(extracted(goal, "paid.json", bench)) == [row]


def test_members_of_a_list_join_and_leave_in_the_order_of_messages() -> None:
    joined = [
        {"name": "jugs", "in": "yes", "quote": "4 jugs"},
        {"name": "cups", "in": "yes", "quote": "12 cups"},
        {"name": "pans", "in": "yes", "quote": "12 cups"},
    ]
    left = [{"name": "jugs", "in": "no", "quote": "leave out the jugs"}]
    bench = Bench(THREAD, [{"changes": joined}, {"changes": []}, {"changes": left}])

    goal = "What is ordered in the end? Write things.json, a list of the names from A to Z."
    assert json.loads(extracted(goal, "things.json", bench)) == ["cups"]


def test_rows_come_from_the_passages_that_have_them() -> None:
    rows = [{"item": 1, "amount": 450, "done": True}, {"item": 1, "amount": 999, "done": True}]
    bench = Bench(MINUTES, [{"rows": []}, {"rows": rows}, {"rows": []}])
    goal = "Write paid.json, a list of {item, amount, done}, from in.txt."

    assert json.loads(extracted(goal, "paid.json", bench)) == [
        {"item": 1, "amount": 450, "done": True}
    ]


def test_things_of_a_thread_without_keys_have_their_counts_at_its_end() -> None:
    rows = [{"thing": "cups", "quantity": 12}, {"thing": "jugs", "quantity": 4}]
    offered = [{"thing": "jugs", "quantity": 5}, {"thing": "cups", "quantity": 6}]
    last = [{"thing": "jugs", "quantity": 0}]
    bench = Bench(THREAD, [{"rows": r} for r in (rows, offered, last)])
    goal = "What is ordered in the end? Write order.json, a list of {thing, quantity}."
    found = json.loads(extracted(goal, "order.json", bench))
    assert found == [{"thing": "cups", "quantity": 18}]


def test_rows_become_the_columns_of_a_csv() -> None:
    row = {"item": 1, "amount": 450}
    bench = Bench(MINUTES, [{"rows": []}, {"rows": [row]}, {"rows": []}])
    goal = "Extract what was paid into paid.csv with the columns item and amount."

    assert extracted(goal, "paid.csv", bench).split() == ["item,amount", "1,450"]


def test_text_of_too_many_passages_is_left_to_a_program() -> None:
    lines = (
        "".join(f"2024-01-01 10:00:{i:02} event {i}\n" for i in range(60)) + "2024-01-01 10:01 e"
    )
    with pytest.raises(PermanentError, match="61 passages are too many"):
        extracted("Write names.json, a list of the events.", "names.json", Bench(lines, []))


@pytest.mark.parametrize(
    ("kind", "goal", "file", "fits"),
    [
        ("extraction", "Write a.json, a list of {item, amount}.", "in.txt", True),
        ("extraction", "Write a.json: name -> how often.", "in.txt", False),
        ("extraction", "Write a.json, a list of {item, amount}.", "in.csv", False),
        ("text", "Write a.json, a list of {item, amount}.", "in.txt", False),
    ],
)
def test_extract_fits_forms_that_passages_fill(
    kind: str, goal: str, file: str, *, fits: bool
) -> None:
    objective = Objective(description=goal, deliverables=("a.json",))
    task = Task(task_id="t1", kind=kind, objective=objective)

    assert ByExtraction().fits(Prospect(goal, task, (file,), ())) is fits


def test_form_reads_names_after_a_label_and_records_after_a_colon() -> None:
    labelled = form_of("Write a.json with the numbers for cups and jugs.", ["a.json"])
    records = form_of("Write b.json, a list with an object for each vote: item, yes.", ["b.json"])

    assert labelled.keys == ("cups", "jugs")
    assert (records.shape, records.keys) == ("objects", ("item", "yes"))


REPAIRS = "Write rows.json, a list of {house, day}, day like 2024-01-31."


@pytest.mark.parametrize(
    ("day", "written", "doubt"),
    [
        ("3 June 2024", "2024-06-03", None),
        ("next week", "next week", "day holds 'next week', which is not like 2024-01-31"),
    ],
)
def test_value_taken_out_gets_its_form_or_a_doubt(
    day: str, written: str, doubt: str | None
) -> None:
    answer = {"rows": [{"house": "House A", "day": day}]}
    bench = Bench(f"1. Roof of House A: {day}.\n", [answer] * 3)
    rows = json.loads(extracted(REPAIRS, "rows.json", bench))
    assert {row["day"] for row in rows} == {written}
    assert (bench.attested.words() if bench.attested else None) == doubt


GRADES = "Inspection\n\n1. Swing. Grade B, by the end of May 2024.\n\n2. Slide. No defects.\n"


def test_grades_of_one_letter_and_ends_of_months_stand_in_a_text() -> None:
    row = {"number": 1, "grade": "B", "due": "2024-05-31"}
    wrong = {"number": 2, "grade": "C", "due": "2024-05-31"}
    bench = Bench(GRADES, [{"rows": r} for r in ([], [row], [wrong])])
    goal = "Pick the defects out of in.txt. Write d.json, a list of {number, grade, due}."
    assert json.loads(extracted(goal, "d.json", bench)) == [row]


def test_names_with_their_values_become_a_mapping_in_which_later_ones_count() -> None:
    first = [{"date": "2024-06-03", "person": "Ada"}, {"date": "2024-06-04", "person": "Bo"}]
    text = "Rota\n\n1. 3 June Ada, 4 June Bo.\n\n2. On 3 June Cy stands in.\n"
    second = [{"date": "2024-06-03", "person": "Cy"}]
    bench = Bench(text, [{"rows": r} for r in ([], first, second)])
    goal = "Who works when by in.txt? Write r.json: date (like 2024-06-03) -> person."
    found = json.loads(extracted(goal, "r.json", bench))
    assert found == {"2024-06-03": "Cy", "2024-06-04": "Bo"}


def test_numbers_by_name_are_counted_and_not_taken_out() -> None:
    objective = Objective(
        description="How often did each log in? Write n.json: user -> number of logins.",
        deliverables=("n.json",),
    )
    task = Task(task_id="t1", kind="extraction", objective=objective)
    prospect = Prospect("", task, ("in.txt",), ())
    assert not ByExtraction().fits(prospect)


@pytest.mark.parametrize(
    ("goal", "is_taken_out"),
    [
        ("Who works when? Write r.json: date -> person.", True),
        ("Write r.json: name -> the sum of what each one paid.", False),
        ("What did each pay altogether? Write r.json: name -> amount.", False),
        ("Write r.json: name -> average mark.", False),
        ("Write r.json: word -> frequency.", False),
        ("Write r.json: name -> hours, added up.", False),
        ("Write r.json: name -> points overall.", False),
        ("Write r.json: name -> highest bid.", False),
        ("Write r.json: name -> votes received.", False),
    ],
)
def test_mapping_whose_values_are_computed_is_not_taken_out(
    goal: str, *, is_taken_out: bool
) -> None:
    assert (extracted_form(goal, ["r.json"]) is not None) is is_taken_out


def test_row_without_a_name_is_left_out_of_a_mapping() -> None:
    rows = [{"date": None, "person": "Ada"}, {"date": "2024-06-04", "person": "Bo"}]
    form = form_of("Write r.json: date -> person.", ["r.json"])
    assert answer_of_rows(form, rows)["value"] == {"2024-06-04": "Bo"}


@pytest.mark.parametrize(
    ("mark", "text", "stands"),
    [
        ("A", "A dog barked.", False),
        ("I", "When I came home", False),
        ("A", "Grade A was given", True),
        ("A", "It is of class: A and new", True),
        ("A", "the swing (A) is new", True),
        ("A", "Swing: A; slide: B", True),
        ("B", "B was given", True),
    ],
)
def test_article_is_no_mark(mark: str, text: str, *, stands: bool) -> None:
    assert stands_in(mark, text) is stands


@pytest.mark.parametrize(
    ("day", "text", "has"),
    [
        ("2024-05-31", "the end of Mayor Smith", False),
        ("2024-03-12", "12 Marchmont Street", False),
        ("2024-05-31", "by the end of May", True),
        ("2024-09-03", "on 3 Sept. 2024", True),
        ("2024-03-12", "Mar 12", True),
    ],
)
def test_month_is_a_whole_word(day: str, text: str, *, has: bool) -> None:
    assert has_day(day, text) is has


def test_values_so_far_are_held_with_how_much_was_read() -> None:
    first = [value("cups", 12, "12 cups")]
    bench = Bench(THREAD, [{"changes": c} for c in (first, [], [])])

    extracted(f"{ORDER}, 0 for what is not wanted.", "order.json", bench)

    assert [held.lacks for held in bench.held] == [
        f"{read} of 3 passages of the text were read" for read in (1, 2)
    ]
    assert json.loads(bench.held[0].files["order.json"])["cups"] == 12


def test_matches_that_rules_read_are_not_asked_for_and_others_are() -> None:
    text = (
        "Table tennis, spring report\n\nWe went to Oakby and lost by six games to four.\n\n"
        "The evening against Bell Inn ended 7-3; it was a joy.\n\nThe hall is shut in August.\n"
    )
    asked = {"opponent": "Bell Inn", "scored": 7, "conceded": 3}
    bench = Bench(text, [{"rows": [asked]}])
    goal = (
        "Which matches were played, going by in.txt? Write m.json, a list with one object for "
        "each match: opponent, scored and conceded."
    )
    found = json.loads(extracted(goal, "m.json", bench))
    assert found == [{"opponent": "Oakby", "scored": 4, "conceded": 6}, asked]
