"""Large tables are counted in full and described from a sample."""

from __future__ import annotations

import json

import pytest

from hocket.documents.profile import described, profile_of, typed_rows

WIDE = [f"c{i}" for i in range(200)]
ROWS = 1101


def _written(form: str, value: int) -> str:
    return "".join(form.format(name, str(value)) for name in WIDE)


LARGE = {
    "a.json": (
        json.dumps([dict.fromkeys(WIDE, i) for i in range(ROWS)])[:-1]
        + ', {"rare": 1}'
        + ", {}" * ROWS
        + "]"
    ),
    "a.xml": (
        "<r>"
        + "".join(f"<x{_written(' {}={!r}', i)}/>" for i in range(ROWS))
        + "<x rare='1'/>"
        + "<x/>" * ROWS
        + "</r>"
    ),
    "a.ldif": (
        "".join(f"dn: {i}\n" + _written("{}: {}\n", i) + "\n" for i in range(ROWS))
        + "dn: x\nrare: 1\n\n"
        + "dn: y\n\n" * ROWS
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_file_of_any_form_is_described_from_a_sample_with_the_columns_of_all_its_rows(name):
    content = LARGE[name].encode()
    profile = profile_of(name, content)
    assert profile.rows == 2 * ROWS + 1
    assert 0 < profile.sampled < profile.rows
    assert profile.column("rare") is not None
    assert len(typed_rows(profile, content)) == profile.rows


def test_large_table_is_counted_in_full_and_described_from_a_sample():
    content = b"a,b\n" + b"".join(b"%d,x\n" % i for i in range(300_000))
    profile = profile_of("a.csv", content)
    assert profile is not None
    assert profile.rows == 300_000
    assert 0 < profile.sampled < 300_000
    assert "about 0 to 299" in described(profile, 400)
