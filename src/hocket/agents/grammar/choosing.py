"""Questions on what lines chose of several options, as text: which end is meant, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hocket.agents.grammar.frames import LEADS
from hocket.agents.grammar.lexicon import AGGREGATES
from hocket.agents.numerals import VALUES
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

MONEY = frozenset(
    ("price", "cost", "fee", "fare", "rent", "charge", "rate", "tariff", "premium", "bill", "bid",
     "quote", "offer", "fine", "toll")
)  # fmt: skip
TIME = frozenset(("time", "duration", "wait", "delay", "minute", "hour"))
DISTANCE = frozenset(("distance", "km", "kilometre", "kilometer", "mile", "metre", "meter"))
LENGTH = TIME | DISTANCE | {"length"}
SPEED = frozenset(("speed",))
ANY: frozenset[str] = frozenset()

LOWEST: Mapping[str, frozenset[str]] = {
    "cheapest": MONEY, "cheaper": MONEY, "least expensive": MONEY, "less expensive": MONEY,
    "most affordable": MONEY, "least costly": MONEY, "quickest": TIME, "quicker": TIME,
    "fastest": TIME, "faster": TIME, "shortest": LENGTH, "shorter": LENGTH, "nearest": DISTANCE,
    "nearer": DISTANCE, "closest": DISTANCE, "closer": DISTANCE, "lowest": ANY, "lower": ANY,
    "smallest": ANY, "smaller": ANY, "least": ANY, "fewest": ANY, "fewer": ANY,
}  # fmt: skip
"""What says that the lowest of a measure is meant, with the words for what it may measure."""
HIGHEST: Mapping[str, frozenset[str]] = {
    "dearest": MONEY, "dearer": MONEY, "most expensive": MONEY, "more expensive": MONEY,
    "costliest": MONEY, "priciest": MONEY, "slowest": TIME, "slower": TIME, "longest": LENGTH,
    "longer": LENGTH, "farthest": DISTANCE, "furthest": DISTANCE, "highest": ANY, "higher": ANY,
    "largest": ANY, "larger": ANY, "biggest": ANY, "bigger": ANY, "greatest": ANY, "most": ANY,
}  # fmt: skip
OF_SPEED = frozenset(("quickest", "quicker", "fastest", "faster", "slowest", "slower"))
"""Those of them that mean the other end where a speed is measured."""

ADJECTIVE = "|".join(sorted((*LOWEST, *HIGHEST), key=len, reverse=True))
"""A pattern of all of them."""
_COUNT = "|".join(VALUES)
_WORD = r"[a-z][a-z'-]*"
_STOP = (
    r"(?!(?:of|to|for|on|in|at|by|from|with|under|over|above|below|that|which|who|whose|there|then"
    r"|each|every|not|never|no|nor|and|or|but|if|when|while|where|although|though|also|was|is|are"
    r"|were|did|do|does|had|have|has|than|most|least|only|except)\b)"
)
_NOUN = rf"{_STOP}{_WORD}(?: {_STOP}{_WORD})?"
_TRAIL = (
    rf"(?: there| then| to [a-z]+(?: (?:in|up|on|out))?(?= |$)| (?:that was |which was |that is )?"
    rf"(?:on offer|available|offered)| (?:for|to) (?:them|him|her|it)| (?:on|in|at) (?:their|his"
    rf"|her|its|the|that|this) (?:own )?(?:line|row|time|day)"
    r"| (?:that|the same) (?:day|time)| to (?:their|his|her|its) (?:home|house|place)"
    rf"| of (?:(?:the|all|their|his|her|its|those|these)(?: (?:{_COUNT}|\d+))?(?: {_WORD})?))*"
)
_EXTREME = (
    rf"(?:the|their|his|her|its)(?: own| very)? (?:"
    rf"(?P<adj>{ADJECTIVE})(?: (?P<noun>{_NOUN}))?"
    rf"|(?P<noun2>{_NOUN}) (?:with|(?:that|which) (?:has|had|have|offers|offered)) (?:the |its )?"
    rf"(?P<adj2>{ADJECTIVE}) {_STOP}(?P<words>{_WORD}(?: {_STOP}{_WORD})?)"
    rf"|(?P<noun3>{_NOUN}) (?:that|which) (?:was|is|would be|would have been) (?:the )?"
    rf"(?P<adj3>{ADJECTIVE})(?: one)?"
    rf"|(?P<noun4>{_NOUN}) (?:that|which) (?:(?P<cost>costs?|would cost|would have cost)|takes?"
    r"|took|would take|would have taken)(?: them| him| her)? (?:the )?(?P<adj4>least|most"
    rf"|shortest|longest)(?(cost)|(?: time)?))(?P<trail>{_TRAIL})"
)
_CHOSE = (
    r"(?:took|takes?|chose|chooses?|picks?|picked|gets?|got|buys?|bought|orders?|ordered|uses?"
    r"|used|selects?|selected|books?|booked|rents?|rented|visits?|visited|attends?|attended"
    r"|accepts?|accepted|installs?|installed|(?:goes|go|went) (?:for|with|by|to)|(?:opts?|opted)"
    r" for|(?:settle|decide)[sd]? (?:for|on)|(?:sign|signed|signs) up for|travel(?:s|l?ed)? by"
    r"|(?:are|is|was|were|stay|stays|stayed) (?:on|at)|(?:end|ends|ended) up (?:with|on|at))"
)
_CHOSEN = (
    r"(?:chosen|picked|taken|bought|ordered|used|selected|booked|rented|visited|attended|accepted"
    r"|installed)"
)
_PRONOUN = r"(?:they|he|she|it|people)"
_ROWS = rf"(?:the |all |all the |these |those )?{_STOP}(?P<rows>{_WORD})"
_MANY = (
    r"(?:how many|(?:what|which) (?P<share>share|percentage|percent|proportion|fraction) of"
    r"|what (?P<share2>percent))(?: of)?"
)
_PLACES = rf"(?:(?:in|for|on|at) {_MANY} {_ROWS}|(?P<often>how often|how many times))"
_PAID = (
    rf"(?: for (?:what|the (?P<option>{_WORD})|their(?: own)? (?P<own>{_WORD}))(?: (?:(?:that"
    rf"|which) )?{_PRONOUN} (?P<verb>{_WORD})(?: for| by| to)?)?)?"
)
_FIGURE = r"(?P<figure>average|mean|median|total|highest|lowest|maximum|minimum)"

Kind = Literal["chosen", "best", "each", "which", "taken", "extra", "own"]

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "chosen",
        late_pattern(
            rf"{_MANY}(?: {_ROWS})? (?P<not>(?:did|do|does) not )?(?P<verb>{_CHOSE}) {_EXTREME}"
        ),
    ),
    (
        "chosen",
        late_pattern(
            rf"(?P<often>how often) (?:did|do|does) {_ROWS} (?P<verb>{_CHOSE}) {_EXTREME}"
        ),
    ),
    (
        "chosen",
        late_pattern(rf"{_PLACES} (?:was|is|were) {_EXTREME}(?P<not> not)? (?P<verb>{_CHOSEN})"),
    ),
    (
        "chosen",
        late_pattern(
            rf"{_PLACES} (?:was|is|were) the (?P<verb>{_CHOSEN}) (?P<option>{_WORD})(?P<not> not)?"
            rf"(?: also)? {_EXTREME}"
        ),
    ),
    (
        "chosen",
        late_pattern(
            rf"{_MANY}(?: {_ROWS})? (?P<verb>{_CHOSE}) (?:a|an|their|one)(?: (?P<option>{_WORD}))?"
            rf" (?P<not>(?:even )?(?:al)?though) (?:(?:another|a different|one of the other)"
            rf"(?: (?P<own>{_WORD}))? (?:was|would have been|had been) (?P<than>{ADJECTIVE})|there"
            rf" was an? (?P<than2>{ADJECTIVE})(?: (?P<noun>{_WORD}))?)(?P<trail>{_TRAIL})"
        ),
    ),
    (
        "chosen",
        late_pattern(
            rf"{_MANY}(?: {_ROWS})? (?:(?:did|do) )?(?P<pays>pay|paid|spend|spent)(?P<not> more)"
            rf" than (?:(?:for )?{_EXTREME}|(?:was )?(?:necessary|needed)|they (?:had|needed) to)"
        ),
    ),
    (
        "which",
        late_pattern(rf"which (?P<option>{_WORD}) (?:is|was) (?:most often|mostly) {_EXTREME}"),
    ),
    (
        "each",
        late_pattern(
            rf"{_PLACES} (?:was|is|were|would) (?:each|every)(?: one)?(?: of the)?"
            rf"(?: (?P<option>{_WORD}))?(?: be| have been)? {_EXTREME}"
        ),
    ),
    ("best", late_pattern(rf"{_PLACES} (?:was|is|were) (?:the )?(?P<said>[a-z0-9].*?) {_EXTREME}")),
    (
        "taken",
        late_pattern(
            rf"{_MANY}(?: {_ROWS})? (?P<verb>{_CHOSE}) (?:each|every)(?: one)?(?: of the)?"
            rf"(?: (?:{_COUNT}))? (?P<option>{_WORD})"
        ),
    ),
    (
        "extra",
        late_pattern(
            rf"(?:by )?how much (?P<more>more|longer|further|farther|less)(?: than (?:for )?"
            rf"{_EXTREME})? (?:did|do) {_ROWS} (?P<pays>pay|spend|travel|take|wait){_PAID}"
        ),
    ),
    (
        "extra",
        late_pattern(
            rf"(?:by )?how much (?P<more>more|longer|further|farther|less) (?:did|do) {_ROWS}"
            rf" (?P<pays>pay|spend|travel|take|wait){_PAID} than (?:for )?{_EXTREME}(?: would have"
            r" (?:cost|taken)(?: them)?)?"
        ),
    ),
    (
        "extra",
        late_pattern(
            rf"how much (?P<pays>could|would) {_ROWS} have saved (?:(?:by|if) (?:they (?:had )?)?"
            r"(?:all |each |always )?(?:taken|taking|chosen|choosing|picked|picking|bought|buying"
            rf"|ordered|ordering|took|chose|bought)|with|on) {_EXTREME}"
        ),
    ),
    ("own", late_pattern(rf"(?:what|how much) (?:did|do) {_ROWS} (?P<pays>pay|spend){_PAID}")),
    (
        "own",
        late_pattern(
            rf"what (?:was|is) (?:the )?(?:{_FIGURE} )?(?P<words>{_WORD}(?: {_STOP}{_WORD})?) of"
            rf" (?:the |what )(?:(?P<option>{_WORD}) )?(?:(?:that|which) )?(?:(?:was|were) )?"
            rf"(?:{_ROWS} )?(?P<verb>{_CHOSE}|{_CHOSEN})"
        ),
    ),
    (
        "own",
        late_pattern(
            rf"what (?:was|is) (?:the )?(?:{_FIGURE} )?(?P<words>{_WORD}(?: {_STOP}{_WORD})?) of"
            rf" (?:the |their )(?P<verb>{_CHOSEN}) (?P<option>{_WORD})"
        ),
    ),
)

_COMPARES = late_pattern(rf"\b(?:{ADJECTIVE}|more|less|further)\b")
_PLAIN = frozenset(("taken", "own"))
"""The kinds that may do without such a word; the patterns of the others take long to compile."""

_FIGURES = {"on average": "mean", "in total": "sum", "altogether": "sum", "in all": "sum"}
_SHORT = {"didn't": "did not", "don't": "do not", "doesn't": "does not", "wasn't": "was not"}


@dataclass(frozen=True, slots=True)
class Extreme:
    """An end of a measure.

    Attributes:
        adjective: The word for it.
        words: What names the measure, if anything does; else empty.
        nouns: What the options are called.
        purpose: What follows 'to', as in 'cheapest to run'.
        count: How many options are meant; 0 if that is not said.
    """

    adjective: str
    words: str = ""
    nouns: frozenset[str] = frozenset()
    purpose: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question on what lines chose.

    Attributes:
        kind: ``chosen``: on how many lines the end was chosen; ``best``: on how many an option is
            at the end, ``each``: for each option; ``which``: which one is at it most often;
            ``taken``: how many chose each; ``extra``: how much what was chosen differs from the
            end; ``own``: a figure of what was chosen.
        extreme: The end that is meant; None without one.
        rows: What the lines are called; empty if they are not named.
        verb: What was done with the options; empty if nothing is said of it.
        nouns: What the options are called.
        option: What an option is called of which is asked.
        words: What names the measure of ``own``.
        figure: What of several numbers is meant; empty if that is not said.
        is_share: Whether a share in percent is wanted.
        is_often: Whether it is asked how often, so that lines are counted, whoever they are of.
        is_not: Whether those are meant that did not.
        is_less: Whether it is asked how much less there was.
        pays: A verb that says what is measured, such as 'pay'.
    """

    kind: Kind
    extreme: Extreme | None = None
    rows: str = ""
    verb: str = ""
    nouns: frozenset[str] = frozenset()
    option: str = ""
    words: str = ""
    figure: str = ""
    is_share: bool = False
    is_often: bool = False
    is_not: bool = False
    is_less: bool = False
    pays: str = ""


