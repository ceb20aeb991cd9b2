"""By quote: a question on texts is answered with the verbatim words that the answer rests on.

The quotes are verified, what must be computed is computed by code, and a number that neither
stands in the text nor follows from it is never given. 'The text does not say' is a full answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from hocket.agents.backing import (
    NOT_SAID,
    OPEN,
    answers_kind,
    asks_day,
    asks_quantity,
    asks_yes_or_no,
    is_about,
    lacks_day,
    lacks_price,
    may_follow,
    numbers_in,
    unbacked_names,
    unbacked_numbers,
)
from hocket.agents.deadline import overlooked
from hocket.agents.formula import FormulaError, computed, in_words, numbers_of
from hocket.agents.odds import log_odds
from hocket.agents.terms import term_of
from hocket.agents.unsaid import left_open, outdated
from hocket.agents.ways.fitting import has_own_tools
from hocket.agents.ways.quoting import SCHEMA, TOKENS, asking, judging
from hocket.documents.delimited import is_table
from hocket.documents.encoding import decoded
from hocket.documents.kind import kind_of
from hocket.documents.passages import Passage, passages_of
from hocket.documents.quotes import Place, nearest_place
from hocket.documents.search import ranked
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

KIND = "text"
WHOLE_CHARS = 6000
"""A text up to this length is shown whole, a longer one by the passages that fit."""

FEW = 3
"""Number of passages that a second try sees."""

TELLS = -0.9
"""Log odds from which a quote is taken to answer a question: of 18 questions on two texts, all 8
that the texts do not answer were below -1.0, and 6 of the 10 others above -0.7."""

NO_TEXT = (".py", ".json", ".jsonl", ".ndjson", ".xml", ".yaml", ".yml", ".ics", ".html")
MAX_HEADING_WORDS = 6

Finding = Literal["told", "open", "doubtful"]

DAY_WANTED = (
    "a day is asked for; give the formula, such as add(day(2020, 3, 5), months=2), from the day "
    "that the time counts from, and quote that day too"
)


_FORMULA = re.compile(r"\d\s*[-+*/]|day\(")
"""What computes something, and does not only repeat a number."""
UNCOMPUTED = "the formula cannot be computed; write one of numbers of the text, such as 3 * 12.50"


UNSURE = "whether the quotes answer the question was not asked"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with the file it stands in, and its heading in that text."""

    name: str
    place: Place
    heading: str = ""

    def shown(self) -> str:
        """The quote for a reader, with its place below."""
        words = " ".join(self.place.text.split())
        return f"> {words}\n> ({self.place.described(self.name)})"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one try gave: the verified quotes, the answer, and what is wrong with it."""

    quotes: tuple[Quoted, ...]
    answer: str
    formula: str = ""
    finding: Finding = "told"
    fault: str = ""

    @property
    def is_computed(self) -> bool:
        """Whether the answer is the value of the formula; a single number is none."""
        return len(numbers_of(self.formula)) > 1

    def shown(self) -> str:
        """The answer with its quotes."""
        return "\n\n".join([self.answer, *(quote.shown() for quote in self.quotes)])


class ByQuote:
    name = "quote"

    def fits(self, prospect: Prospect) -> bool:
        task = prospect.task
        if has_own_tools(prospect) or task.objective.deliverables or task.kind != KIND:
            return False
        return bool(prospect.files) and all(may_be_text(name) for name in prospect.files)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The answer with the quotes it rests on, or that the text does not say.

        What follows from the text by rules is not asked of the LLM.

        Raises:
            PermanentError: Twice no quote was in the text.
        """
        del card  # its instructions ask for steps of thinking
        texts = await texts_of(assignment, bench)
        question = assignment.task.objective.description
        derived = _derived(question, texts)
        if derived is not None:
            return await _settled(derived, question, texts, bench)
        fault = ""
        for step in range(2):
            shown = _shown(texts, question, few=step > 0)
            answer = await bench.ask(
                asking(shown, question, fault),
                json_schema=SCHEMA,
                max_tokens=TOKENS,
                temperature=0.25 * min(2, assignment.repeats),
                seed=assignment.seed * 16 + step,
            )
            reading = _checked(answer.data, question, texts)
            if not reading.fault:
                return await _settled(reading, question, texts, bench)
            fault = reading.fault
            if reading.quotes and step == 0:
                await bench.hold(reading.shown(), fault)
        message = f"No answer rests on the words of {', '.join(texts)}: {fault}"
        raise PermanentError(message, attempt_id=assignment.attempt_id)


