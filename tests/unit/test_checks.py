"""Acceptance checks that need no sandbox: what passes, what fails, what has no result."""

from __future__ import annotations

import pytest

from hocket.core.check import CountCheck, FileCheck, NumberCheck, RegexCheck, RunCheck, SchemaCheck
from hocket.review.builtin import CHECK_KINDS
from hocket.review.kinds import CheckKinds, ReviewedWork

FILES = {
    "a.json": b'{"mean": 919.35, "list": [1, {"x~y/z": 7}], "yes": true}',
    "t.csv": b"a,b\n1,2\n3,4\n",
    "ragged.csv": b"a,b\n1\n",
    "p.py": b"def f(:\n",
    "t.md": b"# Title\n\nsome words here\nOK 1\nOK 2\nno\n",
    "bin": b"\xff\xfe\x00",
    "bom.json": b'\xef\xbb\xbf{"mean": 1}',
    "german.csv": "Ort;Preis\nK\u00f6ln;5,20\nBonn;1,5\n".encode("utf-16"),
    "german.md": "Gr\u00f6\u00dfe".encode("cp1252"),
    "a45": b"a" * 45 + b"b",
    "deep": b"[" * 100_000,
    "huge": b"1" * 400,
}


def look(check, files, answer):
    return CheckKinds(CHECK_KINDS).look(check, ReviewedWork(files, answer))


@pytest.mark.parametrize(
    ("check", "passed", "evidence"),
    [
        (FileCheck(path="a.json", parses="json"), True, "56 bytes"),
        (FileCheck(path="none.json", parses="json"), False, "is not there"),
        (FileCheck(path="t.md", parses="json"), False, "does not read as json"),
        (FileCheck(path="t.csv", parses="csv"), True, "bytes"),
        (FileCheck(path="ragged.csv", parses="csv"), False, "1 to 2 columns"),
        (FileCheck(path="bom.json", parses="json"), True, "bytes"),
        (FileCheck(path="german.csv", parses="csv"), True, "bytes"),
        (CountCheck(path="german.csv", of="rows", at_least=2, at_most=2), True, "2 rows"),
        (RegexCheck(path="german.md", pattern="Gr\u00f6\u00dfe"), True, "found once"),
        (SchemaCheck(path="bom.json", json_schema={"required": ["mean"]}), True, ""),
        (FileCheck(path="p.py", parses="python"), False, "does not read as python"),
        (FileCheck(path="bin", parses="text"), False, "does not read as text"),
        (FileCheck(path="t.csv", min_bytes=1000), False, "fewer than 1000"),
        (RegexCheck(path="t.md", pattern="^# "), True, "found once in t.md"),
        (RegexCheck(path="t.md", pattern="^OK", min_count=3), False, "2 times in t.md, 3 needed"),
        (RegexCheck(path="t.md", pattern="OK", max_count=0), False, "at most 0"),
        (RegexCheck(pattern="("), None, "not a regular expression"),
        (RegexCheck(path="a45", pattern="^(a|a)+$"), None, "took over 2 s and was stopped"),
        (RegexCheck(path="deep", pattern="x"), False, "0 times"),
        (FileCheck(path="deep", parses="json"), False, "does not read as json"),
        (SchemaCheck(path="deep", json_schema={}), False, "is not JSON"),
        (NumberCheck(path="huge", expected=1), False, "is not within"),
        (SchemaCheck(json_schema={"$ref": "http://192.0.2.1/x"}), None, "outside itself"),
        (CountCheck(path="t.csv", of="rows", at_least=2, at_most=2), True, "2 rows"),
        (CountCheck(path="t.md", of="words", at_least=100), False, "10 words, at least 100"),
        (
            CountCheck(path="t.md", of="matching_lines", pattern="^OK", at_least=2),
            True,
            "2 of 5 matching lines",
        ),
        (NumberCheck(path="a.json", pointer="/mean", expected=919.3, tolerance=0.1), True, "is"),
        (NumberCheck(path="a.json", pointer="/list/1/x~0y~1z", expected=7), True, "within"),
        (NumberCheck(path="a.json", pointer="/none", expected=7), False, "no number found"),
        (NumberCheck(path="a.json", pointer="/yes", expected=1), False, "not a number"),
        (NumberCheck(expected=12), True, "the answer: 12 is within"),
        (SchemaCheck(path="a.json", json_schema={"required": ["mean"]}), True, "fits"),
        (SchemaCheck(path="a.json", json_schema={"required": ["no"]}), False, "'no' is a required"),
        (SchemaCheck(path="t.md", json_schema={}), False, "is not JSON"),
        (SchemaCheck(path="a.json", json_schema={"type": 7}), None, "it cannot be used"),
    ],
)
def test_check_of_files_and_answer_gives_verdict_and_evidence(check, passed, evidence):
    result = look(check, FILES, "12")
    assert result.passed is passed
    assert evidence in result.evidence


@pytest.mark.parametrize("answer", ["x", "\ufeffx", "GIF8\nx", "x\x00y\x00"])
def test_check_searches_the_answer_as_the_text_that_it_is(answer):
    assert look(RegexCheck(pattern="^x"), {}, answer).passed is True


def test_check_that_runs_code_is_not_pure():
    assert look(RunCheck(code="pass"), FILES, "") is None


@pytest.mark.parametrize(
    ("answer", "passed"),
    [
        ('A draft: {"mean": "?"}. The result: {"mean": 4}.', True),
        ('The result: {"mean": 4}. Not: {"mean": "?"}', True),
        ('```json\n{"mean": "?"}\n```\n```json\n{"mean": 4}\n```', True),
        ('The result: {"mean": "?"}.', False),
        ('{"mean": NaN}', False),
        ('{"wrong": {"mean": 4}}', False),
        ('[{"mean": 4}]', True),
        ('{"answer": {"mean": 4}}', True),
        ('[{"mean": 4}, {"mean": "?"}]', False),
    ],
)
def test_answer_passes_a_schema_if_one_of_its_values_fits(answer, passed):
    form = {"required": ["mean"], "properties": {"mean": {"type": "integer"}}}
    schema = {"type": "object", **form}
    assert look(SchemaCheck(json_schema=schema), {}, answer).passed is passed


def test_file_is_what_it_is_whatever_it_wraps():
    schema = {"type": "object", "required": ["mean"]}
    check = SchemaCheck(path="f", json_schema=schema)
    assert look(check, {"f": b'[{"mean": 4}]'}, "").passed is False


@pytest.mark.parametrize("content", [b'{"a": NaN}', b"[Infinity]", b"-Infinity", b"1e999"])
def test_file_with_numbers_that_json_does_not_know_is_no_json(content):
    assert look(FileCheck(path="f", parses="json"), {"f": content}, "").passed is False
    assert look(SchemaCheck(path="f", json_schema={}), {"f": content}, "").passed is False
    assert look(NumberCheck(path="f", expected=1), {"f": content}, "").passed is False


def test_file_with_words_around_its_json_is_no_json():
    check = SchemaCheck(path="f", json_schema={"type": "object"})
    assert look(check, {"f": b'Here: {"a": 1}'}, "").passed is False


def test_check_reads_json_of_an_answer_in_a_fence():
    answer = 'Here it is:\n```json\n{"n": 3}\n```'
    assert look(NumberCheck(pointer="/n", expected=3), {}, answer).passed


def test_check_evidence_never_reveals_the_expected_answer():
    number = look(NumberCheck(expected=42.5), {}, "41")
    assert "42.5" not in number.evidence
    regex = look(RegexCheck(pattern="Paris", says="it names the capital"), {}, "Rome")
    assert "Paris" not in regex.evidence
