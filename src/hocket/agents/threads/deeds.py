"""What one clause does to counts of things: sets, adds, takes off, doubles, cancels, replaces."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.formula import MONTH_NAMES
from hocket.agents.threads.changes import JOINS, MORE_BEHIND, Change, Deeds, Near, off
from hocket.agents.threads.exceptions import rest_of
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.agents.threads.multiples import is_measure, multiple_of, whole
from hocket.agents.threads.removals import OFF, taken, takes_off
from hocket.agents.threads.waivers import CLEAN
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.threads.changes import Deed
    from hocket.agents.threads.items import Items, Mention

_IN_PLACE = re.compile(
    r"(?i)\b(?:instead of|in place of|rather than)\s*(?:the|our|your|those)?\s*$"
)
_FOR_OTHER = re.compile(rf"(?i)(?P<number>{NUMBER}) (?:instead of|rather than)\s*$")
"""A number in place of another one of the same thing."""
_SWAPS = re.compile(r"(?i)\b(?:swap|replace|exchange|trade)\b[^,]*$")
_FOR = re.compile(r"(?i)\b(?:for|with|by|against|into)\s*(?:the |some )?$")
_MOVES = re.compile(
    r"(?i)\b(?:increased?|raised?|reduced?|cut|change|lower|bring|put|go|up|from|are|is|down)\b"
)
_CHANGED = (
    r"(?: (?:are|is|will be)(?: now)? (?:reduced|cut|lowered|increased|raised|changed|brought))?"
)
_TO = re.compile(
    rf"(?i)^{_CHANGED}\s*(?:from {NUMBER} )?(?:(?:up|down|back) )?to (?P<number>{NUMBER})"
    r"(?![\w%-]|[.,]\d)"
)
_BY = re.compile(rf"(?i)^{_CHANGED}\s*by (?P<number>{NUMBER})(?![\w%-]|[.,]\d)")
_MADE = re.compile(
    rf"(?i)^ (?P<number>{NUMBER})(?=\s*(?:[.,;!]|$|please|instead|then|now|after all))"
)
"""A number right behind a thing: make the red ones 18."""
_SUSPECT = late_pattern(
    r"(?i)\b(?:wait|later|forbidden|banned|not allowed|aren't allowed|pointless|unnecessary"
    r"|superfluous|postpone\w*|put off|rather not|refus\w+|send back|sent back|return\w*"
    r"|exchange\w*|replac\w+|found|turned up|lends?|lent|donat\w+"
    r"|too (?:many|much|few|dear|expensive|heavy|big|large|small|late)"
    r"|nobody (?:needs|wants|likes|eats|drinks|uses))\b"
)
"""What may change what is wanted of a thing, in words that no rule reads."""
_COLON = re.compile(
    rf"(?i)[^:;.,]{{1,30}}:\s*(?P<number>{NUMBER})\b(?P<end>(?=\s*(?:[.,;!]|$|please)))?"
)
"""A number behind a thing and its colon: ribbons would be nice: 5."""
_MAKE = re.compile(r"(?i)\bmake (?:the |our |my |those |these )?$")
_UPWARDS = re.compile(r"(?i)\b(?:increased?|raised?|up)\b")
_NO_ADJECTIVE = r"(?:[^\W\d_][\w-]* )??"
_YES_TO = late_pattern(r"(?i)^(?:and |but )?(?:yes|ok(?:ay)?|agreed),? (?:please,? )?to (?:the )?$")
_YES = late_pattern(r"(?i)^,? (?:yes|gladly)(?=,|\W*$| please| and| but)")
_NO_TO = late_pattern(r"(?i)^(?:and |but )?no,? (?:thanks?,? |thank you,? )?to (?:the )?$")
_NO = late_pattern(r"(?i)^,? (?:no|rather not)(?=,|\W*$| thanks?| and| but)")
_OPENS = late_pattern(
    r"(?i)^(?:,? (?:yes|no)(?:,? (?:please|thanks?))?\W+)?(?:(?:and|but|so|then|the|those)[ ,]+)*$"
)
_IN_PACKS = late_pattern(
    rf"(?i)^(?:(?:then|so|yes|and|well|please|ok|only|just|also)[ ,]+)*{NUMBER} (?:more |full )?"
    r"(?:box(?:es)?|packs?|packets?|cartons?|crates?|cases?|bags?|sacks?|trays?|bundles?|sets?|rolls?"
    r"|pallets?) of $"
)
"""A list that begins with packs of a thing, whose size isn't known."""
_UNREAD = re.compile(rf"(?i)(?<![\w.,€$£-]){NUMBER} (?:\w+ ){{0,2}}of (?:\w+ ){{0,2}}$")
"""A number of something that holds things: 3 bags of onions."""
_GROUPS = re.compile(rf"(?i)(?<![\w.,€$£-])(?!(?:an?|one)\b){NUMBER} \w+ of $")
"""So many groups, of each of which the size is told: 3 rows of 4 chairs."""
_AMISS = re.compile(r"(?i)\s*(?:short|missing|too (?:many|few))\b")
_KEPT = re.compile(
    r"(?i)\b(?:keep|stays?|remains?|unchanged|as (?:before|planned|agreed|ordered|is|they are|it is"
    r"|discussed))\b"
)
_DEMANDS = (
    r"need|want|order|take|book|hire|rent|borrow|buy|like|love|prefer|(?:'ll|will|to|rather) have"
    r"|let (?:me|us|them) have"
    r"|make (?:it|that)|send|deliver|reserve|(?:put|have) \w+ down for|please"
)
_ORDERS = re.compile(
    rf"(?i)\b(?:{_DEMANDS}|meant|bring|go (?:for|with)|settle (?:for|on)|stick (?:to|with)"
    r"|stay (?:at|with)|(?:back|down) to|you(?:'ll| will)? get|receive|(?:that|which"
    r"|this) (?:makes|leaves|means)|that's"
    r"|that is|we are|we're|we'll be"
    r"|we will be|there will be|come with|(?:are|is) coming|pack|lend|give|reserved"
    r"|booked"
    r"|ordered|noted|confirmed|in total|in all|altogether|it is|it's|it stays at)\b"
)
_ADDS = re.compile(r"(?i)\b(?:add|adding|plus|on top|in addition)\b|\+\s*$")
_LESS_BEHIND = re.compile(r"(?i)^\s*(?:fewer|less|too many)\b")
_WAY = re.compile(r"(?i)^\s*(?:fewer|less|more|extra)\b|\s(?:no|without|only|just)\s*$")
_SETTLED = re.compile(
    r"(?i)\b(?:it is|it's|noted|confirmed|(?:reserved|booked|ordered|packed|put aside)\b|in all"
    r"|altogether|in total|(?:that|which) (?:makes|leaves)|so (?:that's|that is)|as agreed"
    r"|(?:is|are|will be) (?:enough|sufficient|plenty|fine|right|better|correct)"
    r"|will (?:have to )?do\b|suffices?\b"
    r"|(?:is|are) (?:in|on) the (?:basket|cart|order|list|van|lorry))"
)
_DEMANDED = re.compile(rf"(?i)\b(?:{_DEMANDS})\b")
_PRICED = re.compile(
    r"(?i)[€$£]|\b\d+[.,]\d\d\b|\b(?:each|apiece|per|cost\w*|price\w*|euros?|pounds?|dollars?"
    r"|cents?)\b"
)
_OTHER_THINGS = late_pattern(
    rf"(?i)(?<![\w.,])(?!\d+ (?:days|weeks|hours|minutes)\b){NUMBER} (?:[^\W\d_][\w-]*\s+){{0,2}}"
    r"[^\W\d_][\w-]*s\b\s*(?:,(?:\s+and\b)?|and\b|&|plus\b)\s*"
)
"""Other things with their numbers, that nobody asks about, in a list."""
_FRAGMENT_END = re.compile(
    rf"(?i)^(?:\s*(?:fewer|less|more|extra))?(?: (?:instead of|rather than) {NUMBER})?[\s,.!]*"
    r"(?:(?:please|thanks?|thank you|instead|then|too|as well|though|however|after all"
    r"|for|on|by|at|from|to|in|with|of|each|only|now|than)\b[^?]*)?$"
)
_FRAGMENT_START = re.compile(
    r"(?i)^(?:(?:good (?:point|idea|thought|question)|you're right|of course|why not"
    r"|ok(?:ay)?|fine|good|great|right|sure|agreed|deal|perfect|done|sorry|oh|yes|no"
    r"|well|then|so|and|also|only|just"
    r"|now|but|for|on|at|the|our|my|this|next|a|\w+day|morning|afternoon|evening|night|party|please"
    rf"|thanks|actually|otherwise|instead|not|still|\d{{1,2}}|{'|'.join(MONTH_NAMES)})\W*)*$"
)


