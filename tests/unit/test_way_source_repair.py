"""A file to mend, by source: edited until it does what a version written anew does."""

from __future__ import annotations

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.source import BySource

LONGEST = '''def longest(words):
    """The longest of the words, the first of several; None if there are none."""
    # Look at each word.
    found = words[0]
    for word in words:
        if len(word) >= len(found):
            found = word
    return found'''
LONGEST_TESTS = (
    "assert longest(['a', 'bcd', 'ef']) == 'bcd'\nassert longest([]) is None\n"
    "assert longest(['x']) == 'x'\nassert longest(['ab', 'cd']) == 'ab'"
)
LONGEST_ANEW = "def longest(words):\n    return max(words, key=len) if words else None"
LONGEST_WRONG = "def longest(words):\n    return sorted(words, key=len)[-1] if words else None"
LONGEST_GOAL = "longest.py crashes or gives wrong words. Put longest.py right."


async def mended(tmp_path, old, *answers):
    blocks = [f"```python\n{code}\n```" for code in answers]
    bench = ScriptedBench(tmp_path, *blocks, files={"longest.py": old.encode()})
    card = AgentCard(name="any")
    await BySource().work(assignment_of(LONGEST_GOAL, "code", "longest.py"), bench, card)
    return bench.contents["longest.py"].decode().strip(), bench


async def longest_of(tmp_path, *candidates):
    return await mended(tmp_path, LONGEST, LONGEST_TESTS, *candidates)


async def test_file_is_edited_until_it_does_what_a_version_written_anew_does(tmp_path):
    code, bench = await longest_of(tmp_path, LONGEST_WRONG, LONGEST_ANEW)
    assert "# Look at each word." in code
    assert "return None" in code
    ways = [method.way for method in bench.agreement.methods if not method.differs]
    assert ways == ["candidate 2", "repair"]
    assert bench.agreement.counts
    assert len(bench.prompts) == 3


async def test_file_is_written_anew_a_second_time_if_no_edit_agrees_with_the_first(tmp_path):
    useless = "def longest(words):\n    raise NotImplementedError"
    code, bench = await longest_of(tmp_path, LONGEST_WRONG, useless, LONGEST_ANEW)
    assert "# Look at each word." in code
    assert bench.agreement.counts
    assert "Write it as plainly as you can" in bench.prompts[3]
    assert "found" not in bench.prompts[3]


async def test_file_that_no_edit_mends_is_chosen_among_the_candidates(tmp_path):
    useless = "def longest(words):\n    return ' '.join(sorted(words)).upper() + str(len(words))"
    other = useless.replace("sorted(words)", "sorted(words, reverse=True)")
    old = "def longest(words):\n    return words[0]"
    answers = (LONGEST_TESTS, LONGEST_ANEW, useless, other, LONGEST_WRONG)
    code, bench = await mended(tmp_path, old, *answers)
    assert code == LONGEST_ANEW
    assert not bench.agreement.counts


TOLLS = '''class Gate:
    """A gate with the tolls paid at it, in cents."""

    tolls = []

    def pay(self, tons):
        """Note the toll, 150 for each ton begun, and return it."""
        toll = tons // 1 * 150
        self.tolls.append(toll)
        return toll'''


async def test_file_with_known_kinds_of_faults_is_mended_without_the_llm(tmp_path):
    useless = [TOLLS.replace("150", str(number)) for number in (1, 2, 3, 4)]
    answers = ("assert Gate().pay(2) == 300", *useless)
    code, bench = await mended(tmp_path, TOLLS, *answers)
    assert "self.tolls = []" in code
    assert "-(-tons // 1) * 150" in code
    assert not bench.agreement.counts


LEAP = '''def has_extra_day(year):
    """Whether a year is a leap year."""
    # Every fourth year.
    return year % 4 == 0 and year % 100 == 0 or year % 400 == 0'''


async def test_file_that_says_it_is_a_known_algorithm_becomes_it(tmp_path):
    useless = [f"def has_extra_day(year):\n    return year % {n} == 1" for n in (3, 5, 6, 7)]
    years = "\n".join(f"assert has_extra_day({n}) is False" for n in (1999, 2023, 7, 1, 2101))
    answers = (years, *useless)
    code, bench = await mended(tmp_path, LEAP, *answers)
    assert "return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)" in code
    assert "Whether a year is a leap year." in code
    assert not bench.agreement.counts


async def test_file_that_does_something_else_than_the_known_algorithm_stays_for_the_llm(tmp_path):
    other = "    return [year, year + 1, year + 2]"
    old = LEAP.rpartition("\n")[0] + "\n" + other
    news = [other.replace("year + 2", f"year + {n}") for n in (3, 4, 5, 6)]
    answers = ("assert has_extra_day(2024)", *(f"def has_extra_day(year):\n{n}" for n in news))
    code, _ = await mended(tmp_path, old, *answers)
    assert "% 400" not in code
