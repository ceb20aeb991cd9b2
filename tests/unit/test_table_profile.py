"""What tables in real files look like, and what their profiles say."""

from __future__ import annotations

import json

import pytest

from hocket.documents.profile import (
    described,
    joins_of,
    profile_from,
    profile_json,
    profile_of,
    read_table,
    typed_rows,
)

PEOPLE = "name,age,town\nAda,36,Bonn\nBen,41,Ulm\nCleo,29,Bonn\nDan,,Ulm\nEve,33,Bonn\n"
PEOPLE_TYPES = {"name": "text", "age": "integer", "town": "text"}

# Name, content, number of rows, and the types of the columns by name.
FILES: list[tuple[str, str, int, dict[str, str]]] = [
    ("plain.csv", PEOPLE, 5, PEOPLE_TYPES),
    ("comments.csv", f"# made by hand\n# 2024\n{PEOPLE}", 5, PEOPLE_TYPES),
    ("blank.csv", f"\n\n{PEOPLE}", 5, PEOPLE_TYPES),
    ("title.csv", f"People of the club\n\n{PEOPLE}", 5, PEOPLE_TYPES),
    ("padded.csv", f"People,,\n,,\n{PEOPLE}", 5, PEOPLE_TYPES),
    (
        "meta.csv",
        "Source:;the office\nMade:;2024\n\na;b;c;d;e\n1;2;3;4;5\n2;3;4;5;6\n3;4;5;6;7\n",
        3,
        dict.fromkeys("abcde", "integer"),
    ),
    (
        "named comment.csv",
        "#id,value\n1,2.5\n2,3.5\n3,4\n",
        3,
        {"#id": "integer", "value": "number"},
    ),
    (
        "none.csv",
        "1,2.5,x\n2,3.5,y\n3,4.5,z\n",
        3,
        {"column1": "integer", "column2": "number", "column3": "text"},
    ),
    (
        "words.csv",
        "red,round\nblue,round\nred,flat\nblue,flat\nred,flat\nblue,round\n",
        6,
        {"column1": "text", "column2": "text"},
    ),
    (
        "two.csv",
        ",2019,,2020,\nTown,Men,Women,Men,Women\nBonn,1,2,3,4\nUlm,2,3,4,5\nKiel,4,5,6,7\n",
        3,
        {
            "Town": "text",
            "2019 Men": "integer",
            "2019 Women": "integer",
            "2020 Men": "integer",
            "2020 Women": "integer",
        },
    ),
    (
        "units.csv",
        "place,height,weight\n,(m),(kg)\nA,1.5,20\nB,2.5,30\nC,3.5,40\n",
        3,
        {"place": "text", "height (m)": "number", "weight (kg)": "integer"},
    ),
    ("footer.csv", f"{PEOPLE}Source: the register of 2024\n", 5, PEOPLE_TYPES),
    (
        "total.csv",
        "item,price,count\npen,1.5,2\nink,2.5,3\ncap,1,4\nTotal,5,9\n",
        3,
        {"item": "text", "price": "number", "count": "integer"},
    ),
    (
        "hours.csv",
        "dog,out\nRex,1:15\nBim,45 min\nTom,half an hour\nSum,2:30\n",
        3,
        {"dog": "text", "out": "number"},
    ),
    (
        "weights.csv",
        "crate,weight\na,1 kg\nb,500 g\nTotal loss,7 kg\n",
        3,
        {"crate": "text", "weight": "integer"},
    ),
    ("gaps.csv", "a,,b\n1,,x\n,,\n2,,y\n", 2, {"a": "integer", "b": "text"}),
    ("trailing.csv", "a,b,\n1,x,\n2,y,\n", 2, {"a": "integer", "b": "text"}),
    ("twice.csv", "a,a,b\n1,2,3\n4,5,6\n", 2, {"a": "integer", "a_2": "integer", "b": "integer"}),
    ("again.csv", "a,b\n1,x\n2,y\na,b\n3,z\n", 3, {"a": "integer", "b": "text"}),
    ("spaces.csv", "name , size\nA, 5\nB, 7\n", 2, {"name": "text", "size": "integer"}),
    (
        "years.csv",
        "country,1970,1980,1990,2000\nA,1,2,3,4.5\nB,2,3,4,5\n",
        2,
        {
            "country": "text",
            "1970": "integer",
            "1980": "integer",
            "1990": "integer",
            "2000": "number",
        },
    ),
    (
        "german.csv",
        "Ort;Preis;Tag\nBonn;1.234,50;28.03.1959\nUlm;0,5;01.04.1959\n",
        2,
        {"Ort": "text", "Preis": "number", "Tag": "date"},
    ),
    ("thousands.csv", 'a,b\nx,"1,234"\ny,"12,345,678"\n', 2, {"a": "text", "b": "integer"}),
    ("money.csv", "a,b\nx,$1.50\ny,$20\nz,n/a\n", 3, {"a": "text", "b": "number"}),
    ("euros.csv", 'a,b\nx,"1.234,50 €"\ny,"89,00 €"\n', 2, {"a": "text", "b": "number"}),
    ("percent.csv", "a,b\nx,12%\ny,13.5 %\n", 2, {"a": "text", "b": "number"}),
    ("brackets.csv", "a,b\nx,(12.50)\ny,3\n", 2, {"a": "text", "b": "number"}),
    ("codes.csv", "zip,n\n01067,1\n53111,2\n", 2, {"zip": "text", "n": "integer"}),
    (
        "truth.csv",
        "a,b,c\nyes,ja,T\nno,nein,F\nyes,ja,T\n",
        3,
        {"a": "boolean", "b": "boolean", "c": "boolean"},
    ),
    (
        "marks.csv",
        "a,b,c\n1,N/A,?\n2,5,Bonn\n-,6,Ulm\n",
        3,
        {"a": "integer", "b": "integer", "c": "text"},
    ),
    ("odd.csv", "a,b\nx,1\ny,2\nz,3\nu,about 4\nv,5\n", 5, {"a": "text", "b": "integer"}),
    ("tabs.tsv", "a\tb\n1\t2,5\n2\t3,5\n", 2, {"a": "integer", "b": "number"}),
    (
        "tags.csv",
        "a,b\nx,red;blue\ny,blue\nz,red;green;blue\nu,green;red\n",
        4,
        {"a": "text", "b": "list"},
    ),
    ("empty column.csv", "a,b\n1,\n2,\n", 2, {"a": "integer", "b": "empty"}),
    ("one.csv", "a,b\n1,x\n", 1, {"a": "integer", "b": "text"}),
    (
        "quoted.csv",
        'name,notes\nx,"foo;bar\nbaz"\ny,"q, r"\n',
        2,
        {"name": "text", "notes": "text"},
    ),
    (
        "blanks.csv",
        "x    y    z\n1.0  2.0  3.0\n4.0  5.0  6.0\n7.0  8.0  9.0\n1.0  1.0  2.0\n",
        4,
        {"x": "number", "y": "number", "z": "number"},
    ),
    (
        "stars.txt",
        "Star       Size  Hue\nAlpha Cen  1.1   red\nVega       2.3   dim\nRigel      78.9  hot\n",
        3,
        {"Star": "text", "Size": "number", "Hue": "text"},
    ),
    ("list.json", '[{"a": 1, "b": "x"}, {"a": 2.5, "b": null}]', 2, {"a": "number", "b": "text"}),
    (
        "nested.json",
        '{"when": "now", "items": [{"a": {"x": 1, "y": [1]}}, {"a": {"x": 2, "y": []}}]}',
        2,
        {"a.x": "integer", "a.y": "list"},
    ),
    (
        "by key.json",
        '{"Bonn": {"n": 1}, "Ulm": {"n": 2}, "Kiel": {"n": 3}}',
        3,
        {"key": "text", "n": "integer"},
    ),
    ("columns.json", '{"a": [1, 2], "b": ["x", "y"]}', 2, {"a": "integer", "b": "text"}),
    ("map.json", '{"Bonn": 1, "Ulm": 2, "Kiel": 3}', 3, {"key": "text", "value": "integer"}),
    ("settings.json", '{"host": "x", "port": 80}', 1, {"host": "text", "port": "integer"}),
    (
        "lines.jsonl",
        '{"a": 1, "t": true}\n\n{"a": 2, "t": false}\n',
        2,
        {"a": "integer", "t": "boolean"},
    ),
    ("broken.jsonl", '{"a": 1}\n{"a": 2}\n{"a":\n', 2, {"a": "integer"}),
    (
        "access.log",
        '1.2.3.4 - - [28/Nov/2024:10:11:12 +0000] "GET /a HTTP/1.1" 200 512\n' * 4,
        4,
        {
            "host": "text",
            "ident": "empty",
            "user": "empty",
            "time": "datetime",
            "method": "text",
            "path": "text",
            "protocol": "text",
            "status": "integer",
            "bytes": "integer",
        },
    ),
    (
        "app.log",
        "2024-01-02 03:04:05,678 ERROR [db] lost\n2024-01-02 03:04:06,000 INFO [web] up\n" * 2,
        4,
        {"time": "datetime", "level": "text", "source": "text", "message": "text"},
    ),
    (
        "days.ics",
        "BEGIN:VCALENDAR\n"
        + "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20240101\nSUMMARY:New\n  Year\nEND:VEVENT\n" * 3
        + "END:VCALENDAR\n",
        3,
        {"DTSTART": "date", "SUMMARY": "text"},
    ),
    (
        "cards.txt",
        "\n\n".join(f"Name: N{i}\nAge: {i}" for i in range(5)),
        5,
        {"Name": "text", "Age": "integer"},
    ),
]