def deeds_of(clause: str, items: Items, counts: Mapping[str, float]) -> Deeds:
    """What a clause does to the things that it names.

    Args:
        clause: As ``clauses_of`` gives it.
        items: The things.
        counts: Their counts so far.

    Examples:
        >>> from hocket.agents.threads.items import Items
        >>> items = Items(["jugs", "cups"])
        >>> added = deeds_of("add 6 jugs and 4 cups", items, {}).changes
        >>> [(c.name, c.deed, c.amount) for c in added]
        [('jugs', 'add', 6.0), ('cups', 'add', 4.0)]
        >>> deeds_of("Our 3 cups broke", items, {}).is_open
        True
    """
    mentions = items.mentions(clause)
    if (rest := rest_of(clause, mentions, counts)) is not None:
        return rest
    listed = [mention for mention in mentions if mention.amount is not None]
    is_list = len(listed) > 1 and len(listed) == len(mentions)
    is_settled = is_list or bool(_SETTLED.search(clause) or _DEMANDED.search(clause))
    changes: list[Change] = []
    left: list[str] = []
    deed = ""
    for place, mention in enumerate(mentions):
        end = mentions[place - 1].last if place else 0
        until = mentions[place + 1].first if place + 1 < len(mentions) else len(clause)
        before, after = clause[end : mention.first], clause[mention.last : until]
        if not (place and JOINS.fullmatch(before)):
            deed = "" if _own_deed(before) else deed
        front, back = _around(clause, mentions, place)
        context = Near(clause, before, after, front, back, deed, mentions, place)
        change, deed = _deed(mention, context, counts)
        if change is None:
            left += [mention.name] if deed == "open" else []
        else:
            changes.append(change)
    return Deeds(tuple(changes), is_settled, bool(left), tuple(left))


