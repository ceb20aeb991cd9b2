"""The prompts of the way by source: rules, worked examples of tests, and what varies candidates."""

from __future__ import annotations

from hocket.ports.llm import ChatMessage

SCRIPT_RULES = """\
Answer with the whole script in one ```python block and nothing else.
- Standard library only. It reads standard input (sys.stdin) and prints exactly what the task says.
- Think of empty input, empty lines and numbers with decimals."""
OTHER_SCRIPT_RULES = """\
Answer with the whole script in one ```python block and nothing else.
- Standard library only. It prints exactly what the task says.
- Think of empty input, empty lines and numbers with decimals."""
MEND_RULES = """
- Keep the names, the parameters and what is right; mend every fault, also ones that the task only \
hints at: what the docstrings say counts."""
TEST_RULES = """\
You write tests. Answer with 6 lines of Python in one ```python block, each a test of its own that \
ends in an assert: it calls the code with simple literal values and compares the result, first \
ordinary cases, then special ones. Test only what is said for certain. The code is there already: \
define nothing."""
TEST_EXAMPLES = (
    ChatMessage(
        "user",
        "There is:\ndef clamp(value, low, high)\n\nIt was asked for so: I need clamp(value, low, "
        "high), which keeps a number between two others.\n\nGive 6 tests.",
    ),
    ChatMessage(
        "assistant",
        "```python\nassert clamp(5, 0, 10) == 5\nassert clamp(-3, 0, 10) == 0\n"
        "assert clamp(12, 0, 10) == 10\nassert clamp(0, 0, 10) == 0\nassert clamp(7, 7, 7) == 7\n"
        "assert clamp(2.5, 0, 2) == 2\n```",
    ),
    ChatMessage(
        "user",
        "There is:\nclass Pile\ndef put(self, item)\ndef take(self)\n\nIt was asked for so: Write "
        "a class Pile with put(item) and take(), which gives the newest item, or None if there is "
        "none.\n\nGive 6 tests.",
    ),
    ChatMessage(
        "assistant",
        "```python\np = Pile(); p.put(1); assert p.take() == 1\n"
        "p = Pile(); p.put(1); p.put(2); assert p.take() == 2\n"
        "p = Pile(); p.put(1); p.put(2); p.take(); assert p.take() == 1\n"
        "p = Pile(); assert p.take() is None\n"
        "p = Pile(); p.put(3); p.take(); assert p.take() is None\n"
        "p = Pile(); p.put('a'); assert p.take() == 'a'\n```",
    ),
)

VARIED = (
    "Begin each body with a docstring that says the rule in your own words; give no examples.",
    "Split the work into small functions, one for each part of the rule.",
    "Think of empty and unusual input, and go another way than the first that comes to mind.",
)
"""What is added to the prompt of later candidates, so that they are written apart."""
VARIED_MENDS = (
    (
        "Above each function, write as a comment what its name and docstring promise and the old "
        "code does not do; then mend it."
    ),
    "Think of empty and unusual input, and check each line of the old code.",
)
VARIED_SCRIPTS = (
    "Read all of standard input first, with sys.stdin.read(), then compute.",
    "Write a function that takes the text and gives the lines to print.",
    "Think of unusual input, and go another way than the first that comes to mind.",
)
SHOWN = """\
Running the file as it is shows:
{lines}
Mend the cause of each, and whatever else the docstrings and the task show to be wrong."""
FILL_IN = """\
{name} begins so. Fill in each body; keep all names and parameters as they are:
```python
{skeleton}
```"""
ANEW = """\
Write the whole file {name} anew: fill in each function.
```python
{outline}
```
It takes the place of a file of which was said: {goal}"""
ANEW_SLOWLY = """\
Write the whole file {name} anew: fill in each function.
```python
{outline}
```
Write it as plainly as you can, as a slow reference to check a faster version against: go through \
everything one by one, step by step as the docstrings say it, with no clever or fast method."""
FORMS = "The form of its data: {lines}"
AGAIN = """\
That is not right yet:
{lines}
Give the whole corrected file."""
