"""The way by columns: files brought into another form by code alone."""

from __future__ import annotations

import pytest

from conversions import converted, task_of
from hocket.agents.forms import form_of
from hocket.agents.ways.columns import REFUSED, ByColumns
from hocket.agents.ways.computing import computes
from hocket.agents.ways.spreading import spread_out
from hocket.documents.loading import loaded_profile
from hocket.documents.profile.quantities import quantity_in
from hocket.errors import PermanentError
from hocket.ports.agent import Prospect


async def test_columns_that_several_people_filled_in_take_one_form():
    raw = (
        "Date ,Name, Time\n2025-05-12,Ida,1:30\n12.05.2025, Tom ,90 min\n\n,,\n"
        '13 May 2025,Ida,2 h\n"May 13, 2025",Zoe,"0,5 h"\n14.05.2025,Zoe,2h05\nTotal,,8:05\n'
    )
    goal = (
        "raw.csv was filled in by several people. Bring it into one form as out.csv with the "
        "columns date (like 2025-05-12), name and minutes (a whole number), without empty rows "
        "and without the total."
    )
    assert await converted(goal, "raw.csv", raw) == (
        "date,name,minutes\n2025-05-12,Ida,90\n2025-05-12,Tom,90\n2025-05-13,Ida,120\n"
        "2025-05-13,Zoe,30\n2025-05-14,Zoe,125\n"
    )


async def test_numbers_that_each_hand_writes_otherwise_take_one_form():
    raw = (
        "Boat;Km;Litres\nA;7410;41.2 l\nB;7.655 km;38,75 L\n\nC;8 090;40.05\n"
        "D;8,612 km;42.5 litres\n;;\nE;8 644 km;L 37.6\nSum;;200,10 l\n"
    )
    goal = (
        "Every skipper filled in raw.csv in his own way. Make one out.csv of it with the columns "
        "boat, km (like 8412) and litres (two decimals, like 35.50), without empty rows and sums."
    )
    assert await converted(goal, "raw.csv", raw) == (
        "boat,km,litres\nA,7410,41.20\nB,7655,38.75\nC,8090,40.05\nD,8612,42.50\nE,8644,37.60\n"
    )


async def test_marks_that_may_part_thousands_are_not_cut_off():
    goal = "Convert raw.csv to out.csv with the columns shop and sales (a whole number)."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", "shop,sales\na,1.234\nb,945\nc,3.456\n")


async def test_percentages_that_are_to_be_parts_of_one_are_left_to_others():
    goal = "Convert raw.csv to out.csv with the columns mill and share (like 0.05)."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", "mill,share\na,5%\nb,6%\nc,7%\n")


@pytest.mark.parametrize("last", ["8,612 km", "8 rods", "many"])
async def test_number_that_cannot_take_the_form_is_never_written_as_it_stands(last):
    raw = f'boat,log\nA,12\nB,0.655 km\nC,"{last}"\nD,9.75 km\n'
    goal = "Convert raw.csv to out.csv with the columns boat and log (like 8412)."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", raw)


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("boat and load_kg (like 1.5)", "Boat,Load\nA,1.2 kg\nB,500\nC,0.8 kg\n"),
        ("boat and paid (two decimals)", "Boat,Paid\nA,5 EUR\nB,$7\nC,9 EUR\n"),
        ("boat and guests (like 12500)", 'Boat,Guests\nA,126.3\nB,"1.100"\nC,108\n'),
        ("boat and time (like 07:00), in UTC", "Boat,Time\nA,07:00\nB,08:00\n"),
    ],
)
async def test_numbers_of_which_the_unit_is_not_certain_are_left_to_others(said, raw):
    goal = f"Convert raw.csv to out.csv with the columns {said}."
    prospect = Prospect(goal, task_of(goal, "out.csv"), ("raw.csv",), ("compute",))
    if ByColumns().fits(prospect):
        with pytest.raises(PermanentError, match=REFUSED):
            await converted(goal, "raw.csv", raw)


@pytest.mark.parametrize("last", ["2024-02-01", "2024-01-30"])
async def test_several_days_of_a_month_are_no_line_for_each_month(last):
    goal = "Turn raw.csv into out.csv with one line per month: month (like 2024-01) and tide."
    raw = f"date,tide\n2024-01-03,2\n{last},4\n"
    if last.startswith("2024-01"):
        with pytest.raises(PermanentError, match=REFUSED):
            await converted(goal, "raw.csv", raw)
    else:
        assert await converted(goal, "raw.csv", raw) == "month,tide\n2024-01,2\n2024-02,4\n"


