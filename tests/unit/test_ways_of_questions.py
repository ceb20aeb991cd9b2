"""Questions without files: computed by steps, or recalled."""

from __future__ import annotations

import pytest

from benches import ScriptedBench, assignment_of, prospect_of
from hocket import AgentCard
from hocket.agents.textbook import problems_for
from hocket.agents.ways.recall import LIVE, ByRecall
from hocket.agents.ways.steps import BySteps
from hocket.agents.ways.values import states
from hocket.agents.ways.worked import examples_for
from hocket.errors import EmptyAnswerError, PermanentError
from hocket.ports.llm import LlmAnswer

CARD = AgentCard(name="any")
SUM = "Ann has 7 apples and buys 8 more. How many does she have?"
PENS = "Mia buys 3 pens at 1.50 euros each and pays with a note of ten. How much change has she?"
PROBLEM = problems_for(PENS)[-1].question
CAPITAL = "What is the capital of Mongolia?"


def program(expression: str) -> str:
    return f'```python\nn = {expression}\nprint(f"Ann has {{n}} apples.")\n```'


def function(expression: str) -> str:
    return f"```python\ndef answer():\n    apples = {expression}\n    return apples\n```"


def change(expression: str) -> str:
    return f'```python\nn = {expression}\nprint(f"She gets {{n:g}} euros.")\n```'


def worked(value: int) -> str:
    working = "7 + 8 = 15" if value == 15 else "It follows from 7 and 8."
    return f"{working}\nAnswer: Ann has {value} apples now."


async def answered(way, tmp_path, text, kind, *answers):
    bench = ScriptedBench(tmp_path, *answers)
    return await way.work(assignment_of(text, kind), bench, CARD), bench


async def test_steps_that_a_program_and_a_function_agree_on_are_attested(tmp_path):
    answer, bench = await answered(
        BySteps(), tmp_path, SUM, "reasoning", program("7 + 8"), function("sum([7, 8])")
    )
    assert answer == "Ann has 15 apples."
    assert bench.agreement.words().startswith("program and function agree")
    assert bench.agreement.counts
    assert "n = 7 + 8" in bench.program


async def test_steps_that_differ_are_decided_by_a_text_and_a_further_program(tmp_path):
    voices = [program("7 * 8"), function("7 + 8"), worked(15), program("sum([7, 8])")]
    answer, bench = await answered(BySteps(), tmp_path, SUM, "reasoning", *voices)
    assert answer.startswith("Ann has 15 apples now.\n\n7 + 8 = 15")
    assert bench.agreement.counts
    assert [m.differs for m in bench.agreement.methods] == [True, False, False, False]
    assert len(bench.prompts) == 4


async def test_steps_that_only_two_of_four_agree_on_are_not_attested(tmp_path):
    voices = [program("7 + 8"), function("7 * 8"), worked(15), program("7 - 7 // 8")]
    answer, bench = await answered(BySteps(), tmp_path, SUM, "reasoning", *voices)
    assert answer.startswith("Ann has 15 apples.")
    assert not bench.agreement.counts


async def test_steps_of_a_text_beside_a_program_that_is_repeated_are_not_attested(tmp_path):
    voices = [program("7 * 8"), function("7 + 8"), worked(56), program("8 * 7")]
    answer, bench = await answered(BySteps(), tmp_path, SUM, "reasoning", *voices)
    assert answer.startswith("Ann has 56 apples.")
    assert not bench.agreement.counts


async def test_steps_that_only_programs_agree_on_are_not_attested(tmp_path):
    voices = [program("7 + 8"), function("7 * 8"), worked(56 + 1), program("8 + 7")]
    answer, bench = await answered(BySteps(), tmp_path, SUM, "reasoning", *voices)
    assert answer == "Ann has 15 apples."
    assert not bench.agreement.counts


async def test_steps_take_what_two_kinds_of_voices_say_before_what_programs_repeat(tmp_path):
    voices = [program("7 * 8"), function("7 + 8"), worked(15), program("8 * 7")]
    answer, bench = await answered(BySteps(), tmp_path, SUM, "reasoning", *voices)
    assert answer.startswith("Ann has 15 apples now.")
    assert not bench.agreement.counts


