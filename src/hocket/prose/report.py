"""A whole report: a title, and as many sentences as the limit of words allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from hocket.prose.answers import answers_to
from hocket.prose.comparing import sentences_about
from hocket.prose.draft import AVERAGE, Sentence
from hocket.prose.facts import with_digests
from hocket.prose.judging import Judged, is_guess
from hocket.prose.naming import in_words_of
from hocket.prose.phrases import capital
from hocket.prose.times import SEASON, worded
from hocket.prose.unit import of_header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.prose.series import Series
    from hocket.prose.wanted import Wanted


CHART_NAME = "Chart of the figures"
MANY = 1000
MIN_ILLUSTRATED = 60
"""The least limit of words that leaves some for the name of a chart."""
LAST = 1000
"""The last paragraph."""


@dataclass(frozen=True)
class Report:
    """A title and paragraphs of sentences; ``illustrated`` if there is room for a chart.

    ``listed`` if each sentence is a point of a list.
    """

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    illustrated: bool = True
    listed: bool = False

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    def markdown(self, chart: str = "") -> str:
        """The report in Markdown; ``chart`` is the file of its chart, shown after its beginning."""
        mark, end = ("- ", "\n") if self.listed else ("", " ")
        parts = [end.join(f"{mark}{s.text}" for s in paragraph) for paragraph in self.paragraphs]
        image = [f"![{CHART_NAME}]({quote(chart)})"] if chart else []
        return "\n\n".join([f"# {self.title}", *parts[:1], *image, *parts[1:]]) + "\n"


def report_on(series: Sequence[Series], wanted: Wanted) -> Report:
    """A report on some series that keeps the limit of words.

    Args:
        series: At least one.
        wanted: What the goal asks for.
    """
    about = sentences_about(series, wanted)
    if any(question.kind == "mean" for question in wanted.questions):
        about = [one for one in about if not one.text.startswith(AVERAGE)]
    sentences = [*about, *answers_of(series, wanted)]
    sentences += [*_reach_of(series, wanted), *_notes_of(series, wanted)]
    sentences.append(_source_of(series))
    return report_with(sentences, series, wanted)


def answers_of(series: Sequence[Series], wanted: Wanted) -> list[Sentence]:
    """What each series answers to what the goal asks besides."""
    numbered = list(enumerate(series, 1))
    return [
        sentence
        for question in wanted.questions
        for part, one in numbered
        for sentence in answers_to(question, one, part)
    ]


def report_with(sentences: Sequence[Sentence], series: Sequence[Series], wanted: Wanted) -> Report:
    """The report of some sentences, as many as the limit of words allows.

    Args:
        sentences: In reading order.
        series: What they are about; the title has their times.
        wanted: What the goal asks for.
    """
    title = wanted.title or title_of(series, wanted)
    illustrated = bool(series) and wanted.words >= MIN_ILLUSTRATED
    heads = f"# {title} {CHART_NAME if illustrated else ''}"
    kept = _fitting(sentences, wanted.words - len(heads.split()), wanted.sentences or MANY)
    parts: dict[int, list[Sentence]] = {}
    for sentence in kept:
        parts.setdefault(sentence.part, []).append(sentence)
    paragraphs = tuple(tuple(part) for _, part in sorted(parts.items()))
    return Report(title, paragraphs, illustrated, wanted.listed)


def title_of(series: Sequence[Series], wanted: Wanted) -> str:
    """What the report is on, and the years it covers."""
    if not series:
        return capital(wanted.subject or "The figures")
    names = [one.name for one in series]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    first = series[0]
    if len(series) == 1 and wanted.subject and first.measure.endswith(wanted.subject):
        wanted = replace(wanted, subject=first.measure)
    partial = not first.entity and not all(_is_in(one, wanted.subject) for one in series)
    subject = (wanted.subject if not partial or len(series) == 1 else "") or (
        f"{first.measure} {first.link} {listed}" if first.entity else listed
    )
    start = min(one.first for one in series)
    end = max(one.last for one in series)
    if start[0] != end[0] and not wanted.months and start[1] != SEASON:
        start, end = (start[0], 0, 0), (end[0], 0, 0)
    return f"{capital(subject)}, {worded(start)} to {worded(end)}"


def _is_in(one: Series, subject: str) -> bool:
    return bool(in_words_of(of_header(one.column)[0], subject)) or one.is_share


def _source_of(series: Sequence[Series]) -> Sentence:
    names = sorted({one.source for one in series})
    kinds = {one.aggregate or ("total" if one.sum_of else "") for one in series}
    kind = kinds.pop() if len(kinds) == 1 else ""
    what = f"{_several(kind)} computed" if kind else "taken or computed"
    text = f"All figures are {what} from {' and '.join(names)}."
    return Sentence(text, (), weight=0 if kind else 4, part=LAST)


def _several(kind: str) -> str:
    """A kind of figures in the plural.

    Examples:
        >>> _several("yearly average"), _several("monthly maximum")
        ('yearly averages', 'monthly maxima')
    """
    head, of, rest = kind.partition(" of ")
    plural = f"{head.removesuffix('um')}a" if head.endswith("um") else f"{head}s"
    return f"{plural}{of}{rest}"


def _notes_of(series: Sequence[Series], wanted: Wanted) -> list[Sentence]:
    """Which figures these are, where the goal does not mean all."""
    notes = wanted.selection.notes
    start, end = period_of(series)
    inner = [str(year) for year in wanted.selection.without if start < year < end]
    if inner:
        listed = f"{', '.join(inner[:-1])} and {inner[-1]} are" if inner[1:] else f"{inner[0]} is"
        notes.append(f"{listed} left out.")
    return [Sentence(note, (), part=LAST) for note in notes]


def _reach_of(series: Sequence[Series], wanted: Wanted) -> list[Sentence]:
    """That the figures do not cover the period that was asked for."""
    start, end = period_of(series)
    if wanted.selection.stride or (wanted.start or start, wanted.end or end) == (start, end):
        return []
    return [Sentence(f"There are figures from {start} to {end} only.", (), part=LAST)]


def period_of(series: Sequence[Series]) -> tuple[int, int]:
    """The first and the last year of some series."""
    return min(one.first[0] for one in series), max(one.last[0] for one in series)


def _fitting(sentences: Sequence[Sentence], room: int, most: int) -> list[Sentence]:
    """The sentences that a reader needs most, as many as there is room for, in reading order."""
    kept: set[int] = set()
    order = sorted(range(len(sentences)), key=lambda i: (sentences[i].weight, i))
    for index in order:
        words = len(sentences[index].text.split())
        if words <= room and len(kept) < most:
            kept.add(index)
            room -= words
    return [sentence for index, sentence in enumerate(sentences) if index in kept]


def evidence_of(report: Report, digests: Mapping[str, str]) -> list[dict[str, object]]:
    """For each sentence the facts that it rests on, as JSON."""
    return [
        {
            "sentence": sentence.text,
            "facts": [fact.model_dump() for fact in with_digests(sentence.facts, digests)],
        }
        for sentence in report.sentences
    ]


def evidence_of_text(
    results: Sequence[Judged], digests: Mapping[str, str]
) -> list[dict[str, object]]:
    """For each sentence of a text that has no fault the facts that bear it, as JSON.

    A sentence that is worded as a guess of its author is marked.
    """
    return [
        {
            "sentence": result.said.text,
            "facts": [fact.model_dump() for fact in with_digests(result.facts, digests)],
            **({"judgement": True} if is_guess(result.said.text) else {}),
        }
        for result in results
        if not result.faults and not result.said.is_heading
    ]
