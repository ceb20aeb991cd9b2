"""How long work takes together, how many do it in what time, and when a tank is full or empty."""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number, shown
from hocket.core.late_pattern import late_pattern

_TIME = rf"(?P<time>{N}) (?P<unit>h|min|days|weeks)\b"
_ITEM = late_pattern(_TIME)
_TOGETHER = late_pattern(
    r"(?i)\b(?:together|both|all (?:three|of them)|at the same time|simultaneously|side by side"
    r"|(?:is|are|stays?|remains?|was) (?:left |kept )?open|with the \w+ open|at once|each other)\b"
)
_OUT = late_pattern(
    r"(?i)\b(?:empt\w+|drain\w*|leak\w*|lets? (?:it|the water) out|outlet|outflow|loses?|hole)\b"
)
_FILL = late_pattern(r"(?i)\bfill\w*\b")
_OTHERWISE = late_pattern(
    r"(?i)\b(?:after|then|leaves?|left (?!open)|goes|gone|home|rest|begins?|starts? alone|joins?"
    r"|joined|later|half|third|quarter|twice|double|times as|stops?|stopped|already|but"
    r"|except|unless|faster|slower|longer|more|fewer|less|(?<!the )first|remaining|breaks?"
    r"|ill|only|until"
    r"|each (?:day|morning)|every|per|age)\b"
)
"""What may say that somebody works for a part of the time."""
_ASKS_TIME = late_pattern(r"(?i)\bhow (?:long|many (?P<asked>hours|minutes|days|weeks))\b")
_WORKERS = (
    r"(?:workers|workmen|men|women|people|persons|painters|builders|bricklayers|masons|gardeners"
    r"|diggers|bakers|cleaners|pickers|carpenters|roofers|volunteers|helpers|students|pupils"
    r"|friends"
    r"|farmhands|labourers|laborers|movers|removal men|pumps|taps|machines|printers|excavators"
    r"|lorries|trucks|harvesters|mowers|robots|ovens|cooks|typists|employees|craftsmen|fitters"
    r"|cows|horses|sheep|hens|goats|rabbits|pigs|dogs|cats|ponies|sailors|soldiers|hikers"
    r"|electricians|plumbers|children|scouts|neighbou?rs|tractors|diggers)"
)
_DONE = late_pattern(
    r"(?i)\b(?:build\w*|built|paint\w*|dig\w*|dug|mow\w*|harvest\w*|pick\w*|clean\w*|empt\w+"
    r"|fill\w*"
    r"|unload\w*|load\w*|print\w*|lay\w*|laid|plough\w*|weed\w*|repair\w*|renovat\w+|pack\w*"
    r"|clear\w*"
    r"|finish\w*|job|work|task|wash\w*|tidy\w*|roof|fence|wall|ditch|lasts?|feeds?|enough"
    r"|house|order|road|path"
    r"|bridge|hall|room|field|harvest|plant\w*|tile\w*)\b"
)
_HANDS = late_pattern(rf"(?P<hands>{N}) (?:\w+ )?(?P<who>{_WORKERS})\b")
_ASKS_HANDS = late_pattern(rf"(?i)\bhow many (?:\w+ )?(?P<who>{_WORKERS})\b")
_CHANGED = late_pattern(
    r"(?i)\b(?:more|fewer|less|additional|extra|join\w*|leav\w+|ill|sick|after|then|later|half"
    r"|twice"
    r"|double|larger|smaller|bigger|longer|rest|remaining|each|every|per|already|only|faster|slower"
    r"|another|add\w*|hir\w+|missing|lack\w*|except|if \w+ are|but|wages?|eur)\b"
)
_FLOW = late_pattern(rf"(?P<rate>{N}) (?P<of>l|m|kg|cm)/(?P<per>min|h|s|day)\b")
_AMOUNT = late_pattern(rf"(?P<amount>{N}) (?P<of>l|m|kg|cm)\b(?!/)")
_FLOWS_IN = late_pattern(
    r"(?i)\b(?:flows? in(?:to)?|runs? in(?:to)?|fill\w*|inflow|inlet|brings?|adds?|enters?|supplies"
    r"|pours? in(?:to)?|comes? in|in(?:to)? (?:it|the \w+)|hose|tap|seeps? in(?:to)?|in)\b"
)
_FLOWS_OUT = late_pattern(
    r"(?i)\b(?:flows? out|runs? out|outflow|outlet|pump\w*(?: out)?|remov\w+|leak\w*|drain\w*"
    r"|loses?"
    r"|lost|drips? out|escap\w+|out(?: of)?|evaporat\w+|draws?|drawn|use[sd]?|takes? out)\b"
)
_HOLDS = late_pattern(r"(?i)\b(?:already|contains?|(?:are|is) in it|in it|there are)\b")
_LEFT = late_pattern(
    r"(?i)\b(?:are|is|will be)(?: only| just| still)? +l?(?:left|remain\w*|in it)\b|\bleft\b"
)
_HAVE_LEFT = late_pattern(r"(?i)\b(?:has|have|had) left\b")
_EMPTY = late_pattern(r"(?i)\b(?:empty|emptied|dry|drained)\b")
_FULL = late_pattern(r"(?i)\b(?:full|filled|filling|overflow\w*|fill)\b")
_WORD_OF = {
    "h": "hours",
    "min": "minutes",
    "days": "days",
    "weeks": "weeks",
    "s": "seconds",
    "day": "days",
}
_SCALES = {("h", "minutes"): Fraction(60), ("min", "hours"): Fraction(1, 60)}
_BARE_TIME = late_pattern(rf"(?i)\b[a-z]+ {N}(?=[.,;?](?: |$)| alone\b)")
TWO, THREE = 2, 3