@pytest.mark.parametrize(("name", "text", "rows", "types"), FILES, ids=[file[0] for file in FILES])
def test_table_is_profiled_as_a_person_would_read_it(name, text, rows, types):
    content = text.encode()
    profile = profile_of(name, content)
    assert profile is not None
    assert {column.name: column.type for column in profile.columns} == types
    assert profile.rows == rows
    assert len(typed_rows(profile, content)) == rows
    assert profile_from(profile_json(profile)) == profile


DATES = [
    ("19590328", "1959-03-28"),
    ("1959-03-28", "1959-03-28"),
    ("1959/3/28", "1959-03-28"),
    ("28.03.1959", "1959-03-28"),
    ("28.3.59", "2059-03-28"),
    ("28/03/1959", "1959-03-28"),
    ("03/28/1959", "1959-03-28"),
    ("28-Mar-1959", "1959-03-28"),
    ("28 March 1959", "1959-03-28"),
    ("28. März 1959", "1959-03-28"),
    ("Mar 28, 1959", "1959-03-28"),
    ("March 28th, 1959", "1959-03-28"),
    ("Sat, 28 Mar 1959", "1959-03-28"),
    ("2005-03", "2005-03"),
    ("Jan 2005", "2005-01"),
    ("01/2005", "2005-01"),
    ("Jan-05", "2005-01"),
    ("2005M03", "2005-03"),
    ("2005-Q3", "2005-Q3"),
    ("Q3 2005", "2005-Q3"),
    ("2005-03-04T05:06:07Z", "2005-03-04T05:06:07Z"),
    ("2005-03-04 05:06:07.5+02:00", "2005-03-04T05:06:07.5+02:00"),
    ("28/Nov/2024:10:11:12 +0000", "2024-11-28T10:11:12+0000"),
    ("13/1/2003 4:05 PM", "2003-01-13T16:05"),
    ("Sat, 22 Apr 2017 15:11:58 -0500", "2017-04-22T15:11:58-0500"),
    ("23:59", "23:59"),
    ("4:05:06 am", "04:05:06"),
]