def _derived(question: str, texts: Mapping[str, str]) -> Reading | None:
    """The day that a question asks for, where rules derive it from one of the texts."""
    terms = [term for text in texts.values() if (term := term_of(question, text)) is not None]
    if len(terms) != 1:
        return None
    try:
        value = computed(terms[0].formula)
    except FormulaError:
        return None
    quotes = tuple(q for s in terms[0].sentences if (q := _quoted(s, texts)) is not None)
    return Reading(quotes, in_words(value), terms[0].formula) if quotes else None


def may_be_text(name: str) -> bool:
    """Whether a file can hold a text to read, by its name."""
    return not is_table(name) and not name.lower().endswith(NO_TEXT)


async def texts_of(assignment: Assignment, bench: Workbench) -> dict[str, str]:
    """The texts of the task's files, by name.

    Raises:
        PermanentError: No file holds text.
    """
    texts = {}
    for name in assignment.files:
        content = await bench.read(name)
        text = None if kind_of(name, content) else decoded(content)
        if text is not None and text.text.strip():
            texts[name] = text.text
    if not texts:
        message = f"No text to quote from in {', '.join(assignment.files)}"
        raise PermanentError(message, attempt_id=assignment.attempt_id)
    return texts


def _shown(texts: Mapping[str, str], question: str, *, few: bool) -> str:
    """The texts for the prompt: whole, or the passages nearest to the question in their order."""
    if not few and sum(map(len, texts.values())) <= WHOLE_CHARS:
        if len(texts) == 1:
            return next(iter(texts.values())).strip()
        return "\n\n".join(f"File {name}:\n{text.strip()}" for name, text in texts.items())
    return passages_for(question, texts, FEW if few else None)


def passages_for(question: str, texts: Mapping[str, str], most: int | None = None) -> str:
    """The passages of the texts that are nearest to a question, in the order of the texts.

    Args:
        question: What is asked.
        texts: The texts by name.
        most: The most passages; None for as many as there is room for.
    """
    passages = [passage.text for text in texts.values() for passage in passages_of(text)]
    order = [index for index, _ in ranked(question, passages)]
    chosen: set[int] = set()
    chars = 0
    for index in order[:most] or range(len(passages)):
        chars += len(passages[index])
        if chosen and chars > WHOLE_CHARS:
            break
        chosen.add(index)
    return "\n\n".join(passages[index] for index in sorted(chosen))


def _checked(data: Mapping[str, object], question: str, texts: Mapping[str, str]) -> Reading:
    """A try with its quotes looked up, its formula computed and its numbers compared."""
    raw = data["quotes"]
    wanted = [str(q) for q in raw] if isinstance(raw, list) else []
    quotes = tuple(q for words in wanted if (q := _quoted(words, texts)) is not None)
    answer, formula = str(data["answer"]).strip(), str(data["formula"]).strip()
    if not quotes:
        return Reading((), answer, fault="its quotes are not in the text; copy whole sentences")
    said = " ".join(q.place.text for q in quotes)
    numbers = numbers_of(formula)
    if _is_open(question, answer, said):
        return Reading(quotes, answer, finding="open")
    if len(numbers) > 1:
        known = numbers_in(" ".join((*texts.values(), question)))
        reading = _computed(Reading(quotes, answer, formula), numbers, question, said, known)
        return _of_now(reading, numbers, question, _passages_of(quotes, texts))
    if asks_yes_or_no(question):
        return Reading(quotes, answer, finding="doubtful")
    unbacked = unbacked_numbers(answer, said)
    fault = DAY_WANTED if lacks_day(question, answer) else ""
    if unbacked and (_FORMULA.search(formula) or may_follow(question, said)):
        # That it was not computed says nothing of the text.
        fault = DAY_WANTED if asks_day(question) else UNCOMPUTED
    lacks = lacks_price(question, answer, said, " ".join(texts.values()))
    is_open = bool(left_open(question, answer, _passages_of(quotes, texts))) or lacks
    if not fault and (unbacked or is_open or not answers_kind(question, answer)):
        return Reading(quotes, answer, finding="open")
    names = unbacked_names(answer, " ".join(texts.values()))
    fault = fault or (f"the text has no {names[0]}" if names else "")
    return Reading(quotes, answer, finding=_finding(question, quotes, texts), fault=fault)


def _is_open(question: str, answer: str, said: str) -> bool:
    """Whether the LLM says that the text has no answer, or the quotes leave it open."""
    return bool(NOT_SAID.search(answer) or (OPEN.search(said) and not asks_yes_or_no(question)))