_APIECE = late_pattern(
    r"(?i)\b(?:walk\w*|hik\w+|driv\w+|rid(?:es?|ing)|runs? (?:an?|the|to|round)|fl(?:y|ies|ying)"
    r"|swim\w*|cross\w*"
    r"|travel\w*|cycl\w+|climb\w*|route|school|read\w*|listen\w*|watch\w*|play\w*|sing\w*"
    r"|danc\w+|test|exam|bak\w+|cook\w*|boil\w*|charg\w+|burn\w*|dry|dries|drying|sleep\w*"
    r"|wait\w*|carry|carries|sail\w*|on average|for (?:his|hers|theirs))\b"
)
"""What each does apart: together it takes no less time."""
_KNOWN_TOGETHER = late_pattern(
    rf"(?i)\b(?:together|both|jointly|all (?:three|of them))\b[^.;,?]{{0,40}} {N}"
    r" (?:h|min|days|weeks)"
)


def teamwork(text: str, question: str) -> Reckoned | None:
    """How long several need together who each need a time alone; a drain works against them."""
    text, question = _with_units(text), _with_units(question)
    items = list(_ITEM.finditer(text))
    asks = _ASKS_TIME.search(question)
    rest = _ITEM.sub(" ", text)
    units = {item["unit"] for item in items}
    is_sure = not has_number(_counts(rest, len(items))) and not _OTHERWISE.search(rest)
    is_sure = is_sure and not (_APIECE.search(text) or _KNOWN_TOGETHER.search(text))
    if not asks or not is_sure or len(items) not in (TWO, THREE) or len(units) != 1:
        return None
    unit = units.pop()
    asked = (asks["asked"] or _WORD_OF[unit]).lower()
    scale = _SCALES.get((unit, asked), Fraction(1))
    is_same_unit = scale != 1 or asked == _WORD_OF[unit]
    if (
        not is_same_unit
        or not _are_together(text, question)
        or _ITEM.search(question[asks.end() :])
    ):
        return None
    rates = []
    begins = 0
    for item in items:
        clause = re.split(r"(?i)[.;,] |\band\b", text[begins : item.start()])[-1]
        sign = -1 if _OUT.search(clause) else 1
        rates.append(sign / Fraction(item["time"]))
        begins = item.end()
    if not _FILL.search(text):
        rates = [abs(rate) for rate in rates]  # nothing works against another
    if min(rates) < 0 and not (_FILL.search(question) and _FILL.search(text)):
        return None
    if min(rates) > 0 and _FILL.search(text) and (_OUT.search(question) or _OUT.search(text)):
        return None
    total = sum(rates, Fraction())
    if total <= 0:
        return None
    return Reckoned(
        f"It takes {shown(scale / total)} {asked}.",
        f"In one of the {_WORD_OF[unit]} {total} of the whole is done.",
    )


def _are_together(text: str, question: str) -> bool:
    """Whether all work at the same time in what is asked."""
    is_of_them = re.search(r"(?i)\b(?:they|it takes?|does it take|the job|the work)\b", question)
    if re.search(r"(?i)\balone\b", question):
        return False
    return bool(_TOGETHER.search(question) or (is_of_them and _TOGETHER.search(text)))


def _with_units(text: str) -> str:
    """A text with the unit of the time before where one is left out: 3 h, and I need 2."""
    unit = _ITEM.search(text)
    if unit is None or len(_ITEM.findall(text)) > 1:
        return text
    bare = list(_BARE_TIME.finditer(text))
    if len(bare) != 1 or not re.search(r"(?i)\b(?:alone|needs?|takes?|in)\b", text):
        return text
    return f"{text[: bare[0].end()]} {unit['unit']}{text[bare[0].end() :]}"


def _counts(rest: str, many: int) -> str:
    """A text without how many they are whose times are told."""
    return re.sub(rf"(?i)(^|[.;] |\bthe ){many}(?= (?:\w+ )?[a-z]+s\b)", r"\1", rest)


