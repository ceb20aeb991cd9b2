"""Event logs as tables of their cases: what is one, and what its rows become."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from hocket.agents.ways.languages import PANDAS, ROWS, SQL
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.cases import case_table, labels_of

START = datetime(2025, 5, 1, 8)  # noqa: DTZ001 - as files have times


def cases_of(name: str, text: str):
    """The column and the rows by name; None for a file that is no event log."""
    profile, table = loaded_profile(name, text.encode()), loaded_table(name, text.encode())
    assert profile is not None
    assert table is not None
    found = case_table(profile, table)
    if found is None:
        return None
    column, about, made = found
    assert [one.name for one in about.columns] == list(made.names)
    return column, [dict(zip(made.names, row, strict=True)) for row in made.rows]


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def rentals(form: str = "%Y-%m-%d %H:%M") -> str:
    """Four boats, each taken three times and brought back elsewhere, in the order of time."""
    events = [
        (at(60 * turn + 7 * boat + later), f"K{boat}", what, f"{pier}{boat % 2}")
        for boat in range(5)
        for turn in range(3)
        for later, what, pier in ((0, "taken", "north"), (25 + boat, "back", "south"))
    ]
    rows = [f"{moment:{form}};{boat};{what};{pier}" for moment, boat, what, pier in sorted(events)]
    return "\n".join(["when;boat;what;pier", *rows])


def printed() -> str:
    """A log of jobs of which each second one is cancelled, with lines of no job."""
    lines = []
    for job in range(8):
        lines.append(f"{at(job * 9):%b %d %H:%M:%S} p1 spool[7]: job {job + 30} queued pages={job}")
        end = "cancelled by ann" if job % 2 else "completed"
        lines.append(f"{at(job * 9 + 4):%b %d %H:%M:%S} p1 spool[7]: job {job + 30} {end}")
    lines.append(f"{at(99):%b %d %H:%M:%S} p1 spool[7]: spooler restarted")
    return "\n".join(lines)


def test_log_of_jobs_has_a_row_for_each_job_with_what_its_lines_say():
    column, rows = cases_of("p.log", printed())
    assert column == "job"
    assert len(rows) == 8
    assert rows[1] == {
        "job": "31",
        "pages": "1",
        "queued_at": "May 01 08:09:00",
        "completed_at": None,
        "cancelled_at": "May 01 08:13:00",
        "event": "cancelled",
    }


@pytest.mark.parametrize("form", ["%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"])
def test_each_turn_of_a_thing_is_a_case_and_what_differs_has_a_column_for_each_event(form):
    column, rows = cases_of("r.csv", rentals(form))
    assert column == "boat"
    assert len(rows) == 15
    assert rows[0] == {
        "boat": "K0",
        "pier_taken": "north0",
        "pier_back": "south0",
        "taken_at": f"{at(0):{form}}",
        "back_at": f"{at(25):{form}}",
        "what": "back",
    }


def test_rows_in_no_order_are_put_in_that_of_time():
    header, *rows = rentals().splitlines()
    assert cases_of("r.csv", "\n".join([header, *reversed(rows)])) == cases_of("r.csv", rentals())


def test_case_that_is_still_open_has_no_later_event():
    column, rows = cases_of("r.csv", rentals() + f"\n{at(900):%Y-%m-%d %H:%M};K1;taken;east")
    opened = [row for row in rows if row["back_at"] is None]
    assert column == "boat"
    assert [(row["boat"], row["pier_taken"], row["what"]) for row in opened] == [
        ("K1", "east", "taken")
    ]


def test_json_lines_with_other_fields_for_each_event_are_one_row():
    lines = [
        entry
        for n in range(6)
        for entry in (
            {"at": f"{at(n):%Y-%m-%dT%H:%M}", "ticket": n, "did": "opened", "team": f"t{n % 3}"},
            {"at": f"{at(n + 30):%Y-%m-%dT%H:%M}", "ticket": n, "did": "closed", "by": f"w{n % 2}"},
        )
    ]
    column, rows = cases_of("t.jsonl", "\n".join(map(json.dumps, lines)))
    assert column == "ticket"
    assert (rows[3]["team"], rows[3]["by"]) == ("t0", "w1")


def test_log_with_iso_times_tells_processes_by_their_number():
    lines = [
        (at(3 * n + later), f"sshd[{700 + n}]: session {said}")
        for n in range(9)
        for later, said in ((0, f"opened for user {'ab'[n % 2]}"), (20, "closed"))
    ]
    text = "\n".join(f"{moment:%Y-%m-%d %H:%M:%S} h1 {said}" for moment, said in sorted(lines))
    column, rows = cases_of("a.log", text)
    assert column == "pid"
    assert list(rows[0]) == ["pid", "user", "opened_at", "closed_at", "event"]


def test_level_of_a_log_that_follows_from_the_event_is_left_out():
    lines = [
        (at(n), f"INFO build {n} started by=ann{n % 3}\n", at(n + 9), f"ERROR build {n} failed\n")
        for n in range(7)
    ]
    events = sorted([one[:2] for one in lines] + [one[2:] for one in lines])
    text = "".join(f"{moment:%Y-%m-%dT%H:%M:%SZ} {said}" for moment, said in events)
    _, rows = cases_of("b.log", text)
    assert "level" not in " ".join(rows[0])


def days(*, columns: str, cells) -> str:
    rows = [
        f"{START + timedelta(days=n // 8):%Y-%m-%d},{n % 8},{','.join(map(str, cells(n)))}"
        for n in range(160)
    ]
    return "\n".join([f"date,{columns}", *rows])


@pytest.mark.parametrize(
    "text",
    [
        days(columns="team,result,goals", cells=lambda n: (["win", "loss", "draw"][n * 7 % 3], n)),
        days(columns="customer,state,sum", cells=lambda n: (["paid", "open"][n * 5 % 7 > 4], n)),
        days(columns="worker,shift,hours", cells=lambda n: ("ab"[(n + n // 8) % 2], 8)),
        "date,country,measure,value\n"
        + "".join(
            f"20{year}-01-01,L{land},{of},{year * land}\n"
            for year in range(10, 20)
            for land in range(8)
            for of in ("births", "area")
        ),
        "date,case,what\n" + "".join(f"2025-01-0{n},{n % 3},a{n % 2}\n" for n in range(1, 9)),
    ],
    ids=["games", "sales", "shifts", "measures", "few cases"],
)
def test_table_whose_rows_are_no_events_of_cases_has_no_such_form(text):
    assert cases_of("a.csv", text) is None


def test_labels_are_the_words_that_others_lack():
    assert set(labels_of(["connection opened", "connection closed: timeout"]).values()) == {
        "opened",
        "closed",
    }
    assert labels_of(["in", "out"]) == {"in": "in", "out": "out"}


@pytest.mark.parametrize(
    ("language", "name"), [(SQL, "df_by_job"), (PANDAS, "df_by_job"), (ROWS, "df_by_job_rows")]
)
def test_prompt_describes_the_cases_beside_the_events(language, name):
    shown = shown_tables(Loaded("p.log", "df", printed().encode()), language, about="")
    assert len(shown) == 2
    assert name in shown[1].splitlines()[0]
    assert "- 'event': text, 'completed' (4), 'cancelled' (4)" in shown[1]


def jobs(ends: str = "done", **cells: str) -> str:
    """Eight jobs as lines of JSON, each queued and ended."""
    events = [
        {"at": f"{at(90 * n + later):%Y-%m-%d %H:%M}", "job": f"J{n}", "what": what, **cells}
        for n in range(8)
        for later, what in ((0, "queued"), (n + 5, ends))
    ]
    return json.dumps(events)


@pytest.mark.parametrize("cell", ['["J2"]', '{"a": 1}', "null", '" "', '"-"', '" J1"'])
def test_row_whose_case_is_no_name_is_of_none(cell):
    text = jobs().replace('"J1"', cell, 1)
    _, rows = cases_of("jobs.json", text)
    assert {row["job"].strip() for row in rows} == {f"J{n}" for n in range(8)}


def test_events_in_any_script_have_columns_of_their_own():
    _, rows = cases_of("jobs.json", jobs("готово").replace("queued", "ждёт"))
    assert list(rows[0]) == ["job", "ждёт_at", "готово_at", "what"]


def test_column_that_is_called_like_a_time_of_the_cases_is_kept():
    text = json.dumps([{**row, "Queued_at": row["job"] * 2} for row in json.loads(jobs())])
    _, rows = cases_of("jobs.json", text)
    assert (rows[0]["Queued_at"], rows[0]["queued_at_"]) == ("J0J0", "2025-05-01 08:00")


def test_times_of_an_event_are_read_as_those_of_the_whole_log():
    rows = [
        f"{day:02}/04/2024 {hour}:00,J{day},{what}"
        for day in range(1, 28)
        for hour, what in ((10, "queued"), (11, "failed" if day < 9 else "done"))
    ]
    content = "\n".join(["time,job,what", *rows]).encode()
    profile, table = loaded_profile("a.csv", content), loaded_table("a.csv", content)
    about = case_table(profile, table)[1]
    assert about.column("failed_at").maximum == "2024-04-08T11:00"


def test_table_of_many_columns_of_texts_is_no_log():
    wide = [{**row, **{f"q{n}": row["job"] for n in range(40)}} for row in json.loads(jobs())]
    assert cases_of("jobs.json", json.dumps(wide)) is None


def tried(last: int) -> bytes:
    """A log of parcels that were missed once before they were handed over, the last so often."""
    lines = []
    for parcel in range(6):
        steps = ["loaded", *["missed"] * (last if parcel > 4 else 1), "handed over"]
        lines += [f"{at(parcel * 9 + n)};P{parcel};{what}" for n, what in enumerate(steps)]
    return "\n".join(["when;parcel;what", *lines]).encode()


@pytest.mark.parametrize(
    ("task", "last", "is_shown"),
    [
        ("How often was each parcel missed?", 2, False),
        ("How many times was each parcel missed?", 2, False),
        ("How often was a parcel handed over at noon?", 1, True),
        ("When was each parcel handed over?", 2, True),
    ],
)
def test_cases_that_tell_once_what_happened_twice_are_not_shown_where_it_is_counted(
    task, last, is_shown
):
    loaded = Loaded("p.csv", "df", tried(last), task=task)
    assert ("df_by_parcel" in "\n".join(shown_tables(loaded, PANDAS, about=task))) is is_shown