def chosen_in(question: str) -> Chosen | None:
    """What a question asks on what lines chose, if it is read as a whole; else None.

    Examples:
        >>> found = chosen_in("How many guests did not take the dish with the lowest price?")
        >>> found.rows, found.is_not, found.extreme.words, found.extreme.adjective
        ('guests', True, 'price', 'lowest')
        >>> chosen_in("How many guests with a child took the cheapest dish?")
    """
    line = re.sub(r"[\u2019`]", "'", question.casefold()).strip(" .?!")
    line = re.sub(r"\b(?:didn't|don't|doesn't|wasn't)\b", lambda m: _SHORT[m[0]], line)
    line = re.sub(r",? please$|^please,? ", "", line)
    line = re.sub(r"\b(?:actually|really|in fact|indeed) ", "", line)
    line, figures = _without_figures(" ".join(line.replace(",", " ").split()))
    line = LEADS.sub("", line, count=1) if LEADS.match(line) else line
    compares = _COMPARES.search(line) is not None
    for kind, pattern in _PATTERNS:
        if not compares and kind not in _PLAIN:
            continue
        if (match := pattern.fullmatch(line)) is not None:
            found = _chosen(kind, match, figures)
            if found is not None:
                return found
    return None


def _without_figures(line: str) -> tuple[str, list[str]]:
    """(a line without 'on average' and the like, what they say)."""
    found = []
    for said, figure in _FIGURES.items():
        shorter = re.sub(rf"(?:^|(?<= )){said}(?: |$)", "", line).strip()
        if shorter != line:
            found.append(figure)
            line = shorter
    return line, found


