"""Who belongs to a list at the end of a thread, where messages say so in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.clauses import clauses_of, sentences_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ASKED = late_pattern(
    r"(?i)\b(?:who(?:'s)?|which (?:of \w+ )?(?:[a-z]+s|people|children))"
    r"(?: is| are| will| can)? (?:all |really |actually |finally |still |else )*"
    r"(?P<verb>[a-z]+)(?P<what>[^.?!;:]*)"
)
_COMING = late_pattern(
    r"(?i)(?:com(?:e|es|ing)|joins?|joining|attend(?:s|ing)?|there|tak\w+|go\w*|on|in)$"
)
_ATTEND = (
    r"come|comes|coming|join|joins|joining|attend|attends|attending|be there|take part|takes part"
    r"|taking part|make it|(?:go|goes|going)(?! to\b)"
)
_UNSURE = late_pattern(
    r"(?i)\b(?:if|unless|maybe|perhaps|might|may|could|would|should|probably|possibly|hope\w*|try"
    r"|trying|think|not sure|don't know|depends|whether|unlikely|likely|let you know|decides?"
    r"|want\w*|like|asked|asks)\b"
)
_CANNOT = (
    r"(?:can't|cannot|can not|won't|will not|not|isn't|aren't|doesn't|don't|unable to|no longer)"
)
_GONE = (
    r"\b(?:can't|cannot|won't)(?=\W*$|,? (?:sorry|after all|either))|(?:\b(?:am|is|are)|'m"
    r"|'re) out\b"
    r"|\b(?:have|has|had) to (?:cancel|withdraw|work|stay)\b|\b(?:drops?|dropped|dropping) out\b"
    r"|(?:\b(?:am|is|are|has fallen|fell)|'m|'re) (?:ill|sick|away)\b|\bha(?:s|ve) no time\b"
    r"|\bstays? (?:at )?home\b|\b(?:has|have) cancelled\b|\bcancels?\b"
)
_IN = r"(?:\b(?:am|is|are)|'m|'re) in(?=\W*$|[,!]| (?:too|as well|again|after all|for sure)\b)"
_FULLY = r"(?=\W*$|[,!]| (?:too|as well|again|after all|for sure)\b)"
_OWN_IN = late_pattern(
    rf"(?i)\b(?:it's a yes\b|count me in|i'm in{_FULLY}|count on me"
    r"|^(?:me|i do|i will|i am)(?=\W*$)|me too|i do too|so do i|coming!)"
)
_AWAY = late_pattern(rf"(?i)\b(?:be there|make it|come)\b|{_GONE}")
_TURNS = late_pattern(
    r"(?i)\b(?:sorry|unfortunately|can't|cannot|won't|cancel\w*|ill|sick|changed|change of plans"
    r"|after all|instead|regret|afraid)\b"
)
"""Words of a message whose author may have changed their mind."""
_OWN_OUT = late_pattern(
    r"(?i)\b(?:it's a no\b|count me out|without me|i'm out|not me)\b|^(?:sorry,? )?(?:i )?(?:can't"
    r"|cannot)(?: make"
    r" it| come)?\b|^(?:sorry|no),? (?:no|not me)\W*$"
)
_WHO_ELSE = late_pattern(r",\s+(?=(?:who|anyone|anybody)\b[^,]*\?$)")
_SUBJECT = late_pattern(r"(?i)^(?:(?:and|so|but|then) )?(?:he|she)\b|(?<= because )(?:he|she)\b")
"""He or she as the subject of a clause behind the first one."""


def standing(
    goal: str, names: Sequence[str], messages: Iterable[tuple[str, str]]
) -> dict[str, bool]:
    """Who belongs to a list, and who does not, by the last plain words; others are left out.

    Args:
        goal: What is asked for; its verb is what the words are about.
        names: First names of the people.
        messages: (first name of the author, what they say), in order.

    Examples:
        >>> said = [("Ada", "I come, and so does Bo."), ("Cy", "Maybe."), ("Ada", "Bo is ill.")]
        >>> standing("Who comes?", ["Ada", "Bo", "Cy"], said)
        {'Ada': True, 'Bo': False}
    """
    match = _ASKED.search(goal)
    if match is None:
        return {}
    reader = _Reader(match["verb"], match["what"], names)
    known: dict[str, bool | None] = {}
    for author, body in messages:
        read: dict[str, bool | None] = {}
        said = [part for s in sentences_of(body) for part in _WHO_ELSE.split(s)]
        for sentence in map(reader.with_me, said):
            for clause in clauses_of(sentence):
                for part in reader.parts(reader.spelt_out(clause, sentence)):
                    read |= reader.read(author, sentence, part)
        if author not in read and _TURNS.search(body) and not reader.names_others(body):
            read[author] = None  # something has changed that these rules do not read
        known |= read
    return {name: belongs for name, belongs in known.items() if belongs is not None}


class _Reader:
    """Reads clauses about one thing that people do."""

    def __init__(self, verb: str, what: str, names: Sequence[str]) -> None:
        is_attending = _COMING.match(verb) is not None
        self._things = set() if is_attending else set(stems(what)) - {"end"}
        stem = re.sub(r"(?:ing|es|s|e)$", "", verb.lower())
        verbs = _ATTEND if is_attending else rf"{stem}(?:e|es|s|ing)?"
        self._is_of = re.compile(rf"(?i)\b(?:{verbs})\b")
        any_verb = rf"(?:{verbs}|be there|make it|come)"
        self._out = re.compile(rf"(?i)\b{_CANNOT}\b[^.]{{0,12}}?\b{any_verb}\b|{_GONE}")
        self._in = re.compile(rf"(?i)\b(?:{verbs})\b|{_IN}")
        one = "|".join(re.escape(name) for name in names) or "(?!)"
        self._name = re.compile(rf"\b(?:{one})\b")
        self._subject = re.compile(
            rf"(?:^|[,:] |\b(?:and|then|that|so|also|but|because|as) )"
            rf"(?P<who>(?:{one}|I|we|We)(?:(?:, | and |, and | & )(?:{one}|I))*)\b"
            r"(?=(?:'s|'m|'ll|'re|'ve)? ?[a-z' ])"
        )
        self._both = re.compile(rf"\b(?P<name>{one}) and I\b")
        self._begins = re.compile(rf",? (?:and|so|because|as) (?=(?:{one}|I)\b)")
        self._joined = re.compile(
            rf"(?i:\b(?:so (?:does|do|is|will|has)|together with|(?:come|comes|coming|am|is) with"
            rf"|bring|brings|bringing|instead of|in place of) )(?P<name>{one})\b"
        )

    def with_me(self, sentence: str) -> str:
        """A sentence in which I stand before the others."""
        return self._both.sub(r"I and \g<name>", sentence)

    def spelt_out(self, clause: str, sentence: str) -> str:
        """A clause in which he or she is the one person that its sentence names."""
        named = {match.group() for match in self._name.finditer(sentence)}
        return _SUBJECT.sub(named.pop(), clause) if len(named) == 1 else clause

    def names_others(self, body: str) -> bool:
        """Whether a message is about people by their names."""
        return self._name.search(body) is not None

    def parts(self, clause: str) -> list[str]:
        """A clause, cut where somebody else begins after what one does."""
        parts = [""]
        for piece in self._begins.split(clause):
            if self._out.search(parts[-1]) or self._in.search(parts[-1]):
                parts.append(piece)
            else:
                parts[-1] = f"{parts[-1]} and {piece}" if parts[-1] else piece
        return parts

    def read(self, author: str, sentence: str, clause: str) -> dict[str, bool | None]:
        """Whom a clause puts on the list (True), takes off it (False) or leaves unsure (None)."""
        if sentence.endswith("?"):
            return {}
        about = self._about(author, clause)
        if _UNSURE.search(sentence):
            is_on_it = self._is_of.search(clause) or _OWN_IN.search(clause)
            return dict.fromkeys(about or [author]) if is_on_it else {}
        if _OWN_OUT.search(clause) and author:
            return {author: False}
        if _OWN_IN.search(clause) and author:
            return {author: True}
        belongs = False if self._out.search(clause) else bool(self._in.search(clause)) or None
        is_away = belongs is False and _AWAY.search(clause)
        if belongs is None or not (is_away or self._is_on_thing(clause)):
            return {}
        verdicts: dict[str, bool | None] = dict.fromkeys(about, belongs)
        for match in self._joined.finditer(clause):
            is_replaced = match.group().lower().startswith(("instead", "in place"))
            verdicts[match["name"]] = False if is_replaced else belongs
        return verdicts

    def _is_on_thing(self, clause: str) -> bool:
        """Whether a clause is about what the task asks for, and not about another thing."""
        is_short = re.search(r"(?i)\b(?:one|it|them|mine|so|too|either)\b", clause)
        return not self._things or bool(is_short or self._things & set(stems(clause)))

    def _about(self, author: str, clause: str) -> list[str]:
        """The people whom a clause is about."""
        matches = list(self._subject.finditer(clause))
        if not matches:
            is_own = author and not self._name.search(clause) and self._out.search(clause)
            return [author] if is_own else []
        match = matches[-1]  # of who said it and of whom, the latter
        people = self._name.findall(match["who"])
        if re.search(r"(?i)\b(?:i|we)\b", match["who"]) and author:
            people.append(author)
        return people
