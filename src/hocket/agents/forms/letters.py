"""Texts in the spelling of an example, or of words such as 'in capitals' or 'no spaces'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

Case = Literal["", "upper", "lower", "title", "names", "sentence", "snake", "kebab"]
"""``names``: as ``title``, but only for a text that nobody has spelled yet."""

_PARTICLES = (
    *("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el"),
    *("al", "bin", "ibn", "ter", "ten", "zu", "zur", "of", "the", "and", "y", "e", "und", "et"),
)
_SHORT = 3
"""Letters of an abbreviation at most, such as a state or the form of a company."""

_WORDED: tuple[tuple[re.Pattern[str], Case], ...] = tuple(
    (late_pattern(pattern, re.IGNORECASE), case)  # type: ignore[misc]
    for pattern, case in (
        (
            (
                r"\b(?:first|initial|leading|starting) (?:letters?|characters?)?\s*(?:of \w+ \w+ )?"
                r"(?:in |is |are |being |as |a )*(?:capital|upper)|\bcapital (?:first|initial)"
                r"|\b(?:begin|start)\w* with (?:a )?capital|\binitial capitals?\b|\btitle[- ]?case"
                r"|\bproper[- ]case|\bcapitali[sz]ed?\b|\bcapitali[sz]ing\b|\bcapitals? (?:at|for) "
                r"(?:the )?(?:beginning|start|first)"
            ),
            "title",
        ),
        (r"\bsentence[- ]case\b", "sentence"),
        (r"\bsnake[_ -]?case\b|\bunderscores? (?:instead of|for) (?:spaces|blanks)\b", "snake"),
        (r"\bkebab[_ -]?case\b|\bhyphens? (?:instead of|for) (?:spaces|blanks)\b", "kebab"),
        (r"\bupper[- ]?case\b|\bcapitals\b|\bcapital letters\b|\ball[- ]caps\b", "upper"),
        (r"\blower[- ]?case\b|\bsmall letters\b|\b(?:no|without) capitals?\b", "lower"),
    )
)
_NO_CAPITALS = re.compile(r"\b(?:no|without|not in) (?:\w+ )?(?:capitals?|upper)", re.IGNORECASE)
_NO_SPACES = re.compile(
    r"\b(?:no|without)(?: any)? (?:spaces|blanks|white ?space)\b|\bspaces removed\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Letters:
    """Texts in one spelling; double spaces and those around a text are taken off.

    Attributes:
        example: What one looks like, in a message.
        case: Of its letters.
        spaced: Whether it may have spaces.
    """

    example: str
    case: Case = ""
    spaced: bool = True
    strict: bool = True

    def fits(self, value: Any) -> bool:
        """Whether a value has the spelling; what is no text has."""
        return not isinstance(value, str) or self._mended(value) == value

    def mended(self, values: Sequence[Any]) -> list[Any]:
        """The texts in the spelling."""
        return [self._mended(value) if isinstance(value, str) else value for value in values]

    def _mended(self, text: str) -> str:
        text = " ".join(text.split())
        if not self.spaced:
            text = text.replace(" ", "")
        if self.case == "upper":
            return text.upper()
        if self.case == "lower":
            return text.lower()
        if self.case in ("snake", "kebab"):
            mark = "_" if self.case == "snake" else "-"
            humped = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
            return mark.join(re.findall(r"[^\W_]+", humped)).lower()
        if self.case == "sentence":
            return text[:1].upper() + (text[1:].lower() if text.isupper() else text[1:])
        # An example of one word says nothing of further words.
        is_said = self.case == "title" or " " in self.example or " " not in text
        if self.case in ("title", "names") and is_said:
            return titled(text, sparing=self.case == "names")
        return text


def titled(text: str, *, sparing: bool = False) -> str:
    """A text with the first letter of each word a capital.

    Words with capitals inside, short abbreviations and small words such as ``van`` stay as they are
    where the words beside them show that somebody spelled them.

    Args:
        text: The text.
        sparing: Whether one stays as it is of which any word is spelled.

    Examples:
        >>> titled("anna  o'neil-lind"), titled("Jan van der Berg"), titled("Bayer AG")
        ("Anna O'Neil-Lind", 'Jan van der Berg', 'Bayer AG')
        >>> titled("Robin hood"), titled("Robin hood", sparing=True), titled("jan van der berg")
        ('Robin Hood', 'Robin hood', 'Jan van der Berg')
    """
    words = text.split()
    is_spelled = any(not word.islower() and not word.isupper() and _bare(word) for word in words)
    if sparing and (is_spelled or all(len(_bare(word)) <= _SHORT for word in words)):
        return " ".join(words)
    return " ".join(_titled(word, place, is_spelled=is_spelled) for place, word in enumerate(words))


def _titled(word: str, place: int, *, is_spelled: bool) -> str:
    letters = _bare(word)
    if not letters or any(char.isdigit() for char in word):
        return word
    if place and word.lower() in _PARTICLES and word.islower():
        return word
    if word.isupper() and is_spelled and len(letters) <= _SHORT:
        return word
    if not word.islower() and not word.isupper():
        return word
    low = word.lower()
    capital = re.sub(r"(^|[-/(.\"])([^\W\d_])", _raised, low)
    capital = re.sub(r"(\b[^\W\d_]['\u2019])([^\W\d_])(?=\w)", _raised, capital)
    return re.sub(r"\bMc([a-z])(?=[a-z]{2})", lambda m: f"Mc{m[1].upper()}", capital)


def _raised(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2].upper()}"


def _bare(word: str) -> str:
    return "".join(char for char in word if char.isalpha())


def letters_worded(words: str) -> Letters | None:
    """The spelling that words ask for; None if they ask for none.

    Examples:
        >>> letters_worded("first letters capital").case, letters_worded("in lower case").case
        ('title', 'lower')
    """
    spaced = not _NO_SPACES.search(words)
    if _NO_CAPITALS.search(words):
        return Letters("lower case", "lower", spaced)
    case: Case = next((case for pattern, case in _WORDED if pattern.search(words)), "")
    if not case and spaced:
        return None
    shown = {"title": "first letters capital", "": "no spaces"}.get(case, f"{case} case")
    return Letters(shown, case, spaced)


def letters_like(example: str, *, quoted: bool) -> Letters | None:  # noqa: PLR0911 - a form a line
    """The spelling of an example of words; None if it shows none for certain.

    Args:
        example: One value.
        quoted: Whether it stands in quotes; else a hyphen may be one of the sentence.

    Examples:
        >>> letters_like("Anna Lind", quoted=False).case, letters_like("LIND", quoted=True).case
        ('names', 'upper')
        >>> letters_like("red", quoted=False), letters_like("bus_stop", quoted=False).case
        (None, 'snake')
    """
    if re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)+", example):
        return Letters(example, "snake")
    if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", example):
        return Letters(example, "kebab") if quoted else None
    words = example.split()
    if not re.fullmatch(r"[^\W\d_][^\W\d_'\u2019.-]*(?: [^\W\d_][^\W\d_'\u2019.-]*)*", example):
        return None
    if example.isupper():
        return Letters(example, "upper") if len(example) > _SHORT else None
    if example.islower():
        return None
    if len(words) > 1 and example.istitle() is False and example == example.capitalize():
        return Letters(example, "sentence")
    return Letters(example, "names") if all(word[0].isupper() for word in words) else None
