"""Files of well-known forms are tables with the columns that people would name."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hocket.documents.loading import is_loaded, loaded_profile, loaded_table, variables_of
from hocket.documents.markings import page_text
from hocket.documents.profile import profile_of, read_table
from hocket.documents.profile.formats import MOST_CHARS

CARDS = """\
BEGIN:VCARD
VERSION:3.0
N:Byron;Ada;;Dr.;
FN:Dr. Ada Byron
ORG:Engines\\, Ltd;Research
TEL;TYPE=CELL,VOICE:+44 1
TEL;TYPE=WORK:tel:+44 2
TEL;TYPE="home,fax":+44 3
item1.TEL:+44 4
item1.X-ABLabel:_$!<Boat>!$_
EMAIL;TYPE=INTERNET:a@b.org
EMAIL;TYPE=INTERNET:b@b.org
PHOTO;ENCODING=b:TEL:1
BDAY:18151210
ADR;TYPE=HOME:;;1 St James Sq;London;;SW1;UK
NOTE:Met at the
  fair\\nTwice
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=
=C3=BCrgen
TEL;CELL:0170
END:VCARD
"""
EVENTS = """\
BEGIN:VCALENDAR
BEGIN:VTIMEZONE
BEGIN:STANDARD
DTSTART:19961027T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Choir\\, first
DTSTART;TZID=Europe/Berlin:20240501T193000
DURATION:PT1H30M
LOCATION:Hall
ATTENDEE;CN="Byron, Ada":mailto:ada@b.org
ATTENDEE:mailto:ben@b.org
RRULE:FREQ=WEEKLY;BYDAY=WE
BEGIN:VALARM
TRIGGER:-PT15M
DESCRIPTION:Go
END:VALARM
BEGIN:VALARM
TRIGGER:-PT1H
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Trip
DTSTART;VALUE=DATE:20240510
DTEND;VALUE=DATE:20240512
END:VEVENT
END:VCALENDAR
"""
# Name, content, the columns and the rows.
FILES: list[tuple[str, str, list[str], list[list[str]]]] = [
    (
        "people.vcf",
        CARDS,
        ["name", "family", "given", "prefix", "organisation", "department", "phone_mobile",
         "phone_work", "phone_home_fax", "phone_boat", "email", "birthday", "street", "city",
         "postcode", "country", "note"],
        [
            ["Dr. Ada Byron", "Byron", "Ada", "Dr.", "Engines, Ltd", "Research", "+44 1", "+44 2",
             "+44 3", "+44 4", "a@b.org, b@b.org", "1815-12-10", "1 St James Sq", "London", "SW1",
             "UK", "Met at the fair\nTwice"],
            ["Jürgen Müller", "Müller", "Jürgen", "", "", "", "0170", *[""] * 10],
        ],
    ),
    (
        "days.ics",
        EVENTS,
        ["SUMMARY", "DTSTART", "DURATION", "LOCATION", "ATTENDEE", "RRULE", "DTEND"],
        [
            ["Choir, first", "2024-05-01T19:30:00", "PT1H30M", "Hall", "Byron, Ada, ben@b.org",
             "FREQ=WEEKLY;BYDAY=WE", "2024-05-01T21:00:00"],
            ["Trip", "2024-05-10", "", "", "", "", "2024-05-12"],
        ],
    ),
    (
        "orders.xml",
        ('<?xml version="1.0"?><shop><note>x</note><order id="1"><customer><name>Ada</name>'
        '</customer><item sku="a" qty="2"/><item sku="b" qty="1"/><total currency="EUR">5.0</total>'
        '</order><order id="2"><item sku="a" qty="3"/></order></shop>'),
        ["id", "customer.name", "item", "total", "total.currency"],
        [
            ["1", "Ada", [{"sku": "a", "qty": "2"}, {"sku": "b", "qty": "1"}], "5.0", "EUR"],
            ["2", None, [{"sku": "a", "qty": "3"}], None, None],
        ],
    ),
    (
        "news.rss",
        ("<rss><channel><title>All</title><link>u</link><item><title>A &amp; B</title>"
        "<category>x</category><category>y</category></item><item><title>C</title>"
        "<category>z</category></item></channel></rss>"),
        ["title", "category"],
        [["A & B", ["x", "y"]], ["C", ["z"]]],
    ),
    (
        "walk.gpx",
        ('<gpx><metadata><name>n</name></metadata><trk><name>t</name><trkseg><trkpt lat="1.5" '
        'lon="2"><ele>3</ele></trkpt><trkpt lat="1.6" lon="2"/></trkseg></trk></gpx>'),
        ["lat", "lon", "ele"],
        [["1.5", "2", "3"], ["1.6", "2", None]],
    ),
    (
        "hits.xml",
        ('<r><doc><field name="town">Bonn</field></doc><doc><field name="town">Ulm</field>'
        '<field name="river">Danube</field></doc></r>'),
        ["town", "river"],
        [["Bonn", None], ["Ulm", "Danube"]],
    ),
    (
        "crew.yaml",
        "crew:\n  - name: NO\n    shift: 12:30\n    code: 007\n  - name: Ben\n    shift: ~\n",
        ["name", "shift", "code"],
        [["NO", "12:30", "007"], ["Ben", None, None]],
    ),
    (
        "hosts.yml",
        "all: &all\n  port: 1\n  user: a\nbig:\n  <<: *all\n  port: 2\n",
        ["key", "port", "user"],
        [["all", "1", "a"], ["big", "2", "a"]],
    ),
    (
        "trees.toml",
        'title = "x"\n[[tree]]\nname = "oak"\nday = 2024-01-02\n[[tree]]\nname = "ash"\n',
        ["name", "day"],
        [["oak", "2024-01-02"], ["ash", None]],
    ),
    (
        "hosts.ini",
        ("; all\n[a]\nPort = 1 ; one\nurl = http://x;y\ncolor = #ff0000\n[b]\n# two\nPort: 2 #\n"
        "color = red # or #fff\nurl = ; none\n"),
        ["section", "Port", "url", "color"],
        [["a", "1", "http://x;y", "#ff0000"], ["b", "2", "", "red"]],
    ),
    (
        "app.properties",
        "! who\nowner = Ada L\\u00f6w\nlong = a\\\n  b\n",
        ["key", "value"],
        [["owner", "Ada Löw"], ["long", "ab"]],
    ),
    (
        "film.srt",
        "1\n00:00:01,500 --> 00:00:03,000\n<i>Good</i>\nday\n\n2\n00:00:04,000 --> 0:00:05,000\nOn",
        ["number", "start", "end", "text"],
        [["1", "00:00:01.500", "00:00:03.000", "Good day"],
         ["2", "00:00:04.000", "00:00:05.000", "On"]],
    ),
    (
        "talk.vtt",
        "WEBVTT\n\nNOTE by hand\n\n00:01.500 --> 00:03.000 align:start\n<v Ada>Good</v>\n",
        ["number", "start", "end", "speaker", "text"],
        [["1", "00:00:01.500", "00:00:03.000", "Ada", "Good"]],
    ),
    (
        "staff.ldif",
        "dn: cn=A\ncn: A\nmail: a@x\nmail: b@x\nsn:: QsO2bGw=\n\ndn: cn=B\n ob\ncn: Bob",
        ["dn", "cn", "mail", "sn"],
        [["cn=A", "A", "a@x, b@x", "Böll"], ["cn=Bob", "Bob", "", ""]],
    ),
    (
        "books.bib",
        ('@string{j = "J. of X"}\n@comment{no}\n@article{a1, title = {The {RNA} of G{\\"o}del},\n'
        'author="A and B", year=1999, journal = j # {, new}}\n@book(b2, year = {2001})\n'),
        ["type", "key", "title", "author", "year", "journal"],
        [["article", "a1", "The RNA of Gödel", "A and B", "1999", "J. of X, new"],
         ["book", "b2", "", "", "2001", ""]],
    ),
    (
        "all.mbox",
        ("From a@x Mon Jan 1\nFrom: =?utf-8?q?J=C3=B6rg?= <j@x.de>\nTo: Ada <a@x>, b@x\n"
        "Date: Mon, 01 Jan 2024 10:00:00 +0100\nSubject: Tea\n\nAt five\n>From me\n\n"
        "From b@x Mon Jan 1\nFrom: b@x\nTo: j@x.de\nSubject: Re: Tea\n"
        "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n"
        "\n<p>gr=FC=DFe</p>\n"),
        ["from", "from_email", "to", "date", "subject", "body"],
        [["Jörg", "j@x.de", "a@x, b@x", "2024-01-01T10:00:00+01:00", "Tea", "At five\nFrom me"],
         ["b@x", "b@x", "j@x.de", "", "Re: Tea", "grüße"]],
    ),
    (
        "towns.geojson",
        ('{"type": "FeatureCollection", "features": [{"type": "Feature", '
        '"properties": {"name": "A"},'
        '"geometry": {"type": "Point", "coordinates": [7, 50]}}]}'),
        ["name", "longitude", "latitude"],
        [["A", 7, 50]],
    ),
    (
        "access.log",
        'a.org:80 1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 23\n'
        'a.org:80 1.2.3.4 - - [10/Oct/2000:13:55:37 -0700] "-" 408 0\n' * 2,
        ["site", "host", "ident", "user", "time", "method", "path", "protocol", "status", "bytes"],
        [["a.org:80", "1.2.3.4", "-", "-", "10/Oct/2000:13:55:36 -0700", "GET", "/a", "HTTP/1.0",
          "200", "23"],
         ["a.org:80", "1.2.3.4", "-", "-", "10/Oct/2000:13:55:37 -0700", "", "", "", "408", "0"],
        ] * 2,
    ),
    (
        "syslog",
        "<34>1 2003-10-11T22:14:15.003Z host su - ID47 - failed for ann\n" * 3,
        ["priority", "time", "host", "process", "pid", "id", "message"],
        [["34", "2003-10-11T22:14:15.003Z", "host", "su", "-", "ID47", "failed for ann"]] * 3,
    ),
    (
        "app.log",
        'time=10:00 level=info msg="all \\"well\\"" user=ada\ntime=10:01 level=warn msg=late\n' * 2,
        ["time", "level", "msg", "user"],
        [["10:00", "info", 'all "well"', "ada"], ["10:01", "warn", "late", ""]] * 2,
    ),
    (
        "iis.log",
        "#Version: 1.0\n#Fields: date cs-method sc-status\n" + "2024-01-01 GET 200\n" * 3,
        ["date", "cs-method", "sc-status"],
        [["2024-01-01", "GET", "200"]] * 3,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "names", "rows"), FILES, ids=[file[0] for file in FILES])
def test_file_of_a_known_form_is_loaded_with_the_columns_that_people_name(name, text, names, rows):
    content = text.encode()
    table = loaded_table(name, content)
    by_name = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    assert sorted(table.names) == sorted(names)
    assert by_name == [dict(zip(names, row, strict=True)) for row in rows]
    assert loaded_profile(name, content) == profile_of(name, content)
    assert variables_of(["notes.md", name]) == {name: "df"}


@pytest.mark.parametrize(("text", "names"), [(CARDS, "phone_mobile"), (EVENTS, "SUMMARY")])
def test_known_form_is_seen_by_how_a_text_begins(text, names):
    assert names in loaded_table("export.txt", f"\ufeff{text}".encode()).names


@pytest.mark.parametrize("name", ["README", "Makefile", "notes.md", "main.py", "a.pdf"])
def test_text_and_code_are_not_loaded(name):
    assert not is_loaded(name)


def test_calendar_says_what_repeats_and_in_which_zones_its_times_are():
    notes = profile_of(
        "days.ics", EVENTS.replace("DATE:20240510", "X:20240510T080000Z").encode()
    ).notes
    assert any("RRULE" in note for note in notes)
    assert any("Europe/Berlin, UTC" in note for note in notes)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x><y a="1"/><y a="&a;"/></x>'),
        ("a.xml", "<x><y></x>"),
        ("a.xml", "<a>" * 70 + "</a>" * 70),
        ("a.yml", "a: &a\n  b: *a\nc: 1\n"),
        (
            "a.yml",
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{c}: &{c} [{','.join(['*' + b] * 9)}]\n" for b, c in pairwise("abcdefghi")),
        ),
        ("a.yml", "name: x\nport: 5\n"),
        ("a.yml", "a: [\n"),
        ("a.toml", '[project]\nname = "x"\n'),
        ("a.ini", "[a]\nb = 1\n"),
    ],
)
def test_file_without_rows_or_that_would_harm_holds_no_table(name, text):
    assert read_table(name, text.encode()) is None


# Name, the lines before and behind the repeated ones, and one of these.
REPEATED = [
    ("group.ldif", "dn: cn=all\n", "member: uid={},o=x\n", "", "member"),
    ("day.ics", "BEGIN:VEVENT\n", "ATTENDEE:mailto:{}@b.org\n", "END:VEVENT\n", "ATTENDEE"),
    ("card.vcf", "BEGIN:VCARD\nFN:A\n", "EMAIL:{}@b.org\n", "END:VCARD\n", "email"),
]


@pytest.mark.parametrize(
    ("name", "begin", "line", "end", "column"), REPEATED, ids=[case[0] for case in REPEATED]
)
def test_key_with_tens_of_thousands_of_values_is_read_whole_each_value_once(
    name, begin, line, end, column
):
    lines = [line.format(number) for number in range(30_000)]
    table = loaded_table(name, f"{begin}{''.join(lines + lines[:5])}{end}".encode())
    assert len(table.rows) == 1
    assert len(table.rows[0][table.names.index(column)].split(", ")) == len(lines)


def test_value_that_is_a_part_of_one_before_it_is_kept():
    text = 'BEGIN:VEVENT\nATTENDEE;CN="Byron, Ada":x\nATTENDEE;CN=Ada:y\nEND:VEVENT\n'
    assert loaded_table("a.ics", text.encode()).rows == [["Byron, Ada, Ada"]]


def test_text_that_would_take_too_much_room_is_not_read():
    assert read_table("people.vcf", f"{CARDS}{' ' * MOST_CHARS}".encode()) is None


def test_mails_have_the_names_with_commas_the_raw_letters_and_the_text_of_their_pages():
    mail = (
        "From x\nFrom: =?utf-8?q?M=C3=BCller=2C_Ada?= <a@x.de>\n"
        'To: "Byron, Ada" <b@x.de>, Jörg <j@x.de>, =?utf-8?b?w4RkYQ==?= <c@x.de>\n'
        "Subject: Grüße =?iso-8859-1?q?=E4?=\nContent-Type: text/html\n\n"
        "<html><head><title>T</title></head><style>p {color: red}</style><script>x()</script>\n"
        "<!-- no --><p>Tea &amp;\ncake&nbsp;at<br/>five &lt;sharp&gt;</p><div>Ada</div></html>\n"
    )
    table = loaded_table("all.mbox", (mail + mail).encode())
    row = dict(zip(table.names, table.rows[0], strict=True))
    assert row == {
        "from": "Müller, Ada",
        "from_email": "a@x.de",
        "to": "b@x.de, j@x.de, c@x.de",
        "subject": "Grüße ä",
        "body": "Tea & cake at\nfive <sharp>\nAda",
    }


def test_log_of_fields_is_read_without_its_escapes():
    line = 'level=info msg="caf\\u00e9\\n\\"x\\" \\ud83d\\ude00" path="C:\\\\dir"\n'
    table = loaded_table("app.log", (line * 4).encode())
    assert table.rows[0] == ["info", 'café\n"x" \U0001f600', "C:\\dir"]


POINTS = '<trkpt lat="1" lon="2"><ele>3</ele></trkpt>' * 40
ITEMS = '<item id="1"><price>3</price></item>' * 40
FIELDS = "".join(f"<field name='f{i}'>1</field>" for i in range(30))
DOC = f"<doc>{FIELDS}</doc>"
# What an XML file holds, the columns, the number of rows, and what each is.
GROUPS = [
    (f'<d><meta id="1"/><meta id="2"/><rows>{ITEMS}</rows></d>', "id price", 40, "item"),
    (f"<d><head><a n='1'/><a n='2'/></head><rows>{ITEMS}</rows></d>", "id price", 40, "item"),
    (f"<d><a><b n='1'/><b n='2'/></a><rows>{ITEMS}</rows></d>", "id price", 40, "item"),
    (f'<gpx><wpt lat="1"/><wpt lat="2"/><trk><trkseg>{POINTS}</trkseg></trk></gpx>',
     "lat lon ele", 40, "trkpt"),
    ((f"<gpx><trk><name>a</name><trkseg>{POINTS}</trkseg></trk>"
     f"<trk><name>b</name><trkseg>{POINTS}</trkseg><trkseg>{POINTS}</trkseg></trk></gpx>"),
     "trk.name lat lon ele", 120, "trkpt"),
    (f'<c><part name="a">{ITEMS}</part><part name="b"><note>x</note>{ITEMS}</part></c>',
     "part.name id price part.note", 80, "item"),
    ("<c>" + f"<row><no>1</no>{ITEMS}</row>" * 50 + "</c>", "no item", 50, "row"),
    (f"<r>{DOC}{DOC}</r>",
     " ".join(f"f{i}" for i in range(30)), 2, "doc"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "count", "row"), GROUPS, ids=range(len(GROUPS)))
def test_rows_of_xml_are_the_largest_group_also_within_a_few_others(text, names, count, row):
    table = read_table("a.xml", text.encode())
    assert (table.names, table.total) == (tuple(names.split()), count)
    assert table.notes[0].startswith(f"each row is a {row!r}")


def test_group_of_xml_without_records_within_is_a_row_alone_and_that_is_told():
    text = f'<c><part name="a">{ITEMS}</part><part name="b"><note>x</note></part></c>'
    table = read_table("a.xml", text.encode())
    assert (table.names, table.total) == (("part.name", "id", "price", "part.note"), 41)
    assert table.rows[-1] == ["b", None, None, "x"]
    assert "rows of a 'part' without a 'item': 1" in table.notes


@pytest.mark.parametrize("end", ["", "</head>"])
def test_page_is_read_also_if_its_head_has_no_end(end):
    page = (
        f"<html><head><meta charset=utf-8><title>T</title>{end}<body><p>Order 77</p></body></html>"
    )
    assert page_text(page) == "Order 77"


@pytest.mark.parametrize("mark", ["<style ", "<", "<br ", "<head>", "<style>", "<!--"])
def test_page_of_one_mark_over_and_over_is_read_in_one_pass(mark):
    assert len(page_text(mark * 20_000)) <= len(mark) * 20_000
