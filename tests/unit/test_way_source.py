"""Code by source: several candidates, each run on tests and on inputs made up for it."""

from __future__ import annotations

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.source import BySource
from hocket.errors import EmptyAnswerError, PermanentError
from hocket.ports.llm import LlmAnswer

CARD = AgentCard(name="any")
GOAL = "Write twice.py with twice(n), which doubles a number."
RIGHT = ("def twice(n): return n * 2", "def twice(n):\n    return n + n")
WRONG = "def twice(n): return n ** 2"
PILE = """\
class Pile:
    def __init__(self): self.items = []
    def put(self, item): self.items.append(item)
    def take(self): return self.items.pop() if self.items else None"""
OTHER_PILE = """\
class Pile:
    def __init__(self):
        self.top = None

    def put(self, item):
        self.top = (item, self.top)

    def take(self):
        if self.top is None:
            return None
        item, self.top = self.top
        return item"""
TESTS = "assert twice(2) == 4\nassert twice(0) == 0\nassert twice(5) == 10\nassert twice(-3) == -6"
COUNT_GOAL = (
    "Write count.py, which reads text from standard input and prints how many words it has."
)
FIRST_GOAL = "first.py crashes on some lists. Fix it and hand over first.py."
FIRST = '''\
def first(values):
    """The first of values that is not zero, or None."""
    place = 0
    while values[place] == 0:
        place += 1
    return values[place]'''
MENDED = """\
def first(values):
    for value in values:
        if value != 0:
            return value
    return None"""
ALSO_MENDED = "def first(values):\n    return next((value for value in values if value), None)"
FIRST_TESTS = "assert first([0, 3]) == 3\nassert first([7]) == 7\nassert first([0, 0, 5]) == 5"


def block(code: str) -> str:
    return f"```python\n{code}\n```"


async def written(tmp_path, *answers, goal=GOAL, name="twice.py", files=None):
    bench = ScriptedBench(tmp_path, *answers, files=files)
    await BySource().work(assignment_of(goal, "code", name), bench, CARD)
    return bench.contents[name].decode().strip(), bench


async def mended(tmp_path, *answers, old=FIRST, goal=FIRST_GOAL, name="first.py"):
    return await written(tmp_path, *answers, goal=goal, name=name, files={name: old.encode()})


async def test_source_of_two_candidates_that_agree_is_attested_after_three_calls(tmp_path):
    code, bench = await written(tmp_path, block(RIGHT[0]), block(TESTS), block(RIGHT[1]))
    assert code == RIGHT[0]
    assert bench.agreement.counts
    assert bench.agreement.tolerance.startswith("4 of 4 tests by 2 of 2 candidates")
    assert len(bench.prompts) == 3


async def test_source_of_a_wrong_first_candidate_is_that_of_the_group_that_passes(tmp_path):
    answers = (block(WRONG), block(TESTS), block(RIGHT[0]), block(RIGHT[1]))
    code, bench = await written(tmp_path, *answers)
    assert code == RIGHT[0]
    assert bench.agreement.counts
    assert [method.differs for method in bench.agreement.methods] == [True, False, False]


async def test_source_of_copies_with_other_names_is_not_attested(tmp_path):
    copies = [block(f"def twice({name}): return {name} * 2  # double") for name in "nabc"]
    _, bench = await written(tmp_path, copies[0], block(TESTS), *copies[1:])
    assert "no second program" in bench.agreement.reason
    assert not bench.agreement.counts


async def test_source_is_not_attested_where_inputs_show_no_difference(tmp_path):
    goal = "Write ok.py with ok(n)."
    codes = [
        "def ok(n): return True",
        "def ok(n):\n    if n:\n        return True\n    return True",
    ]
    answers = (block(codes[0]), block("assert ok(1)"), block(codes[1]))
    _, bench = await written(tmp_path, *answers, *answers[2:] * 2, goal=goal, name="ok.py")
    assert "do not tell right from wrong" in bench.agreement.reason


