"""Names of keys and columns that a word introduces or that are described, wherever they stand."""

from __future__ import annotations

import re

from hocket.agents.forms.enumeration import names_listed
from hocket.agents.forms.statements import sentences
from hocket.core.late_pattern import late_pattern

LIST_WORDS = late_pattern(
    r"\b(?:list|array)\b(?! of (?:the )?(?:keys|fields|columns))"
    r"(?! (?:is|are|has|holds|contains|gives|shows|starting|below|above)\b)",
    re.IGNORECASE,
)
"""What says that a file is to hold a list, and not what a list in a file says."""
KEYED = late_pattern(
    r"\b(?:keyed by|keys? (?:like|such as|in (?:this|the) (?:style|way|form|manner)|e\.g\.)"
    r"|e\.g\.:? keys?\b|name the keys|keys? [\"'])|\bper \w+ as an? object\b",
    re.IGNORECASE,
)
"""What says that a file maps names to values, and how the names look."""

MOST_CHARS = 1000
"""Of a sentence, so much is read."""
_KEY = r"[A-Za-z_][\w%]*"
_WORD = late_pattern(r"(?<![\w.])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w.])")
"""A name with an underscore, which is a word of no language."""

_LABEL = (
    r"\b(?:{nouns})(?: of (?:(?:both|each|all|the|every) ?(?:\w+)?|[\w.-]+))?"
    r"(?: (?:should|must|shall|are|to|be|is|called|named|exactly|only)\b)*"
    r"(?: in (?:exactly )?(?:this|the following) order(?= ?:))?\s*[:=]? *"
)
_KEYS = late_pattern(
    _LABEL.format(nouns="keys|fields|properties|attributes|members"), re.IGNORECASE
)
_COLUMNS = late_pattern(
    _LABEL.format(nouns="columns|column names|fields|header(?:s| row| line)?|headings? row"),
    re.IGNORECASE,
)
_AS_LABEL = late_pattern(
    rf"(?:^|[:,] |\b(?:with|in each|has|have|having|under|use|using) )"
    rf"((?:{_KEY}(?: \([^()]*\))?(?:, (?:and )?| and | \| ))+{_KEY}(?: \([^()]*\))?)"
    r" as (?:the |its |their )?(?:keys|fields|columns|headers?|column names)\b",
    re.IGNORECASE,
)
_ONE_KEY = late_pattern(
    rf"\b(?:with|has|have|having|under|of) (?:an?|one|the)(?: single| only| one)? key:?,? "
    rf"(?:(?:called|named) [\"'`]?|[\"'`])({_KEY})(?![\w ]* and\b)(?:[\"'`]|(?![\"'`]))"
    r"(?!\w)",
    re.IGNORECASE,
)
_JOINED_KEY = late_pattern(
    rf"\bkey:?,? (?:(?:called|named) )?[\"'`]{_KEY}[\"'`],? and\b", re.IGNORECASE
)
_UNDER_QUOTED = late_pattern(rf"\bunder (?:the )?(?:key )?[\"'`]({_KEY})[\"'`]")
_AS_RANGE = late_pattern(
    r"\b(?:from |the |with )?(\w+ (?:to|till|until|through) \w+) as (?:the |its )?keys\b",
    re.IGNORECASE,
)
_NAMED_SO = late_pattern(
    r"^(?:of\b|in\b|like|such|from|with|for|must not|and values?\b|stay|remain|side by side|per\b"
    r"|whose|that|which|to\b(?! \w+ to\b)|are\b|is\b|not\b|or\b|there|if\b|where)",
    re.IGNORECASE,
)
"""What follows the word, when no names follow."""

