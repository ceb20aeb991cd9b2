"""Whether a passage says that something is so, in the word that it is asked in or its opposite."""

from __future__ import annotations

import re

_OPPOSITES: tuple[tuple[str, str], ...] = (
    ("sold", r"unsold|withdrawn|passed|bought in|no bids?|no(?:body| one) bids?"),
    (
        "carried|adopted|approved|accepted|agreed|granted|resolved",
        (
            r"lost|rejected|defeated|refused|declined|turned down|voted down|fell|falls|fails"
            r"|failed|withdrawn|deferred|postponed|adjourned|put off|dropped|left open"
            r"|no majority"
        ),
    ),
    ("passed", r"failed|fails|rejected|defeated|lost|refused"),
    ("failed", r"passed"),
    ("open", r"closed|shut|locked"),
    ("closed", r"open|opened|reopened"),
    (
        "done|finished|completed|mended|repaired|fixed",
        r"undone|pending|outstanding|unfinished|put off|postponed|deferred|still open|as it is",
    ),
    ("paid|settled", r"unpaid|outstanding|overdue|owed|owing"),
    ("present|attended", r"absent|apologies|missed|excused"),
    ("won", r"lost|beaten|drawn|drew|draw"),
    ("available", r"unavailable|sold out|out of stock|booked out"),
    ("working", r"broken|defective|out of order|out of use"),
    ("safe", r"unsafe|dangerous"),
    ("valid", r"invalid|expired|void"),
    ("called", r"withdrawn|skipped|passed over"),
)
_ALIKE = (
    "sold|knocked down",
    "carried|adopted|approved|accepted|agreed|resolved",
    "done|finished|completed",
    "mended|repaired|fixed",
    "paid|settled",
)
"""Words of which one says what another does."""
_NOT = r"(?:not|n't|never|neither|nor|no longer|without being)"
_LATER = (
    r"(?:if|unless|until|whether|before|once|to be|will be|would be|should be|may be|might be"
    r"|can be"
    r"|could be|must be|be)"
)
_AUXILIARIES = ("is", "was", "has", "been", "")
_NEAR = r"[^\w.;:!?]+(?:\w+[^\w.;:!?]+){0,2}?"


def truth_of(word: str, text: str) -> bool | None:
    """Whether a text says that it is so; None if it says neither or both.

    Args:
        word: A word such as ``sold``.
        text: The passage.

    Examples:
        >>> said = ("Sold for 90.", "It was not sold.", "Unsold.", "90 bid.")
        >>> [truth_of("sold", text) for text in said]
        [True, False, False, None]
        >>> truth_of("adopted", "The motion was carried."), truth_of("paid", "It is to be paid.")
        (True, None)
    """
    alike = next((group for group in _ALIKE if word in group.split("|")), re.escape(word))
    own = rf"\b(?:{alike})\b"
    against = next((said for group, said in _OPPOSITES if word in group.split("|")), "")
    opposite = rf"\b(?:un{re.escape(word)}|{against})\b" if against else rf"\bun{re.escape(word)}\b"
    base = re.sub(r"(?:i?ed|d)$", "", word)
    did_not = rf"\b(?:did|do|does|could|would)(?: not|n't) (?:\w+ )?{re.escape(base)}(?:y|e|s)?\b"
    says_not = _has(rf"{_NOT}{_NEAR}(?:{alike})\b", text) or _has(did_not, text)
    plain = re.sub(rf"(?i){_NOT}{_NEAR}(?:{alike})\b", " ", text)
    plain = re.sub(rf"(?i)\b{_LATER}{_NEAR}(?:{alike})\b", " ? ", plain)
    says_yes = _has(own, re.sub(rf"(?i){opposite}", " ", plain))
    opposed = re.sub(rf"(?i){_NOT}{_NEAR}(?:{opposite})", " ? ", text)
    says_not = says_not or _has(rf"(?<!nothing ){opposite}", opposed)
    if says_yes == says_not:
        return None
    return says_yes


def _has(pattern: str, text: str) -> bool:
    return re.search(rf"(?i){pattern}", text) is not None


def word_of(key: str) -> str:
    """The one word that a key asks by; empty if it has several.

    Examples:
        >>> word_of("is_sold"), word_of("carried"), word_of("home_won")
        ('sold', 'carried', '')
    """
    words = [w for w in re.split(r"[\W_]+", key.lower()) if w not in _AUXILIARIES]
    return words[0] if len(words) == 1 else ""