async def test_source_is_not_attested_if_most_guessed_tests_fail(tmp_path):
    tests = "assert twice(2) == 5\nassert twice(1) == 3\nassert twice(4) == 8"
    answers = (block(RIGHT[0]), block(tests), block(RIGHT[1]), block(RIGHT[0]), block(RIGHT[1]))
    _, bench = await written(tmp_path, *answers)
    assert bench.agreement.reason == "most of the tests that the LLM wrote fail"


async def test_source_that_hangs_in_tests_loses_and_is_corrected_once(tmp_path):
    hangs = "def twice(n):\n    while n: pass\n    return 0"
    answers = (block(hangs), block(TESTS), block(RIGHT[0]), block(RIGHT[1]))
    code, bench = await written(tmp_path, *answers)
    assert code == RIGHT[0]
    assert "does not end in line 2: while n: pass" in bench.prompts[2]
    assert "not right yet" not in bench.prompts[3]


async def test_source_that_lacks_a_name_of_the_goal_is_corrected(tmp_path):
    other = "def times(n, by): return n * by"
    answers = (block(other), block(TESTS), block(RIGHT[0]), block(RIGHT[1]))
    code, bench = await written(tmp_path, *answers)
    assert code == RIGHT[0]
    assert "it defines no twice" in bench.prompts[2]


async def test_correction_does_not_agree_with_what_it_corrects(tmp_path):
    goal = f"{GOAL} twice(2) gives 4."
    late = "def twice(n):\n    return n + n if n > 2 else n"
    early = "def twice(n):\n    result = n * 2\n    return result"
    answers = (block(late), block("assert twice(3) == 6"), block(early), block(RIGHT[0]))
    _, bench = await written(tmp_path, *answers, goal=goal)
    assert "twice(2) == 4, but twice(2) gives 2" in bench.prompts[2]
    assert bench.agreement.counts


async def test_source_that_fails_an_example_of_the_goal_is_not_attested(tmp_path):
    goal = f"{GOAL} twice(3) gives 7."
    answers = (block(RIGHT[0]), block(TESTS), *map(block, (RIGHT[1], *RIGHT)))
    _, bench = await written(tmp_path, *answers, goal=goal)
    assert bench.agreement.reason == "it fails an example of the goal"


async def test_each_run_of_a_candidate_is_another_call(tmp_path):
    copies = [block(RIGHT[0])] * 3
    _, bench = await written(tmp_path, copies[0], block(TESTS), *copies)
    assert len(set(bench.programs)) == len(bench.programs)


async def test_source_is_handed_over_without_its_own_tests(tmp_path):
    loud = f"{RIGHT[0]}\n\n# Check it\nassert twice(1) == 3\nprint(twice(1))"
    code, _ = await written(tmp_path, block(loud), block(TESTS), block(RIGHT[1]))
    assert code == RIGHT[0]


async def test_source_has_lint_complexity_and_coverage_as_evidence(tmp_path):
    branchy = "import re\ndef twice(n):\n    if n == 12345:\n        return n + n\n    return n * 2"
    _, bench = await written(tmp_path, block(branchy), block(TESTS), block(RIGHT[1]))
    gave = bench.agreement.methods[0].gave
    assert "lint: unused import re" in gave
    assert "complexity 2" in gave
    assert "run 2 of 3 lines" in gave


async def test_source_that_cannot_be_run_fails_with_the_reason(tmp_path):
    broken = block("import nothing_like_this")
    with pytest.raises(PermanentError, match="ModuleNotFoundError"):
        await written(tmp_path, broken, block(TESTS), *[broken] * 3)


async def test_source_is_handed_over_though_the_llm_writes_no_tests(tmp_path):
    silent = EmptyAnswerError("it answered nothing", llm="small")
    code, _ = await written(tmp_path, block(RIGHT[0]), silent, *map(block, (*RIGHT, *RIGHT)))
    assert code in RIGHT