NOT_ASKED = late_pattern(
    r"\b(?:without|drop|remove|delete|rename|swap|ignor\w+|omit|skip|except|but not|by|on|using|use"
    r"|check (?:that|if|whether)|join(?:ed)?|compare|merge|split)(?: the| all)?(?: \w+)?\s*$",
    re.IGNORECASE,
)
"""What stands before columns that are not those of the answer."""
_COMPACT = late_pattern(r"(?<![\w,(])([A-Za-z_]\w*(?:,[A-Za-z_]\w*){1,30})(?!\w)")
_SEMICOLONS = late_pattern(r"(?<![\w;])([A-Za-z_]\w*(?:;[A-Za-z_]\w*){1,30})(?![\w;])")
_PIPED = late_pattern(r"(?<![\w|])([A-Za-z_]\w*(?: ?\| ?[A-Za-z_]\w*){1,30})")
_FOR_EACH = late_pattern(
    r"\b(?:for (?:each|all)(?: one)? of(?: the following)?|for each|giving(?: for each)?"
    r"|consist(?:s|ing)? of|(?:two|three|four) columns,|of each of the following|the following)"
    r"(?: of them)?:? ?"
    r"|\b(?:each|every)(?: (?!of\b)\w+)? (?:should |must |shall )?"
    r"(?:contains?|show|has|have|holds?)\b:? ?"
    r"|\bon (?:each|every)(?: \w+)?: "
    r"|\beach (?:entry|object|record|item|element|row|line)(?: [^.,;:]*)?: ",
    re.IGNORECASE,
)
_DESCRIBED = late_pattern(rf"(?<![\w.(])({_KEY}) ?(?:\((?!s\))([^()]*)\)|= )")
_POINT = late_pattern(rf"^((?:{_KEY}, )*{_KEY})(?: \([^()]*\))?\s*(?:[:=] +\S|$)")
_UNDER_KEYS = late_pattern(rf"\bunder (?:the )?(?:keys? )?(?=['\"`]?{_KEY})")
_PARTED = late_pattern(
    r"^\W*[\w%]+[\"'`]?(?: \([^()]*\))?(?:; (?:and )?[\"'`]?[\w%]+[\"'`]?(?: \([^()]*\))?"
    r"(?! (?!(?:for|in|with|of|as|like|rounded|sorted|ordered|per)\b)\w)){2,}"
)
"""Names with semicolons between them."""
_NO_KEY = late_pattern(
    r"(?:a|an|the|at|on|as|and|or|with|for|is|are|be|it|by|in|into|of|per|each|one|two|three|also"
    r"|then|next|finally|only|not|no|files?|inputs?|outputs?|sources?|data|save|write|read|form"
    r"|formats?|formatting|orders?|results?|columns?|keys?|fields?|values?|rounding|rounded|rows?"
    r"|lists?|sort|sorting|sorted|target|questions?|tasks?|goals?|notes?|steps?|compute|wanted"
    r"|needed|readers?|topics?|hints?|filters?|period|measures?|metrics?|units?|groups?|grouping"
    r"|precision|decimals?|headers?|delimiter|separator|encoding|exclude|include|conditions?"
    r"|range|scope|method|style|language|audience|length|subject|tone|purpose|context|background"
    r"|details?|examples?|requirements?|rules?|deliverables?|contents?|answer|request|actions?"
    r"|join|aggregate|load|clean|second|third|fourth|plot|please|remember|attention|important"
    r"|e\.g|i\.e)",
    re.IGNORECASE,
)
"""What begins a point of a list and is not a key of its own."""
_UNDER = late_pattern(
    r"\b(?:under|stating|compute|as|give|report|with|giving|calculate) ", re.IGNORECASE
)
_AS_KEY = late_pattern(
    r"\b(?:with |has |using )?(?:the |each |every |its )?([\w-]+(?: [\w-]+){0,2}?)s? as (?:the )?"
    r"keys?\b(?:,? (?:and|with) (?:the |its |their )?([\w-]+(?: [\w-]+){0,2}?)(?:, [^.;]*?|"
    r" \([^()]*\))? as (?:the |its )?values?\b)?",
    re.IGNORECASE,
)
_MAPS = late_pattern(
    r"(?:\b(?:object|mapping|map|dictionary|dict)\b[^.;{]{0,20}?\b(?:maps? |mapping |from )"
    r"(?:each |every |the |an? )?|\.json(?: \w+)? maps? (?:each |every |the )?)"
    r"([\w-]+(?: [\w-]+)?)(?: \([^()]*\))? (?:to|on ?to) (?:the |its |an? |their )?"
    r"([\w-]+(?: [\w-]+)*)",
    re.IGNORECASE,
)
_EACH_AND = late_pattern(
    r"\b(?:object|mapping|dictionary|dict)\b[^.;{]{0,20}?\b(?:with|of|for) (?:each|every) "
    r"([\w-]+(?: [\w-]+)?) (?:and|with) (?:its|the|their) ([\w-]+(?: [\w-]+)*)",
    re.IGNORECASE,
)
_EACH_ITS = late_pattern(
    r"\b(?:where|give|gives|assigns?(?: to)?|link|has|holds?|contains?) (?:each|every) "
    r"([\w-]+(?: [\w-]+)?) (?:has |gets |with )?(?:its|the|their) ([\w-]+(?: [\w-]+)*)",
    re.IGNORECASE,
)
_KEY_VALUE = late_pattern(
    r"\bkeys?:? (?:=|is|are|the)? ?(?:the )?([\w-]+(?: [\w-]+)?)(?: \([^()]*\))?(?:,| and|;)"
    r"(?: and)? ?(?:the |whose |its |their )?values?:?"
    r" (?:=|is|are)? ?(?:the )?([\w-]+(?: [\w-]+)*)",
    re.IGNORECASE,
)
_JOINS = late_pattern(r"\bjoin\w*\b[^.;]{0,60}\bkeys?\b|\bkeys?\b[^.;]{0,30}\bjoin", re.IGNORECASE)
"""What a key is for that names nothing of the answer."""


