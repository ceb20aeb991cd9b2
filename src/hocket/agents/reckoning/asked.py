"""Whether a question asks for no more than a kind of problem reckons.

What is asked for is read from a few words; another word may turn it into another thing: the
discount instead of the price, the oldest instead of the new one. A question is plain if each of
its words is one of those in which such questions are put, or stands in what is told.
"""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_WORDS = """
sale selling final current money amount value account destination cent person child adult points
how many much what which when where who whose long far old fast often tall high heavy big is are
was were be been being do does did has have had will would can could must should need needs needed
take takes took get gets go goes the a an it its he she they them him her his their i me my we you
your one ones that this these those there so if as of to in on at by for from with and both until
up out down after before time times day days week weeks date weekday year years hour hours minute
minutes second seconds h min monday tuesday wednesday thursday friday saturday sunday january
february march april may june july august september october november december moment now then ago
later latest last due today tomorrow third fourth fifth sixth seventh eighth ninth tenth first
original originally initial initially new price cost costs worth pay paid buy bought earn percent
percentage average mean speed km kilometres kilometers miles mi kmh mph together same again each
other whole trip journey way ways really right true correct meet catch overtake pass passes reach
arrive start leave return back come home full empty half quarter twice litre litres liter liters
kg kilo kilos gram grams g l ml water juice fat alcohol fruit milk cream fresh dried pure
distilled mixture mixed mix blend alloy syrup brine solution result content concentration acid
sugar salt stronger weaker add added make bring raise evaporate poured pour people persons women
men pupils friends players matches games cards books committees committee team exchanged sent send
chosen choose pick pair colour color sure certain dark order matter not different doesn t s
matching having share shares larger largest smaller smallest biggest probability chance shadow
beginning begin beforehand outset previously place very
tower tree flagpole post lamp chimney height show shows say says read reads expensive dear cheap
equally dearer euros eur euro cents ct only fuel without vat tax ready done over end ends finish
finished lived rise rose fall fell shrink grow grew left remain remaining stand score scores asked
owe walk mark answer filling fill use used skate bike bicycle foot car train tap taps drain open
"""
_PLAIN = frozenset(_WORDS.split())
"""The words in which what is reckoned is asked for."""
_NEGATED = late_pattern(
    r"(?i)\b(?:no|non|nor|never|nobody|none|neither|cannot|nothing|except|unless)\b|(?:do|does|did"
    r"|ca|is|are|was|were|wo|has|have|had)n't\b(?! matter| count)|\bnot\b(?! matter| count| put"
    r"| important)"
)
_TWO_ASKED = late_pattern(
    r"(?i)\b(?:and|or),? (?:at |on |in |by |after |for )?(?:how|what|where|when|which|who|why)\b"
)
_BOUNDED = late_pattern(
    r"(?i)\b(?:up to|at (?:most|least)|(?:not|no) (?:more|less|fewer) than|(?:maximum|minimum)"
    r" of|about|roughly|approximately|approx\.?|circa|nearly|almost|more than|less than) \d"
)
"""A number that is only the most or the least, or not exact."""
STEM = 5


def asks_plainly(told: str, asked: str) -> bool:
    """Whether each word of a question is a plain one or stands in what is told.

    A question that tells the numbers itself is read by its kind alone.

    Examples:
        >>> asks_plainly("It costs 80 eur and is 20 % off.", "What does it cost now?")
        True
        >>> asks_plainly("It costs 80 eur and is 20 % off.", "How much do I save?")
        False
    """
    if _NEGATED.search(asked) or _TWO_ASKED.search(asked) or _BOUNDED.search(f"{told} {asked}"):
        return False
    if not re.search(r"\d", told):
        return True
    known = {_stem(word) for word in _words(told)}
    return all(word in _PLAIN or _stem(word) in known for word in _words(asked))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _stem(word: str) -> str:
    return word[:STEM].rstrip("s")