async def test_steps_by_two_methods_settle_a_weekday(tmp_path):
    question = "What weekday was 1 May 2023?"
    computed = '```python\nprint(f"It was a {date(2023, 5, 1):%A}.")\n```'
    named = '```python\ndef answer():\n    return date(2023, 5, 1).strftime("%A")\n```'
    _, bench = await answered(BySteps(), tmp_path, question, "reasoning", computed, named)
    assert bench.agreement.counts
    assert len(bench.prompts) == 1


async def test_steps_take_what_the_calendar_says_and_a_function_confirms(tmp_path):
    question = "On which day of the week is 4 May 2028?"
    wrong = "```python\nprint('4 May 2028 is a Wednesday.')\n```"
    named = "```python\ndef answer():\n    return date(2028, 5, 4).strftime('%A')\n```"
    answer, bench = await answered(BySteps(), tmp_path, question, "reasoning", wrong, named)
    assert answer == "4 May 2028 is a Thursday."
    assert bench.agreement.counts
    assert [m.differs for m in bench.agreement.methods] == [False, True, False]


async def test_steps_by_the_calendar_alone_are_not_attested(tmp_path):
    question = "On which day of the week is 4 May 2028?"
    wrong = "```python\nprint('4 May 2028 is a Wednesday.')\n```"
    named = "```python\ndef answer():\n    return date(2028, 5, 3).strftime('%A')  # not 4\n```"
    text = "Answer: 4 May 2028 is a Wednesday."
    voices = [wrong, named, text, wrong]
    answer, bench = await answered(BySteps(), tmp_path, question, "reasoning", *voices)
    assert answer == "4 May 2028 is a Thursday."
    assert not bench.agreement.counts


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (program("7 + 1"), "does not use 8, which the question gives"),
        (program("7 + eight"), "NameError: name 'eight' is not defined"),
        (program("7 - 8"), "-1 is negative"),
        (program("10 // 7 / 8"), "0.125 is a share; the question asks for percent"),
    ],
)
async def test_steps_by_a_program_with_an_evident_slip_are_asked_for_once_more(
    first, fault, tmp_path
):
    asked = "What percent is that" if "percent" in fault else "How many has she"
    question = f"Ann has 7 apples and buys 8 more. {asked}?"
    voices = [first, program("7 + 8"), function("8 + 7"), program("sum([7, 8])")]
    answer, bench = await answered(BySteps(), tmp_path, question, "reasoning", *voices)
    assert answer == "Ann has 15 apples."
    assert fault in bench.prompts[1]
    assert bench.agreement.counts


async def test_steps_that_give_a_share_twice_are_given_in_percent(tmp_path):
    share = '```python\nprint(f"{2 / 8:g} percent is salt.")\n```'
    voices = [share, share, "```python\ndef answer():\n    return 100 * 2 / 8\n```"]
    voices += ["```python\nprint(200 / 8)\n```"]
    question = "2 of 8 g are salt. How many percent is that?"
    answer, bench = await answered(BySteps(), tmp_path, question, "reasoning", *voices)
    assert answer == "25 percent is salt."
    assert bench.agreement.counts


async def test_steps_that_leave_a_number_out_confirm_nothing(tmp_path):
    rings = "A bell rang at 6:20 and rings every 50 minutes. When does it ring first after noon?"
    late = "```python\nprint(datetime(2000, 1, 1, 12) + timedelta(minutes=50))\n```"
    value = "```python\ndef answer():\n    return datetime(2000, 1, 1, 12, 50).time()\n```"
    voices = [late, late, value, value, "Hm.", late, late]
    _, bench = await answered(BySteps(), tmp_path, rings, "reasoning", *voices)
    assert not bench.agreement.counts
    assert "does not use 6:20" in bench.agreement.reason


async def test_steps_by_a_program_with_a_number_of_the_worked_example_are_asked_for_once_more(
    tmp_path,
):
    voices = [change("50 - 3 * 1.50"), change("10 - 3 * 1.50"), function("10 - 1.50 * 3")]
    voices += [change("-3 * 1.50 + 10")]
    answer, bench = await answered(BySteps(), tmp_path, PENS, "reasoning", *voices)
    assert answer == "She gets 5.5 euros."
    assert "computes with 50, which is of the example" in bench.prompts[1]
    assert bench.agreement.counts


async def test_steps_that_followed_one_worked_problem_need_a_program_that_did_not(tmp_path):
    voices = [change("10 - 3 * 1.50"), function("10 - 1.50 * 3"), change("10 + 3 - 1.50"), "Hm."]
    answer, bench = await answered(BySteps(), tmp_path, PENS, "reasoning", *voices)
    assert answer == "She gets 5.5 euros."
    assert not bench.agreement.counts
    shown = ["".join(turns) for turns in bench.shown]
    assert [PROBLEM in turns for turns in shown[:3]] == [True, True, False]