@pytest.mark.parametrize(("written", "iso"), DATES)
def test_date_is_known_in_the_form_in_which_it_is_written(written, iso):
    content = f"what;day\na;{written}\n".encode()
    profile = profile_of("a.csv", content)
    assert profile is not None
    assert profile.columns[1].minimum == iso
    assert typed_rows(profile, content) == [["a", iso]]


@pytest.mark.parametrize(
    ("days", "day_first", "is_open"),
    [
        (["03/04/2005", "28/04/2005"], True, False),
        (["03/04/2005", "04/28/2005"], False, False),
        (["03/04/2005", "04/05/2005"], False, True),
        (["03.04.2005", "04.05.2005"], True, False),
    ],
)
def test_order_of_day_and_month_follows_the_dates_that_allow_only_one(days, day_first, is_open):
    profile = profile_of("a.csv", ("day,n\n" + "".join(f"{day},1\n" for day in days)).encode())
    assert profile is not None
    assert (profile.columns[0].day_first, profile.columns[0].is_open) == (day_first, is_open)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encoding_of_a_table_changes_none_of_its_values(encoding):
    profile = profile_of("a.csv", "Ort;Größe\nKöln;5\nDüren;7\n".encode(encoding))
    assert profile is not None
    assert [column.name for column in profile.columns] == ["Ort", "Größe"]
    assert profile.encoding == encoding


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.txt", "a.jsonl", "a.log", "a.py"])
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\xff" * 50, b"\xef\xbb\xbf"])
def test_file_without_text_has_no_profile(name, content):
    assert profile_of(name, content) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\n\nthe meeting is, as you know, on Monday.\nBring tea, cake, time.\n",
        "One line.\nTwo lines, with a comma.\nThree lines; with more, of them, all, in all.\n",
    ],
)
def test_prose_is_no_table(text):
    assert read_table("letter.txt", text.encode()) is None


