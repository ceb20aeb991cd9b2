"""What is mixed, thinned, strengthened, boiled down or dried: shares of a whole that stay the same.

Which number is which is read from its unit and its neighbours, and from what is possible: water can
only lower a share, and that of a mixture lies between those of its parts.
"""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number, shown
from hocket.core.late_pattern import late_pattern

_UNIT = r"(?:ml|l|kg|g|tonnes?|t)"
_AMOUNT = rf"(?P<amount>{N}) (?P<unit>{_UNIT})\b(?!/)"
_SHARE = rf"(?P<share>{N}) ?(?:%|(?P<coin>eur|ct)\b(?P<per>/(?:kg|l)\b)?)"
_ITEM = late_pattern(rf"{_AMOUNT}|{_SHARE}")
_ASKS = late_pattern(
    r"(?i)\bhow (?:much|many (?P<asked>lit(?:re|er)s|ml|millilit(?:re|er)s|kilo(?:gram)?s|kg"
    r"|grams|g"
    r"|tonnes))\b"
)
_ASKS_SHARE = late_pattern(
    r"(?i)\b(?:what|which|how many) (?:%|per ?cent(?:age)?|concentration|share|strength)"
    r"|\bwhat is (?:the|its) (?:\w+ )?(?:concentration|percentage|content|strength|share)\b"
    r"|\bhow strong\b"
)
_STRONGER = late_pattern(
    r"(?i)\bof the (?:(?P<strong>stronger|strong|richer|more concentrated|dearer|more expensive)"
    r"|weaker|weak|cheaper)\b"
)
_ASKS_PRICE = late_pattern(
    r"(?i)\bwhat (?:is|does|will|would) (?:(?:a|one|1) (?:kilo|kg|lit(?:re|er)|l)\b"
    r"|the price (?:of|per)"
    r" (?:a |one |1 )?(?:kilo|kg|lit(?:re|er)|l)\b).*\b(?:mix\w*|blend|worth|cost)\b"
)
_OTHERWISE_PRICED = late_pattern(
    r"(?i)\b(?:then|twice|double|half|third|quarter|again|spill\w*|except|unless|profit|loss"
    r"|sell\w*"
    r"|sold|discount|%|packag\w+|first|remaining|rest|parts?|ratio|per (?:bag|day)|tax|vat|lost)\b"
)
_UNIT_OF = {
    "litres": "l", "liters": "l", "ml": "ml", "millilitres": "ml", "milliliters": "ml",
    "kilos": "kg", "kilograms": "kg", "kg": "kg", "grams": "g", "g": "g", "tonnes": "tonnes",
}  # fmt: skip
_WATERY = late_pattern(r"(?i)(?:%|per ?cent)(?: of)? (?:is |are )?(?:water|moisture)\b")
_WATER = late_pattern(r"(?i)\b(?:distilled |pure |tap |clean |fresh )?water\b")
_ADD = late_pattern(
    r"(?i)\b(?:add(?:s|ed|ing)?|dilut\w+|thinn?\w*|pour(?:s|ed)?(?: in)?|top(?:s|ped)? up"
    r"|mix(?:es|ed)?(?: in)?|put|needed|need|stirr?\w*|dissolv\w+)\b"
)
_LEAVES = late_pattern(
    r"(?i)\b(?:boil\w*(?: (?:off|away|down))?|evaporat\w+|steam\w*|take(?:n)? out|remov\w+"
    r"|withdraw\w*)\b"
)
_DRIED = late_pattern(r"(?i)\b(?:dried|drying|dry|dries|raisins|prunes|hay|dehydrat\w+)\b")
_MIXED = late_pattern(
    r"(?i)\b(?:mix(?:es|ed|ing|ture)?|blend(?:s|ed)?|combin\w+|pour(?:s|ed)?|melt\w*|added|add)\b"
)
_OTHERWISE = late_pattern(
    r"(?i)\b(?:then|twice|double|half|third|quarter|again|replac\w+|spill\w*|drain\w*|cost\w*|price"
    r"|eur|ct|except|unless|first|second time|each time|parts?|ratio|remaining|rest|too much|ages?"
    r"|by (?:\d|how)|points?|original(?:ly)?|lost|loses?|left over|per|other than|volume of air)\b"
)
"""What may change a share in between, or give an amount another role."""
_GETS = late_pattern(
    r"(?i)\b(?:make|makes|get|gets|obtain|obtains|produce|prepare|yield|reach|give|become"
    r"|(?:to|must|should|shall|will) have)\b"
)
_ALL = Fraction(100)
TWO, THREE = 2, 3