def keys_named(text: str) -> tuple[str, ...]:
    """The keys that a word such as *keys* or *fields* introduces, or closes; empty if none does.

    Examples:
        >>> keys_named("To out.json. Fields: town = where, rain (in mm), days.")
        ('town', 'rain', 'days')
        >>> keys_named("out.json has town and rain as keys."), keys_named("keys like 1950s")
        (('town', 'rain'), ())
        >>> keys_named("out.json with the single key 'town'"), keys_named("Keys: town; rain; days")
        (('town',), ('town', 'rain', 'days'))
    """
    if names := _introduced(text, _KEYS):
        return names
    return keys_one_by_one(text)


def keys_one_by_one(text: str) -> tuple[str, ...]:
    """The only key that a text names, or that and each under which it has something else.

    Examples:
        >>> keys_one_by_one("o.json with the key 'n', and a list of towns under 'towns'")
        ('n', 'towns')
    """
    ones, others = _ONE_KEY.findall(text), _UNDER_QUOTED.findall(text)
    alone = {*ones} - {*others}
    if len(alone) > 1 or not ones or (not alone and len(others) > 1):
        return ()
    is_joined = _JOINED_KEY.search(text) is not None and not others
    if is_joined or len(_UNDER_KEYS.findall(text)) > max(1, len(others)):
        return ()
    return tuple(dict.fromkeys([*alone, *others]))


def columns_named(text: str, file: str) -> tuple[str, ...]:
    """The columns that a word such as *columns* introduces, or that stand behind the file.

    Examples:
        >>> columns_named("I need a.csv with the header day,town,rain, oldest first.", "a.csv")
        ('day', 'town', 'rain')
        >>> columns_named("a.csv: day | town | rain", "a.csv"), columns_named("Tidy a.csv", "a.csv")
        (('day', 'town', 'rain'), ())
    """
    for sentence in sentences(text):
        place = sentence.find(file) if file else -1
        for pattern in (_COMPACT, _SEMICOLONS, _PIPED):
            match = pattern.search(sentence, max(place, 0))
            if match and match[1] != file:
                names = names_listed(re.sub(r"[,;](?=\w)", ", ", match[1]))
                if len(names) > 1:
                    return names
    return _introduced(text, _COLUMNS)


def _introduced(text: str, label: re.Pattern[str]) -> tuple[str, ...]:
    for whole in sentences(text):
        sentence = whole[:MOST_CHARS]
        closed = _AS_RANGE.search(sentence) or _AS_LABEL.search(sentence)
        if closed and (names := names_listed(closed[1])):
            return names
        for match in label.finditer(sentence):
            rest = sentence[match.end() :]
            if bracketed := re.match(r"\(([^()]*,[^()]*)\)", rest):
                rest = bracketed[1]
            if NOT_ASKED.search(sentence[: match.start()]):
                continue
            if _NAMED_SO.match(rest) and not re.match(r"(?:from|to|for)\b,? ", rest):
                continue
            names = names_listed(_open_ended(rest))
            is_aside = ")" in rest.partition("(")[0]
            if len(names) > 1 or (names and match.group().rstrip()[-1:] in ":=" and not is_aside):
                return names
    return ()


def key_before_list(text: str) -> bool:
    """Whether a text names a single key, and a list, if it has any, only as what that holds.

    Examples:
        >>> key_before_list("o.json with the key 'days' holding a list"), key_before_list("a list")
        (True, False)
    """
    one = _ONE_KEY.search(text)
    return one is not None and LIST_WORDS.search(text[: one.start()]) is None


