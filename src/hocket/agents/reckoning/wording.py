"""What a word problem says, in one form: numbers in figures, units as signs, times of 24 hours.

"A quarter of an hour" is ``15 min``, "12 km an hour" is ``12 km/h``, "half past nine" is ``9:30``.
"""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.numerals import ONES, TENS, VALUES
from hocket.core.late_pattern import late_pattern

MOST_CHARS = 700
"""What is longer is no problem of a few sentences."""
N = r"(?<![\w.:])\d+(?:\.\d+)?(?![\d:]|\.\d)"
"""A number as it stands in a text in one form."""
CLOCK = r"(?<![\d:])\d{1,2}:\d\d(?![\d:])"
LENGTH = rf"{N} (?:h|min)\b"
"""A length of time."""
DAY_MINUTES = 24 * 60
HOUR_MINUTES = 60

_WORD = late_pattern(
    rf"\b(?:(?P<tens>{'|'.join(TENS)})(?:[- ](?P<end>{'|'.join(ONES[:9])}))?"
    rf"|(?P<small>{'|'.join(ONES[1:])}))\b(?! thirds?\b| quarters?\b| fifths?\b)",
    re.IGNORECASE,
)
_TIMED = r"(?:hours?|hrs?|h|minutes?|mins?|seconds?|secs?|s|days?|weeks?)"
_UNITS = {
    r"kilomet(?:re|er)s?|kms?": "km",
    r"centimet(?:re|er)s?": "cm",
    r"met(?:re|er)s?": "m",
    r"miles?": "mi",
    r"millilit(?:re|er)s?": "ml",
    r"lit(?:re|er)s?": "l",
    r"kilo(?:gram(?:me)?)?s?|kgs?": "kg",
    r"gram(?:me)?s?": "g",
    r"per ?cent": "%",
    r"euros?|dollars?": "eur",
    r"cents?|pence": "ct",
    r"hours?|hrs?": "h",
    r"minutes?|mins?": "min",
    r"seconds?|secs?": "s",
    r"days?": "days",
    r"weeks?": "weeks",
}
_POUNDS = late_pattern(
    r"(?<=\d) pounds?(?= (?:a|an|per|for|each|more|less|in|altogether)\b|[,.?;])"
)
_WEIGHS = late_pattern(r"(?i)\b(?:weigh\w*|heavy|heavier|lighter|kilos?|kg|grams?|ounces?|mass)\b")
_MONEY = late_pattern(r"[$\u00a3\u20ac] ?(\d+(?:\.\d+)?)(?![\d.]*\d)|(?<=\d) ?[\u00a3\u20ac]")
_PER = r"(?: ?/ ?|[ -](?:an?|per|each|every|in an?|in each)[ -])"
_RATED = r"km|mi|m|cm|l|ml|kg|g|eur|ct|min(?= (?:an?|per|every|each) h)"
_RATES = (
    (r"\b(?:kmh|kph|km\.h)\b", "km/h"),
    (r"\bmph\b", "mi/h"),
    *(
        (rf"(?<=\d )({_RATED}){_PER}(?:{spelled})\b", rf"\1/{unit}")
        for spelled, unit in (
            ("hours?|hrs?|h", "h"),
            ("minutes?|mins?|min", "min"),
            ("seconds?|secs?|s", "s"),
            ("days?", "day"),
            ("kWh|kilowatt[- ]hours?", "kWh"),
            ("kilos?|kg|kilogram(?:me)?s?", "kg"),
            ("lit(?:re|er)s?|l", "l"),
            ("km", "km"),
        )
    ),
)
_FLOWS = late_pattern(
    r"(?<=\d )l (?P<how>(?:flow|run|leak|drip|pour|come|seep|are (?:pumped|lost|added|drawn))s?"
    r"(?: in| out| away| off)?) (?:a|per|each|every) (?P<of>minute|hour|second|day)\b"
)
_PERS = {"minute": "min", "hour": "h", "second": "s", "day": "day"}
_TIMES = (
    (r"\bhalf(?: an| of an)? hour\b", "30 min"),
    (r"\bthree[- ]quarters of an hour\b", "45 min"),
    (r"\b(?:a )?quarter of an hour\b", "15 min"),
    (r"\b(?:an|one) hour and a half\b", "90 min"),
    (r"\b(?:an|one) hour and (?:a quarter|15 min)\b", "75 min"),
    (r"\b(\d+) h(?: and|,) 30 min\b", r"\1.5 h"),
    (r"\b(?:an|one) h(?:our)?\b", "1 h"),
    (r"\b(?:a|one) minute\b", "1 min"),
)
_CLOCKS = late_pattern(
    r"\b(?P<half>half past|(?:a )?quarter past|(?:a )?quarter to|\d{1,2} min (?:past|to)) "
    r"(?P<of>\d{1,2})\b"
    r"|(?<![\d:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?"
    r"(?: ?(?P<day>[ap])\.? ?m\b\.?| o'clock(?: in the (?P<late>morning|afternoon|evening))?"
    r"| in the (?P<part>morning|afternoon|evening)\b)"
    r"|(?<![\d:.])(?P<plain>\d{1,2}:\d\d)(?![\d:])"
    r"|(?<=\bat )(?P<dotted>\d{1,2}\.\d\d)(?= ?[,.;?]| (?:and|on|in|he|she|it|they|another|the)\b)",
    re.IGNORECASE,
)
_BEFORE_HOUR = late_pattern(r"(?i)\b(?:at|from|until|till|by|since|to) $")
_COMBINED = late_pattern(rf"({N}) h(?: and|,)? ({N}) min\b")
_NOON = 12
_WISH = late_pattern(
    r"(?i)(?!.*\b(?:work out|calculate|compute|tell|find|determine|what|when|how)\b)"
    r"(?!.*\b(?<!number of )(?:round\w*|decimals?|digits?|h|hours|min|minutes|seconds|days|km"
    r"|m|kg|g|l|ml|eur"
    r"|ct|euros|cents|grams|litres|metres|percent|fraction|assum\w+|if|without|not|ignor\w+)\b)"
    r"(?:(?:please|just|only|simply|give|answer|reply|respond|show|explain|write|state|thanks?"
    r"|a|the|one)\b[^?\d]{0,60})[.!]"
)
"""How an answer is wished, which changes no number."""
_TO_FIND = late_pattern(
    r"(?i)(?:please,? )?(?:tell me|calculate|compute|find(?: out)?|work out|determine)"
    r" (?P<what>(?:when|how|(?:at|on|in|by|after) (?:what|which|how)|what|which|who)\b[^?]*)\."
)


