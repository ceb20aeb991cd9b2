"""The votes that minutes tell: how many were for and against, who abstained, and what came of it.

Numbers stand before or behind their words (``11 for``, ``For: 11``), or are told with what came of
the vote (``carried by 8 votes to 3``). A passage that may tell a vote otherwise is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.agents.records.truths import truth_of, word_of
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hocket.documents.passages import Passage

_KEYS = {
    "for": r"(?:votes? )?(?:for|in favou?r|favou?r|yes|ayes?|pro)(?: votes?)?",
    "against": r"(?:votes? )?(?:against|noe?s?|nays?|opposed|contra)(?: votes?)?",
    "abstained": r"(?:votes? )?(?:abstained|abstentions?|abstain|abstaining)",
}
_AGREED = ("carried", "passed", "adopted", "approved", "accepted")
_ITEM = late_pattern(
    r"(?:agenda )?(?:item|point)(?: (?:number|no|nr|id))?|motion (?:number|no|nr)|number|nr|no"
)
_NO_ONE = r"no votes?|no[ -]one|nobody|none|nil|zero|no"
_NUMBER = rf"(?<![\w.,€$£/-])(?P<number>{_NO_ONE}|{NUMBER}|an?)(?![\w/%-]|[.,:]\d)"
_ROLES = (
    r"(?:(?P<for>in favou?r|for(?! [€$£]| \d+\b(?! ag))|ayes?|yeas?|yes)"
    r"|(?P<against>against|opposed|nays?|noes|no(?=\s*(?:[,;.)]|$|and\b)))"
    r"|(?P<abstained>abstentions?|abstain(?:ed|ing|s)?))\b"
)
_LABELS = _ROLES.replace("|noes", r"|noes|no(?=\s*[:=])").replace(r"(?! [€$£]| \d+\b(?! ag))", "")
_BEFORE = re.compile(
    rf"(?i){_NUMBER}(?:\s+(?:of (?:them|the members|those present)|[a-z]{{3,}}s(?= voted?\b)|votes?"
    rf"|members?|people|persons|hands?|voted|voting|cast|were|was|are|is)){{0,3}}\s+{_ROLES}(?!\s*[:=]\s*\d)"
)
_BEHIND = re.compile(
    r"(?im)(?:^|(?<=[.;:,(\n\d])|(?<=and))[ \t]*(?:votes? )?"
    rf"{_LABELS}(?: votes?)?\s*[:=\u2013-]?\s*{_NUMBER}"
)
_SCORE = re.compile(
    r"(?i)\b(?:by|with(?= \d+ votes? to)|vote of|votes?:?|voted|vote was"
    r"|(?:carried|passed|lost|defeated|rejected|adopted|approved|accepted)(?: with)?)"
    rf"\s+(?P<one>{NUMBER})(?: votes?)?(?: to | ?[\u2013-] ?)(?P<other>{NUMBER})\b"
    r"(?![/%:\u2013-]|[.,]\d| (?:years|days|months|weeks|hours|minutes|euros|per cent|percent"
    r"|o'clock|am|pm)\b| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
)
_WITH = re.compile(
    rf"(?i)\b(?:carried|passed|adopted|approved|accepted|agreed)(?: with| by) (?P<number>{NUMBER})"
    r" votes?\b(?! (?:to|against|of)\b)"
)
"""So many who were for what was carried."""
_ABSTAINED = late_pattern(
    r"(?i)\babst\w*|\b(?:did not|didn't) (?:cast a )?vote\b|\bneutral\b"
    r"|\b(?:blank|invalid|spoil\w+)\b|\bnot voting\b|\bwithheld\b"
)
_ALL = late_pattern(r"(?i)\bunanim\w+|\bnem\.? con\b|\ball\s+$")
_ALL_OF = re.compile(
    rf"(?i)\bunanim\w+[^.;]{{0,20}}?(?:\(|\bwith (?:all )?|\bby (?:all )?)(?P<number>{NUMBER})"
    r"(?= (?:votes?|members?|hands|in favou?r|for)\b|\))"
)
"""So many who were all for it."""
_NOT_VOTED = late_pattern(
    r"(?i)\b(?:withdrawn|deferred|postponed|adjourned|put off|no vote (?:was|is) taken"
    r"|no resolution (?:was|is) taken|without a vote)\b"
)
_OTHER_MAJORITY = late_pattern(
    r"(?i)\b(?:majority|quorum|quarters?|thirds?|veto|casting|withdrawn|repeated|second vote)\b"
)
"""What may make a vote fail that most were for."""
_QUARTERS = 4
_SIDES = late_pattern(r"(?i)\bagainst\b|\bin favou?r\b|\babst\w+|\bunanim\w+")
_MAY_TELL = late_pattern(
    r"(?i)\bunanim\w*|\bnem\.? con|\bshow of hands\b|\bin favou?r\b|\bagainst\b|\babst\w+"
    r"|(?<!without a )(?<!no )\b(?:votes? (?:of|on)|voted|put to (?:the|a) vote|ballots?)\b"
    r"|\b(?:carried|defeated|majority|casting vote|motion)\b"
)
"""What a passage has that may tell a vote in other words."""
_WANTS_EACH = late_pattern(
    r"(?i)\b(?:each|every|all|the|any) (?:of the )?(?:votes?|motions?|ballots?|resolutions?)\b"
)
_TOLD_OTHERWISE = late_pattern(r"(?i)\bunanim\w*|\bnem\.? con|\bshow of hands\b|\bballots?\b")
_MOST_BETWEEN = 60
"""Characters between two numbers of a vote."""
_SENTENCE_END = late_pattern(r"[.!?](?=\s|$)")


@dataclass(slots=True)
class Vote:
    """A vote: its numbers by role, where they stand, and what is told of what came of it."""

    first: int
    last: int
    numbers: dict[str, int] = field(default_factory=dict)
    score: tuple[int, int] | None = None
    carried: bool | None = None

    @property
    def roles(self) -> set[str]:
        """The roles whose numbers are told; a score tells two of them."""
        return {*self.numbers, *(("for", "against") if self.score else ())}


def votes_in(text: str) -> list[Vote]:
    """The votes of a passage that tells how many were for and against, in their order.

    Examples:
        >>> [vote] = votes_in("It got 9 votes for, one against; two abstained. It was carried.")
        >>> vote.numbers, vote.carried
        ({'for': 9, 'against': 1, 'abstained': 2}, True)
        >>> [vote.numbers for vote in votes_in("Defeated by 8 votes to 3. We pay 450 for it.")]
        [{'for': 3, 'against': 8, 'abstained': 0}]
    """
    groups = _groups(text)
    votes = []
    for place, vote in enumerate(groups):
        begin = groups[place - 1].last if place else 0
        until = len(text)
        if place + 1 < len(groups):  # what its sentence says is told of the next one
            until = groups[place + 1].first
            stops = [m.end() for m in _SENTENCE_END.finditer(text, vote.last, until)]
            until = stops[-1] if stops else until
        _complete(vote, text, begin, until)
        if {"for", "against"} <= set(vote.numbers):
            votes.append(vote)
    return votes


def told_votes(keys: Sequence[str], passage: Passage, goal: str) -> list[dict[str, Any]] | None:
    """The rows of the votes that a passage tells; None where rules do not read all of it.

    Args:
        keys: Those of each row.
        passage: A passage of minutes.
        goal: The task.
    """
    roles = {key: role_of(key, keys) or _role_in(goal, key) for key in keys}
    if not {"for", "against"} <= set(roles.values()) or "" in roles.values():
        return None
    votes = votes_in(passage.text)
    if not votes:
        said = passage.text.removeprefix(passage.mark)
        is_told = any(_told(said)) or (
            _MAY_TELL.search(said) and (_SIDES.search(said) or not _NOT_VOTED.search(said))
        )
        return None if is_told else []
    is_single, is_in_part = len(votes) == 1, len(_groups(passage.text)) > len(votes)
    if is_in_part or not (is_single or _WANTS_EACH.search(goal)):
        return None
    if _TOLD_OTHERWISE.search(passage.text) and not (is_single and not votes[0].numbers["against"]):
        return None  # there may be another vote
    numbered = re.search(r"\d+$", passage.mark)
    is_plain = is_single and not _OTHER_MAJORITY.search(passage.text)
    values = [
        {
            "item": int(numbered[0]) if numbered else None,
            "carried": _by_numbers(v.numbers) if v.carried is None and is_plain else v.carried,
            **v.numbers,
        }
        for v in votes
    ]
    if any(row.get(role) is None for row in values for role in roles.values()):
        return None
    return [{key: row[role] for key, role in roles.items()} for row in values]


def numbers_told(keys: Sequence[str], text: str) -> dict[str, Any]:
    """What a text says of its one vote, by those keys that ask for it; nothing of other things.

    Examples:
        >>> numbers_told(["motion", "yes", "no", "carried"], "Roof: 7 for, 2 against. Carried.")
        {'yes': 7, 'no': 2, 'carried': True}
    """
    roles = {key: role_of(key, keys) for key in keys}
    votes = votes_in(text) if {"for", "against"} <= set(roles.values()) else []
    if len(votes) != 1 or len(_groups(text)) != 1:
        return {}
    known: dict[str, Any] = {**votes[0].numbers, "carried": votes[0].carried}
    return {key: known[role] for key, role in roles.items() if known.get(role) is not None}


def role_of(key: str, keys: Sequence[str]) -> str:
    """What a key of a vote asks for: one of its numbers, its item, or whether it was carried.

    Examples:
        >>> keys = ["item", "votes_for", "noes", "is_carried", "date"]
        >>> [role_of(key, keys) for key in keys]
        ['item', 'for', 'against', 'carried', '']
    """
    words = " ".join(re.split(r"[\W_]+", key.lower())).strip()
    if words == "no" and not any(other.lower().startswith("yes") for other in keys):
        return "item"
    role = next((role for role, said in _KEYS.items() if re.fullmatch(said, words)), "")
    if role:
        return role
    if word_of(key) in _AGREED:
        return "carried"
    return "item" if _ITEM.fullmatch(words) else ""


def _role_in(goal: str, key: str) -> str:
    """``item`` for a key that a task explains as a number: motion (its number)."""
    said = re.escape(key).replace("_", "[_ ]")
    is_number = re.search(rf"(?i)\b{said} \((?:its |the |their )?(?:number|no\.|nr)", goal)
    return "item" if is_number else ""


def _groups(text: str) -> list[Vote]:
    """The numbers that stand together, none of them of a role that another one has."""
    groups: list[Vote] = []
    for first, last, numbers, score in _told(text):
        vote = groups[-1] if groups else None
        is_near = vote is not None and first - vote.last <= _MOST_BETWEEN
        if vote is None or not is_near or vote.roles & ({"for"} if score else set(numbers)):
            vote = Vote(first, last)
            groups.append(vote)
        vote.last = last
        vote.numbers.update(numbers)
        vote.score = score or vote.score
    return [v for v in groups if v.score or "for" in v.numbers]


def _told(text: str) -> Iterator[tuple[int, int, dict[str, int], tuple[int, int] | None]]:
    """(start, end, numbers by role, score without roles), of what overlaps the first."""
    found = [m for rule in (_BEFORE, _BEHIND, _SCORE, _ALL_OF, _WITH) for m in rule.finditer(text)]
    end = 0
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        if match.start() < end:
            continue
        end = match.end()
        if match.re is _SCORE:
            score = int(amount_of(match["one"])), int(amount_of(match["other"]))
            yield match.start(), end, {}, score
        elif match.re is _ALL_OF:
            yield match.start(), end, {"for": int(amount_of(match["number"])), "against": 0}, None
        elif match.re is _WITH:
            yield match.start(), end, {"for": int(amount_of(match["number"]))}, None
        else:
            role = next(role for role in _KEYS if match[role])
            is_none = re.fullmatch(rf"(?i){_NO_ONE}", match["number"])
            number = 0 if is_none else int(amount_of(match["number"]))
            yield match.start(), end, {role: number}, None


def _complete(vote: Vote, text: str, begin: int, until: int) -> None:
    """Add what came of a vote, and the numbers that follow from its words."""
    starts = [m.end() for m in _SENTENCE_END.finditer(text, begin, vote.first)]
    own = text[starts[-1] if starts else begin : until]
    vote.carried = _is_carried(own)
    if vote.carried is None and not begin:  # else what is before is told of the vote before
        vote.carried = _is_carried(text[begin:until])
    if vote.score is not None and vote.carried is not None:
        more, fewer = max(vote.score), min(vote.score)
        numbers = {"for": more, "against": fewer}
        if not vote.carried:
            numbers = {"for": fewer, "against": more}
        vote.numbers = numbers | vote.numbers
    if vote.carried and vote.numbers.get("for", 0) < vote.numbers.get("against", 0):
        vote.carried = None
    stop = _SENTENCE_END.search(text, vote.last)
    sentence = text[starts[-1] if starts else begin : stop.end() if stop else until]
    before = text[begin : vote.first]
    if "for" in vote.numbers and (_ALL.search(before) or _ALL.search(sentence)):
        vote.numbers.setdefault("against", 0)
    if not _ABSTAINED.search(own):
        vote.numbers.setdefault("abstained", 0)


def _by_numbers(numbers: Mapping[str, int]) -> bool | None:
    """Whether a vote was carried that nothing else is told of: by three quarters of all, or not."""
    if len(numbers) < len(_KEYS):
        return None
    if numbers["for"] * _QUARTERS >= sum(numbers.values()) * (_QUARTERS - 1):
        return True
    return False if numbers["for"] < numbers["against"] else None


def _is_carried(said: str) -> bool | None:
    """What came of a vote by the words of its sentence and of what follows."""
    truths = {truth_of(word, said) for word in ("carried", "passed")} - {None}
    return truths.pop() if len(truths) == 1 else None
