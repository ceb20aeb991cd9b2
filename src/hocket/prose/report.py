"""A whole report: a title, and as many sentences as the limit of words allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.prose.draft import Sentence, sentences_about
from hocket.prose.times import worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.prose.series import Series
    from hocket.prose.wanted import Wanted


@dataclass(frozen=True)
class Report:
    """A title and paragraphs of sentences."""

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    def markdown(self) -> str:
        parts = [" ".join(s.text for s in paragraph) for paragraph in self.paragraphs]
        return "\n\n".join([f"# {self.title}", *parts]) + "\n"


def report_on(series: Sequence[Series], wanted: Wanted) -> Report:
    """A report on some series that keeps the limit of words.

    Args:
        series: At least one.
        wanted: What the goal asks for.
    """
    return report_with([*sentences_about(series), _source_of(series)], series, wanted)


def report_with(sentences: Sequence[Sentence], series: Sequence[Series], wanted: Wanted) -> Report:
    """The report of some sentences, as many as the limit of words allows.

    Args:
        sentences: In reading order.
        series: What they are about; the title has their times.
        wanted: What the goal asks for.
    """
    title = title_of(series, wanted)
    kept = _fitting(sentences, wanted.words - len(title.split()) - 1)
    parts: dict[int, list[Sentence]] = {}
    for sentence in kept:
        parts.setdefault(sentence.part, []).append(sentence)
    return Report(title, tuple(tuple(part) for _, part in sorted(parts.items())))


def title_of(series: Sequence[Series], wanted: Wanted) -> str:
    """What the report is on, and the years it covers."""
    if not series:
        return _capital(wanted.subject or "The figures")
    names = [one.name for one in series]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    first = series[0]
    subject = wanted.subject or (
        f"{first.measure} {first.link} {listed}" if first.entity else listed
    )
    start = min(one.first for one in series)
    end = max(one.last for one in series)
    return f"{_capital(subject)}, {worded(start)} to {worded(end)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source_of(series: Sequence[Series]) -> Sentence:
    names = sorted({one.source for one in series})
    averages = {one.mean_of for one in series} - {""}
    kind = f"{averages.pop()} averages computed" if len(averages) == 1 else "taken or computed"
    text = f"All figures are {kind} from {' and '.join(names)}."
    return Sentence(text, (), weight=4, part=1000)


def _fitting(sentences: Sequence[Sentence], room: int) -> list[Sentence]:
    """The sentences that a reader needs most, as many as there is room for, in reading order."""
    kept: set[int] = set()
    order = sorted(range(len(sentences)), key=lambda i: (sentences[i].weight, i))
    for index in order:
        words = len(sentences[index].text.split())
        if words <= room:
            kept.add(index)
            room -= words
    return [sentence for index, sentence in enumerate(sentences) if index in kept]


def evidence_of(report: Report, digests: Mapping[str, str]) -> list[dict[str, object]]:
    """For each sentence the facts that it rests on, as JSON."""
    return [
        {
            "sentence": sentence.text,
            "facts": [
                fact.model_copy(update={"digest": digests.get(fact.source, "")}).model_dump()
                for fact in sentence.facts
            ],
        }
        for sentence in report.sentences
    ]
