"""Documents with bullet lists, written from what a program gives."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of


@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "value", "value": {"Old": ["oak (3)", "yew (1)"], "New": ["fir (2)"]}},
        {"kind": "value", "value": {"Old": [["oak", 3], ["yew", 1]], "New": [["fir", 2]]}},
        {
            "kind": "table",
            "columns": ["age", "tree", "n"],
            "rows": [["Old", "oak", 3], ["Old", "yew", 1], ["New", "fir", 2]],
        },
    ],
)
def test_bullet_lists_stand_below_their_headings(answer):
    form = form_of("As trees.md: a heading for each age, and under it a bullet list.", ["trees.md"])
    filled = fill(form, answer)
    assert filled.content == b"## Old\n\n- oak (3)\n- yew (1)\n\n## New\n\n- fir (2)\n"


def test_bullet_lists_of_a_number_are_none():
    form = form_of("Write trees.md, a bulleted list.", ["trees.md"])
    assert "no list of texts" in fill(form, {"kind": "value", "value": 3}).lacks
    assert fill(form, {"kind": "value", "value": ["oak"]}).content == b"- oak\n"