def in_one_form(text: str) -> str:
    """A question in one form; empty if it is too long, or a number may be read in two ways.

    Examples:
        >>> in_one_form("He walks for an hour and a half at 4 km an hour, from half past nine on.")
        'He walks for 90 min at 4 km/h, from 9:30 on.'
        >>> in_one_form("Twenty-five litres of 12 per cent; 2 hours and 15 minutes, at 3 p.m.")
        '25 l of 12 %; 135 min, at 15:00'
    """
    text = " ".join(text[: MOST_CHARS + 1].split()).replace("\u2019", "'").replace("\u00a0", " ")
    if len(text) > MOST_CHARS:
        return ""
    text = re.sub(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])", lambda m: m[0].replace(",", ""), text)
    text = re.sub(r"(?<![\w.,])(\d{1,3}) (\d{3})(?![\d.,]\d|\d)", r"\1\2", text)
    if re.search(r"\d,\d|\d{10}", text):
        return ""
    text = _with_figures(text)
    text = text if _WEIGHS.search(text) else _POUNDS.sub(" euros", text)
    text = _MONEY.sub(lambda match: f"{match[1]} eur" if match[1] else " eur", text)
    text = re.sub(rf"(?<=\d)-(?={_TIMED}\b|lit|kilo|km|met)", " ", text)
    for spelled, unit in _UNITS.items():
        text = re.sub(rf"(?<=\d) ?(?:{spelled})(?![\w'])", f" {unit}", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=\d) ?(km|cm|ml|kg|%|km/h|m/s|m|l|g|h|min|s)(?![\w'])", r" \1", text)
    for spelled, unit in (*_RATES, *_TIMES):
        text = re.sub(spelled, unit, text, flags=re.IGNORECASE)
    text = _FLOWS.sub(lambda m: f"l/{_PERS[m['of'].lower()]} {m['how']}", text)
    text = _CLOCKS.sub(_clock, re.sub(r"\bnoon\b", "12:00", text))
    return _COMBINED.sub(lambda m: f"{shown(Fraction(m[1]) * 60 + Fraction(m[2]))} min", text)


def _with_figures(text: str) -> str:
    """Number words as figures; "one" only where it counts a unit, as it may stand for a thing."""

    def figure(match: re.Match[str]) -> str:
        if match["small"]:
            return str(VALUES[match["small"].lower()])
        return str(VALUES[match["tens"].lower()] + VALUES.get((match["end"] or "").lower(), 0))

    text = _WORD.sub(figure, text)
    text = re.sub(r"\b(?:an? )?dozen\b", "12", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:a|one) hundred\b", "100", text, flags=re.IGNORECASE)
    text = re.sub(r"\bone and a half\b", "1.5", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(\d+) and a half\b", r"\1.5", text, flags=re.IGNORECASE)
    text = re.sub(rf"\b(\d+) ({_TIMED}) and a half\b", r"\1.5 \2", text, flags=re.IGNORECASE)
    units = rf"{_TIMED[3:-1]}|lit(?:re|er)|kilo\w*|gram|met(?:re|er)|km|kg"
    return re.sub(rf"\bone(?= (?:{units})\b)(?! hour and)", "1", text, flags=re.IGNORECASE)


def _clock(match: re.Match[str]) -> str:
    """A time of 24 hours; one of twelve without its half of the day stays as it is."""
    if match["half"]:
        first = match["half"].lower()
        minutes = 30 if "half" in first else 15 if "quarter" in first else int(first.split()[0])
        total = int(match["of"]) * HOUR_MINUTES + (-minutes if first.endswith("to") else minutes)
        return time_of(Fraction(total % DAY_MINUTES))
    plain = match["plain"] or (match["dotted"] or "").replace(".", ":")
    if plain:
        hour, minute = plain.split(":")
        return f"{int(hour)}:{minute}"
    hour_of_day = int(match["hour"])
    if (
        match["part"]
        and not match["minute"]
        and not _BEFORE_HOUR.search(match.string, 0, match.start())
    ):
        return match[0]  # 2 in the morning and 2 at night, of what is taken
    part = match["day"] or match["late"] or match["part"] or ""
    if part and hour_of_day <= _NOON:
        is_late = part.lower() in ("p", "afternoon", "evening")
        hour_of_day = hour_of_day % _NOON + _NOON * is_late
    return f"{hour_of_day}:{match['minute'] or '00'}"


def minutes_of(clock: str) -> Fraction:
    """The minutes since midnight of a time.

    Examples:
        >>> minutes_of("9:45")
        Fraction(585, 1)
    """
    hour, minute = clock.split(":")
    return Fraction(int(hour) * HOUR_MINUTES + int(minute))


def time_of(minutes: Fraction) -> str:
    """A time of the day; empty if it is none in whole minutes.

    Examples:
        >>> time_of(Fraction(585)), time_of(Fraction(1, 2))
        ('9:45', '')
    """
    if minutes.denominator != 1 or not 0 <= minutes < DAY_MINUTES:
        return ""
    return f"{int(minutes) // HOUR_MINUTES}:{int(minutes) % HOUR_MINUTES:02}"


def length_of(text: str) -> Fraction:
    """The minutes of a length of time.

    Examples:
        >>> length_of("1.5 h")
        Fraction(90, 1)
    """
    number, unit = text.split()
    return Fraction(number) * (HOUR_MINUTES if unit == "h" else 1)


def shown(value: Fraction) -> str:
    """A number as people write it, with six digits at most.

    Examples:
        >>> shown(Fraction(7, 2)), shown(Fraction(1234567))
        ('3.5', '1234567')
    """
    return str(value) if value.denominator == 1 else f"{float(value):.6g}"


def sentences_of(text: str) -> tuple[str, str]:
    """What a text states, and the question at its end; that is empty if it has none or several.

    How the answer is wished is left out, such as "Just the number, please."; what is to be found
    out is a question too.

    Examples:
        >>> sentences_of("He has 3.5 l. How much is that?")
        ('He has 3.5 l.', 'How much is that?')
        >>> sentences_of("It lasts 3 h. Please work out when it ends.")
        ('It lasts 3 h.', 'When it ends?')
    """
    parts = re.split(r"(?<=[.!?;]) (?=[A-Z(])", text.strip())
    while len(parts) > 1 and _WISH.fullmatch(parts[-1]):
        parts.pop()
    if wanted := _TO_FIND.fullmatch(parts[-1]):
        parts[-1] = f"{wanted['what'][0].upper()}{wanted['what'][1:]}?"
    is_one = parts[-1].endswith("?") and not any(part.endswith("?") for part in parts[:-1])
    return (" ".join(parts[:-1]), parts[-1]) if is_one else ("", "")


def has_number(text: str) -> bool:
    """Whether a number is left in a text from which all that were read are taken out."""
    return bool(re.search(r"\d", text))
