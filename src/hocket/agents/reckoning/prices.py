"""A value before or after changes by percentages, and after years of interest or of loss."""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number, shown
from hocket.core.late_pattern import late_pattern

_ITEM = late_pattern(rf"(?P<share>{N}) ?%|(?P<years>{N}) years?\b|(?P<value>{N})(?P<eur> eur\b)?")
_UP = late_pattern(
    r"(?i)\b(?:rose|rises?|risen|raised?|raises|raise|a rise|increas\w+|grew|grows?|grown"
    r"|gain\w*|dearer"
    r"|more expensive|w(?:ent|ill go) up|goes up|gone up|higher|surcharge|marked up|including"
    r"|includes?|incl"
    r"|plus|vat|tip|interest|put up|up by|heavier|more)\b"
)
_DOWN = late_pattern(
    r"(?i)\b(?:reduc\w+|discount\w*|off|cheaper|fell|falls?|fallen|lowered|decreas\w+"
    r"|dropp?\w*|lost"
    r"|los(?:es|t|ing)|less|sank|shrank|shrinks?|went down|goes down|gone down|down by|cuts?"
    r"|depreciat\w+|rebate|marked down)\b"
)
_FIRST = late_pattern(
    r"(?i)\b(?:original(?:ly)?|before(?:hand)?|at first|initial(?:ly)?|used to"
    r"|to (?:begin|start) with|(?:in|at) the (?:very )?(?:beginning|start|outset)|previously"
    r"|in the first place"
    r"|without (?:the )?(?:vat|tax|tip|surcharge|discount)|net|old|regular|full|normal) ?\b"
)
_NOW = late_pattern(
    r"(?i)(?:\b(?:to|now|paid|pays?|afterwards|in the end|finally|ended up|ends up|remaining|left"
    r"|still|today)\b(?: \w+){0,4} ?|\bis now ?)$"
)
_NOW_AFTER = late_pattern(
    r"(?i)\A(?: \w+)?(?: (?:now|today|in the end|afterwards|remain\w*|are left|including"
    r"|after (?:an? |the )?(?:discount|rise|reduction|increase|cut|rebate|raise))\b)"
)
_WAS = late_pattern(
    r"(?i)\b(?:costs?|of|from|was|were|had|has|earns?|earned|is|at|put|invest\w*"
    r"|deposit\w*|bought for|paid for it|starts? with|worth|weigh\w*|for|price)\b"
)
_AFTER_ALL = late_pattern(
    r"(?i)^(?:[^.]* )?after (?:an? |the )?.*\b(?:is|are|costs?|has|have|stands at"
    r"|comes to|earns?|pays?|gets?) $"
    r"|\b(?:sold|went)\b(?: \w+){0,6} for $"
)
"""What a value follows that is told behind its changes."""
_AT_FIRST = late_pattern(r"(?i)\b(?:at first|originally|initially|to (?:begin|start) with)\b")
_OF_A_PART = late_pattern(
    r"(?i) ?of (?!(?:the |its |that |this )?(?:\w+ )?(?:price|value|that|it|cost|rest)\b)"
)
_OF_WHOLE = late_pattern(r"(?i) ?of (?:the|its|his|her|their|our|my) (\w+)\b")
_HOW_MANY = late_pattern(r"(?i)\bhow many (\w+s|people|children|men|women)\b")
_AND_BY = r",? (?:and|then)(?: then| later| again)*(?: of| by)? (?:another |a further )?"
"""What stands between two changes in the same direction."""
_ASKS = late_pattern(r"(?i)\b(?:how (?:much|many|high|large|heavy|big)|what)\b")
_OTHERWISE = late_pattern(
    r"(?i)\b(?:points?|difference|sav(?:e|es|ed|ing)|how much (?:more|less"
    r"|cheaper|dearer)|by (?:how|what)|per ?cent(?:age)? (?:is|was|does|did|in)|what %|how"
    r" many %|half"
    r"|third|twice|double|than|except|unless|shar\w+|women|men|girls|boys|each other|of"
    r" (?:them|whom"
    r"|these|which)|monthly|quarterly|month|every month|daily|withdraw\w*|mixture|water|solution"
    r"|simple interest|profit|loss|average|on average|if|first year|second year|fee|of it"
    r"|(?:much|many eur\w*|part|share).*\b(?:is|are|was|were|for) (?:the |as )?(?:tax|vat|tip"
    r"|discount|interest|reduction|increase)|eur off|another"
    r" \d+ eur|and then \d+ eur|both|how long|rent of|commission)\b"
)
_CHANGE_ASKED = late_pattern(
    r"(?i)(?<!\bafter )(?<!\bafter the )(?<!\bafter an )(?<!\bafter a )(?<!\bafter this )"
    r"(?<!\bafter that )(?<!\bafter both )(?<!\bafter all )(?<!\bbefore )(?<!\bbefore the )"
    r"(?<!\bwithout )(?<!\bwithout the )(?<!\bwith )(?<!\bwith the )(?<!\bincluding )"
    r"(?<!\bincluding the )"
    r"\b(?:tips?|vat|tax|discounts?|raises?|rises?|rose|increases?|reduc\w+|gain\w*|growth|loss"
    r"|los[et]\w*|interest|cuts?|rebate|surcharge|drop\w*|decreas\w+|grow|grown|fell|fall\w*"
    r"|shrink\w*|cheaper|dearer|more|less|extra|gone|came|come|joined|died|born|new \w+ are"
    r"|people left|total|in all|altogether|pair|together|the two|commission|profit|bill)\b"
    r"|\b(?:costs?|pay|price|cost of)\b.*\band (?:the|an?)\b|\bdo (?:the|[a-z]+) \w+ and\b"
)
"""Words that ask for the change, or for more than one thing, rather than for a value."""
_OF_ANOTHER = late_pattern(
    r"(?:^|[.;!] )(?P<who>(?:An?|Another|The|My|His|Her) [^.;%]*?|[A-Z][a-z]+)"
    r" (?:costs?|is|are|has|have|was|earns?|gets?|weighs?|pays?|holds?) (?:about )?"
    rf"{N} ?% (?:more|less|cheaper|dearer|higher|lower|heavier|lighter|bigger|larger|smaller)\b"
)
"""Something that is told beside another one, whose value it changes."""
_NOT_SO = late_pattern(
    r"(?i)\b(?:tomorrow|yesterday|else|otherwise|no|never|none|nobody|not|paid out|pays out"
    r"|taken out|takes out|members? (?:get|pay)|students? (?:get|pay)|only)\b"
)
_YEARLY = late_pattern(
    r"(?i)\b(?:a|per|each|every) year\b|\byearly\b|\bannual(?:ly)?\b|\bp\.? ?a\b"
)
_COMPOUND = late_pattern(
    r"(?i)\b(?:grows?|grew|shrinks?|compound\w*|added (?:to|at)|with interest|of its value"
    r"|every year|each year"
    r"|credited|which stays|stays in|interest (?:is )?(?:left|stays|remains))\b"
)
_FROM_TO = late_pattern(
    rf"(?i)\bfrom (?P<one>{N})(?: (?:eur|ct|kg|g|l|m|km|people|members|pupils|visitors"
    rf"|inhabitants))?"
    rf" to (?P<two>{N})(?: (?:eur|ct|kg|g|l|m|km|people|members|pupils|visitors|inhabitants))?"
    r"(?! ?(?:%|:))(?=[\s.,?;]|$)"
)
_ASKS_PERCENT = late_pattern(
    r"(?i)\bby (?:how many|what|how much) ?per ?cent(?:age)?\b|\bhow many per ?cent (?:did"
    r"|has|was|is)\b"
    r"|\bwhat (?:is|was) (?:the|its) (?:rise|increase|fall|drop|decrease|reduction"
    r"|change) in per ?cent\b"
)
_CHANGES_MORE = late_pattern(
    r"(?i)\b(?:then|again|twice|back|per year|a year|yearly|monthly|each|every|points?"
    r"|degrees?|clock"
    r"|o'clock|page|road|time|by \d|must|would|if)\b"
)
_VERBS = late_pattern(r"\b(?:costs?|has|have|is|are|was|weighs?|earns?|pays?|the|price|worth)\b")
_VARIES = late_pattern(
    r"(?i)\b(?:rose|rises?|risen|fell|falls?|fallen|grew|grows?|grown|shrank|shrinks?|shrunk"
    r"|increas\w+|decreas\w+|dropp?\w*|went|goes|gone|climb\w*|sank|sinks?|sunk|raised?|raises"
    r"|lowered|lowers|reduc\w+|cuts?|changed|changes|put)\b[^.;?]*\Z"
)
MOST_STEPS = 3
MOST_YEARS = 60
_ALL = 100


