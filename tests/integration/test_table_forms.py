"""The other forms in which a table is loaded: lists within rows, cases of event logs, sides."""

from __future__ import annotations

import json

import pytest

from shops import computed, queried

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]


ORDERS = json.dumps(
    [
        {"no": 1, "who": "Ann", "items": [{"sku": "a", "n": 2}, {"sku": "b", "n": 1}]},
        {"no": 2, "who": "Bob", "items": [{"sku": "a", "n": 5}]},
        {"no": 3, "who": "Cy", "items": []},
    ]
)


async def test_lists_of_objects_are_a_table_of_their_own(sandbox, place):
    (place.folder / "shops.csv").unlink()
    (place.folder / "orders.json").write_text(ORDERS)
    code = "answer = df_items.groupby('sku')['n'].sum().to_dict()"
    assert await computed(sandbox, place, code) == {"a": 7, "b": 1}
    sql = "SELECT who, sum(n) FROM df_items GROUP BY who ORDER BY who"
    assert (await queried(sandbox, place, sql))[1] == [["Ann", 3], ["Bob", 5]]


@pytest.mark.parametrize("table", ["df", "orders", '"orders.json"'])
async def test_table_whose_inner_form_has_a_column_is_taken_so(sandbox, place, table):
    (place.folder / "shops.csv").unlink()
    (place.folder / "orders.json").write_text(ORDERS)
    sql = f"SELECT sku, sum(n) FROM {table} GROUP BY sku ORDER BY sku"  # noqa: S608 - a test
    assert (await queried(sandbox, place, sql))[1] == [["a", 7], ["b", 1]]


async def test_event_log_is_a_table_of_its_cases_too(sandbox, place):
    (place.folder / "shops.csv").unlink()
    events = [
        (f"2025-05-0{day} 1{n}:{minute}", f"K{n}", what, pier)
        for day in (1, 2)
        for n in range(6)
        for minute, what, pier in (("05", "taken", "quay"), (f"{n + 30}", "back", f"mole {n % 2}"))
    ]
    rows = "".join(f"{','.join(event)}\n" for event in sorted(events))
    (place.folder / "boats.csv").write_text(f"time,boat,what,pier\n{rows}")
    sql = (
        "SELECT boat, sum(date_diff('minute', taken_at, back_at)) AS minutes FROM df_by_boat "
        "GROUP BY boat ORDER BY boat LIMIT 2"
    )
    assert (await queried(sandbox, place, sql))[1] == [["K0", 50], ["K1", 52]]
    code = "answer = int(df_by_boat[df_by_boat['pier_back'] == 'mole 1'].shape[0])"
    assert await computed(sandbox, place, code) == 6


async def test_rows_of_two_of_a_kind_are_there_for_each_side(sandbox, place):
    (place.folder / "shops.csv").write_text(
        "home,away,home_goals,away_goals\nAsh,Bray,2,1\nBray,Cove,0,0\nCove,Ash,1,3\nBray,Ash,1,1\n"
    )
    sql = (
        "SELECT name, sum(CASE WHEN own_goals > other_goals THEN 3 WHEN own_goals = other_goals "
        "THEN 1 ELSE 0 END) AS points FROM df_sides GROUP BY name ORDER BY name"
    )
    assert (await queried(sandbox, place, sql))[1] == [["Ash", 7], ["Bray", 2], ["Cove", 1]]
    code = "answer = df_sides.groupby('name')['own_goals'].sum().astype(int).to_dict()"
    assert await computed(sandbox, place, code) == {"Ash": 6, "Bray": 2, "Cove": 1}


SIDES = "from,to,n\nAsh,Bray,1\nBray,Cove,2\nCove,Ash,3\nAsh,Cove,4\n"


async def test_file_that_is_called_like_a_form_is_read(sandbox, place):
    (place.folder / "shops.csv").unlink()
    (place.folder / "df_sides.csv").write_text(SIDES)
    assert (await queried(sandbox, place, "SELECT count(*) FROM df"))[1] == [[4]]


async def test_the_table_of_several_is_a_file_and_not_a_form(sandbox, place):
    (place.folder / "shops.csv").write_text("a,b\n1,2\n2,3\n")
    (place.folder / "trips.csv").write_text(SIDES)
    assert await computed(sandbox, place, "answer = len(df)") == 4


async def test_measures_of_several_options_are_there_for_each(sandbox, place):
    (place.folder / "shops.csv").write_text(
        "guest,ordered,price_soup,price_tart,wait_soup,wait_tart\n"
        "1,soup,4,6,5,2\n2,soup,7,5,4,9\n3,tart,8,6,3,3\n"
    )
    sql = (
        "SELECT count(*) FROM df_options WHERE option = ordered AND price = (SELECT "
        "min(other.price) FROM df_options AS other WHERE other.guest = df_options.guest)"
    )
    assert (await queried(sandbox, place, sql))[1] == [[2]]
    code = "answer = df_options.groupby('option')['wait'].sum().astype(int).to_dict()"
    assert await computed(sandbox, place, code) == {"soup": 12, "tart": 14}


OFFERS = (
    "order,supplier,price.north,price.quay,price.hill\n"
    "1,quay,4,4,5\n2,north,7,5,9\n3,hill,8,6,3\n4,quay,2,6,3\n"
)


@pytest.mark.parametrize(
    ("sql", "code", "expected"),
    [
        (
            "SELECT count(*) FROM df WHERE supplier = lowest_price",
            'answer = int((df["supplier"] == df["lowest_price"]).sum())',
            2,
        ),
        (
            "SELECT avg(price_of_supplier - min_price) FROM shops",
            'answer = float((df["price_of_supplier"] - df["min_price"]).mean())',
            1.5,
        ),
        (
            "SELECT sum(max_price) FROM df WHERE highest_price = 'hill'",
            "answer = int(df[df.highest_price == 'hill'].max_price.sum())",
            14,
        ),
    ],
)
async def test_what_follows_from_the_options_is_there_for_both_voices(
    sandbox, place, sql, code, expected
):
    (place.folder / "shops.csv").write_text(OFFERS)
    assert (await queried(sandbox, place, sql))[1] == [[expected]]
    assert await computed(sandbox, place, code) == expected
