"""What each field of a list of entries asks for, by its name and by what a task says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hocket.agents.records.ellipses import asked_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["number", "name", "count", "truth"]

_NUMBER = late_pattern(r"(?:item |point |entry )?(?:number|no|nr|num|id)|item|point|entry|position")
_ITS_NUMBER = late_pattern(
    r"(?i)(?:(?:its|the|their|as a?) )*(?:number|no\.?|nr\.?)?(?: ?of it)?"
    r"(?: ?(?:as |given |that it has )?(?:in|of|on|from) (?:the|its|that|this)"
    r" (?:report|list|text|file|log|minutes|document|journal|notes|record|book|programme|page)s?)?"
)
_NAMES = ("name", "title", "place", "site")
_TRUE = late_pattern(r"(?i)\b(?:true (?:or|/|if) ?(?:false)?|yes (?:or|/) ?no|bool(?:ean)?)")
_TOLD_TRUE = late_pattern(r"\w+(?: (?:out|up|off|over|down|away|on|in|time|order|board))?")
_COUNT_WORDS = late_pattern(r"^(?:n|num|number|no|nr|total|count|of)$")
_HOW_MANY = late_pattern(r"(?i)^(?:how many|(?:the )?(?:total )?number of)\b(?P<rest>.*)$")
_ASKED = late_pattern(
    r"(?i)^(?: of (?:them|those|these|the))?"
    r"(?P<noun>(?: (?!were|was|had|have|has|are|did|of)[a-z'-]+){0,2}?)"
    r"(?: (?:were|was|are|had to be|have been|had been|could be|got|there|in (?:all|total)"
    r"|altogether))*"
    r"(?P<deed>(?: [a-z]+){0,2}?)(?P<more> on the spot| at once)?"
    r"(?: at the (?:count|roll-?call|time|end)| that day| in the end)?$"
)
_DONE = late_pattern(
    r"(?i)^how many(?: of (?:them|those|these|the))?(?P<of>(?: (?!were|was|of)[a-z'-]+)?)"
    r" (?:were|was|had to be|got|have been|had been) (?P<deed>[a-z]+(?: [a-z]+)?)$"
)
"""How many they were to which the deed of the key was done, whatever it is."""
_ADDS_NOTHING = late_pattern(
    r"(?i)^(?:(?:in )?(?:all|total)|altogether|found|counted|\W*"
    r"|(?:a |an |as a? ?)?(?:integer|int|whole number|number))$"
)
_DEED = late_pattern(
    r"(?:\w{2,}ed|present|absent|missing|sold|broken|lost|seen|met|taught|shown|read|ill|hurt|eaten"
    r"|drunk|taken|given|bought|built|kept|left|found|away|late|new|came|attended|joined|outside"
    r"|inside|aboard)$"
)
_NO_DEED = ("need", "speed", "feed", "seed", "bed", "red", "weed", "shed", "breed")
ATTENDING = (
    r"(?:came(?! (?:late|from|to (?:an|rest|light)))|attended|took part|turned up|showed up"
    r"|appeared|participated|joined in|(?:were|was) (?:there|present|here)|were|present)"
)
"""What those do whom a task counts as having come."""
_ATTENDS = late_pattern(
    r"(?i)^(?:attended|came|come|present|took part|attend|take part|joined|turned up|showed up"
    r"|participated|there|were there)$"
)
_ABSENT = ("absent", "missing")
PEOPLE = r"people|persons?|visitors?|guests?|participants?|attendees?|heads"
_IRREGULAR = {
    "children": "child(?:ren)?",
    "people": "(?:people|person|persons)",
    "men": "m[ae]n",
    "women": "wom[ae]n",
    "geese": "g(?:ee|oo)se",
    "mice": "(?:mice|mouse)",
    "shelves": "shel(?:f|ves)",
    "loaves": "loa(?:f|ves)",
    "knives": "kni(?:fe|ves)",
}
_ASKED_AFTER = late_pattern(
    r"(?i)(?<!on )(?<!in )(?<!of )(?<!for )\b(?:which|what) (?:of (?:the|our|their) )?"
    r"(?P<things>[a-z'-]+(?: [a-z'-]+){0,3}?)"
    r" (?:was|were|have|has|did|could|took|had|passed|failed|went|came)\b"
)
_LISTED = late_pattern(
    r"(?i)\b(?:each|every|all|the|of) (?:of )?(?:the )?(?P<things>[a-z-]+)"
    r" (?:that|which) (?:was|were|has|have|we|took)\b"
)
_MEASURES = late_pattern(
    r"^(?:score|points?|marks?|rating|mileage|temperature|minutes|seconds|hours|days|weeks|metres"
    r"|kilometres|km|litres)$"
)
"""Names of numbers that are no plurals, or of units."""
_MOST_FIELDS = 9


@dataclass(frozen=True, slots=True)
class Field:
    """What a key asks for.

    Attributes:
        key: As the task spells it.
        kind: The number or name of an entry, how many there are of something, or whether it is so.
        noun: A pattern of the things that are counted; empty if the deed alone tells them.
        deed: A pattern of what was done to them; empty if all of them count.
        is_of_deed: Whether the key itself says the deed, so that other things don't count.
        among: A pattern of the things that it was or was not done to.
        is_active: Whether the counted ones did it themselves.
    """

    key: str
    kind: Kind
    noun: str = ""
    deed: str = ""
    is_of_deed: bool = False
    among: str = ""
    is_active: bool = False


def fields_in(goal: str, keys: Sequence[str]) -> list[Field] | None:
    """The fields of the rows that a task wants; None unless each is clear.

    Args:
        goal: The task.
        keys: Those of each row.

    Examples:
        >>> goal = "Write a list of boats: number, oars, rented (how many were rented)."
        >>> fields = fields_in(goal, ["number", "oars", "rented"])
        >>> [(field.kind, field.noun, field.deed) for field in fields or ()]
        [('number', '', ''), ('count', 'oars?', ''), ('count', '', 'rented')]
        >>> fields_in("Write a list of boats: number, colour.", ["number", "colour"]) is None
        True
    """
    fields = clear_fields(goal, keys)
    is_told = any(field.kind in ("count", "truth") for field in fields)
    return fields if len(fields) == len(keys) and is_told else None


def clear_fields(goal: str, keys: Sequence[str]) -> list[Field]:
    """Those of the fields of the rows that a task wants of which it is clear what they ask for."""
    if len(keys) > _MOST_FIELDS:
        return []
    found = [_field(goal, key, place) for place, key in enumerate(keys)]
    return [field for field in found if field is not None]


def thing_of(goal: str) -> str:
    """The word for one of the things that a task asks after; empty if it does not say.

    Examples:
        >>> thing_of("Which boat houses were visited? Write a list of {number, boats}.")
        'house'
    """
    match = _ASKED_AFTER.search(goal) or _LISTED.search(goal)
    return _singular(match["things"].split()[-1].lower()) if match else ""


def said_of(goal: str, key: str) -> str:
    """What a task says of a key in brackets behind it, or without them that it is yes or no."""
    spelled = re.sub(r"[\W_]+", r"[\\W_]", re.escape(key))
    match = re.search(rf"(?i)(?<!\w){spelled}['\"`]? \((?P<said>[^()]*)\)", goal)
    if match:
        return " ".join(match["said"].split())
    is_so = rf"(?:(?:which )?is |as |being |each )?(?P<said>{_TRUE.pattern[4:]}\b)"
    match = re.search(rf"(?i)(?<!\w){spelled}['\"`]?,?:? {is_so}", goal)
    return match["said"] if match else ""


def plural_of(word: str) -> str:
    """A pattern of one or several of a thing.

    Examples:
        >>> [plural_of(word) for word in ("boats", "boxes", "copies", "children")]
        ['boats?', 'box(?:es)?', 'cop(?:y|ies)', 'child(?:ren)?']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return f"{re.escape(word[:-3])}(?:y|ies)"
    if re.search(r"(?:x|ch|sh|ss)es$", word):
        return f"{re.escape(word[:-2])}(?:es)?"
    if word.endswith("s") and not word.endswith("ss"):
        return f"{re.escape(word[:-1])}s?"
    return f"{re.escape(word)}s?"


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if re.search(r"(?:x|ch|sh|ss)es$", word):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith("ss") else word