def _around(clause: str, mentions: Sequence[Mention], place: int) -> tuple[str, str]:
    """The words before and behind all mentions that are joined to one."""
    first = last = place
    while first and JOINS.fullmatch(clause[mentions[first - 1].last : mentions[first].first]):
        first -= 1
    while last + 1 < len(mentions) and JOINS.fullmatch(
        clause[mentions[last].last : mentions[last + 1].first]
    ):
        last += 1
    start = mentions[first - 1].last if first else 0
    end = mentions[last + 1].first if last + 1 < len(mentions) else len(clause)
    return clause[start : mentions[first].first], clause[mentions[last].last : end]


def _own_deed(before: str) -> bool:
    return bool(OFF.search(before) or _ADDS.search(before) or _ORDERS.search(before))


def _deed(  # noqa: PLR0911 - a rule for each kind of deed
    mention: Mention, near: Near, counts: Mapping[str, float]
) -> tuple[Change | None, str]:
    """(what is done to a thing, the kind of deed, which things that are joined to it share)."""
    name, amount = mention.name, mention.amount
    if (replaced := _replaced(mention, near, counts)) is not None:
        return replaced
    if (moved := _moved(mention, near)) is not None:
        return moved, "set"
    if amount is None and (many := _multiplied(name, near, counts)) is not None:
        return many
    if (removed := taken(mention, near, counts)) is not None:
        return removed
    if amount is None:
        return _wanted(mention, near, counts)
    is_less = mention.is_less or _LESS_BEHIND.match(near.after)
    is_added = near.deed == "add" or _ADDS.search(near.before)
    is_more = mention.is_more or MORE_BEHIND.match(near.after)
    is_plain = not (is_less or is_added or is_more or _ORDERS.search(near.front))
    if is_plain and _LESS_BEHIND.match(near.back):
        if amount >= counts.get(name, 0.0):  # 12 lamps and 3 rugs fewer
            return None, "open"
        is_less = _LESS_BEHIND.match(near.back)
    if not (is_less or is_added or is_more):
        return _wanted(mention, near, counts)
    is_joined = near.deed in ("less", "times", "off") and JOINS.fullmatch(near.before)
    if not (is_added or is_joined or _is_ordered(mention, near) or _is_fragment(near)):
        return None, "open"
    return Change(name, "add", -amount if is_less else amount), "less" if is_less else "add"


