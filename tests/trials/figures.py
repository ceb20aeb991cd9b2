"""Figures and texts on given evidence: right ones that must pass, and lies that must not."""

from __future__ import annotations

import json

from hocket import CountCheck, FileCheck, NumberCheck, RegexCheck, RunCheck, SchemaCheck
from trials.case import Case

SALES = "region,month,sales\nnorth,1,120\nnorth,2,80\nsouth,1,200\nsouth,2,50\neast,1,\neast,2,30\n"
LOG = "10:00 ok\n10:01 fail disk\n10:02 ok\n10:03 fail net\n10:04 fail disk\n"
NOTE = (
    "The lease of 12 Mill Lane begins on 1 March 2024 at 950 euros a month. Ms Okafor signs it.\n"
)
INPUTS = {"sales.csv": SALES, "log.txt": LOG, "note.txt": NOTE}
COMPUTES = """
import csv, json
rows = list(csv.DictReader(open("sales.csv")))
want = {}
for row in rows:
    want[row["region"]] = want.get(row["region"], 0) + int(row["sales"] or 0)
assert json.load(open("out.json")) == want
"""
ON_ANSWER = """
import re
text = open("answer.txt").read()
words = re.findall(r"[A-Za-z]+|[0-9]+", text)
assert "950" in words and "March" in words
assert "Okafor" in words and not re.search(r"\\bnot\\b|n't", text)
"""
ROWS = {
    "type": "array",
    "minItems": 2,
    "maxItems": 2,
    "items": {
        "type": "object",
        "properties": {"cause": {"enum": ["disk", "net"]}, "times": {"type": "integer"}},
        "required": ["cause", "times"],
        "additionalProperties": False,
    },
}

FILE_FIGURES = [
    (
        RunCheck(code=COMPUTES, says="the sums are right"),
        ['{"north": 200, "south": 250, "east": 30}', '{"east":30,"south":250.0,"north":2e2}'],
        [
            '{"north": 200, "south": 250}',
            '{"north": 120, "south": 200, "east": 30}',
            '{"north": 200, "south": 250, "east": 31}',
            '{"north": "200", "south": "250", "east": "30"}',
            '{"north": 200, "south": 250, "east": 30, "west": 0}',
            '{"north": 250, "south": 200, "east": 30}',
            '{"north": 200, "south": 250, "east": null}',
            '{"north": -200, "south": 250, "east": 30}',
            '{"north": 2000, "south": 2500, "east": 300}',
            "[200, 250, 30]",
            "{}",
            "",
            "north 200, south 250, east 30",
            '{"North": 200, "South": 250, "East": 30}',
        ],
    ),
    (
        NumberCheck(path="out.json", pointer="/mean", expected=96.0, tolerance=0.05),
        ['{"mean": 96}', '{"mean": 96.04}'],
        [
            '{"mean": 80}',
            '{"mean": 96.1}',
            '{"mean": "96"}',
            '{"mean": true}',
            '{"mean": null}',
            '{"average": 96}',
            '{"mean": [96]}',
            '{"mean": 1e999}',
            '{"mean": NaN}',
            '{"mean": Infinity}',
            "96",
            '{"mean": 9.6e3}',
            '{"mean": -96}',
        ],
    ),
    (
        SchemaCheck(path="out.json", json_schema=ROWS),
        ['[{"cause": "disk", "times": 2}, {"cause": "net", "times": 1}]'],
        [
            '[{"cause": "disk", "times": 2}]',
            '[{"cause": "disk", "times": "two"}, {"cause": "net", "times": 1}]',
            '[{"cause": "disk"}, {"cause": "net"}]',
            '[{"cause": "cpu", "times": 2}, {"cause": "net", "times": 1}]',
            '{"disk": 2, "net": 1}',
            '[{"cause": "disk", "times": 2, "sure": 1}, {"cause": "net", "times": 1}]',
            "disk twice, net once",
            '[{"cause": "disk", "times": 2.5}, {"cause": "net", "times": 1}]',
        ],
    ),
    (
        RunCheck(
            code="import json\nlog = open('log.txt').read().splitlines()\n"
            "times = [line[:5] for line in log if 'fail' in line]\n"
            "assert json.load(open('out.json')) == times",
            says="the times of all failures",
        ),
        ['["10:01", "10:03", "10:04"]'],
        [
            '["10:01", "10:03"]',
            '["10:01", "10:03", "10:04", "10:05"]',
            '["10:04", "10:03", "10:01"]',
            '["10:00", "10:02"]',
            '"10:01, 10:03, 10:04"',
            '["10:01", "10:01", "10:03", "10:04"]',
            "[]",
            "null",
        ],
    ),
    (
        CountCheck(path="out.json", of="matching_lines", pattern="fail", at_least=3, at_most=3),
        ["10:01 fail\n10:03 fail\n10:04 fail\n"],
        ["10:01 fail\n", "fail\n" * 4, "no errors were seen\n", "fail fail fail\n"],
    ),
    (
        FileCheck(path="out.json", parses="csv", min_bytes=10),
        ["cause,times\ndisk,2\nnet,1\n"],
        ["", "cause\n", "cause,times\ndisk,2,3\nnet,1\n"],
    ),
]
ANSWER_TEXTS = [
    (
        RunCheck(code=ON_ANSWER, says="rent, month and tenant"),
        ["Ms Okafor pays 950 euros a month from 1 March 2024.", "950 from March on, says Okafor"],
        [
            "Ms Okafor pays 905 euros a month from 1 March 2024.",
            "Ms Okafor pays 950 euros a month from 1 May 2024.",
            "Mr Okafer pays 950 euros a month from 1 March 2024.",
            "The rent is 1950 euros from March; Okafor signs.",
            "Ms Okafor does not pay 950 euros in March.",
            "The note names no rent.",
            "950",
            "",
        ],
    ),
    (
        RegexCheck(pattern=r"(?i)\b(two|2)\b[^.]*\bdisk\b", says="two disk failures"),
        ["There were two disk failures.", "2 of them: disk"],
        [
            "There were three disk failures.",
            "There was a disk failure.",
            "Two net failures.",
            "Two. The disk is fine.",
            "12 disk failures",
            "",
        ],
    ),
    (
        NumberCheck(expected=480.0, tolerance=0.0, says="all sales"),
        ["480", "```json\n480\n```"],
        ["450", "480.5", "about 480", '"480"', "{}", "-480"],
    ),
    (
        CountCheck(of="words", at_least=3, at_most=8),
        ["Sales fell in the south."],
        ["Fell.", "word " * 9],
    ),
]


def _cases(*, right: bool) -> list[Case]:
    cases = []
    for number, (check, good, bad) in enumerate(FILE_FIGURES):
        for n, text in enumerate(good if right else bad):
            files: dict[str, str | bytes] = {**INPUTS, "out.json": text}
            name = f"figures {number}.{n} {json.dumps(text)[:40]}"
            cases.append(Case(name, check, right, files, given=tuple(INPUTS), asked=("out.json",)))
    for number, (check, good, bad) in enumerate(ANSWER_TEXTS):
        for n, text in enumerate(good if right else bad):
            name = f"answer {number}.{n} {json.dumps(text)[:40]}"
            cases.append(Case(name, check, right, dict(INPUTS), text, given=tuple(INPUTS)))
    return cases


RIGHT, LIES = _cases(right=True), _cases(right=False)