async def test_source_without_a_whole_answer_fails_with_the_reason(tmp_path):
    cut = LlmAnswer("```python\ndef twice(", finish="length")
    with pytest.raises(PermanentError, match="no answer held a whole"):
        await written(tmp_path, *[cut] * 4)


async def test_class_is_run_by_sequences_of_calls(tmp_path):
    wrong = PILE.replace(".pop()", ".pop(0)")
    tests = "p = Pile(); p.put(1); assert p.take() == 1\np = Pile(); assert p.take() is None"
    answers = (block(wrong), block(tests), block(PILE), block(OTHER_PILE))
    goal = "Write pile.py with a class Pile with put(item) and take(), the newest item or None."
    code, bench = await written(tmp_path, *answers, goal=goal, name="pile.py")
    assert code == PILE
    assert bench.agreement.tolerance.startswith("2 of 2 tests by 2 of 3 candidates")


async def test_script_is_run_on_standard_input(tmp_path):
    first = "import sys\nprint(len(sys.stdin.read().split()))"
    second = "import sys\nprint(sum(len(line.split()) for line in sys.stdin))"
    code, bench = await written(
        tmp_path, block(first), block(second), goal=COUNT_GOAL, name="count.py"
    )
    assert code == first
    assert bench.agreement.counts
    assert len(bench.prompts) == 2


async def test_script_that_prints_other_lines_than_the_goal_says_is_corrected(tmp_path):
    one = "import sys\nn = len(sys.stdin.read().split())\nprint('words: %d lines' % n)"
    two = "import sys\ntext = sys.stdin.read()\nprint('words: %d' % len(text.split()))\n"
    two += "print('letters: %d' % len(text))"
    also = two.replace("len(text.split())", "sum(len(x.split()) for x in text.splitlines())")
    goal = "Write w.py, which reads standard input and prints two lines, each as 'words: 3'."
    answers = (block(one), block(two), block(also))
    code, bench = await written(tmp_path, *answers, goal=goal, name="w.py")
    assert code == two
    assert "prints 1 line where the goal says 2" in bench.prompts[1]
    assert bench.agreement.counts


async def test_script_of_numbers_agrees_where_only_empty_input_differs(tmp_path):
    read = "import sys\nxs = [float(x) for x in sys.stdin.read().split()]\n"
    first = f"{read}print(max(xs) if xs else 'nothing')"
    second = f"{read}print(sorted(xs)[-1] if xs else 'no numbers')"
    goal = "Write top.py, which reads numbers from standard input and prints the largest."
    _, bench = await written(tmp_path, block(first), block(second), goal=goal, name="top.py")
    assert bench.agreement.counts


async def test_file_to_mend_is_run_first_and_its_faults_are_shown(tmp_path):
    answers = (block(FIRST_TESTS), block(MENDED), block(ALSO_MENDED))
    code, bench = await mended(tmp_path, *answers)
    assert code == MENDED
    assert "first([]) raises IndexError: list index out of range in line 4" in bench.prompts[1]
    assert bench.agreement.counts
    assert "differs from the old file on 0 of" in bench.agreement.methods[0].gave


async def test_file_to_mend_is_never_handed_back_as_it_was(tmp_path):
    renamed = FIRST.replace("place", "index")
    answers = (block(FIRST_TESTS), block(renamed), block(MENDED), block(ALSO_MENDED))
    code, _ = await mended(tmp_path, *answers)
    assert code == MENDED


async def test_mended_file_keeps_names_and_parameters(tmp_path):
    gone = MENDED.replace("first(values)", "first(values, start)")
    answers = (block(FIRST_TESTS), *map(block, (FIRST, gone, gone, MENDED)))
    code, bench = await mended(tmp_path, *answers)
    assert code == MENDED
    assert "first(values) has become first(values, start)" in bench.prompts[4]