def _multiplied(
    name: str, near: Near, counts: Mapping[str, float]
) -> tuple[Change | None, str] | None:
    """A thing whose number is told by its count so far, or by the count of another thing."""
    if is_measure(near):
        return None, "keep"
    many = multiple_of(near, counts)
    if many is None:
        return None
    so_far, amount = counts.get(name, 0.0), many.amount
    is_said = _ORDERS.search(many.start) or _SETTLED.search(many.behind)
    is_clean = CLEAN.match(many.behind) or _SETTLED.match(many.behind.lstrip())
    is_wanted = bool(is_clean and (is_said or _FRAGMENT_START.match(many.start)))
    is_off = takes_off(many.start, many.behind)
    if many.factor is not None:
        share = 1 - many.factor if is_off else many.factor
        amount = whole(so_far * share) if so_far and share > 0 else None
        is_wanted = is_wanted or (is_said is not None and many.factor > 1)
    if amount is None or not (is_wanted or many.is_verb or is_off):
        return None, "open" if so_far or many.factor is None or is_wanted else "keep"
    is_times = many.factor in (2.0, 3.0, 0.5) and not is_off
    return (Change(name, "times", many.factor or 1) if is_times else Change(name, "set", amount)), (
        "times" if is_times else "set"
    )


def _replaced(
    mention: Mention, near: Near, counts: Mapping[str, float]
) -> tuple[Change | None, str] | None:
    """A thing that gives way to another one; the same thing with another number changes nothing."""
    following = near.mentions[near.place + 1 :]
    is_swapped = _SWAPS.search(near.before) and following and _FOR.search(near.after)
    if not (_IN_PLACE.search(near.before) or is_swapped):
        return None
    others = [other for other in near.mentions if other is not mention]
    if any(other.name == mention.name for other in others):
        return None, "swap"
    if not any(other.amount is not None for other in others):
        number = _FOR_OTHER.search(near.before)
        if number is None or mention.amount is None:
            return None, "open"
        return Change(mention.name, "set", amount_of(number["number"])), "set"
    return off(mention, counts), "swap"