def blend(text: str, question: str) -> Reckoned | None:
    """How much of something has to be added to a mixture, or how much comes of it."""
    items = list(_ITEM.finditer(text))
    rest = _ITEM.sub(" ", text)
    amounts = [(Fraction(i["amount"]), i["unit"], i.start()) for i in items if i["amount"]]
    shares = [(Fraction(i["share"]), i.start()) for i in items if i["share"]]
    is_priced = any(i["per"] for i in items)
    unsure = _OTHERWISE_PRICED if is_priced else _OTHERWISE
    coins = {i["coin"] for i in items if i["share"]}
    is_sure = len(coins) <= 1 and not has_number(_counts(rest)) and not unsure.search(rest)
    is_sure = is_sure and (is_priced or not any(coins))
    if is_sure and len(amounts) == TWO and len(shares) in (0, TWO):
        asks_share = (_ASKS_PRICE if is_priced else _ASKS_SHARE).search(question)
        whole = _whole if shares else _dissolved
        return whole(text, items) if asks_share else None
    asks = _ASKS.search(question)
    is_possible = is_priced or all(share <= _ALL for share, _ in shares)
    if not asks or not is_sure or len(amounts) != 1 or not is_possible:
        return None
    unit = _UNIT_OF.get((asks["asked"] or "").lower(), amounts[0][1])
    if unit != amounts[0][1]:
        return None
    if len(shares) == TWO and not is_priced:
        is_of_water = _WATERY.search(text) or _DRIED.search(text)
        change = _dried if is_of_water else _thinned
        return change(text, question, amounts[0], shares)
    is_mixed = len(shares) == THREE and (_MIXED.search(text) or _STRONGER.search(question))
    return _mixed(text, question, amounts[0], shares) if is_mixed else None


def _dissolved(text: str, items: list[re.Match[str]]) -> Reckoned | None:
    """The share of what is dissolved in so much water."""
    (one, other) = items
    of_water = re.match(
        r"(?i) (?:of )?(?!(?:salt|sugar|sea|soda)\b)(?:\w+ )?water\b", text[other.end() :]
    )
    is_in = re.search(r"(?i)\b(?:in|into|with)\b", text[one.end() : other.start()])
    is_one_unit = one["unit"] == other["unit"] and one["unit"] in ("g", "kg")
    if not of_water or not is_in or not is_one_unit:
        return None
    pure, water = Fraction(one["amount"]), Fraction(other["amount"])
    return Reckoned(f"It has {shown(pure / (pure + water) * _ALL)} percent.")


def _whole(text: str, items: list[re.Match[str]]) -> Reckoned | None:
    """The share of a mixture of two, each told with its amount."""
    form = "".join("a" if item["amount"] else "s" for item in items)
    units = {item["unit"] for item in items if item["amount"]}
    if form not in ("asas", "sasa") or len(units) != 1 or not _MIXED.search(text):
        return None
    if _LEAVES.search(text) or _is_apart(text[items[0].end() : items[1].start()]):
        return None
    amounts = [Fraction(item["amount"]) for item in items if item["amount"]]
    shares = [Fraction(item["share"]) for item in items if item["share"]]
    coin = next((item["coin"] for item in items if item["share"]), None)
    if _WATERY.search(text) or (not coin and max(shares) > _ALL) or not sum(amounts):
        return None
    pure = sum((a * s for a, s in zip(amounts, shares, strict=True)), Fraction())
    if coin:
        each = f"{shown(pure / sum(amounts))} {'euros' if coin == 'eur' else 'cents'}"
        return Reckoned(f"It is {each}.", f"All of it is {shown(pure)}.")
    return Reckoned(
        f"It has {shown(pure / sum(amounts))} percent.",
        f"{shown(pure / _ALL)} of {shown(sum(amounts, Fraction()))} {units.pop()}.",
    )