def changed_price(text: str, question: str) -> Reckoned | None:
    """A value before or after one to three changes by percentages, each of what was before it."""
    text = re.sub(r"(?<=eur) (?:a|per) month\b", "", text)
    text = re.sub(r"\b[23] (?=(?:discounts|rises|increases|cuts|reductions)\b)", "", text)
    items = list(_ITEM.finditer(text))
    shares = [item for item in items if item["share"]]
    values = [item for item in items if item["value"]]
    rest = _ITEM.sub(" ", text)
    is_sure = not has_number(rest) and not _OTHERWISE.search(text) and not _YEARLY.search(text)
    if not is_sure or len(values) != 1 or not 1 <= len(shares) <= MOST_STEPS:
        return None
    if any(item["years"] for item in items) or not _asks_value(text, question):
        return None
    factor = _factor(text, items, _asked_for(question))
    value = values[0]
    amount = Fraction(value["value"])
    role = _role(text, value)
    asks_first = bool(_FIRST.search(question))
    if not factor or role is None or (role == "now") != asks_first:
        return None
    found = amount / factor if asks_first else amount * factor
    unit = " euros" if value["eur"] else ""
    return Reckoned(f"It {'was' if asks_first else 'is'} {_money(found, unit)}.")


def _asks_value(text: str, question: str) -> bool:
    """Whether a question asks for the value that is told or changed, and not for the change."""
    if not _ASKS.search(question) or _CHANGE_ASKED.search(question) or _NOT_SO.search(text):
        return False
    told = text[: text.rfind(question)]
    other = _OF_ANOTHER.search(told)
    if other is None or other.start() == 0:
        return True
    names = set(re.findall(r"[a-z]{3,}", other["who"].lower())) - {"the", "another"}
    first = set(re.findall(r"[a-z]{3,}", told[: other.start()].lower())) - names
    asked = set(re.findall(r"[a-z]{3,}", question.lower()))
    plain = set(_VERBS.findall(told.lower()))
    return bool(names & asked) and not (first - plain) & asked