def _field(goal: str, key: str, place: int) -> Field | None:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").replace("-", " ")
    words = words.lower().strip()
    said = said_of(goal, key)
    if _TRUE.search(said):
        return _truth(key, words, said)
    if _HOW_MANY.match(said):
        return _count(key, words, said)
    if _NUMBER.fullmatch(words) or (place == 0 and said and _ITS_NUMBER.fullmatch(said)):
        return Field(key, "number") if _ITS_NUMBER.fullmatch(said) else None
    if words in _NAMES or (place in (0, 1) and words == thing_of(goal) and asked_of(goal)):
        return Field(key, "name") if not said or "name" in said.lower() else None
    return _count(key, words, said) if _ADDS_NOTHING.match(said) else None


def _truth(key: str, words: str, said: str) -> Field | None:
    plain = re.sub(r"^(?:is|was|has|were|been) ", "", words)
    if not _TOLD_TRUE.fullmatch(plain):
        return None
    rest = _TRUE.sub("", said)
    rest = re.sub(
        r"(?i)\b(?:whether|if|for|it|they|the \w+|is|was|were|has|have|been)\b", " ", rest
    )
    if re.sub(rf"(?i)\b{re.escape(plain)}\b|\W", "", rest):
        return None
    return Field(key, "truth", deed=plain)