def _counts(rest: str) -> str:
    return re.sub(
        r"(?i)\b2(?= (?:kinds|sorts|types|solutions|bottles|juices|acids|mixtures)\b)", " ", rest
    )


def _thinned(
    text: str, question: str, amount: tuple[Fraction, str, int], shares: list[tuple[Fraction, int]]
) -> Reckoned | None:
    """What is added or leaves so that a share becomes another; what stays has the same amount."""
    much, unit, at = amount
    before = _beside(text, at, shares)
    if before is None:
        return None
    after = next(share for share, _ in shares if share != before)
    asked = _asked_thing(question)
    of_what = " of water" if _WATER.search(asked) else ""
    is_added = _ADD.search(text) and not _LEAVES.search(text)
    if _WATER.search(asked) and is_added and 0 < after < before:
        added, done, stays = much * before / after - much, "be added", before
    elif _WATER.search(asked) and not _MIXED.search(text) and 0 < before < after:
        if not _LEAVES.search(text):
            return None
        added, done, stays = much - much * before / after, "leave", before
    elif re.search(r"(?i)\bpure\b", asked) and is_added and before < after < _ALL:
        stays = _ALL - before
        added, done = much * stays / (_ALL - after) - much, "be added"
    else:
        return None
    return Reckoned(
        f"{shown(added)} {unit}{of_what} have to {done}.",
        f"{shown(much * stays / _ALL)} {unit} of what is in it stay the same.",
    )


def _asked_thing(question: str) -> str:
    """What is asked for: the words behind "how much"."""
    match = _ASKS.search(question)
    return " ".join(question[match.end() :].split()[:4]) if match else ""


def _beside(text: str, at: int, shares: list[tuple[Fraction, int]]) -> Fraction | None:
    """The share of an amount: told next to it, in the same part of the sentence.

    None if the amount is what is to be got, or both shares may be meant.
    """
    (one, one_at), (two, two_at) = shares
    if one == two or _GETS.search(text[max(0, at - 12) : at]):
        return None
    if one_at < at < two_at:
        between_before, between_after = text[one_at:at], text[at:two_at]
        is_of_first = re.search(r"%[^.;,]*\bof\b|%[^.;,]{0,40}$", between_before) is not None
        turns = re.search(
            r"(?i)\b(?:so that|until|to (?:get|obtain|make|bring|reach|have|lower|raise)"
            r"|if it is to|in order|should|down to|to)\b",
            between_after,
        )
        return one if is_of_first and turns else None
    first = min(shares, key=lambda pair: pair[1])
    if at < first[1] and not re.search(
        r"[;?]|\bso that\b|\buntil\b|\bto (?:get|make)\b", text[at : first[1]]
    ):
        return first[0]
    return None


def _dried(
    text: str, question: str, amount: tuple[Fraction, str, int], shares: list[tuple[Fraction, int]]
) -> Reckoned | None:
    """What fresh becomes as it dries, or was: what is no water stays the same."""
    if not _WATERY.search(text) or re.search(r"(?i)\badd|\bdilut", question):
        return None
    much, unit, _ = amount
    share_of = {}
    for share, at in shares:
        clause = text[:at]
        names = list(
            re.finditer(
                r"(?i)\b(?P<fresh>fresh(?:ly)?|grass|grapes|plums|ripe|raw|green|harvested"
                r"|picked)\b"
                r"|\b(?P<dry>dried|dry|raisins|prunes|hay|drying)\b",
                clause + text[at : at + 60].split(",", maxsplit=1)[0].split(".", maxsplit=1)[0],
            )
        )
        if not names:
            return None
        nearest = min(names, key=lambda name: abs(name.start() - at))
        share_of["fresh" if nearest["fresh"] else "dry"] = share
    if len(share_of) != TWO or not share_of["dry"] < share_of["fresh"] < _ALL:
        return None
    asked = _asked_thing(question)
    asks_dry = re.search(r"(?i)\b(?:dried|dry|raisins|prunes|hay)\b", asked)
    asks_fresh = re.search(r"(?i)\b(?:fresh|grass|grapes|plums)\b", asked)
    if bool(asks_dry) == bool(asks_fresh):
        return None
    stays = _ALL - share_of["fresh" if asks_dry else "dry"]
    other = _ALL - share_of["dry" if asks_dry else "fresh"]
    return Reckoned(
        f"That is {shown(much * stays / other)} {unit}.",
        f"What is no water, {shown(much * stays / _ALL)} {unit}, stays the same.",
    )