async def test_largest_of_which_number_is_left_to_others_where_several_may_be_meant():
    raw = "lake\tdepth\tarea\nA\t3\t9\nB\t50\t2\n"
    goal = "Convert lakes.tsv to out.csv with the columns lake and depth, {}."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal.format("the deepest on top"), "lakes.tsv", raw)
    named = await converted(goal.format("sorted by depth descending"), "lakes.tsv", raw)
    assert named == "lake,depth\nB,50\nA,3\n"


async def test_values_of_one_column_become_columns():
    raw = "town,year,rain\nUlm,2000,1.5\nBonn,2002,2\nBonn,2000,3\nUlm,1999,7\n"
    goal = (
        "In raw.csv each year of a town has a line. I need out.csv with one line per town from A "
        "to Z: town, then a column for each year from 2000 to 2002, empty where there is no value."
    )
    expected = "town,2000,2001,2002\nBonn,3,,2\nUlm,1.5,,\n"
    assert (await converted(goal, "raw.csv", raw)).replace(".0", "") == expected


async def test_columns_of_months_become_rows():
    months = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec"
    raw = f"Year,{months},Annual\n1990,1,2,3,4,5,6,7,8,9,10,11,12,6.5\n1991,4,4,4,4,,,,,,,,,4\n"
    goal = (
        "Every month of raw.csv is a column. I need out.csv with one line per month from the "
        "oldest to the newest: month (like 1948-01) and rate, and no yearly averages."
    )
    rows = (await converted(goal, "raw.csv", raw)).splitlines()
    assert rows[:3] == ["month,rate", "1990-01,1", "1990-02,2"]
    assert rows[-1] == "1991-04,4"
    assert len(rows) == 17


async def test_columns_of_things_become_rows():
    raw = "week,peas,kale,beans\n1,2,,0\n2,,3.5,4\n"
    goal = (
        "raw.csv has a column for every plant. Could you unpivot it to out.csv (week, plant, kg), "
        "and skip whatever yielded nothing?"
    )
    expected = "week,plant,kg\n1,peas,2\n2,kale,3.5\n2,beans,4\n"
    assert (await converted(goal, "raw.csv", raw)).replace(".0\n", "\n") == expected


async def test_column_called_count_asks_for_no_counting():
    goal = "Bring raw.csv into out.csv with the columns bird and count (digits only)."
    assert await converted(goal, "raw.csv", "Bird,x,Count\nowl,1,2\n") == "bird,count\nowl,2\n"


async def test_entries_of_one_year_of_a_calendar_become_rows():
    events = [("20231224", "Eve"), ("20241003", "Unity"), ("20240101", "New Year")]
    raw = "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(
        f"BEGIN:VEVENT\nUID:{n}@x\nDTSTART;VALUE=DATE:{day}\nSUMMARY:{name}\nEND:VEVENT\n"
        for n, (day, name) in enumerate(events)
    )
    goal = (
        "Get me the entries of 2024 from cal.ics into out.csv, in the order of their dates, with "
        "the columns date (like 2024-12-25) and name."
    )
    assert await converted(goal, "cal.ics", f"{raw}END:VCALENDAR\n") == (
        "date,name\n2024-01-01,New Year\n2024-10-03,Unity\n"
    )


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        ("Bring raw.csv into out.csv with the columns town and height.", "town,rain\nUlm,2\n"),
        ("Bring raw.csv into out.csv with the columns town and minutes (a whole number).",
         "town,time,rain\nUlm,soon,1\nBonn,2 h,3\n"),
        ("Bring raw.csv into out.csv.", "town,rain\nUlm,2\n"),
        ("Bring raw.csv into out.csv with the columns town and price, in euros.",
         "town,price_cents\nUlm,250\n"),
        ("I need out.csv with one line per town: town, then a column for each year.",
         "town,year,rain\nUlm,2000,1\nUlm,2000,2\n"),
    ],
)  # fmt: skip
async def test_what_the_columns_do_not_give_is_left_to_others(goal, text):
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text)


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        ("Bring the active cards of raw.csv into out.csv with the columns name and price.",
         "name,state,price\nA,active,1\nB,closed,2\n"),
        ("Bring raw.csv into out.csv with the columns race and seconds.",
         "race,time\n1,3:30\n2,4:05\n"),
        ("Bring raw.csv into out.csv with the columns name and mail.",
         "Title,First name,Last name,Mail\nDr,Ada,Byron,a@b\n"),
        ("Bring raw.csv into out.csv with the columns day and price.",
         "day,Old price\n1,2\n"),
        ("Bring raw.csv into out.csv with the columns day (like 2024-05-31) and n.",
         "day,n\n03/04/2024,1\n05/06/2024,2\n"),
        ("Bring raw.csv into out.csv with the columns item and weight.",
         "item,weight\na,1 kg\nb,500 g\nc,2 kg\n"),
    ],
)  # fmt: skip
async def test_what_is_in_doubt_is_left_to_others(goal, text):
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text)