def _computed(
    reading: Reading,
    numbers: Sequence[float],
    question: str,
    said: str,
    known: Collection[float],
) -> Reading:
    """A try with a formula: its numbers are known, and a day uses all quoted times.

    Those of the text and of the question are known.
    """
    quoted = numbers_in(said)
    rests_on_quotes = bool(quoted & set(numbers))
    # A day can rest on a date that the LLM used and forgot to quote, which it is asked for again.
    if not quoted or not (rests_on_quotes or "day(" in reading.formula):
        return replace(reading, finding="open")
    strange = [n for n in numbers if n not in known]
    if strange:
        fault = f"the formula has {in_words(strange[0])}, which is not in the text"
        return replace(reading, fault=fault)
    try:
        value = computed(reading.formula)
    except FormulaError as error:
        return replace(reading, fault=str(error))
    if isinstance(value, date) and (
        fault := overlooked(question, said, reading.formula, list(numbers))
    ):
        return replace(reading, fault=fault)
    if not rests_on_quotes:
        return replace(reading, fault=f"no quote has a number of the formula {reading.formula}")
    return replace(reading, answer=in_words(value), finding="doubtful")


def _of_now(
    reading: Reading, numbers: Sequence[float], question: str, passages: Sequence[str]
) -> Reading:
    """A try with a fault if its formula takes a value of an earlier time than is asked about."""
    old = outdated(question, numbers, passages)
    if reading.fault or old is None or "day(" in reading.formula:
        return reading
    fault = f"{in_words(old)} is the value of an earlier time; take the one that holds now"
    return replace(reading, fault=fault)


def _finding(question: str, quotes: Sequence[Quoted], texts: Mapping[str, str]) -> Finding:
    named = [f"{q.heading} {q.place.text}" for q in quotes]
    return "told" if is_about(question, named, " ".join(texts.values())) else "doubtful"


async def _settled(
    reading: Reading, question: str, texts: Mapping[str, str], bench: Workbench
) -> str:
    """The answer in words; the LLM's yes or no decides where rules leave doubt."""
    told = reading.finding == "told"
    if reading.finding == "doubtful":
        await bench.hold(reading.shown(), UNSURE)
        quote = " ".join(" ".join(f"{q.heading} {q.place.text}".split()) for q in reading.quotes)
        odds = await log_odds(bench, judging(quote, question), "yes", "no")
        # What is computed from the quotes' own numbers follows from them though no quote says it.
        told = odds >= TELLS or (reading.is_computed and asks_quantity(question))
    if not told:
        return _not_said(reading, question, texts)
    if reading.is_computed:
        bench.computed_by(reading.formula, "text")
    return reading.shown()


def _not_said(reading: Reading, question: str, texts: Mapping[str, str]) -> str:
    """That the texts do not say it, with the nearest words that they have.

    Numbers that are not the answer are not repeated: only their place is given.
    """
    said = f"The text does not say: it is not in {' and '.join(texts)}."
    words = left_open(question, reading.answer, _passages_of(reading.quotes, texts))
    if words and not unbacked_numbers(words, question):
        said += f' It says "{words}".'
    quotes = [q for q in reading.quotes if not unbacked_numbers(q.place.text, question)]
    shown = "\n\n".join(q.shown() for q in quotes)
    if shown:
        return f"{said} The nearest it has:\n\n{shown}"
    places = ", ".join(dict.fromkeys(q.place.described(q.name) for q in reading.quotes))
    return f"{said} The nearest is in {places}."


def _passages_of(quotes: Sequence[Quoted], texts: Mapping[str, str]) -> list[str]:
    """The passages that quotes stand in."""
    return [
        passage.text
        for quote in quotes
        for passage in passages_of(texts[quote.name])
        if passage.first <= quote.place.first <= passage.last
    ]


def _quoted(words: str, texts: Mapping[str, str]) -> Quoted | None:
    for name, text in texts.items():
        place = nearest_place(words, text)
        if place is not None:
            return Quoted(name, place, _heading(place, passages_of(text)))
    return None


def _heading(place: Place, passages: Sequence[Passage]) -> str:
    """The first words of the passage of a quote, if they are a heading: ``2. Roof.`` here."""
    passage = next((p for p in passages if p.first <= place.first <= p.last), None)
    if passage is None or not passage.mark:
        return ""
    first = passage.text.split("\n", 1)[0].lstrip("0123456789.()§# ")
    heading = first.split(".", 1)[0]
    return f"{heading}." if len(heading.split()) <= MAX_HEADING_WORDS else ""
