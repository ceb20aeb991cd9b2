"""Address books (vCard 2.1 to 4.0): a row for each card, a column for each kind of number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.formats.content_lines import components, parts_of, plain
from hocket.documents.profile.rows import JOINT, joined, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.documents.profile.formats.content_lines import Component, Property
    from hocket.documents.profile.nouns import Table

PARTS = {
    "N": ("family", "given", "additional_names", "prefix", "suffix"),
    "ADR": ("po_box", "address_2", "street", "city", "region", "postcode", "country"),
    "ORG": ("organisation", "department"),
}
NAMES = {
    "FN": "name",
    "BDAY": "birthday",
    "TEL": "phone",
    "EMAIL": "email",
    "ADR": "address",
    "URL": "url",
    "IMPP": "chat",
}
WITH_KIND = ("TEL", "EMAIL", "ADR", "URL", "IMPP")
KINDS = {"CELL": "mobile", "IPHONE": "mobile"}
WITHOUT_KIND = frozenset({"PREF", "VOICE", "INTERNET", "MSG", "X400", "POSTAL", "PARCEL", "TEXT"})
LEFT_OUT = frozenset({"VERSION", "PRODID", "REV", "UID", "PHOTO", "LOGO", "SOUND", "KEY", "AGENT"})
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?")
_SCHEME = re.compile(r"(?:tel|mailto|xmpp|sip):", re.IGNORECASE)
_LABEL = re.compile(r"_\$!<(.*)>!\$_")


def read(text: str) -> Table | None:
    r"""The cards of an address book; a mail address is ``email``, whatever it is for.

    Examples:
        >>> table = read("BEGIN:VCARD\nN:Byron;Ada\nTEL;TYPE=WORK,FAX:2\nEND:VCARD\n")
        >>> table.names, table.rows
        (('name', 'family', 'given', 'phone_work_fax'), [['Ada Byron', 'Byron', 'Ada', '2']])
    """
    cards = [component for component in components(text) if component.kind == "VCARD"]
    streets = {_kind(known) for card in cards for known in card.properties if known.name == "ADR"}
    rows = [_row(card, several_addresses=len(streets) > 1) for card in cards]
    return table_of(rows, "each row is a card")


def _row(card: Component, *, several_addresses: bool) -> dict[str, str]:
    row = joined(_pairs(card, several_addresses=several_addresses))
    called = " ".join(filter(None, (row.get("given"), row.get("family"))))
    row = row if row.get("name") else {"name": called, **row}
    mails = [_value(known) for known in _preferred_first(card) if known.name == "EMAIL"]
    return row if "email" in row or not mails else {**row, "email": mails[0]}


def _preferred_first(card: Component) -> list[Property]:
    """The properties of a card, those that its owner prefers first."""

    def rank(known: Property) -> bool:
        types = known.parameters.get("TYPE", ())
        return "PREF" not in types and not known.parameters.get("PREF")

    return sorted(card.properties, key=rank)


def _pairs(card: Component, *, several_addresses: bool) -> Iterator[tuple[str, str]]:
    """The columns of a card with their values."""
    labels = {p.group: plain(p.value) for p in card.properties if p.name == "X-ABLABEL"}
    for known in card.properties:
        if known.name in LEFT_OUT or known.name.startswith("X-") or _is_binary(known):
            continue
        kind = _kind(known, labels.get(known.group, "") if known.group else "")
        if known.name in PARTS:
            before = f"{kind}_" if known.name == "ADR" and several_addresses and kind else ""
            for name, part in zip(PARTS[known.name], parts_of(known.value, ";"), strict=False):
                yield f"{before}{name}", JOINT.join(filter(None, part.split("\n")))
        else:
            name = NAMES.get(known.name, known.name.lower().replace("-", "_"))
            yield (f"{name}_{kind}" if kind else name), _value(known)


def _kind(known: Property, label: str = "") -> str:
    """What a number or an address is for, such as ``mobile``; empty if that is not said."""
    if known.name not in WITH_KIND:
        return ""
    types = [t for t in known.parameters.get("TYPE", ()) if t not in WITHOUT_KIND and t.isascii()]
    named = [KINDS.get(t, t.lower()) for t in types if re.fullmatch(r"[A-Z][\w-]*", t)]
    if label:
        match = _LABEL.fullmatch(label)
        named.append(re.sub(r"\W+", "_", match[1] if match else label).strip("_").lower())
    if "mobile" in named:
        named.remove("mobile")
        named = [*(n for n in named if n != "home"), "mobile"]  # a phone that is at home nowhere
    return "_".join(dict.fromkeys(sorted(named, key=lambda n: n == "fax")))


def _value(known: Property) -> str:
    value = JOINT.join(filter(None, parts_of(known.value, ","))) if _is_list(known) else None
    value = plain(known.value) if value is None else value
    if known.name == "BDAY" and (day := _DAY.fullmatch(value)):
        return "-".join(day.groups())
    return _SCHEME.sub("", value, count=1) if known.name in ("TEL", "EMAIL", "IMPP") else value


def _is_list(known: Property) -> bool:
    return known.name in ("CATEGORIES", "NICKNAME")


def _is_binary(known: Property) -> bool:
    return known.parameter("ENCODING") in ("B", "BASE64") or known.value.startswith("data:")
