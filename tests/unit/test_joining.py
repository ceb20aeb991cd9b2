"""Columns by which tables can be joined, found by their values."""

from __future__ import annotations

from hocket.agents.ways.joining import joins_in
from hocket.documents.loading import loaded_profile, loaded_table

AIRPORTS = "id,iata,height,source\n7001,ABC,12,web\n7002,DEF,8001,web\n7003,GHI,44,web\n"
ROUTES = "line,Source,to,stops\n1,ABC,DEF,0\n2,DEF,ABC,0\n3,ABC,GHI,0\n4,GHI,DEF,0\n"


def joins(**texts):
    return joins_in(
        {
            name: (loaded_profile(f"{name}.csv", raw), loaded_table(f"{name}.csv", raw))
            for name, raw in ((name, text.encode()) for name, text in texts.items())
        }
    )


def test_columns_whose_values_stand_in_a_key_of_another_table_refer_to_it():
    assert sorted(joins(airports=AIRPORTS, routes=ROUTES)) == [
        "routes 'Source' = airports 'iata'",
        "routes 'to' = airports 'iata'",
    ]


def test_numbers_of_rows_and_names_alone_join_nothing():
    first = "no,source\n1,a\n2,b\n3,c\n"
    second = "nr,source\n1,x\n2,y\n3,z\n"
    assert joins(first=first, second=second) == []


def test_key_in_both_tables_joins_them_once_whatever_its_case():
    names = [f"Town {n}" for n in range(9)]
    first = "town,people\n" + "".join(f"{n},{len(n)}\n" for n in names)
    second = "Town,rain\n" + "".join(f"{n.upper()},3\n" for n in names[:6])
    assert joins(first=first, second=second) == ["first 'town' = second 'Town'"]