def _chosen(kind: Kind, match: re.Match[str], figures: list[str]) -> Chosen | None:
    said = {name: value or "" for name, value in match.groupdict().items()}
    own = AGGREGATES.get(said.get("figure", ""), "")
    every = {*figures, *([own] if own else [])}
    if len(every) > 1 or (every and kind not in ("extra", "own")):
        return None
    extreme = _extreme(said)
    if extreme is None and said.get("pays") and said.get("not"):
        extreme = Extreme("cheapest")  # 'more than necessary'
    words = said.get("words", "") if kind == "own" else ""
    nouns = {said.get("option", ""), said.get("own", ""), *(extreme.nouns if extreme else ())} - {
        ""
    }
    return Chosen(
        kind,
        extreme,
        said.get("rows", ""),
        said.get("verb", ""),
        frozenset(nouns),
        said.get("said", ""),
        words,
        "".join(every),
        is_share=bool(said.get("share") or said.get("share2")),
        is_often=bool(said.get("often")),
        is_not=bool(said.get("not")),
        is_less=said.get("more") == "less",
        pays=said.get("pays", ""),
    )


def _extreme(said: Mapping[str, str]) -> Extreme | None:
    """The extreme of a match, whichever of its forms it has."""
    if than := said.get("than") or said.get("than2"):
        said = {**said, "adj": _best_of(than)}
    for mark in ("", "2", "3", "4"):
        if adjective := said.get(f"adj{mark}"):
            break
    else:
        return None
    trail = said["trail"]
    purpose = re.search(
        r" to ((?!(?:them|him|her|it|their|his|its|the)\b)[a-z]+(?: (?:in|up|on|out))?)", trail
    )
    count = re.search(rf" ({_COUNT}|\d+)\b", trail)
    number = VALUES.get(count[1]) or int(count[1]) if count else 0
    of = re.search(
        rf" of (?:the|all|their|his|her|its|those|these)(?: (?:{_COUNT}|\d+))? ({_WORD})", trail
    )
    noun = said.get(f"noun{mark}", "")
    nouns = {noun, of[1] if of else ""} - {"", *VALUES}
    words = said.get("words", "") if mark == "2" else ""
    if noun in MONEY | TIME | DISTANCE | SPEED:
        nouns, words = nouns - {noun}, noun  # 'the lowest price' is no option
    if mark == "4":
        words = "cost" if said["cost"] else "time"
    return Extreme(adjective, words, frozenset(nouns), purpose[1] if purpose else "", number)


def _best_of(than: str) -> str:
    """The end that comes before what a comparison names.

    Examples:
        >>> _best_of("cheaper"), _best_of("less expensive"), _best_of("most expensive")
        ('cheapest', 'least expensive', 'most expensive')
    """
    most = {"less": "least", "more": "most"}
    first, _, rest = than.partition(" ")
    return f"{most.get(first, first)} {rest}" if rest else re.sub("e?r$", "est", than)
