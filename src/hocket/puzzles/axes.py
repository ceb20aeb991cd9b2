"""What puzzles put things in order by, and the words in which they tell who is where on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hocket.puzzles.words import NO_NAMES


@dataclass(frozen=True, slots=True)
class Axis:
    """What things are ordered by, from its low end on. Words are in lower case.

    Attributes:
        lower: Relations of one nearer to the low end, such as ``to the left of``.
        higher: Those of one nearer to the other end.
        lowest: Words for the low end, without preposition and article.
        highest: Words for the other end.
        verbs: A pattern of what things do on it, besides being there.
        participles: A pattern of what they are, such as ``sitting``.
        units: A pattern of that in which distances are counted; empty if they are not.
        numbered: Words for a numbered place from the low end, with ``{}`` for *third*, and
            ``{one}`` for what is there.
        from_end: Those from the other end.
        cue: A pattern of what a text has to speak of to be on it.
        has_sides: Whether two things can be side by side.
    """

    lower: tuple[str, ...]
    higher: tuple[str, ...]
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    verbs: str
    participles: str = "never"
    units: str = ""
    numbered: tuple[str, ...] = ()
    from_end: tuple[str, ...] = ()
    cue: str = ""
    has_sides: bool = False


_SEATS = "places?|seats?|positions?|spots?|chairs?|houses?|spaces?"
_NTH = ("{}", "{} place", "{} position")
_NTH_LAST = ("{} to last", "{} last", "{} from last", "{} from the end")


def _row(verbs: str, participles: str) -> Axis:
    return Axis(
        ("to the left of", "left of", "on the left of"),
        ("to the right of", "right of", "on the right of"),
        ("far left", "left end", "leftmost", "extreme left", "left-hand end", "leftmost {one}"),
        (
            "far right",
            "right end",
            "rightmost",
            "extreme right",
            "right-hand end",
            "rightmost {one}",
        ),
        verbs=verbs,
        participles=participles,
        units=_SEATS,
        numbered=("{} from the left", "{} from left", "{} {one} from the left"),
        from_end=("{} from the right", "{} from right", "{} {one} from the right"),
        cue=r"\b(?:left|right|row|bench|between|next to|beside)",
        has_sides=True,
    )


def _timed(verbs: str, participles: str = "never", to: str = "") -> Axis:
    """An axis of time, on which all do the same; who starts first need not come first."""
    doing = tuple(f"{{}} to {verb}" for verb in to.split(", ")) if to else ()
    return Axis(
        ("before", "ahead of", "earlier than", "sooner than"),
        ("after", "behind", "later than"),
        ("first", "earliest", "first {one}", *(form.format("first") for form in doing)),
        ("last", "latest", "last {one}", *(form.format("last") for form in doing)),
        verbs=verbs,
        participles=participles,
        units="places?|positions?",
        numbered=(*_NTH, *doing),
        from_end=_NTH_LAST,
        cue=rf"\b(?:{verbs}|{participles})\b",
    )


_LIES = "sits?|sat|stands?|stood|hangs?|hung|lies|lie|lay|parks?|parked|has|occup(?:y|ies|ied)"
_LYING = "sitting|seated|standing|hanging|hung|lying|parked|placed"
ROWS = (
    _row(_LIES, _LYING),
    _row("lives?|lived|resides?|stays?", "living"),
    _row("works?|worked", "working"),
)
QUEUE = Axis(
    ("in front of", "before", "ahead of"),
    ("behind", "after"),
    ("first", "front", "head", "first {one}"),
    ("last", "back", "end", "rear", "last {one}"),
    verbs=r"sits?|sat|stands?|stood|waits?|waited|queues?|queued|walks?|walked|comes?",
    participles="sitting|seated|standing|waiting|queu(?:e)?ing|walking",
    units=_SEATS,
    numbered=(*_NTH, "{} from the front", "{} {one}"),
    from_end=(*_NTH_LAST, "{} from the back"),
    cue=r"\b(?:before|ahead|in front|behind|after|first|last|queue|line)\b",
    has_sides=True,
)
RACE = Axis(
    ("before", "ahead of", "in front of", "earlier than", "faster than", "quicker than"),
    ("after", "behind", "later than", "slower than"),
    ("first", "winner", "fastest", "quickest", "lead", "first to finish", "first to arrive"),
    ("last", "slowest", "last to finish", "last to arrive"),
    verbs=r"c(?:omes?|ame)(?: in)?|finish(?:es|ed)?|arrive[sd]?|end(?:s|ed)(?: up)?|ran|runs?"
    r"|touch(?:es|ed)? the wall|took|takes?|got|gets?|rank(?:s|ed)?"
    r"|cross(?:es|ed)? the (?:finish(?:ing)? )?line|reach(?:es|ed)? the (?:finish|goal)",
    participles="placed|ranked",
    units="places?|positions?|ranks?",
    numbered=_NTH,
    from_end=_NTH_LAST,
    cue=r"\b(?:race|ran|run|runs|runners?|finish\w*|raced|marathon|swam|swimmers?|regatta|rally|winner|won"
    r"|competition|contest|tournament)\b",
)
_DOINGS = (
    (r"c(?:omes?|ame)|arrive[sd]?|get there|got there", "come, arrive, get there"),
    ("start(?:s|ed)?", "start"),
    ("goes|go|went", "go"),
    ("speaks?|spoke|talk(?:s|ed)?", "speak, talk"),
    ("presents?|presented", "present"),
    ("sings?|sang", "sing"),
    ("performs?|performed|appears?|appeared", "perform, appear"),
    ("plays?|played", "play"),
    ("leaves?|left", "leave"),
    ("(?:wakes?|woke) up", "wake up"),
    ("(?:gets?|got) up|rises?|rose", "get up, rise"),
)
_DONE = ("built", "founded", "published", "bought", "sold")
_BIRTHS = _timed("never", "born")
BIRTHS = replace(
    _BIRTHS,
    lower=(*_BIRTHS.lower, "older than"),
    higher=(*_BIRTHS.higher, "younger than"),
    lowest=(*_BIRTHS.lowest, "oldest", "eldest"),
    highest=(*_BIRTHS.highest, "youngest"),
    numbered=(*_NTH, "{} oldest", "{} eldest"),
    from_end=(*_NTH_LAST, "{} youngest"),
)
"""Who was born before whom, and so is older."""
TIMES = (
    *(_timed(verbs, to=to) for verbs, to in _DOINGS),
    *(_timed("never", done) for done in _DONE),
    BIRTHS,
)


def _floors(verbs: str, participles: str) -> Axis:
    return Axis(
        ("below", "under", "underneath", "beneath", "lower than"),
        ("above", "over", "higher than"),
        ("bottom", "bottom floor", "lowest floor", "lowest", "ground floor"),
        ("top", "top floor", "highest floor", "highest", "uppermost floor"),
        verbs=verbs,
        participles=participles,
        units=r"floors?|stor(?:e?ys?|e?ies)|levels?",
        numbered=(
            *(f"{{}} {one}" for one in ("floor", "storey", "level", "lowest floor")),
            "{} floor from the bottom",
        ),
        from_end=("{} floor from the top", "{} highest floor", "{} from the top"),
        cue=r"\b(?:above|below|under\w*|floors?|over|beneath|higher|lower)\b",
    )


FLOORS = (
    _floors("lives?|lived|resides?|resided|stays?|stayed|sleeps?|slept", "living|staying"),
    _floors("works?|worked", "working"),
)
STACK = Axis(
    ("below", "under", "underneath", "beneath", "lower than"),
    ("above", "on top of", "over", "higher than"),
    ("bottom", "lowest", "very bottom", "bottom {one}", "lowest {one}"),
    ("top", "highest", "very top", "uppermost", "top {one}", "highest {one}"),
    verbs=f"{_LIES}|is kept",
    participles=f"{_LYING}|kept|stacked",
    units="places?|positions?|shelf|shelves",
    numbered=("{} from the bottom", "{} lowest", "{} {one} from the bottom"),
    from_end=("{} from the top", "{} highest", "{} {one} from the top"),
    cue=r"\b(?:above|below|under\w*|top|over|beneath|bottom)\b",
    has_sides=True,
)


def _compared(less: str, more: str, base: str, verbs: str = "never") -> Axis:
    """An axis of a quality, by its comparatives with their superlatives: ``taller tallest``."""
    lows, highs = ([pair.split() for pair in words.split(", ")] for words in (less, more))
    quality = base.split("/")
    lower = [f"{low} than" for low, _ in lows] + [f"not as {one} as" for one in quality]
    return Axis(
        (*lower, *(f"less {one} than" for one in quality)),
        (*(f"{high} than" for high, _ in highs), *(f"more {one} than" for one in quality)),
        (*(least for _, least in lows), *(f"least {one}" for one in quality)),
        (*(most for _, most in highs), *(f"most {one}" for one in quality)),
        verbs=verbs,
        numbered=tuple(f"{{}} {least}" for _, least in lows),
        from_end=(*(f"{{}} {most}" for _, most in highs), *(f"{{}} most {one}" for one in quality)),
        cue=rf"\b(?:{'|'.join([*(w for pair in lows + highs for w in pair), *quality])})\b",
    )


QUALITIES = (
    _compared("shorter shortest, smaller smallest", "taller tallest", "tall"),
    _compared("shorter shortest", "longer longest", "long"),
    _compared("younger youngest", "older oldest, elder eldest", "old"),
    _compared("slower slowest", "faster fastest, quicker quickest", "fast/quick", "runs?|ran"),
    _compared("slower slowest", "faster fastest, quicker quickest", "fast/quick", "swims?|swam"),
    _compared("lighter lightest", "heavier heaviest", "heavy"),
    _compared(
        "less least, lighter lightest", "more most, heavier heaviest", "heavy", "weigh(?:s|ed)?"
    ),
    _compared("poorer poorest", "richer richest", "rich"),
    _compared("smaller smallest", "larger largest, bigger biggest", "large/big"),
    _compared("cheaper cheapest", "dearer dearest", "dear/expensive"),
    _compared("less least, cheaper cheapest", "more most, dearer dearest", "expensive", "costs?"),
    _compared("less least", "more most", "well-paid", "earn(?:s|ed)?"),
    _compared("weaker weakest", "stronger strongest", "strong"),
    _compared("colder coldest, cooler coolest", "warmer warmest, hotter hottest", "warm/hot"),
    _compared("lower lowest", "higher highest", "high"),
    _compared("narrower narrowest", "wider widest, broader broadest", "wide/broad"),
    _compared("shallower shallowest", "deeper deepest", "deep"),
    _compared("thinner thinnest", "thicker thickest", "thick"),
    _compared("duller dullest", "brighter brightest", "bright"),
    _compared("quieter quietest", "louder loudest", "loud"),
)
ONES = ("one", "seat", "place", "position", "chair", "spot", "person")
"""What can stand for ``{one}``, besides the things themselves."""
AXES = (*ROWS, QUEUE, RACE, *TIMES, *FLOORS, STACK, *QUALITIES)


def _spoken() -> set[str]:
    """All words of relations and places."""
    phrases = [
        phrase
        for axis in AXES
        for group in (axis.lower, axis.higher, axis.lowest, axis.highest, axis.numbered)
        for phrase in (*group, *axis.from_end)
    ]
    return {word for phrase in phrases for word in phrase.split()}


NOT_SET_APART = NO_NAMES | _spoken()
"""Words that set no thing apart from others, also behind an article."""
