"""Whatever is in a file, its profile is made, is stable, and can be described and kept."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from hocket.documents.delimited import TABLES
from hocket.documents.loading import is_loaded, loaded_profile, loaded_table
from hocket.documents.profile import (
    described,
    profile_from,
    profile_json,
    profile_of,
    typed_rows,
)
from hocket.documents.profile.endings import FORMATS, JSON, LINES

ENDINGS = sorted({*TABLES, *JSON, *FORMATS, *LINES, ".md", ".py"})
NAMES = st.sampled_from([*(f"a{ending}" for ending in ENDINGS), "README"])
CELLS = st.one_of(
    st.text(max_size=12),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.sampled_from(
        ["", "N/A", "-", "1.234,5", "(3)", "5 %", "28/03/1959", "Total", "yes", "#", "2005"]
    ),
)
GRIDS = st.tuples(
    st.lists(st.lists(CELLS, max_size=5), max_size=12), st.sampled_from([",", ";", "\t", "|", "  "])
).map(lambda grid: "\n".join(grid[1].join(row) for row in grid[0]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)
LINES_OF_FORMS = st.lists(
    CELLS
    | st.sampled_from(
        """\
BEGIN:VCARD
END:VCARD
TEL;TYPE=CELL:1
N;ENCODING=QUOTED-PRINTABLE:a=
 b;c
BEGIN:VEVENT
END:VEVENT
DTSTART:20240101
DURATION:P9999999999W
:;
<a><b c="1">2</b>
<b><d/></b></a>
- a: 1
b: *x
[[a]]
[b]
c = 1
1
00:01.0 --> 00:02.0
dn:: YQ==
@a{b, c = {d} # e
From a@b.org Mon
Date: Mon, 99 Jan
#Fields: a b
a=1 b="2
""".splitlines()
    ),
    max_size=12,
)
CONTENTS = st.one_of(
    LINES_OF_FORMS.map(lambda lines: "\n".join(lines).encode(errors="replace")),
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode(errors="replace")),
    GRIDS.map(lambda text: text.encode(errors="replace")),
    VALUES.map(lambda value: json.dumps(value).encode()),
)


@given(NAMES, CONTENTS, st.integers(0, 600), st.text(max_size=30))
def test_any_content_is_profiled_the_same_twice_and_described_within_its_room(
    name, content, chars, about
):
    profile = profile_of(name, content)
    assert profile == profile_of(name, content)
    if profile is None:
        return
    assert profile_from(profile_json(profile)) == profile
    assert len(described(profile, chars, about)) <= chars
    if profile.kind == "table":
        rows = typed_rows(profile, content)
        assert len(rows) == profile.rows
        assert all(len(row) == len(profile.columns) for row in rows)


@given(NAMES, CONTENTS)
def test_whatever_is_profiled_as_a_table_is_loaded_with_the_same_columns_and_rows(name, content):
    profile = profile_of(name, content)
    if profile is None or profile.kind != "table":
        return
    assert is_loaded(name)
    assert loaded_profile(name, content) == profile
    table = loaded_table(name, content)
    assert (len(table.names), table.total) == (len(profile.columns), profile.rows)