def _asked_for(question: str) -> str:
    """Of what a question asks how many there are; empty if it does not say."""
    match = _HOW_MANY.search(question)
    return match[1].lower() if match else ""


def _factor(text: str, items: list[re.Match[str]], whole: str = "") -> Fraction:
    """By what the changes multiply a value; 0 if the direction of one is not certain.

    A percentage of something else than the whole that is asked for is none of the value.
    """
    factor, sign = Fraction(1), 0
    for number, item in enumerate(items):
        if not item["share"]:
            continue
        before = text[items[number - 1].end() if number else 0 : item.start()]
        end = items[number + 1].start() if number + 1 < len(items) else len(text)
        after = re.split(r"[.;?!,]|\band\b|\bthen\b", text[item.end() : end])[0]
        before = re.split(r"[.;?!] ", before)[-1]
        signs = _signs(after) | _signs(before)
        if sign and re.fullmatch(_AND_BY, before) and not signs:
            signs = {sign}
        elif len(signs) != 1 and number:
            signs = _signs(after)
        of_whole = _OF_WHOLE.match(after)
        is_of_part = _OF_A_PART.match(after) and not (of_whole and of_whole[1].lower() == whole)
        if len(signs) != 1 or is_of_part:
            return Fraction()
        sign = signs.pop()
        factor *= 1 + Fraction(item["share"]) / _ALL * sign
    return factor if factor > 0 else Fraction()