async def test_steps_that_borrow_the_same_number_confirm_nothing(tmp_path):
    printed, returned = change("50 - 3 * 1.50"), function("50 - 3 * 1.50")
    voices = [printed, printed, returned, returned, "Hm.", printed, printed]
    answer, bench = await answered(BySteps(), tmp_path, PENS, "reasoning", *voices)
    assert answer == "She gets 45.5 euros."
    assert not bench.agreement.counts
    assert "computes with 50" in bench.agreement.reason


async def test_steps_keep_what_ran_if_it_is_not_mended(tmp_path):
    voices = [program("7 + 8 - 7"), program("fifteen"), function("8"), function("7 + 8 - 7")]
    voices += [worked(8), program("8"), program("8")]
    question = SUM.replace("7", "70")
    answer, _ = await answered(BySteps(), tmp_path, question, "reasoning", *voices)
    assert answer.startswith("Ann has 8 apples.")


async def test_steps_go_on_without_a_voice_that_answers_nothing(tmp_path):
    silent = EmptyAnswerError("it answered nothing", llm="small")
    voices = [program("7 + 8"), silent, worked(15), program("sum([7, 8])")]
    answer, bench = await answered(BySteps(), tmp_path, SUM, "reasoning", *voices)
    assert answer.startswith("Ann has 15 apples.")
    assert bench.agreement.methods[1].fault == "it came to no answer"


async def test_steps_that_end_in_a_name_take_a_third_voice(tmp_path):
    question = "Ann is taller than Bo, and Bo than Cy. Who is the shortest?"
    told = '```python\nprint("Cy is the shortest.")\n```'
    named = '```python\ndef answer():\n    return "Cy"\n```'
    text = "Bo is taller than Cy.\nAnswer: Cy is the shortest."
    _, bench = await answered(BySteps(), tmp_path, question, "reasoning", told, named, text)
    assert bench.agreement.counts
    assert len(bench.prompts) == 3


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("date(2025, 6, 5)", "It is on Thursday, 5 June 2025."),
        ("Fraction(5, 2)", "After 2.5 hours."),
        ("Fraction(5, 2)", "After 2 hours and 30 minutes."),
        ("sympy.Integer(2)", "They meet after 2 hours."),
        ("[7]", "There are 7."),
        ("12 % 5 == 2", "Yes, it is."),
    ],
)
async def test_steps_compare_the_bare_value_of_a_function_with_a_sentence(
    value, sentence, tmp_path
):
    code = f"import sympy\ndef answer():\n    return {value}"
    voices = [f'```python\nprint("{sentence}")\n```', f"```python\n{code}\n```"]
    more = [f"So.\nAnswer: {sentence}"]
    answer, bench = await answered(
        BySteps(), tmp_path, "When or how many?", "reasoning", *voices, *more
    )
    assert answer.startswith(sentence)
    assert not any(m.differs or m.fault for m in bench.agreement.methods)
    assert bench.agreement.counts


@pytest.mark.parametrize(
    ("sentence", "value", "question", "same"),
    [
        ("There are 23 hens and 12 rabbits.", "12", "How many hens are there?", False),
        ("It takes 5 minutes.", "5", "How many hours does it take?", False),
        ("It takes 90 minutes.", "1.5", "How many hours does it take?", True),
        ("It takes 2.67 hours.", "2.6666666667", "How long does it take?", True),
        ("a is 3 and b is 7", "(7, 3)", "What are a and b?", False),
    ],
)
def test_bare_value_is_stated_only_where_it_is_meant(sentence, value, question, same):
    assert states(sentence, value, question) is same


async def test_steps_by_a_program_that_forgets_its_imports_run(tmp_path):
    forgetful = '```python\nprint(f"It is {Fraction(1, 3) + date(2024, 1, 5).day} h.")\n```'
    value = function("Fraction(16, 3)")
    answer, _ = await answered(BySteps(), tmp_path, "How long?", "reasoning", forgetful, value)
    assert answer == "It is 16/3 h."


