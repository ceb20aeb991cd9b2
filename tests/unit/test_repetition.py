"""Repetition: loops are noticed and cut back to a sentence; what repeats honestly is left alone."""

from __future__ import annotations

import pytest

from hocket.llm.repetition import LoopWatch, loop_in

GOOD = "The capital of Australia is Canberra."
PARAGRAPH = (
    "The model reads the whole file, converts each of its columns to the type that fits it, and "
    "computes the mean of the values. It then writes what it has computed to a file, and prints "
    "a short summary of it for those who run the program by hand.\n\n"
)
LOOPS = {
    "one sentence": (f"{GOOD} " + "It was chosen in 1908 as a compromise. " * 9, 2),
    "a short sentence": (f"{GOOD} " + "I like tea. " * 9, 2),
    "the first sentence": (f"{GOOD} " * 9, 1),
    "two sentences in turn": (f"{GOOD} " + "Now the first is good. And the second is bad. " * 9, 3),
    "a line without an end mark": (f"{GOOD}\n" + "The answer to the question is Canberra\n" * 9, 1),
    "a paragraph": (f"{GOOD}\n\n" + PARAGRAPH * 4, 3),
    "a paragraph of a list": (f"{GOOD}\n" + f"- {PARAGRAPH}" * 4, 3),
    "one word": (f"{GOOD} " + "very " * 300, 1),
    "one syllable": (f"{GOOD} " + "ha" * 500, 1),
    "one digit": (f"{GOOD} It is 0." + "0" * 1500, 1),
    "one sign": (f"{GOOD}\n" + "!" * 1500, 1),
    "white space": (f"{GOOD}\n" + " \n" * 300, 1),
    "tabs in JSON": ('{"capital": "Canberra",' + "\t" * 400, 0),
    "a row of a table": ("| a | b |\n|---|---|\n" + "| Alice Smith | London |\n" * 30, 0),
    "a line of code": ("```python\nimport os\n" + "print(os.listdir('folder'))\n" * 30, 0),
    "an item of JSON": ("[" + '{"name": "Alice", "town": "Paris"}, ' * 30, 0),
    "a numbered sentence": (
        "Reasons:\n" + "".join(f"{n}. The model is accurate in all cases.\n" for n in range(1, 30)),
        1,
    ),
    "a numbered list of few words": (
        "Planets:\n" + "".join(f"{n}. {['Mars', 'Venus'][n % 2]}\n" for n in range(1, 200)),
        0,
    ),
    "counting": (", ".join(map(str, range(1, 900))), 0),
    "few sentences in no order": (
        f"{GOOD} " + "".join(PARAGRAPH.split(". ")[n * n % 3 % 2] + ". " for n in range(60)),
        2,
    ),
    "lines that set the same again": (
        "```python\ndf = load()\n"
        + "df = df.dropna(subset=['weight'])  # rows without\n\ndf = df.dropna(subset=['town'])\n"
        * 9,
        0,
    ),
    "a sentence in Chinese": ("首都是堪培拉。" + "这个城市是澳大利亚的首都。" * 12, 0),
}
ROWS = "\n".join(f"| {n} | {['north', 'south'][n % 2]} | 0 | 0 | no |" for n in range(200))
HONEST = {
    "a short answer": "42",
    "prose": PARAGRAPH * 2,
    "a table of many rows": f"| id | side | a | b | c |\n|---|---|---|---|---|\n{ROWS}",
    "a table of equal rows": "| a | b |\n|---|---|\n" + "| yes | no |\n" * 40,
    "a matrix of zeros": "\n".join("0 " * 20 for _ in range(20)),
    "a list of zeros": f"[{', '.join(['0.0'] * 200)}]",
    "flags": f"[{', '.join(['false', 'true'] * 30)}]",
    "a column of one word": "setosa\n" * 50 + "virginica\n" * 50,
    "a column of two words": "New Zealand\n" * 50,
    "a column of dates": "\n".join(
        f"2024-{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 29)
    ),
    "CSV with equal rows": "town,kind,open\n" + "Paris,museum,yes\n" * 18,
    "JSON lines": "\n".join(f'{{"id": {n}, "name": "a", "ok": true}}' for n in range(150)),
    "a log": "\n".join(
        f"Jan 10 10:{n:02}:00 host sshd: session opened for root" for n in range(60)
    ),
    "similar lines of code": "```python\n"
    + "".join(f"    x{n} = f(x{n - 1})\n" for n in range(1, 90)),
    "asserts": "```python\n" + "".join(f"assert f({n}) == {n * n}\n" for n in range(100)) + "```",
    "closing brackets": "```js\n" + "{\n" * 40 + "}\n" * 40,
    "a rule": "Title\n" + "=" * 200 + "\n" + "-" * 400,
    "dots of contents": "\n".join(f"Chapter {n} {'.' * 60} {n * 10}" for n in range(1, 30)),
    "a refrain": (
        "Row, row, row your boat\ngently down the stream.\n" * 2 + "Life is but a dream.\n"
    )
    * 2,
    "a chant": "We will, we will rock you!\n" * 4 + "Buddy, you are a boy.\n" * 2,
    "na na": "Na na na na na na na, na na na na, hey Jude.\n" * 4,
    "laughter": "Ha ha ha ha ha ha ha ha ha ha, that is good.",
    "a numbered list": "\n".join(f"{n}. Town number {n * 7919 % 1000}" for n in range(1, 200)),
    "numbers up to a hundred": "\n".join(map(str, range(1, 101))),
    "fizz buzz": "\n".join(
        "Fizz" * (n % 3 < 1) + "Buzz" * (n % 5 < 1) or str(n) for n in range(1, 101)
    ),
    "a times table": "\n".join(f"{n} x {k} = {n * k}" for n in range(1, 11) for k in range(1, 11)),
    "a calendar": "\n".join(f"{n % 7 + 1} day, the {n}th: school" for n in range(1, 32)),
    "bottles": "".join(
        f"{n} bottles of beer on the wall, {n} bottles of beer.\nTake one down, pass it around.\n"
        for n in range(99, 60, -1)
    ),
    "a form": "Name: ________________\nDate: ________________\n" * 5,
    "a report by item": "".join(
        f"## Region {n * 37 % 101}\nNo data is there for this region. The mean is {n * 13}.\n"
        for n in range(25)
    ),
}