async def test_wide_table_stays_wide_where_nobody_asks_for_rows():
    goal = "Bring raw.csv into out.json, all columns, in the same order."
    content = await converted(
        goal, "raw.csv", "town,2019,2020,2021,2022\nUlm,1,2,3,4\n", "out.json"
    )
    assert '"2022": 4' in content


async def test_rows_called_total_within_a_file_stay():
    goal = "Bring raw.csv into out.csv with the columns word and meaning, without the totals."
    raw = "word,meaning\nsum,Summe\ntotal,gesamt\ndog,Hund\n"
    assert (await converted(goal, "raw.csv", raw)).splitlines()[1:] == [
        "sum,Summe", "total,gesamt", "dog,Hund",
    ]  # fmt: skip


async def test_rejected_work_is_left_to_others():
    with pytest.raises(PermanentError, match=REFUSED):
        await converted("Bring raw.csv into out.csv with the column a.", "raw.csv", "a,b\n1,2\n",
                        feedback="the dates are wrong")  # fmt: skip


@pytest.mark.parametrize(
    "goal",
    [
        "... only the rows of Ulm", "... with the mean of each town", "... those with rain over 3",
        "... without duplicates, and each town once", "... first and last name from the full name",
        "... the entries which are open", "... how many there are", "... excluding closed accounts",
        "... without Tom", "... without the entries of 2023", "... ignore closed ones",
        "... everything from 2024 on", "... the first 2 rows", "Deduplicate raw.csv ...",
        "... drop the column phone", "... replace DE by Germany", "... grouped by country",
        "... just 2024", "... but not Ulm", "... May 2024 of it", "... skip the events of May 2024",
    ],
)  # fmt: skip
def test_goal_that_wants_more_than_other_columns_is_none_for_it(goal):
    assert computes(goal)
    prospect = Prospect(goal, task_of(goal, "out.csv"), ("raw.csv",), ("compute",))
    assert not ByColumns().fits(prospect)


@pytest.mark.parametrize(
    ("text", "unit", "quantity"),
    [
        ("1 hour and 20 minutes", "min", 80), ("1:30:30", "s", 5430), ("45m", "min", None),
        ("1,200 g", "kg", 1.2), ("5 ft 3 in", "cm", 160.02), ("2 kg", "min", None), ("", "g", None),
        ("90", "min", None), ("2 h late", "min", None), ("1:75", "min", None),
    ],
)  # fmt: skip
def test_quantity_is_read_in_one_unit_or_not_at_all(text, unit, quantity):
    assert quantity_in(text, unit) == pytest.approx(quantity)


ROUTES = "year,carrier,guests\n1991.0,Ada,5\n1990.0,Ada,3\n1990.0,Bo,4\n1990.0,Cy,9\n"
NAMED = (
    "In raw.csv every carrier and year has a line of its own. I need out.csv with one line per "
    "year, from the oldest to the newest: year (like 1950), Ada, Bo, empty where there is nothing."
)


async def test_values_that_are_asked_for_by_name_become_columns():
    assert await converted(NAMED, "raw.csv", ROUTES) == "year,Ada,Bo\n1990,3,4\n1991,5,\n"


@pytest.mark.parametrize(
    "raw",
    [
        f"{ROUTES}1990.0,Ada,8\n",  # several values for one place
        f"{ROUTES}1992.0,Cy,9\n",  # a line without any of them
        ROUTES.replace("Bo", "Bea"),  # a column that nobody is called like
    ],
)
async def test_columns_by_name_are_left_to_others_where_they_are_not_certain(raw):
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(NAMED, "raw.csv", raw)