async def test_mended_crash_keeps_what_was_right(tmp_path):
    changed = "def first(values):\n    return max(values, default=None) or None"
    answers = (block(FIRST_TESTS), *map(block, (FIRST, changed, changed, MENDED)))
    code, bench = await mended(tmp_path, *answers)
    assert code == MENDED
    assert "what was right has changed" in bench.prompts[4]


MIDDLE = 'def middle(values):\n    """The middle value."""\n    values.sort()\n    return values[0]'
MIDDLE_TESTS = (
    "assert middle([3, 1, 2]) == 2\nassert middle([1, 2, 3]) == 2\nassert middle([5]) == 5"
)
MIDDLE_GOAL = "middle.py gives wrong results and changes the lists it is given. Repair middle.py."


async def middle_of(tmp_path, *candidates):
    answers = (block(MIDDLE_TESTS), *map(block, candidates))
    return await mended(tmp_path, *answers, old=MIDDLE, goal=MIDDLE_GOAL, name="middle.py")


async def test_mended_file_that_changes_its_list_still_is_not_attested(tmp_path):
    hidden = MIDDLE.replace("values.sort()", "found = values\n    found.sort()")
    still = hidden.replace("values[0]", "values[len(values) // 2]")
    other = "def middle(values):\n    found = values\n    found.sort()\n    at = len(found) // 2\n"
    other += "    return found[at]"
    answers = map(block, (MIDDLE_TESTS, still, other, still, other))
    _, bench = await mended(tmp_path, *answers, old=hidden, goal=MIDDLE_GOAL, name="middle.py")
    assert "changes what it is given" in bench.prompts[1]
    assert "middle([3, 1, 2]) == 2" not in bench.prompts[1]
    assert bench.agreement.reason == "it still changes what it is given"


async def test_mended_file_that_sorts_its_list_in_place_sorts_a_copy(tmp_path):
    still = MIDDLE.replace("values[0]", "values[len(values) // 2]")
    other = "def middle(values):\n    values.sort()\n    at = len(values) // 2\n"
    other += "    return values[at]"
    code, bench = await middle_of(tmp_path, still, other)
    assert "values = values.copy()" in code
    assert bench.agreement.counts


async def test_default_that_calls_share_is_shown_to_the_llm(tmp_path):
    old = "def add(item, items=[]):\n    items.append(item)\n    return items"
    new = "def add(item, items=None):\n    items = [] if items is None else items\n"
    new += "    items.append(item)\n    return items"
    other = "def add(item, items=None):\n    if items is None:\n        items = []\n"
    other += "    items += [item]\n    return items"
    tests = "assert add(1) == [1]\nassert add(2, [1]) == [1, 2]\nassert add(5) == [5]"
    answers = (block(tests), block(new), block(other))
    code, bench = await mended(
        tmp_path, *answers, old=old, goal="add.py mixes up lists. Mend it.", name="add.py"
    )
    assert "    if items is None:\n        items = []\n    items.append(item)" in code
    assert "the default of add is one list that all its calls share" in bench.prompts[1]
    assert bench.agreement.counts


async def test_file_to_mend_is_also_written_anew_without_the_old_code_in_sight(tmp_path):
    old = "import math\n\ndef add(item, items=[]):\n    items.append(item)\n    return items"
    new = "def add(item, items=None):\n    items = [] if items is None else items\n"
    new += "    items.append(item)\n    return items"
    other = "def add(item, items=None):\n    return ([] if items is None else items) + [item]"
    tests = "assert add(1) == [1]\nassert add(2, [1]) == [1, 2]\nassert add(5) == [5]"
    answers = (block(tests), *map(block, (old, new, other)))
    _, bench = await mended(
        tmp_path, *answers, old=old, goal="add.py mixes up lists. Mend it.", name="add.py"
    )
    assert "def add(item, items=None):\n    ..." in bench.prompts[2]
    assert "append" not in bench.prompts[2]
    assert "add(1) gives [1]" in bench.prompts[2]