async def test_steps_take_the_solution_that_is_not_negative_and_format_it(tmp_path):
    code = """```python
from sympy import solve, symbols

w = symbols("w")
width = solve(w * (w + 5) - 84, w)[0]
print(f"It is {width:g} cm wide.")
```"""
    value = function("solve(symbols('w') ** 2 - 49)[0]")
    answer, bench = await answered(BySteps(), tmp_path, "How wide is it?", "reasoning", code, value)
    assert answer == "It is 7 cm wide."
    assert bench.agreement.counts


async def test_steps_without_a_program_that_runs_or_a_text_with_an_answer_fail(tmp_path):
    with pytest.raises(PermanentError, match="No program ran"):
        await answered(
            BySteps(),
            tmp_path,
            SUM,
            "reasoning",
            "no",
            "no",
            "Let me think.",
            *[program("1/0")] * 2,
        )


def test_examples_are_those_of_the_questions_method():
    dates = examples_for("On what date is the third Friday of May 2031?")
    puzzle = examples_for("One of the three knights lies. Who tells the truth?")
    assert "timedelta" in dates[1].content
    assert "product([True, False]" in puzzle[1].content
    assert "solve(" in examples_for("Hm?")[1].content


@pytest.mark.parametrize(
    ("answers", "start", "agrees"),
    [
        (["It is Ulaanbaatar.", "Ulaanbaatar is the capital.", "Ulaanbataar"], "It is Ulaan", True),
        (["It is Darkhan.", "It is Ulaanbaatar.", "Ulaanbaatar."], "It is Ulaanbaatar.", False),
        (["It is Darkhan.", "It is Erdenet.", "Ulaanbaatar."], "I am not sure", False),
    ],
)
async def test_recall_hands_over_what_most_wordings_answer(answers, start, agrees, tmp_path):
    answer, bench = await answered(ByRecall(), tmp_path, CAPITAL, "knowledge", *answers)
    assert answer.startswith(start)
    assert bench.agreement.agrees is agrees
    assert not bench.agreement.counts, "one LLM corroborates nothing"
    assert len(set(bench.prompts)) == 3


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("How cold is it in Reykjavik right now?", ["It is 3 degrees."]),
        ("When does my bus leave?", ["That cannot be known here."] * 3),
    ],
)
async def test_recall_of_what_nobody_can_know_says_so(text, answers, tmp_path):
    answer, bench = await answered(ByRecall(), tmp_path, text, "knowledge", *answers)
    assert "can't be known" in answer
    assert bench.agreement is None or not bench.agreement.counts


@pytest.mark.parametrize(
    ("text", "is_live"),
    [
        ("What does a barrel of oil cost at this moment?", True),
        ("How many people live in Oslo now?", True),
        ("Who is the current prime minister of Japan?", True),
        ("What is the newest version of Firefox?", True),
        ("What was the share price of Siemens last month?", True),
        ("What is the unit of electric current?", False),
        ("What was the last year of the First World War?", False),
        ("Who directed the film Apocalypse Now?", False),
        ("Who was the newest member of the Beatles?", False),
        ("What is the next month after May?", False),
        ("Who was president of the USA in 1990?", False),
        ("What is now called Istanbul was called how before?", False),
    ],
)
def test_question_of_the_present_is_known_by_its_words(text, is_live):
    assert bool(LIVE.search(text)) is is_live


async def test_recall_of_the_present_is_corroborated_if_the_llm_says_so_unasked(tmp_path):
    text = "How cold is it in Reykjavik right now?"
    unknown = "That cannot be known here."
    answer, bench = await answered(ByRecall(), tmp_path, text, "knowledge", unknown)
    assert "can't be known" in answer
    assert bench.agreement.counts


async def test_recall_cut_off_by_its_limit_ends_with_a_whole_sentence(tmp_path):
    cut = LlmAnswer("Iron rusts. Water and air turn it into ox", finish="length")
    answer, _ = await answered(ByRecall(), tmp_path, "Why does iron rust?", "knowledge", cut)
    assert answer == "Iron rusts."


def test_ways_of_questions_fit_by_kind_and_without_files():
    steps, recall = BySteps(), ByRecall()
    assert steps.fits(prospect_of(SUM, "reasoning"))
    assert recall.fits(prospect_of(CAPITAL, "knowledge"))
    assert not steps.fits(prospect_of(CAPITAL, "knowledge"))
    assert not steps.fits(prospect_of(SUM, "reasoning", files=["a.csv"]))
    assert not recall.fits(prospect_of(CAPITAL, "knowledge", "a.md"))