@pytest.mark.parametrize(
    "more",
    ["rounded to tens", "Ada divided by Bo", "guests per day", "with the difference of both"],
)
def test_columns_by_name_with_other_figures_are_left_to_others(more):
    columns = loaded_profile("raw.csv", ROUTES.encode()).columns
    rows = [[1991, "Ada", 5], [1990, "Ada", 3], [1990, "Bo", 4]]
    assert spread_out(columns, rows, form_of(NAMED, ["out.csv"])) is not None
    assert spread_out(columns, rows, form_of(f"{NAMED} {more}.", ["out.csv"])) is None


def test_rounding_to_tens_is_a_computation():
    assert computes("... rounded to tens")
    assert computes("... round them to the nearest hundred")


async def test_hours_in_several_forms_are_one_number():
    raw = 'Name,Day,Hours\nIda,3 Mar 2025,7:45\nTom,04.03.2025,"8,25 h"\n,,\nSum,,16\n'
    goal = (
        "raw.csv was filled in by hand. Bring it into one form as out.csv with the columns name, "
        "date (like 2025-03-04) and hours (decimal hours with two decimals, like 7.50), without "
        "empty rows and without the sum."
    )
    expected = "name,date,hours\nIda,2025-03-03,7.75\nTom,2025-03-04,8.25\n"
    assert await converted(goal, "raw.csv", raw) == expected


CARDS = """\
BEGIN:VCARD
VERSION:3.0
N:Lund;Mia;;;
FN:Mia Lund
TEL;TYPE=CELL:0170 1234567
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Berg;Jon;;;
FN:Jon Berg
TEL;TYPE=CELL:0049 171 7654321
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Falk;Ida;;;
FN:Ida Falk
END:VCARD
"""


async def test_cards_become_a_table_in_the_order_of_a_key():
    goal = (
        "Make out.csv of people.vcf, columns last, first, mobile, sorted by last name. The mobile "
        "numbers are German and should look like +49301234567; who has none gets an empty cell."
    )
    assert (await converted(goal, "people.vcf", CARDS)).splitlines() == [
        "last,first,mobile",
        "Berg,Jon,+491717654321",
        "Falk,Ida,",
        "Lund,Mia,+491701234567",
    ]


async def test_sum_and_repeated_headings_do_not_say_what_the_columns_hold():
    raw = (
        'No,Day,Load\n1,2025-09-04,"1,250.5 kg"\n2,5 Sep 2025,800 kg\n,,\nNo,Day,Load\n'
        "3,06.09.2025,1.5 t\n,Sum,3550.5\n,,\n"
    )
    goal = (
        "All sorts of hands have kept raw.csv. Bring it into one form as out.csv with the columns "
        "no, day (like 2025-09-04) and load (plain kilograms with one decimal, like 1234.5), "
        "without empty rows, repeated headings and the sum."
    )
    assert await converted(goal, "raw.csv", raw) == (
        "no,day,load\n1,2025-09-04,1250.5\n2,2025-09-05,800.0\n3,2025-09-06,1500.0\n"
    )


async def test_table_to_clean_up_as_a_whole_takes_one_form_also_with_american_dates():
    raw = (
        "Slip;Day;Guest;Paid\n71;03/04/2024;Ida;$1,204.50\n72;3/5/2024; Bo ;89.9 USD\n\n"
        "Slip;Day;Guest;Paid\n73;03/17/2024;Cy;$ 310\nTotal;;;$1,604.40\n"
    )
    goal = (
        "raw.csv was typed by several people. Clean it up as out.csv with the columns slip, day "
        "(like 2024-03-05), guest and paid (plain dollars with two decimals), without empty rows, "
        "repeated headings and the total."
    )
    assert await converted(goal, "raw.csv", raw) == (
        "slip,day,guest,paid\n71,2024-03-04,Ida,1204.50\n72,2024-03-05,Bo,89.90\n"
        "73,2024-03-17,Cy,310.00\n"
    )
    assert computes("Clean up the names and write out.csv with the columns name and day.")


@pytest.mark.parametrize("sign", ["1", "a"])
def test_long_word_of_a_task_asks_for_no_computing(sign):
    assert not computes(f"Convert raw.csv to out.csv with the column {sign * 60_000}.")
