"""Text by its byte order mark, as UTF-8, or by a guess; tables by their delimiter."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.documents.delimited import Dialect, dialect_of, first_rows, row_count, rows_of
from hocket.documents.encoding import decoded, document_text
from hocket.documents.kind import kind_of
from hocket.documents.preview import how_to_read, reading_note
from hocket.documents.profile import read_table

MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufeff"))
OLD = [
    ("Ort;Preis\nKöln;5 €\n", "cp1252"),
    ("Müller\n", "cp1252"),
    ("1\xa0000,50;2\xa0000,25\n", "cp1252"),
    ("20 °C; 5 µm – “quoted”\n", "cp1252"),
    ("Name;Straße\nJäger;Gänsemarkt\nBöhm;Am Öhrchen\n", "cp850"),
    ("Name;Straße\nJäger;Gänsemarkt\nBöhm;Am Öhrchen\n", "mac-roman"),
    ("Nom,Ville\nLefèvre,Besançon\nGarçon,Nîmes\n", "cp1252"),
    ("Córdoba;España\nLogroño;España\n", "latin-1"),
    ("São Paulo;Ações\nNão;Coração\n", "cp1252"),
    ("Ærø;Ålborg;Rødby\n", "cp1252"),
    ("Łódź;łódzkie\nGdańsk;śląskie\n", "cp1250"),
    ("Łódź;łódzkie\nGdańsk;śląskie\n", "iso8859-2"),
    ("Plzeň;České Budějovice;Ústí\n", "cp1250"),
    ("Győr;Székesfehérvár;Kőszeg\n", "cp1250"),
    ("Şehir;İstanbul;Muğla\n", "cp1254"),
    ("Москва;13010112\nСанкт-Петербург;5\n", "cp1251"),
    ("Москва;13010112\nСанкт-Петербург;5\n", "koi8-r"),
    ("Москва;13010112\nСанкт-Петербург;5\n", "cp866"),
    ("Αθήνα;664046\nΘεσσαλονίκη;315196\n", "cp1253"),
    ("ירושלים;936425\nתל אביב;460613\n", "cp1255"),
    ("القاهرة;9539673\nالإسكندرية;5\n", "cp1256"),
    ("กรุงเทพ;เชียงใหม่\n", "cp874"),
    ("都市,人口\n東京都,13960000\n名古屋市,2320000\n", "cp932"),
    ("都市,人口\n東京都,13960000\nひらがなとカタカナ,1\n", "euc_jp"),
    ("城市,人口\n北京市,21540000\n上海市,24280000\n", "gb18030"),
    ("城市,人口\n臺北市,2600000\n高雄市,2770000\n", "big5"),
    ("เมือง;ราคา\nกรุงเทพ;5\nเชียงใหม่;7\n", "cp874"),
    ("ﾄｳｷﾖｳ,銀行,500\nｵｵｻｶ,銀行,300\n", "cp932"),
    ("도시,인구\n서울특별시,9776000\n부산광역시,3\n", "cp949"),
]


@given(TEXT, st.sampled_from(sorted(MARKED)))
def test_text_with_a_byte_order_mark_is_read_by_it(text, encoding):
    content = MARKED[encoding] + text.encode(encoding)
    if content.startswith(codecs.BOM_UTF32_LE) and encoding == "utf-16-le":
        return  # the same bytes
    result = decoded(content)
    assert (result.text, result.guessed, result.damaged) == (text, False, text.count("\ufffd"))
    assert content.decode(result.encoding) == text, "Python's open reads it so"
    assert document_text(content) == text


@given(st.binary())
def test_any_bytes_are_text_or_none(content):
    result = decoded(content)
    assert result is None or isinstance(result.text, str)
    assert isinstance(reading_note("a.csv", content), str)


@given(TEXT)
def test_plain_utf_8_needs_no_note(text):
    assert decoded(b"a" + text.encode()).text == f"a{text}"
    assert reading_note("a.txt", b"a" + text.encode()) == ""


@pytest.mark.parametrize(("text", "encoding"), OLD)
def test_text_of_older_programs_is_guessed_and_the_guess_is_stated(text, encoding):
    content = text.encode(encoding)
    result = decoded(content)
    assert (result.text, result.guessed) == (text, True)
    assert content.decode(result.encoding) == text, "Python's open reads it so"
    assert f"read as {result.encoding} (a guess)" in reading_note("a.txt", content)
    with pytest.raises(ValueError, match="is not UTF-8; save the file as UTF-8"):
        document_text(content)


def test_utf_16_without_a_mark_is_read_and_stated():
    for encoding in ("utf-16-le", "utf-16-be"):
        result = decoded("town;price\nBonn;5\n".encode(encoding))
        assert (result.text, result.encoding, result.guessed) == (
            "town;price\nBonn;5\n",
            encoding,
            True,
        )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Привет, мир.\nЭто текст.\n",
        "東京は日本の首都です。\n大阪も大きい。\n",
        "Πόλη;5\n",
        "Цена:\u00a05\u202f000\u2009руб.\n",
        "a,b\n1,2\n",
    ],
)
def test_wide_text_of_any_script_without_a_mark_is_read_and_stated(text, encoding):
    result = decoded(text.encode(encoding))
    assert (result.text, result.encoding, result.guessed) == (text, encoding, True)


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,\x002\n3,4\n",
        b"hello world\n\x00",
        b"a,b\n1,2\n" + b"\x00" * 4000,
        b"log\x00\x00\n",
    ],
)
def test_text_with_a_few_zero_bytes_or_with_them_behind_it_is_text(content):
    result = decoded(content)
    assert (result.text, result.encoding) == (content.decode().rstrip("\0"), "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_zero_bytes_behind_a_table_are_in_none_of_its_values(encoding):
    content = f"Ort,n\nKöln,{'1' * 40}\nUlm,2\0\0\0".encode(encoding)
    assert read_table("a.csv", content).rows[-1] == ["Ulm", "2"]


def test_text_that_begins_like_the_name_of_a_database_is_text():
    assert decoded(b"SQLite is a library.\n").text == "SQLite is a library.\n"
    assert decoded(b"SQLite format 3\x00" + bytes(99)) is None


@pytest.mark.parametrize("content", [bytes(8), b"\x01\x00\x02\x00" * 20, bytes(range(256)) * 4])
def test_bytes_that_are_no_text_in_any_width_are_none(content):
    assert decoded(content) is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_document_with_two_marks_has_neither(encoding):
    assert document_text("\ufeffa = 1".encode(encoding)) == "a = 1"
    assert decoded("\ufeffa = 1".encode(encoding)).text == "a = 1"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "town,n\nBonn,1\n"),
        ("a.json", '[{"town": "Bonn", "n": 1}]'),
        ("a.jsonl", '{"town": "Bonn", "n": 1}\n'),
        ("a.ldif", "dn: x\ntown: Bonn\n"),
        ("a.ini", "[a]\ntown = Bonn\n[b]\ntown = Ulm\n"),
        ("a.xml", '<r><x town="Bonn"/><x town="Ulm"/></r>'),
        ("a.vcf", "BEGIN:VCARD\nFN:Bonn\nEND:VCARD\n"),
        ("a.properties", "town = Bonn\nn = 1\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_table_with_two_marks_is_the_one_without(name, text, encoding):
    table = read_table(name, f"\ufeff{text}".encode(encoding))
    assert table == read_table(name, text.encode())
    assert table is not None


def test_file_with_lines_in_two_encodings_stays_utf_8_and_says_so():
    result = decoded("Ort\nKöln\n".encode() + "Münster\n".encode("cp1252"))
    assert (result.text, result.damaged) == ("Ort\nKöln\nM\ufffdnster\n", 1)


def test_utf_8_with_a_few_broken_bytes_stays_utf_8_and_says_so():
    content = "Köln, Düsseldorf, Münster ".encode() + b"\xff" + "Öhringen".encode()[:-1]
    result = decoded(content)
    assert (result.encoding, result.damaged) == ("utf-8", 1)
    assert "1 place is no text" in reading_note("a.txt", content)


@pytest.mark.parametrize("start", [b"\x89PNG", b"PK\x03\x04", b"%PDF-1.7", bytes(range(256))])
def test_binary_content_is_no_text(start):
    content = start + bytes(range(256)) * 4
    assert decoded(content) is None
    assert reading_note("a.dat", content).startswith("not read: it is ")


TABLES = [
    ("a,b\n1,2\n", Dialect()),
    ("Ort;Preis\nKöln;5 €\n", Dialect(";")),
    ('name,   town\nx,   "a, b"\ny,   "c"\n', Dialect(padded=True)),
    ('name,said\nx,"He said, ""tea"", and left"\ny,"Smith, "\n', Dialect()),
    ('name,age\n"Ann \\"A\\" Lee",3\n', Dialect(escapes=True)),
    ('age; name\n3; "Ann \\"A\\" Lee"\n', Dialect(";", padded=True, escapes=True)),
    ('folder,n\n"C:\\data\\",1\n"D:\\",2\n', Dialect()),
    ('name,said\n"Bo","so ""\\"" he"\n', Dialect()),
    ("Ort;Preis\nA;1.234,50\nB;2,00", Dialect(";", ",")),
    ("Ort;Preis\nA;1\xa0234,50\nB;2,00", Dialect(";", ",")),
    ("a\tb\n1,5\t2\n", Dialect("\t", ",")),
    ("x|y\n1|2", Dialect("|")),
    ("1;2\n3;4", Dialect(";", header=False)),
    ('name,notes\nx,"foo;bar\nbaz"\ny,"q;r"\n', Dialect()),
    ('name;notes\nx;"foo, bar\nbaz, z"\ny;"q"\n', Dialect(";")),
    ("sep=;\na;b\n1;2\n", Dialect(";", skip=1)),
    ("SEP=,\r\na,b\r\n1,2\r\n", Dialect(skip=1)),
    ("sep=\t\na\tb\n", Dialect("\t", skip=1)),
    ("only\none\ncolumn\n", Dialect()),
    ("", Dialect()),
    ('a,b\n"1,50","2,25"\n', Dialect(decimal=",")),
    ('a,b\n"1,500","2,250"\n', Dialect()),
    ("2024-01-01;5\n2024-01-02;6\n", Dialect(";", header=False)),
    ("text\nHello, world; this is it\nno\n", Dialect()),
    ("a;b\n1,5;x\n2.5;y\n3,25;z", Dialect(";", ",")),
    ("id,2019,2020\nx,1,2\n", Dialect()),
    (",town,price\n0,Bonn,5.5\n", Dialect()),
]


@pytest.mark.parametrize(("text", "dialect"), TABLES)
def test_table_is_read_by_its_own_dialect(text, dialect):
    assert dialect_of(text) == dialect
    rows = list(rows_of(text, dialect))
    assert len({len(row) for row in rows}) <= 1 or "Hello" in text
    assert row_count(text, dialect) == len(rows)


@pytest.mark.parametrize(("text", "dialect"), TABLES[:15])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_program_for_a_table_reads_its_rows(tmp_path, monkeypatch, text, dialect, encoding):
    content = text.encode(encoding)
    (tmp_path / "a.csv").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    program = how_to_read("a.csv", decoded(content))
    if not program:
        assert dialect.is_plain
        assert encoding in ("utf-8", "cp1252")
        return
    names: dict = {"text": "1.234,5"}
    exec(f"import csv\n{program}", names)  # noqa: S102 - our own source
    expected = [[c.replace("\r\n", "\n") for c in row] for row in rows_of(text, dialect)]
    if dialect.header:
        expected = [dict(zip(expected[0], row, strict=True)) for row in expected[1:]]
    assert names["rows"] == expected
    assert names.get("number", 1234.5) == 1234.5


def test_first_rows_of_a_table_are_whole():
    text = 'a,b\n"1\n2",3\n4,5\n'
    assert first_rows(text, Dialect(), 2) == 'a,b\n"1\n2",3\n'
    assert first_rows(text, Dialect(), 9) == text


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("report.xls", b"\n<HTML><table>", "page"),
        ("report.pdf", b"<!DOCTYPE html><p>404", "page"),
        ("report.xls", b"a\tb\n1\t2\n", ""),
        ("report.pdf", b"\x00\x01\x02" * 400, "pdf"),
        ("report.xlsx", b"\x00\x01\x02" * 400, "workbook"),
        ("report.docx", b"PK\x03\x04", "word"),
        ("report.parquet", b"\x00\x01\x02" * 400, "parquet"),
        ("noname", b"%PDF-1.4", "pdf"),
        ("scan.PDF", b"junk %PDF-1.4", "pdf"),
        ("notes.md", b"about <html>", ""),
        ("photo.jpg", b"\xff\xd8\xff" * 400, ""),
        ("a.ipynb", b"{}", "notebook"),
        ("empty.xlsx", b"", ""),
    ],
)
def test_kind_of_a_document_follows_its_content_before_its_name(name, content, kind):
    assert kind_of(name, content) == kind


def test_empty_file_and_table_with_the_delimiter_of_its_name_are_noted_or_not():
    assert reading_note("a.txt", b"") == "it is empty"
    assert reading_note("a.tsv", b"a\tb\n1\t2\n") == ""
    assert reading_note("a.tsv", b"a\tb\n1,5\t2\n") == "decimal commas"
    assert reading_note("a.csv", b"a\tb\n1\t2\n") == "columns separated by a tab"


def test_file_with_a_byte_order_mark_only_is_noted_as_empty():
    assert reading_note("a.txt", b"\xef\xbb\xbf") == "it is empty"


@pytest.mark.parametrize(
    ("figures", "decimal"),
    [
        (["2,848", "863", "1,531", "355", "20,046", "29,006"], "."),
        (["2.848", "863", "1.531", "355", "20.046", "29.006"], ","),
        (["1,250", "2,125", "1,500", "3,125", "4,875"], ","),
        (["2,848", "1,531", "12"], ","),
    ],
)
def test_marks_beside_whole_numbers_below_a_thousand_part_thousands(figures, decimal):
    lines = "".join(f"row {place};{figure}\n" for place, figure in enumerate(figures))
    assert dialect_of(f"name;n\n{lines}").decimal == decimal


def test_first_row_that_counts_up_behind_a_name_is_the_header():
    assert dialect_of("ring\t0\t1\t2\n1400\t1.0\t1.1\t1.3\n1410\t.9\t1\t1.1\n").header
    assert dialect_of("club,1,2,3,4\nAjax,3,1,0,3\nPSV,1,1,3,0\n").header
    assert not dialect_of("Ajax,3,4,5\nPSV,1,1,3\nRoda,2,3,4\n").header
    assert not dialect_of("Ajax,3,1,0\nPSV,1,1,3\n").header