@pytest.mark.parametrize("name", LOOPS)
def test_loop_is_noticed_long_before_the_text_ends_and_cut_back_to_a_sentence(name):
    text, sentences = LOOPS[name]
    watch = LoopWatch()
    read = next(end for end in range(len(text) + 1) if watch.feed(text[end - 1 : end]))
    assert read < len(text)
    kept = text[: watch.loop.kept].rstrip()
    assert kept
    assert len(kept) < len(text) * 0.6
    if sentences:
        assert kept[-1] in ".!?a\n"
        assert kept.startswith(GOOD) or sentences == 1


@pytest.mark.parametrize("name", HONEST)
def test_honest_repetition_is_left_alone(name):
    assert loop_in(HONEST[name]) is None


def test_loop_is_cut_after_its_first_round():
    text = f"{GOOD} It is not Sydney. " + "It was chosen in 1908. " * 20
    loop = loop_in(text)
    assert text[: loop.kept] == f"{GOOD} It is not Sydney. It was chosen in 1908."
    assert "'It was chosen in 1908.'" in loop.says


def test_loop_of_tokens_in_a_sentence_is_cut_before_that_sentence():
    text = f"{GOOD} It has " + "many " * 300
    assert text[: loop_in(text).kept] == GOOD


def test_loop_far_into_a_long_text_is_cut_at_its_place():
    prose = " ".join(f"Town {n} has {n * 7919 % 1000} people." for n in range(2000))
    text = f"{prose} " + "And so it goes on. " * 30
    assert text[: loop_in(text).kept] == f"{prose} And so it goes on."