def _signs(text: str) -> set[int]:
    """The directions in which a text says that something goes."""
    return {sign for sign, pattern in ((1, _UP), (-1, _DOWN)) if pattern.search(text)}


def _role(text: str, value: re.Match[str]) -> str | None:
    """Whether a value is the one of now or of first; None if neither is certain."""
    before = re.split(r"[.;?!] ", text[: value.start()])[-1]
    after = text[value.end() :]
    last = before[-50:]
    is_now = _NOW.search(last) or _NOW_AFTER.search(after) or _AFTER_ALL.search(before)
    if is_now or re.search(r"(?i)\binclud(?:ing|es)\b", last + after[:30]):
        return "now"
    is_of_first = re.search(r"\bfrom $", last) or _AT_FIRST.search(
        last + re.split(r"[.;?!] ", after)[0]
    )
    is_first_number = not re.search(r"\d", text[: value.start()]) and _WAS.search(last)
    return "first" if is_of_first or is_first_number else None


def percent_change(text: str, question: str) -> Reckoned | None:
    """By how many percent a value that goes from one to another changes."""
    changes = list(_FROM_TO.finditer(text))
    asks = _ASKS_PERCENT.search(question)
    rest = _FROM_TO.sub(" ", text)
    if asks is None or len(changes) != 1 or has_number(re.sub(r"\b(?:19|20)\d\d\b", " ", rest)):
        return None
    one, two = Fraction(changes[0]["one"]), Fraction(changes[0]["two"])
    said = re.split(r"[.;?!] ", text[: changes[0].start()])[-1]
    if _CHANGES_MORE.search(rest) or one == two or not _VARIES.search(said):
        return None
    return Reckoned(f"By {shown(abs(two - one) / one * _ALL)} percent.")


def grown(text: str, question: str) -> Reckoned | None:
    """A value after years in which it grows or shrinks by the same percentage each year."""
    items = list(_ITEM.finditer(text))
    kinds = [[item for item in items if item[name]] for name in ("share", "years", "value")]
    rest = _ITEM.sub(" ", text)
    if [len(kind) for kind in kinds] != [1, 1, 1] or not _YEARLY.search(text):
        return None
    is_simple = re.search(r"(?i)\bsimple interest\b", text) is not None
    if has_number(rest) or not (is_simple or _COMPOUND.search(text)):
        return None
    if _OTHERWISE.search(re.sub(r"(?i)simple interest", "interest", text)):
        return None
    share, years, value = (kind[0] for kind in kinds)
    number = Fraction(years["years"])
    is_asked = re.search(r"(?i)\b(?:after|in) (?:\d+) years\b|\b\d+ years later\b", question)
    factor = _factor(text, [share])
    if not factor and re.search(r"(?i)\b(?:interest|savings|account|bank|invest\w*)\b", text):
        factor = 1 + Fraction(share["share"]) / _ALL if not _DOWN.search(text) else factor
    no_first = _FIRST.search(question) or re.search(
        r"(?i)\binterest (?:do|does|did|is|has)\b|\bearn"
        r"|\bhow much interest\b|\bwhen\b",
        question,
    )
    is_asked = is_asked if _asks_value(text, question) else None
    if not is_asked or no_first or not factor or number.denominator != 1 or number > MOST_YEARS:
        return None
    growth = 1 + (factor - 1) * int(number) if is_simple else factor ** int(number)
    found = Fraction(value["value"]) * growth
    if not value["eur"] and found.denominator != 1:
        return None  # of what is counted, it is not said how to round
    return Reckoned(f"It is {_money(found, ' euros' if value['eur'] else '')} then.")


def _money(value: Fraction, unit: str) -> str:
    """An amount, with two decimals where it is money in parts."""
    if unit and value.denominator != 1:
        cents = (2 * 100 * value + 1) // 2  # half a cent counts as one
        return f"{cents // 100}.{cents % 100:02}{unit}"
    return f"{shown(value)}{unit}"
