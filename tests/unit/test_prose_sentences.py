"""Sentences that are checked against the figures: true ones pass, false ones are found."""

from __future__ import annotations

import re

import pytest

from hocket.prose.judging import judged, without_faults
from hocket.prose.writing import report_from, series_of
from prose_sentences import FALSE, TRUE
from prose_tables import TABLES

SERIES = {table: series_of({table[0]: table[1]}, table[2]) for table in TABLES}
TURNED = {
    "rose": "fell", "fell": "rose", "grew": "shrank", "increased": "decreased", "fallen": "risen",
    "risen": "fallen", "decreased": "increased", "dropped": "climbed", "declined": "grew",
    "climbed": "dropped", "increase": "decrease", "decrease": "increase", "higher": "lower",
    "highest": "lowest", "lowest": "highest", "gained": "lost", "lost": "gained",
}  # fmt: skip


def faults_in(table, text: str) -> list[str]:
    results = judged(text, SERIES[table], (), table[2])
    return [fault for result in results for fault in result.faults]


def share_found(texts: list[tuple[tuple, str]]) -> tuple[float, list[str]]:
    missed = [text for table, text in texts if not faults_in(table, text)]
    return 1 - len(missed) / len(texts), missed


def slips(table, text: str) -> list[str]:
    """The text with one slip each: another number, another year, the other direction."""
    turned = []
    for match in re.finditer(r"(?<![\w.^,])\d[\d,]*(?:\.\d+)?(?![\w^])", text):
        digits = match[0].rstrip(",")
        value = float(digits.replace(",", ""))
        is_year = re.fullmatch(r"(?:1[89]|20)\d\d", digits)
        if is_year:
            years = [t[0] for t in SERIES[table][0].times]
            others = {years[0], years[len(years) // 2], years[-1]} - {int(value)}
            turned += [replaced(text, match, digits, str(year)) for year in sorted(others)]
            continue
        decimals = len(digits.partition(".")[2])
        for factor in (0.6, 1.35):
            turned.append(replaced(text, match, digits, f"{value * factor:,.{decimals}f}"))
    for word, other in TURNED.items():
        if re.search(rf"\b{word}\b", text):
            turned.append(re.sub(rf"\b{word}\b", other, text, count=1))
    return [slip for slip in turned if slip != text]


def replaced(text: str, match: re.Match[str], digits: str, by: str) -> str:
    return text[: match.start()] + by + text[match.start() + len(digits) :]


def test_sentences_are_enough_to_judge_by():
    assert sum(map(len, TRUE.values())) + sum(map(len, FALSE.values())) >= 120


def test_true_sentences_have_no_faults_but_for_one_in_twenty():
    every = [(table, text) for table, texts in TRUE.items() for text in texts]
    alarms = [(text, faults) for table, text in every if (faults := faults_in(table, text))]
    assert len(alarms) <= 0.05 * len(every), alarms


def test_false_sentences_are_found_but_for_one_in_twenty():
    every = [(table, text) for table, texts in FALSE.items() for text in texts]
    share, missed = share_found(every)
    assert share >= 0.95, missed


@pytest.mark.parametrize("table", TABLES, ids=[name for name, _, _ in TABLES])
def test_report_of_code_has_no_faults(table):
    written = report_from({table[0]: table[1]}, table[2])
    assert written is not None
    assert faults_in(table, written.report.markdown()) == []


def test_slips_put_into_right_reports_are_found_but_for_one_in_twenty():
    every = []
    for table in TABLES:
        written = report_from({table[0]: table[1]}, table[2])
        assert written is not None
        lines = written.report.markdown().splitlines()
        for number, line in enumerate(lines[1:], 1):
            before = [lines[0], *lines[1:number]]
            every += [(table, "\n".join([*before, slip])) for slip in slips(table, line)]
    share, missed = share_found(every)
    assert len(every) > 200
    assert share >= 0.95, [text.splitlines()[-1] for text in missed]


def test_sentences_with_faults_are_dropped_and_the_others_kept():
    table = TABLES[0]
    text = (
        "# The Nile\n\nIn 1871, the volume was 1,120 × 10^8 cubic metres. By 1970 it had **risen**."
    )
    kept = without_faults(text, judged(text, SERIES[table], (), table[2]))
    assert kept == "# The Nile\n\nIn 1871, the volume was 1,120 × 10^8 cubic metres."


def test_guess_that_is_marked_is_no_fault():
    table = TABLES[0]
    assert faults_in(table, "Perhaps the volume fell because of less rain.") == []
