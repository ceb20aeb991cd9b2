"""Small edits of programs: whatever the program, they are bounded and leave the rest."""

from __future__ import annotations

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from hocket.agents.code.mending.edits import edits_of
from hocket.agents.code.mending.search import likeness

NAMES = st.sampled_from(["a", "b", "found"])
ATOMS = (
    NAMES | st.integers(0, 99).map(str) | st.sampled_from(["'x'", "True", "[]", "len(a)", "a[b]"])
)
SIGNS = st.sampled_from(["+", "-", "*", "//", "%", "<", "<=", "==", "in", "and", "or"])
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, SIGNS, inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map("(not {})".format),
        st.tuples(inner, inner).map(lambda parts: f"max({parts[0]}, {parts[1]})"),
        st.tuples(NAMES, inner).map(lambda parts: f"{parts[0]}[{parts[1]}:]"),
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.tuples(NAMES, EXPRESSIONS).map(lambda parts: [f"{parts[0]} = {parts[1]}"]),
    EXPRESSIONS.map(lambda text: [f"found.append({text})"]),
    EXPRESSIONS.map(lambda text: [f"return {text}"]),
    st.tuples(EXPRESSIONS, EXPRESSIONS).map(
        lambda parts: [f"if {parts[0]}:", f"    found = {parts[1]}"]
    ),
    EXPRESSIONS.map(lambda text: [f"for b in {text}:", "    found += b"]),
)
PROGRAMS = st.lists(STATEMENTS, min_size=1, max_size=4).map(
    lambda blocks: "\n".join(
        ["def edited(a, b):", '    """What it does."""']
        + [f"    {line}" for block in blocks for line in block]
        + ["", "", "def other(a):", "    return a < 3  # as it is"]
    )
)
MOST_EDITS_OF_A_LINE = 120


@settings(max_examples=25, deadline=None)
@given(PROGRAMS)
def test_edits_leave_the_program_and_all_else_as_it_is(code):
    before = str(code)
    texts = [text for _, text in edits_of(code, frozenset({"edited"}))]
    assert code == before
    assert before not in texts
    assert len(texts) == len(set(texts))
    assert all(text.endswith("def other(a):\n    return a < 3  # as it is") for text in texts)
    assert all('"""What it does."""' in text for text in texts)


@settings(max_examples=25, deadline=None)
@given(PROGRAMS)
def test_edits_are_the_same_every_time_and_bounded(code):
    names = frozenset({"edited"})
    first = [*edits_of(code, names)]
    assert first == [*edits_of(code, names)]
    assert len(first) <= MOST_EDITS_OF_A_LINE * len(code.splitlines())


@settings(max_examples=25, deadline=None)
@given(PROGRAMS)
def test_edits_nearly_always_parse(code):
    texts = [text for _, text in edits_of(code, frozenset({"edited"}))]
    assert sum(map(parses, texts)) >= 0.9 * len(texts)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_whole_for_what_is_equal_only(got, wanted):
    assert 0 <= likeness(got, wanted) <= 1
    assert (likeness(got, wanted) == 1) is (got == wanted)


def parses(code):
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True