def hands(text: str, question: str) -> Reckoned | None:
    """How long others need for the same work, or how many do it in a time: fewer need longer."""
    people = list(_HANDS.finditer(text))
    times = list(_ITEM.finditer(text))
    rest = _ITEM.sub(" ", _HANDS.sub(" ", text))
    if _APIECE.search(rest) or (_FILL.search(rest) and _OUT.search(rest)):
        return None
    if (
        has_number(rest)
        or _CHANGED.search(rest)
        or not _DONE.search(rest)
        or not people
        or not times
    ):
        return None
    starts = text.rfind(question)
    unit, who = times[0]["unit"], people[0]["who"].lower()
    if not people[0].start() < times[0].start() < starts:
        return None
    work = Fraction(people[0]["hands"]) * Fraction(times[0]["time"])
    asks_time, asks_hands = _ASKS_TIME.search(question), _ASKS_HANDS.search(question)
    form = [len(people), len(times)]
    if form == [2, 1] and asks_time and people[1].start() > starts:
        is_same = who == people[1]["who"].lower() and _is_in(asks_time["asked"], unit)
        much = work / Fraction(people[1]["hands"])
        return Reckoned(f"They need {shown(much)} {_WORD_OF[unit]}.") if is_same else None
    if form == [1, 2] and asks_hands and times[1].start() > starts:
        many = work / Fraction(times[1]["time"])
        is_same = times[1]["unit"] == unit and asks_hands["who"].lower() == who
        is_whole = many.denominator == 1
        return Reckoned(f"{shown(many)} {who} are needed.") if is_same and is_whole else None
    return None


def _is_in(asked: str | None, unit: str) -> bool:
    """Whether a time is asked for in a unit, or in none."""
    return (asked or _WORD_OF[unit]).lower() == _WORD_OF[unit]


def tank(text: str, question: str) -> Reckoned | None:
    """When a tank is full or empty into which something flows, and out of which."""
    flows = list(_FLOW.finditer(text))
    amounts = list(_AMOUNT.finditer(_FLOW.sub(lambda m: "." * len(m[0]), text)))
    rest = _AMOUNT.sub(" ", _FLOW.sub(" ", text))
    asks = _ASKS_TIME.search(question)
    same = {(flow["of"], flow["per"]) for flow in flows}
    is_sure = not has_number(rest) and not re.search(
        r"(?i)\b(?:half|third|quarter|twice|then|later|after (?!how many)|first|stops?|until only"
        r"|unless|missing|lacking|nearly|almost|short|if|(?:are|is|has|have) (?:out|left it)"
        r"|until (?:it is )?half|percent|%|every|closed|each of|broken|faster|slower)\b",
        rest,
    )
    if not asks or not is_sure or len(flows) not in (1, TWO) or len(same) != 1 or not amounts:
        return None
    of, per = same.pop()
    if any(amount["of"] != of for amount in amounts) or len(amounts) > TWO:
        return None
    net = _net(text, flows)
    asked = (asks["asked"] or _WORD_OF[per]).lower()
    much = [Fraction(amount["amount"]) for amount in amounts]
    if (
        _LEFT.search(question)
        and not _HAVE_LEFT.search(question)
        and len(much) == TWO
        and net < 0
        and much[1] < much[0]
    ):
        is_last = amounts[1].start() >= text.rfind(question) and asked == _WORD_OF[per]
        return (
            Reckoned(f"It takes {shown((much[0] - much[1]) / -net)} {asked}.") if is_last else None
        )
    empties, fills = bool(_EMPTY.search(question)), bool(_FULL.search(question))
    if asked != _WORD_OF[per] or empties == fills or not net:
        return None
    is_part_filled = len(much) == TWO and _HOLDS.search(text)
    if empties and net < 0 and len(much) == 1:
        missing = much[0]
    elif fills and net > 0 and (len(much) == 1 or is_part_filled):
        missing = max(much) - (min(much) if len(much) == TWO else 0)
    else:
        return None
    return Reckoned(f"It takes {shown(missing / abs(net))} {asked}.")


def _net(text: str, flows: list[re.Match[str]]) -> Fraction:
    """What flows in less what flows out; 0 if that is not certain of one of them."""
    net = Fraction()
    places = [0, *(flow.end() for flow in flows), len(text)]
    for number, flow in enumerate(flows):
        following = text[flow.end() : places[number + 2] if number + 2 < len(places) else None]
        clause = re.split(r"[.;?] ", text[places[number] : flow.start()])[-1]
        clause = re.split(r"(?i), |\bwhile\b|\band\b|\bbut\b", clause)[-1]
        behind = re.split(r"(?i)[.;?,] ?|\bwhile\b|\band\b", following)[0]
        said = f"{clause} {behind}"
        is_in, is_out = bool(_FLOWS_IN.search(said)), bool(_FLOWS_OUT.search(said))
        if is_in == is_out:
            return Fraction()
        net += Fraction(flow["rate"]) * (1 if is_in else -1)
    return net
