"""The table of the chemical elements: symbol, atomic number, standard atomic weight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from hocket.reference.finding import NOTHING, Finding
from hocket.reference.packages import is_here
from hocket.reference.wording import WHAT, WHICH, Forms, folded

_EL = "(?:chemical )?element"
_SYM = "(?:chemical |element |atomic )?symbol"
_TABLE = "(?: (?:in|on|of) the periodic table(?: of (?:the )?elements)?)?"
_OF = "(?:of|for) (?:the (?:chemical )?element )?"
_SYMBOL_OF = Forms(
    rf"{WHAT}{_SYM} {_OF}<x>{_TABLE}",
    rf"{WHAT}<x>'s {_SYM}{_TABLE}",
    rf"{WHICH} {_SYM} does (?:the (?:chemical )?element )?<x> have{_TABLE}",
    rf"{WHICH} {_SYM} (?:stands for|represents|denotes|is used for) <x>{_TABLE}",
    rf"{WHICH} is {_SYM} {_OF}<x>{_TABLE}",
)
_BY_SYMBOL = Forms(
    rf"{WHICH} {_EL} (?:has|uses|bears|carries) (?:the |as (?:its )?)?{_SYM} <s>{_TABLE}",
    rf"{WHICH} {_EL} is (?:the )?(?:{_SYM} )?<s>{_TABLE}",
    rf"{WHICH} {_EL} does (?:the )?(?:{_SYM} |letters? )?<s>"
    rf" (?:stand for|represent|denote|mean|belong to){_TABLE}",
    rf"{WHICH} {_EL} is (?:represented|denoted|abbreviated|symboli[sz]ed|meant) (?:by|as|with)"
    rf"(?: the)?(?: {_SYM}| letters?)? <s>{_TABLE}",
    rf"{WHICH} {_EL} (?:is )?(?:the one )?with (?:the )?{_SYM} <s>{_TABLE}",
    rf"{WHICH} {_EL}'s {_SYM} is <s>",
    rf"{WHAT}(?:name of the )?{_EL} (?:with|whose|that has) (?:the )?{_SYM}(?: is)? <s>{_TABLE}",
    r"what does (?:the )?(?:symbol |letters? )?<s> (?:stand for|mean)"
    r" (?:in|on) the periodic table(?: of (?:the )?elements)?",
    # A letter alone stands for a quantity as well, such as P for pressure.
    r"what does (?:the symbol |(?=\w{2} ))<s> (?:stand for|mean) in chemistry",
    r"what does the (?:chemical|element) symbol <s> (?:stand for|mean|represent)",
    rf"<s> is (?:the )?{_SYM} (?:of|for) {WHICH} {_EL}",
    rf"(?:of|for) {WHICH} {_EL} is <s> (?:the )?{_SYM}",
)
_NUMBER_OF = Forms(
    rf"{WHAT}atomic number {_OF}<x>{_TABLE}",
    rf"{WHAT}<x>'s atomic number{_TABLE}",
    rf"{WHICH} atomic number does <x> have{_TABLE}",
    r"how many protons does (?:an? atom of |an? )?<x>(?: atom)? have",
    r"how many protons are (?:there )?in (?:an? atom of |the nucleus of (?:an? )?|an? )?<x>"
    r"(?: atom)?",
)
_BY_NUMBER = Forms(
    rf"{WHICH} {_EL} has (?:the )?atomic number <n>{_TABLE}",
    rf"{WHICH} {_EL} has <n> protons(?: in its nucleus)?",
    rf"{WHAT}(?:name of the )?{_EL} with (?:the )?atomic number <n>{_TABLE}",
    rf"{WHICH} {_EL} is (?:number )?<n> (?:in|on) the periodic table(?: of (?:the )?elements)?",
    rf"<n> is the atomic number of {WHICH} {_EL}",
)
_WEIGHT_OF = Forms(
    rf"{WHAT}(?:standard |relative |average )?atomic (?:mass|weight) {_OF}<x>{_TABLE}",
    rf"{WHAT}<x>'s (?:standard |relative |average )?atomic (?:mass|weight)",
)
_CHEMICAL = re.compile(r"(?i)chemical|element|periodic|atom|proton")
_ABOUT = re.compile(r"(?i)\b(?:symbols?|elements?|atomic|atoms?|periodic|protons?|abbreviat\w+)\b")
_OTHER_NAMES = {
    "aluminium": "aluminum",
    "caesium": "cesium",
    "sulphur": "sulfur",
    "wolfram": "tungsten",
}
_OTHER_THINGS = frozenset({"mercury"})
"""Names that have a symbol elsewhere too; they are elements where the question says so."""
MOST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Element:
    """An element; ``weight`` is 0 if it has no standard atomic weight, as it is radioactive."""

    name: str
    symbol: str
    number: int
    weight: float


def answer_to(asked: str) -> Finding:
    """The answer to a question on one element; nothing if it is no such question.

    Examples:
        >>> answer_to("what is the atomic number of Gold").answer
        'The atomic number of gold is 79.'
        >>> answer_to("what is the symbol of mercury").answer
        ''
    """
    said = _said(asked)
    return Finding(said, _source(), tuple(entries_on(asked, said))) if said else NOTHING


def entries_on(question: str, answer: str = "") -> list[str]:
    """What the table has on the elements that a question, or its answer, names."""
    if not (is_here("elements") and _ABOUT.search(question)):
        return []
    words = re.findall(r"[A-Za-z]+", question)
    named = [_OTHER_NAMES.get(w.lower(), w.lower()) for w in [*words, *answer.lower().split()]]
    said = {word.rstrip(".") for word in named}
    symbols = {word for word in words[1:] if len(word) <= 2 and word not in ("I", "A")}  # noqa: PLR2004 - a symbol has one letter or two
    found = [e for e in _table() if e.name in said or e.symbol in symbols]
    return [f"{_shown(element)} ({_source()})" for element in found[:MOST_ENTRIES]]


def _said(asked: str) -> str:
    if not is_here("elements"):
        return ""
    for forms, named, said in _QUESTIONS:
        for parts in forms(asked):
            name = next(iter(parts.values()))
            if answer := said(named(name, asked), folded(name)):
                return answer
    return ""


def _by_symbol(symbol: str, _: str) -> Element | None:
    return next((element for element in _table() if element.symbol == symbol), None)


def _by_number(number: str, _: str) -> Element | None:
    return next((element for element in _table() if str(element.number) == number), None)


def _by_name(name: str, asked: str) -> Element | None:
    known = folded(name)
    if known in _OTHER_THINGS and not _CHEMICAL.search(asked):
        return None
    known = _OTHER_NAMES.get(known, known)
    return next((element for element in _table() if element.name == known), None)


def _its_symbol(element: Element | None, name: str) -> str:
    return f"The chemical symbol of {name} is {element.symbol}." if element else ""


def _its_number(element: Element | None, name: str) -> str:
    return f"The atomic number of {name} is {element.number}." if element else ""


def _its_weight(element: Element | None, name: str) -> str:
    if not (element and element.weight):
        return ""
    return f"The standard atomic weight of {name} is {element.weight:g}."


def _of_symbol(element: Element | None, _: str) -> str:
    if not element:
        return ""
    return f"The chemical element with the symbol {element.symbol} is {element.name}."


def _of_number(element: Element | None, _: str) -> str:
    if not element:
        return ""
    return f"The element with the atomic number {element.number} is {element.name}."


_QUESTIONS = (
    (_SYMBOL_OF, _by_name, _its_symbol),
    (_BY_SYMBOL, _by_symbol, _of_symbol),
    (_NUMBER_OF, _by_name, _its_number),
    (_BY_NUMBER, _by_number, _of_number),
    (_WEIGHT_OF, _by_name, _its_weight),
)
"""The forms of a question, what finds the element that it names, and what is said of that."""


def _shown(element: Element) -> str:
    weight = f", standard atomic weight {element.weight:g}" if element.weight else ""
    return f"{element.name}: symbol {element.symbol}, atomic number {element.number}{weight}"


def _source() -> str:
    return f"the table of elements of periodictable {version('periodictable')}"


@cache
def _table() -> tuple[Element, ...]:
    """The elements from hydrogen on; the mass number stands in for a weight that is none."""
    import periodictable  # noqa: PLC0415 - of an extra, and slow to import

    return tuple(
        Element(e.name, e.symbol, e.number, 0.0 if float(e.mass).is_integer() else float(e.mass))
        for e in periodictable.elements
        if e.number
    )