def _moved(mention: Mention, near: Near) -> Change | None:
    """A number that a thing is brought to, or by which it is moved, behind its name."""
    made = _MADE.match(near.after) if _MAKE.search(near.before) else None
    if made and mention.amount is None:
        return Change(mention.name, "set", amount_of(made["number"]))
    if not _MOVES.search(near.clause[: mention.first]) and not _MOVES.search(near.after):
        return None
    if match := _TO.match(near.after):
        return Change(mention.name, "set", amount_of(match["number"]))
    if match := _BY.match(near.after):
        said = f"{near.clause[: mention.first]} {match[0]}"
        sign = 1 if _UPWARDS.search(said) else -1
        return Change(mention.name, "add", sign * amount_of(match["number"]))
    return None


def _wanted(  # noqa: PLR0911 - a rule for each reading
    mention: Mention, near: Near, counts: Mapping[str, float]
) -> tuple[Change | None, str]:
    """A thing whose number is said anew; open where no rule says that it is."""
    name, amount = mention.name, mention.amount
    if amount is None:
        return _unnumbered(name, near, counts)
    so_far = counts.get(name)
    if amount == so_far and not mention.is_part:
        return Change(name, "set", amount), "set"
    if _PRICED.search(near.after):
        return None, "keep"
    if _GROUPS.search(near.before) or _AMISS.match(near.after):
        return None, "open"
    is_definite = re.match(r"(?i)(?:the|these|those)\b", near.clause[mention.first :])
    if mention.is_part or is_definite:
        return None, "open"
    is_ordered = _is_ordered(mention, near) or near.deed == "swap"
    if mention.is_lone and not is_ordered:
        return None, "keep"
    if is_ordered or _is_fragment(near):
        return Change(name, "set", amount), "set"
    return None, "open"


def _unnumbered(name: str, near: Near, counts: Mapping[str, float]) -> tuple[Change | None, str]:
    """A thing without a number: wanted, or with one behind its colon; open where it may change."""
    if told := _COLON.match(near.after):
        is_lone = len(near.mentions) == 1 and told["end"] is not None
        is_plain = is_lone and not _PRICED.search(near.after)
        number = amount_of(told["number"])
        return (Change(name, "set", number), "set") if is_plain else (None, "open")
    if (reply := _reply(near)) is not None:
        return Change(name, reply), "keep"
    is_kept = _KEPT.search(f"{near.before} {near.after}")
    if _SUSPECT.search(near.clause) and counts.get(name) and not is_kept:
        return None, "open"
    if is_kept or not _ORDERS.search(near.before):
        is_pack = _IN_PACKS.match(near.clause[: near.mentions[near.place].first])
        return None, "open" if is_pack and not is_kept and _FRAGMENT_END.match(
            near.after
        ) else "keep"
    if _UNREAD.search(near.before):
        return None, "open"
    return Change(name, "order"), "order"


def _reply(near: Near) -> Deed | None:
    """What an answer to several offers at once says of one of them: the lamps yes, the rugs no."""
    opens = _OPENS.match(near.front) is not None
    if _YES_TO.match(near.front) or (opens and _YES.match(near.back)):
        return "order"
    return "refuse" if _NO_TO.match(near.front) or (opens and _NO.match(near.back)) else None


def _is_ordered(mention: Mention, near: Near) -> bool:
    """Whether a clause says that so many of a thing are wanted, or settled."""
    is_joined = near.deed == "set"
    is_said = _ORDERS.search(near.before) or _SETTLED.search(near.clause[mention.last :])
    return is_joined or mention.is_listed or is_said is not None


def _is_fragment(near: Near) -> bool:
    """Whether a clause without a verb lists things with their numbers."""
    first, last = near.mentions[0], near.mentions[-1]
    end = near.clause[last.last :].split(",")[0]
    start = _OTHER_THINGS.sub("", near.clause[: first.first])
    gaps = [
        _OTHER_THINGS.sub("", near.clause[a.last : b.first]) for a, b in pairwise(near.mentions)
    ]
    is_joined = all(JOINS.fullmatch(_WAY.sub("", gap)) for gap in gaps)
    return bool(is_joined and _FRAGMENT_START.match(start) and _FRAGMENT_END.match(end))
