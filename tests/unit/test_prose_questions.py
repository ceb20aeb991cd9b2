"""Reports that answer what a goal asks besides: the three highest years, how often a mark was passed."""

from __future__ import annotations

import pytest

from hocket.prose.judging import judged
from hocket.prose.questions import questions_of
from hocket.prose.reading import series_in
from hocket.prose.writing import report_from

SHEEP = [410, 425, 390, 452, 470, 466, 505, 521, 498, 540, 533]
FLOCK = "\n".join(
    ["year,sheep", *(f"{2000 + n},{sheep}" for n, sheep in enumerate(SHEEP))]
).encode()
FARMS = "\n".join(
    [
        "farm,year,wool",
        *(f"{farm},{2000 + n},{k * n + n % 3 + 20}" for farm, k in (("Hill", 3), ("Dale", 5))
          for n in range(9)),
    ]
).encode()  # fmt: skip
MANY = "Write report.md, 200 words at most: how did the number of sheep change from 2000 to 2010?"


def written_of(question: str):
    return report_from({"flock.csv": FLOCK}, f"{MANY} {question}")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Name the three years with the highest number.",
         "Its three highest values were 540 in 2009, 533 in 2010 and 521 in 2007."),
        ("Give also the two lowest values.", "Its two lowest values were 390 in 2002 and 410 in 2000."),
        ("In how many years were there more than 500?",
         "The number of sheep was above 500 in 4 of the 11 years."),
        ("And say in how many years it was below 420.",
         "The number of sheep was below 420 in 2 of the 11 years."),
        ("In which year was it first above 450?",
         "The number of sheep was first above 450 in 2003, with 452."),
        ("When did it exceed 500 for the first time?",
         "The number of sheep was first above 500 in 2006, with 505."),
        ("When was it first above 1,000?", "The number of sheep was never above 1,000."),
        ("Compare the last value with the average over the whole time.",
         "The average over the whole time was 473.6; the first value was below it and the last one above."),
        ("Say by how much it rose on average per year.",
         "On average it rose by 12.3 a year from 2000 to 2010."),
    ],
)  # fmt: skip
def test_report_answers_what_is_asked_besides(question, answer):
    written = written_of(question)
    assert (written.doubt, written.dropped) == ("", ())
    assert answer in written.report.markdown()


@pytest.mark.parametrize(
    ("question", "doubt"),
    [
        ("Name the three years with the largest rise.", "the goal says 'three'"),
        ("In how many years since 2004 were there more than 500?", "the goal says 'many"),
        ("In how many years did it rise?", "the goal says 'many"),
        ("In how many years was it above 500 thousand?", "the report has no answer"),
        ("In how many months was it above 500?", "the report has no answer"),
        ("Compare it with the average of the neighbours.", "the goal says 'Compare it with"),
        (
            "Tell how many there were on average per year.",
            "the goal says 'many",
        ),
        ("Tell the average yearly growth.", "the goal says 'average"),
        ("Name the ten highest years and the nine lowest years.", ""),
    ],
)
def test_question_that_has_no_certain_answer_leaves_a_doubt(question, doubt):
    said = written_of(question).doubt
    assert said.startswith(doubt)
    assert bool(said) == bool(doubt)


def test_values_that_tie_for_the_last_place_leave_the_highest_open():
    content = FLOCK.replace(b"2007,521", b"2007,533")
    written = report_from({"flock.csv": content}, f"{MANY} Name the two highest years.")
    assert written.doubt == "the report has no answer to all that the goal asks"


def test_each_of_several_things_answers():
    goal = (
        "Write report.md, 250 words at most: how did the wool of Hill and Dale change from 2000 to "
        "2008? Say in how many years it was above 30."
    )
    written = report_from({"farms.csv": FARMS}, goal)
    assert not written.doubt
    text = written.report.markdown()
    assert "Hill was above 30 in 5 of the 9 years." in text
    assert "Dale was above 30 in 7 of the 9 years." in text


def test_answer_for_which_there_is_no_room_is_missed():
    goal = MANY.replace("200 words", "35 words")
    written = report_from({"flock.csv": FLOCK}, f"{goal} Name the nine highest years.")
    assert written.doubt == "the report has no answer to all that the goal asks"


@pytest.mark.parametrize(
    ("sentence", "is_right"),
    [
        ("The number of sheep was above 500 in 4 of the 11 years.", True),
        ("The number of sheep was above 500 in 5 of the 11 years.", False),
        ("The number of sheep was above 500 in 4 of the 12 years.", False),
        ("The number of sheep was never below 390.", True),
        ("The number of sheep was never below 400.", False),
        ("The number of sheep was first above 500 in 2006, with 505.", True),
        ("The number of sheep was first above 500 in 2007, with 521.", False),
        ("The number of sheep was first above 500 in 2006, with 521.", False),
    ],
)
def test_sentence_on_a_mark_is_counted_again(sentence, is_right):
    [result] = judged(sentence, series_in("flock.csv", FLOCK, MANY))
    assert (not result.faults) == is_right


@pytest.mark.parametrize(
    "given",
    [
        "under the title 'Wool and weather'", 'with the headline "Wool and weather"',
        "titled \u201cWool and weather\u201d",
    ],
)  # fmt: skip
def test_title_that_a_goal_states_is_that_of_the_report(given):
    goal = MANY.replace("report.md,", f"report.md, {given},")
    written = report_from({"flock.csv": FLOCK}, goal)
    assert not written.doubt
    assert written.report.markdown().startswith("# Wool and weather\n")


def test_words_that_ask_are_no_part_of_the_rest():
    found, rest = questions_of("How did it go? In how many years was the fee above 30 euros?")
    assert [(one.kind, one.mark, one.unit.name) for one in found] == [("count", 30.0, "euros")]
    assert rest == "How did it go? ; was the fee ?"