def mapped(text: str) -> tuple[str, str] | None:
    """What the names and the values of a mapping are, if the text says that there is one.

    Examples:
        >>> mapped("with the town as key and the mean, to one decimal, as the value")
        ('town', 'mean')
        >>> mapped("an object that maps each town to its mean rain"), mapped("a map of the town")
        (('town', 'mean rain'), None)
    """
    patterns = (_AS_KEY, _MAPS, _EACH_AND, _KEY_VALUE, _EACH_ITS)
    match = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
    if match is None or _JOINS.search(text):
        return None
    return match[1], _bare(match[2] or "")


def _bare(words: str) -> str:
    return re.split(r" (?:with|as|to|rounded|in(?! per)|for) ?", words)[0]


def keys_described(text: str, file: str) -> tuple[str, ...]:
    r"""Names of which each is described: behind a colon, in brackets, in a point of its own.

    Examples:
        >>> keys_described("out.json: n (how many), first, last (like 2024-03)", "out.json")
        ('n', 'first', 'last')
        >>> keys_described("Get n_days (dry days) and hour_max (the hour). To o.json.", "o.json")
        ('n_days', 'hour_max')
        >>> keys_described("- read in.csv\n- days: dry days\n- hour: the wettest\n- to o.json",
        ...                "o.json")
        ('days', 'hour')
        >>> keys_described("o.json with the mean under mean and the rest under rest", "o.json")
        ('mean', 'rest')
    """
    said = sentences(text)
    found = (_behind_file(said, file), _points(said), _for_each(said), _under(said))
    first = next((names for names in found if len(names) > 1), ())
    if first:
        return first
    bracketed = [name for sentence in said for name in _in_brackets(sentence)]
    if len(bracketed) > 1:
        return tuple(dict.fromkeys(bracketed))
    is_meant = any(_WORD.match(s, m.end()) for s in said for m in _UNDER.finditer(s))
    words = [match.group() for s in said for match in _WORD.finditer(s)] if is_meant else []
    names = tuple(dict.fromkeys(words))
    return names if len(names) > 1 else ()


def _for_each(said: list[str]) -> tuple[str, ...]:
    """Names behind ``for each of`` and the like, without their articles."""
    for sentence in said:
        match = _FOR_EACH.search(sentence)
        rest = _open_ended(sentence[match.end() :]) if match else ""
        names = names_listed(re.sub(r"(^|, |\band )the (?=\w)", r"\1", rest))
        if len(names) > 1 and all(" " not in name for name in names):
            return names
    return ()


def _under(said: list[str]) -> tuple[str, ...]:
    """The names under which values are to stand."""
    listed = [part for sentence in said for part in _UNDER_KEYS.split(sentence)[1:]]
    names = [name for one in listed for name in names_listed(one) if _is_key(name)]
    return tuple(dict.fromkeys(names))


def _behind_file(said: list[str], file: str) -> tuple[str, ...]:
    for sentence in said:
        match = re.search(rf"{re.escape(file)}\"?:\s+", sentence) if file else None
        if match:
            names = names_listed(_open_ended(sentence[match.end() :]))
            return names if all(" " not in name for name in names) else ()
    return ()


def _points(said: list[str]) -> tuple[str, ...]:
    names: list[str] = []
    for sentence in said:
        match = _POINT.match(sentence)
        if match:
            listed = match[1].split(", ")
            is_list = len(listed) > 2  # noqa: PLR2004 - three names before a colon are meant so
            names += listed if is_list or all(_is_key(name) for name in listed) else []
    return tuple(dict.fromkeys(names))


def _in_brackets(sentence: str) -> list[str]:
    """Names with a description behind each, with the plain ones between them."""
    found = [m for m in _DESCRIBED.finditer(sentence) if _is_key(m[1])]
    if not found:
        return []
    if len(found) == 1 and not _UNDER.search(sentence):
        return []
    start = found[0].start()
    before = re.search(rf"((?:{_KEY}, )+)$", sentence[:start])
    names = names_listed((before[1] if before else "") + _open_ended(sentence[start:]))
    return [name for name in names if " " not in name]


def _is_key(name: str) -> bool:
    return name[:1].islower() and _NO_KEY.fullmatch(name) is None


def _open_ended(text: str) -> str:
    """What may be an enumeration: up to a semicolon outside of brackets that parts no names."""
    text = _PARTED.sub(lambda names: names[0].replace(";", ","), text)
    blank = re.sub(r"\([^()]*\)", lambda m: "_" * len(m.group()), text)
    end = blank.find(";")
    return (text if end < 0 else text[:end]).rstrip(".!?: ")