def _mixed(
    text: str, question: str, amount: tuple[Fraction, str, int], shares: list[tuple[Fraction, int]]
) -> Reckoned | None:
    """How much of one mixture has to be mixed with so much of another to get a third."""
    much, unit, at = amount
    asks = _ASKS.search(text)
    if asks is None or len({share for share, _ in shares}) != THREE:
        return None
    ordered = sorted(shares, key=lambda pair: pair[1])
    got = [
        pair
        for pair in ordered
        if re.search(
            r"(?i)\b(?:get|obtain|make|produce|(?:to|must|shall) have|so that|give|for an?|reach"
            r"|becomes?)\b[^.;?%]*$",
            re.split(r"%|\beur\b|\bct\b", text[: pair[1]])[-1],
        )
    ]
    if of_whole := _of_a_whole(text, question, amount, ordered):
        return of_whole
    if len(got) != 1 or got[0] is not ordered[-1] or not asks.start() < ordered[-1][1]:
        return None
    goal = got[0][0]
    (one, one_at), (two, two_at) = ordered[:2]
    if asks.start() < one_at < at < two_at and not _is_apart(text[at:two_at]):
        sought, given = one, two
    elif at < one_at and at < asks.start() < two_at and not _is_apart(text[at:one_at]):
        sought, given = two, one
    else:
        return None
    if not min(sought, given) < goal < max(sought, given):
        return None
    value = much * abs(goal - given) / abs(sought - goal)
    return Reckoned(
        f"{shown(value)} {unit} {_named(sought, text)} are needed.",
        f"{shown(much)} {unit} differ by {shown(abs(goal - given))} points from the mixture, "
        f"{shown(value)} {unit} by {shown(abs(sought - goal))} in the other direction.",
    )


def _of_a_whole(
    text: str, question: str, amount: tuple[Fraction, str, int], ordered: list[tuple[Fraction, int]]
) -> Reckoned | None:
    """How much of the stronger or weaker of two makes up a whole of a share between theirs."""
    much, unit, at = amount
    (goal, goal_at), *others = ordered
    asked = _STRONGER.search(question)
    wanted = re.search(
        r"(?i)\b(?:need|needs|want|wants|make|makes|get|mix|of)(?: to \w+)? $", text[:at]
    )
    is_of_goal = at < goal_at and not _is_apart(text[at:goal_at])
    between = min(s for s, _ in others) < goal < max(s for s, _ in others)
    if asked is None or not wanted or not is_of_goal or not between:
        return None
    low, high = sorted(share for share, _ in others)
    is_strong = asked["strong"] is not None
    value = much * ((goal - low) if is_strong else (high - goal)) / (high - low)
    return Reckoned(f"{shown(value)} {unit} {_named(high if is_strong else low, text)} are needed.")


def _named(share: Fraction, text: str) -> str:
    """A part of a mixture by its share or its price."""
    return f"of {shown(share)} percent" if "%" in text else f"at {shown(share)} euros"


def _is_apart(between: str) -> bool:
    """Whether a sentence or a turn parts an amount from a share."""
    return bool(re.search(r"(?i)[;?.] |\bso that\b|\bto (?:get|make|obtain)\b", between))
