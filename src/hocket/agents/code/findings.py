"""What running a file shows to be wrong with it, in lines that an LLM can act on."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.lint import shared_defaults
from hocket.agents.code.running import CHANGES, LATE, UNSTABLE, failed
from hocket.agents.code.source import parsed
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.cases import Case
    from hocket.agents.code.running import Ran, Trials

BROKEN = ("NameError", "UnboundLocalError", "AttributeError", "RecursionError", "ImportError")
"""No input excuses these."""
CRASHES = (*BROKEN, "IndexError", "KeyError", "ZeroDivisionError", "TypeError", "StopIteration")
UNCHANGED = "Nothing that is passed may be changed."
_KEEPS = late_pattern(
    r"\b(?:is|are|stays?|remains?|left|leaves?)(?: \w+){0,3} (?:as (?:it|they) (?:was|were|is|are)"
    r"|unchanged|untouched|alone)\b"
    r"|\b(?:is|are|does|do|must|may)(?:n['\u2019]t| not)(?: be)? (?:chang|modif|alter|mutat)\w*"
    r"|\bwithout (?:chang|modify|alter|mutat)\w*",
    re.IGNORECASE,
)
MAX_FINDINGS = 5
MIN_KINDS = 3
KINDS = (
    (r"True|False", "True or False"),
    (r"-?\d", "a number"),
    (r"[\[(]", "a list"),
    (r"['\"]", "a text"),
    (r"\{", "a dict or set"),
)
GUESSED = "probably "
INSIDE = " in line "
CRASH_WORDS = late_pattern(
    r"\b(?:crash\w*|raises?|exceptions?|tracebacks?|errors?|\w+Error|fails?)\b", re.IGNORECASE
)
HANG_WORDS = late_pattern(
    r"\b(?:hangs?|hanging|stuck|endless\w*|never (?:ends|returns|finishes|stops)|slow\w*"
    r"|takes (?:too long|forever|ages))\b",
    re.IGNORECASE,
)
CHANGE_WORDS = late_pattern(
    r"\b(?:chang|modif|mutat|alter|overwrit|destroy|touch)\w*", re.IGNORECASE
)
WRONG_WORDS = late_pattern(
    r"\b(?:wrong\w*|incorrect\w*|false|inaccurate|differs?|mistakes?|bugs?|not right|mixed up"
    r"|loses?|lost|missing|duplicates?|complain\w*|changes?|off by|should)\b",
    re.IGNORECASE,
)


def only_crashes(goal: str) -> bool:
    """Whether a goal complains of nothing but crashes, hanging or slowness.

    Examples:
        >>> only_crashes("x.py crashes on some lists."), only_crashes("x.py gives wrong sums.")
        (True, False)
    """
    complains = CRASH_WORDS.search(goal) or HANG_WORDS.search(goal)
    return bool(complains) and not WRONG_WORDS.search(goal)


def breakdowns(ran: Ran, trials: Trials) -> list[str]:
    """Calls that fail by a fault of the code: made-up input may be such that nothing can end."""
    asked = {"; ".join(case.steps()) for case in trials.cases} | {
        case.test for case in trials.cases
    }
    return [
        _line(what, why)
        for what, why in ran.faults
        if _is_of(why, BROKEN) or (what in asked and _is_of(why, ("Timeout",)))
    ]


def forbids_changes(goal: str) -> bool:
    """Whether a goal complains that what is passed is changed."""
    return bool(CHANGE_WORDS.search(goal))


def keeps_what_is_passed(code: str) -> bool:
    r"""Whether a docstring promises that what is passed stays as it is.

    Examples:
        >>> keeps_what_is_passed('def f(x):\n    "The list itself is left as it was."')
        True
        >>> keeps_what_is_passed('def f(x):\n    "Sorts the list in place."')
        False
    """
    texts = [
        node.value
        for node in ast.walk(parsed(code) or ast.Module([], []))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return any(_KEEPS.search(" ".join(text.split())) for text in texts)


def findings(ran: Ran, trials: Trials, code: str, goal: str) -> list[str]:
    """What is wrong with a file to mend, as far as that needs no guess."""
    if ran.fault:
        return [f"it cannot be run: {ran.fault}"]
    # An exception may be what empty input deserves, unless the goal complains of it.
    names = CRASHES if CRASH_WORDS.search(goal) else BROKEN
    lines = [_line(what, why) for what, why in ran.faults if _is_of(why, (*names, "Timeout"))]
    marks = [(UNSTABLE, "gives something else when it is called again: earlier calls stay in it")]
    if forbids_changes(goal) or keeps_what_is_passed(code):
        marks.append((CHANGES, "changes what it is given; nothing that is passed may be changed"))
    for mark, says in marks:
        of = zip(trials.probes, ran.probes, strict=False)
        marked = next((probe for probe, (_, marks) in of if mark in marks), None)
        if marked is not None:
            lines.append(f"{'; '.join(marked)} {says}")
    for name, kind in shared_defaults(ast.parse(code)):
        lines.append(f"the default of {name} is one {kind} that all its calls share; use None")
    said = [f for f in unmet(trials.cases, ran) if not f.startswith(GUESSED)]
    return [*dict.fromkeys([*said, *lines])][:MAX_FINDINGS]


def unmet(cases: Sequence[Case], ran: Ran, others: Sequence[Ran] = ()) -> list[str]:
    """The tests that a file fails: those of the goal, and guesses that another candidate passes."""
    lines = []
    for place, (case, (seen, passed)) in enumerate(zip(cases, ran.tests, strict=False)):
        known = case.is_said or any(one.tests[place][1] for one in others if one.tests)
        if not passed and known:
            asked = "; ".join(case.steps())
            gives = f", but {asked} gives {seen}" if asked and seen else ""
            wants = case.test.rpartition("assert ")[2]
            lines.append(f"{'' if case.is_said else GUESSED}{wants}{gives}")
    return sorted(lines, key=lambda line: line.startswith(GUESSED))


def other_kind(cases: Sequence[Case], ran: Ran) -> str:
    """A test for all of which code gives another kind of value than is expected; empty if none.

    An LLM that guesses a test often has the value wrong, but hardly ever what kind of value it is.

    Examples:
        >>> from hocket.agents.code.cases import Case
        >>> from hocket.agents.code.running import Ran
        >>> tests = [Case(f"assert least({n}, [1, 5]) == {n}") for n in (1, 2, 3)]
        >>> other_kind(tests, Ran(tests=(("[1]", False), ("[1, 1]", False), ("[1, 1, 1]", False))))
        'it gives a list, not a number: probably least(1, [1, 5]) == 1, but it gives [1]'
    """
    pairs = [*zip(cases, ran.tests, strict=False)]
    kinds = [(_kind(case.test.rpartition(" == ")[2]), _kind(seen)) for case, (seen, _) in pairs]
    known = [pair for pair, (wanted, got) in zip(pairs, kinds, strict=True) if wanted and got]
    if len(known) < MIN_KINDS or any(passed for _, passed in ran.tests):
        return ""
    wanted, got = next(both for both in kinds if all(both))
    if wanted == got or any(all(both) and both != (wanted, got) for both in kinds):
        return ""
    case, (seen, _) = known[0]
    asked = case.test.rpartition("assert ")[2]
    return f"it gives {got}, not {wanted}: {GUESSED}{asked}, but it gives {seen}"


def _kind(value: str) -> str:
    """What kind of value a text stands for; empty if that is unsure, or None, which any may be."""
    return next((kind for form, kind in KINDS if re.match(form, value)), "")


def forms(ran: Ran, trials: Trials) -> list[str]:
    """For each function that gives a list or the like, a call that shows the form of it."""
    shown: dict[str, str] = {}
    for (*_, step), (seen, marks) in zip(trials.probes, ran.probes, strict=False):
        if seen[:1] in ("[", "(", "{") and len(seen) > len("[]") and not set(marks) & {*"ELS"}:
            shown.setdefault(step.partition("(")[0], f"{step} gives {seen}")
    return [*shown.values()]


def remaining(old: Ran, new: Ran, goal: str) -> str:
    """What of the crashes and changes of the old file a new one still does; empty if nothing."""
    marks = [(LATE, "hangs"), (UNSTABLE, "depends on earlier calls")]
    marks += [(CHANGES, "changes what it is given")] if forbids_changes(goal) else []
    for before, after in zip(old.rows, new.rows, strict=False):
        for mark, says in marks:
            if mark in before[1] and mark in after[1]:
                return f"it still {says}"
    names = (*BROKEN, "IndexError") if CRASH_WORDS.search(goal) else BROKEN
    still = [why for _, why in new.faults if _is_of(why, names)]
    return f"it still fails: {still[0]}" if failed(old.rows) and still else ""


def differences(old: Ran, new: Ran, trials: Trials) -> list[str]:
    """Inputs on which a new file gives something else than the old one, which worked there.

    An input does not count that a test speaks of, or on which the old file was unsteady.
    """
    spoken = {"; ".join(case.steps()) for case in trials.cases}
    names = ["; ".join(probe) for probe in trials.probes] + [repr(one) for one in trials.samples]
    return [
        f"{name} gave {before[0]}, now {after[0]}"
        for name, before, after in zip(names, old.rows, new.rows, strict=False)
        if not before[1] and before[0] != after[0] and name not in spoken
    ]


def _is_of(why: str, names: Sequence[str]) -> bool:
    return why.partition(":")[0].partition(" in ")[0] in names and (INSIDE in why)


def _line(what: str, why: str) -> str:
    says = why.replace("Timeout: it does not end", "does not end")
    return f"{what} {says if says.startswith('does') else f'raises {says}'}"
