"""Tables as people keep them: words among values, rows that stand twice, times and labels."""

from __future__ import annotations

import json

import pytest

from hocket.execute.tables.tool import Compute
from shops import computed, queried

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]


RUNS = "runner,time,on\n" + "".join(
    f"r{n},{'DNF' if n % 3 == 0 else 12.5 + n},{'lost' if n % 4 == 0 else f'2024-05-{n + 1:02}'}\n"
    for n in range(24)
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("answer = int((df['time'] == 'DNF').sum())", 8),
        ("answer = sum(row['on'] == 'lost' for row in rows)", 6),
        ("answer = float(df[df['time'] != 'DNF']['time'].sum())", 392.0),
        ("answer = float(df['time'].sum())", 392.0),
        ("answer = int(df[df['on'] != 'lost']['on'].dt.day.max())", 24),
    ],
)
async def test_words_among_values_are_there_for_programs_that_compare_them(
    sandbox, place, code, expected
):
    (place.folder / "shops.csv").write_text(RUNS)
    assert await computed(sandbox, place, code) == expected


async def test_words_among_values_are_there_for_statements_that_compare_them(sandbox, place):
    (place.folder / "shops.csv").write_text(RUNS)
    for sql, number in [
        ("SELECT count(*) FROM df WHERE time = 'DNF'", 8),
        ("SELECT count(*) FROM df WHERE time_word = 'DNF'", 8),
        ("SELECT count(*) FROM df WHERE \"on\" <> 'lost'", 18),
    ]:
        assert (await queried(sandbox, place, sql))[1] == [[number]]


async def test_time_is_found_with_and_without_its_first_nought(sandbox, place):
    (place.folder / "shops.csv").write_text("who,at\na,9:30\nb,10:15\nc,11:00\n")
    for at in ("9:30", "09:30"):
        assert (
            await computed(sandbox, place, f"answer = df[df['at'] == '{at}']['who'].sum()") == "a"
        )


REPEATED = (
    '[{"id": 1, "items": [{"q": 2}, {"q": 3}]}, {"id": 2, "items": [{"q": 1}]}, '
    '{"id": 2, "items": [{"q": 1}]}, {"id": null, "items": [{"q": 5}]}, '
    '{"id": null, "items": [{"q": 6}]}]'
)


@pytest.mark.parametrize("once", ["id", "*"])
async def test_rows_that_count_once_are_left_out_before_their_items_are_rows(sandbox, place, once):
    (place.folder / "shops.csv").unlink()
    (place.folder / "orders.json").write_text(REPEATED)
    code = "answer = [len(df), int(df_items['q'].sum())]"
    result = await Compute(sandbox).use({"code": code, "once": once}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["value"] == [4, 17]


async def test_number_as_a_label_is_that_label_before_it_is_a_place(sandbox, place):
    code = "s = pd.Series([10, 20, 30], index=['1', '2', '3'])\nanswer = [int(s[1]), int(s[0])]"
    assert await computed(sandbox, place, code) == [10, 10]
