"""The text file that an answer becomes has what was asked for, and no words around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.agents.ways.content import content_of
from hocket.core.check import CountCheck, FileCheck, RegexCheck, RunCheck
from hocket.core.task import Objective, Task
from hocket.ports.agent import Assignment

ASKED = "A page about rain"
NOTE = "# Rain\n\nIt falls from clouds."
PAGE = "<!DOCTYPE html>\n<html><body>Rain</body></html>"
AROUND = [
    NOTE,
    f"Sure! Here is the page about rain:\n\n{NOTE}",
    f"Certainly!\n\n{NOTE}",
    f"{NOTE}\n\nI hope this helps!",
    f"Here is the page:\n\n{NOTE}\n\nLet me know if you need anything else.",
    f"```markdown\n{NOTE}\n```",
    f"Here is rain.md:\n\n```markdown\n{NOTE}\n```",
    f"Here is rain.md:\n\n```md\n{NOTE}\n```\n\nIt explains rain in one sentence.",
    f"```text\n{NOTE}\n```\nThis is the file you asked for.",
]
KEPT = [
    "Rain falls.",
    "Here are the prices of rain gauges in euros for 2024:\n\n- small: 3",
    "```bash\nrain --now\n```\n\nThis starts it.",
    f"{NOTE}\n\n```\ncode\n```\n\nMore on it.",
    f"Long words come first. {'They say what rain is. ' * 20}\n\n```text\nRain\n```\n",
]
CODE = f"{NOTE}\n\n```bash\nrain --now\n```\n\nThat starts it."


def asked(*checks, file="rain.md", text=ASKED):
    objective = Objective(description=text, deliverables=(file,), success_criteria=checks)
    task = Task(task_id="t1", type="creative", objective=objective)
    return Assignment("run-1", "t1.1", text, task)


@pytest.mark.parametrize("said", AROUND)
def test_words_around_a_file_are_left_out(said):
    assert content_of("rain.md", said, asked()).strip() == NOTE


@pytest.mark.parametrize("said", KEPT)
def test_text_that_may_belong_to_the_file_is_kept(said):
    assert content_of("rain.md", said, asked()) == said


def test_words_before_a_file_with_code_are_left_out():
    assert content_of("rain.md", f"Sure! Here is the page:\n\n{CODE}", asked()) == CODE
    assert content_of("rain.md", f"Here it is:\n```markdown\n{CODE}\n```", asked()) == CODE


@pytest.mark.parametrize(
    "said",
    [
        PAGE,
        f"Here is the page:\n\n{PAGE}\n\nIt shows one word.",
        f"```html\n{PAGE}\n```",
        f"Sure:\n\n```html\n{PAGE}\n```\nOpen it in a browser.",
        f"The whole page follows. {'It is short. ' * 40}\n{PAGE}",
    ],
)
def test_page_holds_nothing_outside_of_its_markup(said):
    assert content_of("rain.html", said, asked(file="rain.html")) == PAGE


@pytest.mark.parametrize(
    "check",
    [RegexCheck(path="rain.md", pattern="Certainly"), RunCheck(code="open('rain.md').read()")],
)
def test_words_that_a_check_of_the_file_may_look_for_are_kept(check):
    said = f"Certainly!\n\n{NOTE}"
    assert content_of("rain.md", said, asked(check)) == said


@pytest.mark.parametrize(
    "check",
    [
        FileCheck(path="rain.md"),
        CountCheck(path="rain.md", of="words", at_least=3),
        RegexCheck(path="other.md", pattern="Certainly"),
        RegexCheck(path="rain.md", pattern="clouds"),
    ],
)
def test_words_that_no_check_is_about_are_left_out(check):
    assert content_of("rain.md", f"Certainly!\n\n{NOTE}", asked(check)) == NOTE


def test_letter_keeps_the_words_to_whom_it_is_for():
    said = "Dear Ann,\n\nit rains.\n\nLet me know if you come."
    assert content_of("a.md", said, asked(file="a.md", text="Write a letter to Ann")) == said


@given(st.text(alphabet="ab`<>\n #!:.htmlSure", max_size=80))
def test_content_is_always_a_part_of_the_answer(said):
    for file in ("rain.md", "rain.html"):
        assert content_of(file, said, asked(file=file)) in said