def _count(key: str, words: str, said: str) -> Field | None:
    """A field of how many there are; None if it isn't clear of what."""
    own = [word for word in words.split() if not _COUNT_WORDS.match(word)]
    if (done := _DONE.search(said)) and done["deed"] == words:
        of = plural_of(done["of"].split()[-1]) if done["of"] else ""
        return Field(key, "count", "", re.escape(words), is_of_deed=True, among=of)
    deeds = [word for word in own if _is_deed(word)]
    nouns = [word for word in own if not _is_deed(word)]
    if len(nouns) > 1 or len(deeds) > 1 or not own:
        return None
    noun, deed, is_of_deed = "".join(nouns), "".join(deeds), bool(deeds)
    asked = _asked(said, noun, deed) if _HOW_MANY.match(said) else None
    if asked is None:
        is_plain = bool(noun) and not _HOW_MANY.match(said) and _is_counted(noun)
        return (
            Field(key, "count", plural_of(noun), re.escape(deed), is_of_deed) if is_plain else None
        )
    of, deed, more = asked
    is_active = bool(deed and _ATTENDS.match(deed))
    pattern = ATTENDING if is_active else _deed_pattern(deed, words) + more
    among = plural_of(of) if of and is_of_deed else ""
    counted = plural_of(noun) if noun else ""
    return Field(key, "count", counted, pattern, is_of_deed, among, is_active)


def _asked(said: str, noun: str, deed: str) -> tuple[str, str, str] | None:
    """(of what, to which it was done, how) of ``how many of it were done``; None if unclear."""
    match = _ASKED.match(re.sub(_HOW_MANY.pattern, r"\g<rest>", said).rstrip(" ."))
    if match is None:
        return None
    *more, of = match["noun"].split() or [""]
    done = " ".join(match["deed"].split())
    is_known = not done or any(map(_is_deed, done.split())) or _ATTENDS.match(done)
    is_other = deed and done and deed not in done.split() and {deed, done} != set(_ABSENT)
    is_of_other = more or (of and noun and plural_of(of) != plural_of(noun))
    if not is_known or is_other or is_of_other or not (done or deed or noun):
        return None
    return of, done or deed, match["more"] or ""


def _is_counted(noun: str) -> bool:
    return noun.endswith("s") or noun in _IRREGULAR or _MEASURES.match(noun) is not None


def _is_deed(word: str) -> bool:
    return bool(_DEED.match(word)) and word not in _NO_DEED


def _deed_pattern(deed: str, words: str) -> str:
    """A pattern of a deed; a word behind it may be missing where the key has it without."""
    if not deed:
        return ""
    if deed in _ABSENT:
        return f"(?:{'|'.join(_ABSENT)})"
    first, *rest = deed.split()
    after = re.escape(" ".join(rest))
    if not rest:
        return re.escape(first)
    return (
        f"{re.escape(first)}(?: {after})?"
        if first in words.split()
        else f"{re.escape(first)} {after}"
    )


def is_people(noun: str) -> bool:
    """Whether a pattern of things is one of people of no special kind."""
    return any(
        re.fullmatch(noun, word)
        for word in ("people", "visitors", "guests", "participants", "attendees")
    )
