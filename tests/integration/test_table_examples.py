"""The worked examples that an LLM reads: each runs, and what they give is the same."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date, timedelta

import pytest

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.agents.forms import fill, form_of
from hocket.agents.ways.examples import EXAMPLES
from hocket.agents.ways.loaded import Loaded
from hocket.agents.ways.things import thing_in
from hocket.execute.tables.tool import Compute, Query
from hocket.ports.tool import ToolPlace

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]


def towns():
    yield "town,region,people,founded"
    for number in range(60):
        region = ("North", "South", "East")[number % 3]
        people = 9000 if number == 17 else 100 + number * 37 % 1000
        town = {4: "Aldea", 8: "Carr"}.get(number, f"T{number}")
        yield f"{town},{region},{people},{1204 + number * 13}"


def clinics():
    yield "town,year,visits"
    for number in range(58):
        for year in (2015, 2020):
            yield f"T{number},{year},{4 + number * year % 301}"


def river():
    yield "month,level,gauge"
    for number in range(48):
        month = f"{1999 + number // 12}-{number % 12 + 1:02}-01"
        for place, gauge in enumerate(("Mill", "Weir")):  # no level is there twice
            level = 500 + number * number * 7 % 53 * 100 + number + 50 * place
            yield f"{month},{level / 1000},{gauge}"


def rain():
    months = "jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec"
    yield f"station,year,{months}"
    for place, station in enumerate(("Dale", "Fell", "Moor")):
        for year in range(1988, 2013):
            values = ",".join(str((year * 7 + n * 31 + place * 17) % 97 + 0.5) for n in range(12))
            yield f"{station},{year},{values}"


def bids():
    yield "lot,bidder,price,won"
    for lot in range(1, 41):
        for number, bidder in enumerate(("Ash", "Birch", "Cedar")):
            yield f"{lot},{bidder},{10.5 + (lot * 17 + number * 29) % 90},{int(lot % 3 == number)}"


def guests():
    yield "guest,ordered,price_soup,price_salad,price_pasta,wait_soup,wait_salad,wait_pasta"
    for guest in range(1, 61):
        ordered = ("soup", "salad", "pasta")[guest * 5 % 7 % 3]
        prices = [4.5 + guest * 7 % 9 / 2, 5 + guest * 11 % 13 / 2, 7 + guest * 3 % 7 / 4]
        waits = [2 + guest % 13, 1 + guest * 3 % 11, 8 + guest * 5 % 22]
        yield f"{guest},{ordered},{','.join(map(str, [*prices, *waits]))}"


def shops():
    yield "shop,city"
    for number in range(12):
        yield f"S{number},{('Lund', 'Oulu')[number % 2]}"


def sales():
    yield "shop,year,amount"
    for number in range(12):
        for year in (2005, 2010, 2020):
            amount = "" if (number, year) == (3, 2010) else 20.5 + number * year % 71
            yield f"S{number},{year},{amount}"


def mills():
    yield "mill,year,flour"
    for number in range(5):
        for year in range(1975, 2021):
            name = "Abbey" if number == 0 else f"M{number}"
            yield f"{name},{year},{3.5 + (number * 31 + year * 7) % 83 + number * year % 7 / 10}"


def staff():
    yield "name,team,pay,hours,ends"
    names = ("Ann", "Bob", "Cleo", "Dana", "Eva", "Finn", "Gil", "Hal", "Ida", "Jon", "Kay", "Lou")
    for number, name in enumerate(names):
        team = ("Kitchen", "Garden", "Office")[number % 3]
        hours = "" if name == "Gil" else 20.5 + number * 2
        ends = f"2023-0{number % 9 + 1}-28" if number % 4 == 0 else ""
        yield f"{name},{team},{1800 + number * 980 % 2600},{hours},{ends}"


def rings():
    yield "time"
    for number in range(90):
        day = date(2023, 1, 2) + timedelta(days=number * 4 % 61)
        yield f"{day} {number * 5 % 24:02}:{number % 60:02}:00"


def notes():
    yield "guest,day,paid"
    yield from (" ida FALK,3.2.2024,9.50 EUR", "Jon Berg ,2024-02-05,8.00", "TOTAL,,17.50")
    yield from ("mia  lund,7 Feb 2024,EUR 12", "per OLSEN,4.3.2024,1.25")


def mines():
    minerals = ("coal", "iron", "lead", "lime", "salt", "tin", "zinc")
    yield ",".join(("year", *minerals))
    for year in range(1980, 2021):
        yield ",".join([str(year), *(str((year * (11 + n) + n * 37) % 97 + 0.5) for n in range(7))])


def tills():
    yield "time,visitors,buyers"
    for number in range(26):
        visitors = 3 + number * 17 % 59
        yield f"2023-05-02 {8 + number // 2:02}:{number % 2 * 30:02}:00,{visitors},{visitors // 3}"


def books():
    yield "number,title,printed"
    for number in range(1, 21):
        yield f"{number},Title {number},{1871 + number * 37 % 148}"


def loans():
    yield "book,day"
    for number in range(1, 21):
        for day in range(number * 7 % 20):
            yield f"{number},2021-01-{day + 1:02}"


def spring():
    yield "month,level"
    for number in range(60):
        level = 200 + number * number * 11 % 61 * 50 + number
        yield f"{1961 + number // 12}-{number % 12 + 1:02}-01,{level / 1000}"


def harvest():
    yield "farm,month,fruit,crates"
    for number, farm in enumerate(("Brook", "Dale", "Hill", "Moor")):
        for month in range(1, 13):
            for place, fruit in enumerate(("Apples", "Pears", "Plums")):
                yield f"{farm},2022-{month:02}-01,{fruit},{(number * 41 + month * place * 13) % 97}"


def swims():
    yield "name,length,season,seconds"
    for number, name in enumerate(("Ada", "Bo", "Cy", "Di")):
        for length in (50, 100, 200):
            if (name, length) == ("Di", 50):
                continue
            for season in (2021, 2022) if (name, length) != ("Bo", 200) else (2021,):
                later = (season - 2021) * (number * 5 + length)
                yield f"{name},{length},{season},{24.8 + (number * 7 + length + later) % 41}"


def terms():
    yield "name,office,begins,ends"
    for number in range(14):
        name, office = (
            ("Ada", "Bo", "Cy", "Di", "Eva")[number * 3 % 5],
            ("Chair", "Clerk")[number % 2],
        )
        begins = date(1990, 2, 1) + timedelta(days=number * 700)
        yield f"{name},{office},{begins},{begins + timedelta(days=200 + number * 97 % 450)}"


def ferries():
    yield "number,left,reached,cars"
    ports = ("Isle", "Pier", "Quay")
    for number in range(40):
        left, reached = ports[number % 3], ports[(number * 5 + number // 7) % 3]
        yield f"F{100 + number},{left},{reached},{number * 7 % 41}"


def tickets():
    yield "time,event,ticket,team,parts,each"
    for n in range(24):
        team = ("Ash", "Elm", "Oak")[n % 3]
        opened = "ticket <ticket> opened team=<team> parts=<parts> each=<each>"
        ended = "ticket <ticket> " + ("dropped" if n % 4 == 1 else "closed")
        yield f"2024-03-04T08:{n:02}:12,{opened},{410 + n},{team},{n % 7 + 1},{n * 3 % 11 + 2}"
        yield f"2024-03-04T09:{n:02}:12,{ended},{410 + n},,,"


def hives():
    yield "hive,yard,year,honey"
    for number in range(12):
        for year in (2019, 2020, 2021):
            honey = 10 + (number * 7 + year * 13) % 29 + number / 10
            yield f"H{number},{('Hill', 'Mill', 'Dene')[number % 3]},{year},{honey}"


def boats():
    yield "port,year,kind,boats"
    for place, port in enumerate(("Isle", "Pier", "Quay")):
        for year in range(2004, 2016):
            for number, kind in enumerate(("Motor boats", "Rowing boats", "Sailing boats")):
                yield f"{port},{year},{kind},{40 + (place * 5 + year * 11 + number * 17) % 31}"


def tanks():
    yield "day,litres_read"
    for month in range(1, 13):
        yield f"2022-{month:02}-01,{(month if month < 3 else month - 2.5) * 310:.0f}"


TABLES = {
    build.__name__: build
    for build in (
        *(towns, river, rain, bids, guests, shops, sales, mills, staff, rings, notes),
        *(tills, books, loans, mines, spring, harvest, swims, terms),
        *(ferries, tanks, tickets, hives, boats, clinics),
    )
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.task[:30])
async def test_all_ways_of_an_example_give_the_same(example, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for sheet in example.sheets:
        (folder / f"{sheet.name}.csv").write_text("\n".join(TABLES[sheet.name]()) + "\n")
    made = re.findall(r"\w+\.(?:json|csv|md)", example.task)
    form = form_of(example.task, [name for name in made if not (folder / name).exists()])
    wide = {
        one.name: one.wide.as_json()
        for sheet in example.sheets
        if (one := loaded(folder, sheet.name, example.task, form.keys)).wide is not None
    }
    thing = thing_in(example.task, form.keys, ())
    filled = []
    for tool, argument, way in (
        (Compute, "code", "program"),
        (Compute, "code", "rows"),
        (Query, "sql", "query"),
    ):
        if code := example.code(way):
            call = {argument: code, "wide": wide, "thing": thing}
            result = await tool(Bubblewrap()).use(call, ToolPlace(folder, "key"))
            assert result.ok, result.text
            assert not result.data["doubt"]
            filled.append(fill(form, json.loads(result.data["answer"])))
    assert not filled[0].lacks
    values = [value_of(result) for result in filled]
    assert values[0]
    assert values == values[:1] * len(values)


def loaded(folder, name, task, keys):
    """The table of an example, as a task on it finds it."""
    file = folder / f"{name}.csv"
    return Loaded(file.name, "df", file.read_bytes(), task=task, keys=keys)


def value_of(filled):
    """What is handed over; the order of the keys of JSON says nothing."""
    content = filled.content if filled.content is not None else filled.text
    with suppress(ValueError):
        return json.loads(content)
    return content