async def test_guess_of_the_llm_goes_back_only_if_another_candidate_meets_it(tmp_path):
    halves = ("def half(n): return n // 2", "def half(n): return n / 2", "def half(n): return n")
    tests = "assert half(3) == 1.5\nassert half(4) == 9\nassert half(5) == 2.5\nassert half(2) == 1"
    answers = (block(halves[0]), block(tests), *map(block, (*halves[1:], halves[0])))
    goal = "Write half.py with half(n), half of n."
    _, bench = await written(tmp_path, *answers, goal=goal, name="half.py")
    assert len(bench.prompts) == 5
    assert "half(4) == 9" not in "".join(bench.prompts[2:])


async def test_script_that_reads_no_input_is_run_once_and_keeps_what_it_runs(tmp_path):
    code = "def main():\n    print('3 rows')\n\nif __name__ == '__main__':\n    main()"
    goal = "Write rows.py, a script that prints how many rows data.csv has."
    answers = [block(code)] * 3
    written_code, bench = await written(tmp_path, *answers, goal=goal, name="rows.py")
    assert written_code == code
    assert "works on 1 of 1 inputs" in bench.agreement.methods[0].gave
    assert "no second program" in bench.agreement.reason
    assert len(bench.prompts) == 3


async def test_inputs_of_tests_that_a_stub_passes_are_tried_all_the_same(tmp_path):
    goal = "Write even.py with is_even(n)."
    codes = ("def is_even(n): return n % 2 == 0", "def is_even(n):\n    return not n & 1")
    answers = (block(codes[0]), block("assert is_even(1234)\nassert is_even(88)"), block(codes[1]))
    _, bench = await written(tmp_path, *answers, goal=goal, name="even.py")
    assert "is_even(1234)" in bench.programs[0]
    assert bench.agreement.tolerance.startswith("0 of 0 tests by 2 of 2")
    assert bench.agreement.counts


async def test_agreement_on_inputs_that_notice_few_changes_does_not_count(tmp_path):
    goal = "Write price.py with price(n), which is n, or 3 more above 100000."
    codes = (
        "def price(n): return n + 3 if n > 100000 else n",
        "def price(n):\n    if n > 100000:\n        return n + 3\n    return n",
    )
    tests = "assert price(1) == 1\nassert price(2) == 2\nassert price(8) == 8\nassert price(5) == 5"
    answers = (block(codes[0]), block(tests), block(codes[1]))
    _, bench = await written(tmp_path, *answers, goal=goal, name="price.py")
    assert "do not tell right from wrong" in bench.agreement.reason
    assert "notice 0 of 4 small changes" in bench.agreement.methods[0].gave


async def test_script_that_fails_on_made_up_input_is_not_attested(tmp_path):
    codes = (
        "import sys\nprint(sum(int(line) for line in sys.stdin))",
        "import sys\nprint(sum(map(int, sys.stdin.read().split())))",
    )
    goal = "Write add.py, which reads numbers from standard input and prints their sum."
    answers = [*map(block, codes * 2)]
    _, bench = await written(tmp_path, *answers, goal=goal, name="add.py")
    assert bench.agreement.reason == "it fails on standard input that was made up for it"


async def test_changes_that_change_nothing_are_made_up_for_by_the_other_program(tmp_path):
    goal = "Write most.py with most(values), the value that occurs most often."
    counted = "def most(values):\n    counts = {}\n    for value in values:\n"
    counted += (
        "        counts[value] = counts.get(value, 0) + 1\n    return max(counts, key=counts.get)"
    )
    looped = "def most(values):\n    best = values[0]\n    for value in values:\n"
    looped += "        if values.count(value) > values.count(best): best = value\n    return best"
    tests = "assert most([1, 2, 2]) == 2\nassert most([3, 1]) == 3\nassert most([4, 4, 1]) == 4"
    answers = (block(counted), block(tests), block(looped))
    code, bench = await written(tmp_path, *answers, goal=goal, name="most.py")
    assert bench.agreement.counts
    assert code == counted