def test_missing_values_and_odd_ones_are_counted_and_named():
    content = b"a,b\n" + b"1,x\n2,x\nN/A,y\n,y\nten,x\n4,y\n5,x\n"
    profile = profile_of("a.csv", content)
    assert profile is not None
    column = profile.columns[0]
    assert (column.missing, column.missing_as) == (2, ("N/A",))
    assert (column.odd, column.odd_count) == (("ten",), 1)
    assert [row[0] for row in typed_rows(profile, content)] == [1, 2, None, None, "ten", 4, 5]


def test_na_among_codes_of_countries_is_a_value():
    profile = profile_of("a.csv", b"id,n\nDE,1\nNA,2\nFR,3\n")
    assert profile is not None
    assert profile.columns[0].missing == 0


def test_symbol_of_sodium_is_a_value():
    profile = profile_of("a.csv", b"symbol,n\nNe,10\nNa,11\nMg,12\n")
    assert profile is not None
    assert profile.columns[0].missing == 0


def test_description_lists_columns_with_their_exact_names_ranges_and_values():
    profile = profile_of("people.csv", PEOPLE.encode())
    assert profile is not None
    assert described(profile, 1000) == (
        "people.csv: a table of 5 rows and 3 columns\n"
        "- 'name': text, all different, such as 'Ada', 'Ben', 'Cleo'\n"
        "- 'age': integer, 29 to 41, 1 missing\n"
        "- 'town': text, 'Bonn' (3), 'Ulm' (2)"
    )


def test_description_of_many_columns_begins_with_those_that_the_goal_names():
    words = [f"{a}{b}{c}" for a in "abcde" for b in "aeiou" for c in "klmn"]
    content = f"{','.join(words)}\n{','.join('1' for _ in words)}\n".encode()
    profile = profile_of("wide.csv", content)
    assert profile is not None
    text = described(profile, 900, about="What is the mean of eum, by dol?")
    assert len(text) <= 900
    assert text.splitlines()[1].startswith("- 'dol'")
    assert text.splitlines()[2].startswith("- 'eum'")
    assert "more: 'aak'" not in text
    assert " more: " in text


def test_description_joins_a_column_for_each_year_to_one_line():
    names = ",".join(str(year) for year in range(1960, 2021))
    content = f"country,{names}\nA,{names}\nB,{names}\n".encode()
    profile = profile_of("wide.csv", content)
    assert profile is not None
    assert "- '1960', '1961' … '2020' (61 columns): integer, 1960 to 2020" in described(
        profile, 500
    )


def test_tables_are_joined_by_columns_that_hold_the_same():
    left = profile_of("orders.csv", b"order,customer_id\n1,7\n2,8\n3,7\n")
    right = profile_of("customers.csv", b"Customer ID,name\n7,Ada\n8,Ben\n9,Cleo\n")
    assert left is not None
    assert right is not None
    assert [join.described() for join in joins_of([left, right])] == [
        "orders.csv 'customer_id' = customers.csv 'Customer ID'"
    ]


def test_tables_that_only_have_years_in_common_are_not_joined():
    left = profile_of("birds.csv", b"bird,year\na,2007\nb,2007\nc,2008\n")
    right = profile_of("towns.csv", b"town,year\nBonn,2007\nBonn,2008\nUlm,2008\n")
    assert left is not None
    assert right is not None
    assert joins_of([left, right]) == ()


def test_stored_profile_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="no profile"):
        profile_from(json.dumps({"kind": "picture"}).encode())
