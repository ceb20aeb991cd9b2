"""The words by which people take what somebody offers to all, decline it, or leave it open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.names import one_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GOAL = late_pattern(
    r"(?i)\b(?:who|which (?:people|persons|members|guests|colleagues|friends|of (?:them|us)))\b"
    r"(?: (?:of (?:them|us)|in the end|finally|really|then|all|now))* "
    r"(?:(?:has|have|needs?|wants?|is|are|must|will|gets?)(?: to)?(?: be)?"
    r" (?:fetched|picked up|collected|met|driven)|(?:wants?|needs?|gets?|would like"
    r"|is (?:getting|having|given))(?! to\b))(?P<what>[^.?!,;:]*)"
)
"""A task that asks who takes what is offered, with what that is."""
GOAL_ELSE = late_pattern(
    r"(?i)\b(?:not|no|never|except|without|only|leave out|but|still|most|least|first \w+ (?:who|to)"
    r"|how (?:many|much)|when|where|why|or|\w+n't)\b"
)
"""What makes a task ask for others than those who take it."""
OFFER = late_pattern(
    r"(?i)\b(?:who|who(?:ever| else| of you)|anyone|anybody|any of you|someone|somebody|you)\b"
    r"[^.?!]{0,60}?"
    r"(?:\b(?:wants?|needs?|like|interested|fetched|picked up|collected)\b|\bfor (?:one|it)\b)"
)
TRANSPORT = late_pattern(
    r"(?i)\b(?:fetch(?:ed)?|pick(?:ed)? up|collected from|lift|ride|driven|met at"
    r"|(?:seats?|places?|room) in (?:the|my|our|\w+'s) (?:\w+ )?(?:car|van|bus|minibus))\b"
)
ALL_ALIKE = late_pattern(
    r"(?i)\b(?:lifts?|rides?|fetch\w*|picked|collected|met|driven|seats?|given|have|has|to|be"
    r"|up|a|an|the"
    r"|one|in|end|final\w*|from|at|of|by|for|with|on|my|our|us|me|him|her|them|after|all"
    r"|messages?)\b"
)
"""Words of a task that say nothing of which one is meant."""
LIMITED = late_pattern(
    r"(?i)\b(?:first come|first served|draw lots|waiting list|no more|sold out|run out|too many"
    r"|too few|no room|is full|are full|none (?:are |is )?left|(?:can't|cannot|won't|can not"
    r"|unable to)"
    r" (?:take|fetch|give|get|manage|offer|collect|pick|bring|order)|at most|up to|choose|either)\b"
)
"""What may keep somebody from getting what they want, or makes an offer of two."""
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SUPPLY = late_pattern(
    rf"(?i)\b(?P<number>{'|'.join(_NUMBERS)}|\d{{1,3}}) (?:\w+ ){{0,3}}?(?:left|spare|free|over"
    rf"|available"
    r"|to give away|to spare)\b|\b(?:spare|free|left over|room for|have|got) (?P<before>two"
    r"|three|four|five|six"
    r"|\d{1,3}) (?!o'clock|(?:hours|minutes|years|days|weeks|km|euros)\b)"
)

OPEN = late_pattern(
    r"(?i)\beither\b.*\bor\b|\blet you know\b|\btell you\b|\b(?:perhaps|maybe|might|possibly"
    r"|probably|presumably|depend\w*|unless|if|whether|in case|undecided|guess|hope\w*|thinking)\b"
    r"|\b(?:not|n't) (?:yet )?(?:sure|know|certain|decided)\b|\bI think\b|\bwe'll see\b"
    r"|\bor\b|\bonly\b|\bwould have\b|\bif only\b|\binstead of\b"
    r"|\bI(?: \w+| didn't| never)? (?:say|said|thought|wished|wish|pretended|meant|claimed)\b"
    r"|\bfor (?:my|our|his|her|their) (?!part\b|own\b|sake\b)"
)
POLITE = late_pattern(
    r"(?i),? ?\bif (?:(?:that|it)(?:'s| is) (?:ok(?:ay)?|all right|alright|possible|fine"
    r"|(?:no|not too much|not much) (?:trouble|bother))|possible|(?:I|we) may|you (?:can|could"
    r"|please"
    r"|would|don't mind|are so kind|would be so kind))\b"
)
ECHO = late_pattern(
    r"(?i)^(?:(?:and|yes|oh|please)\W+)*(?:me too|me as well|same (?:here|for me)|so (?:do"
    r"|would|am) I"
    r"|likewise|and (?:also )?me)\b"
)
ASKS = late_pattern(r"(?i)\b(?:please|can|could|may|would you|will you|kindly)\b")
"""What asks for a thing in a sentence that is a question."""
ECHO_NO = late_pattern(r"(?i)^(?:(?:and|no)\W+)*(?:me neither|nor (?:me|do I)|neither do I)\b")
TURNED = late_pattern(
    r"(?i)\b(?:actually|after all|changed|change of plans?|second thoughts?|cancel\w*|instead"
    r"|rather"
    r"|sorry|unfortunately|broken|failed|car|van|bike|bicycle|taxi|bus|hotel|tent|forget what"
    r"|not|no|never|\w+n't|cannot)\b"
)
"""Words of a message that may take back what its author said before."""
_GLAD = r"(?:glad|grateful|thankful|happy|pleased|delighted)"
_RIDE = r"(?:fetch|collect|meet|take|drive|pick|wait for|squeeze)"
_GIVE = r"(?:order|book|keep|reserve|save|hold|get|buy|bring|send|give|print|make|take|put)"
_ASKING = r"(?i:\b(?:please|can you|could you|would you|will you|kindly)\b)[^.?!]{0,30}?"
_NOTHING_ELSE = (
    r"(?=[^\w ]|$| (?:too|please|as well|also|for|after|of|in|from|at|on|with|myself|then|now|again"
    r"|more|and|but|so|if|any|to|would|very|this|that|aside|thanks|thank)\b)"
)
"""What stands behind one that is a thing spoken of before, and not one hour."""
_ATTENDED = late_pattern(
    r"(?i)\b(?:bed|sleep|mattress|sofa|lunch|dinner|supper|breakfast|meal|seat|places?|room)"
)
"""What only those who come have use for."""
_BED = late_pattern(r"(?i)\b(?:bed|sleep|sofa|mattress|overnight|room)")


class Words:
    """The patterns of one offer; ``who`` in a match is whom it is about, else its author.

    Args:
        names: The people.
        things: Patterns of words for what is offered.
        is_transport: Whether that is a lift.
    """

    def __init__(self, names: Sequence[str], things: Sequence[str], *, is_transport: bool) -> None:
        one = one_of(names)
        thing = "|".join([*things, *(_LIFTS if is_transport else ())]) or "(?!)"
        deed = f"{_RIDE}|{_GIVE}" if is_transport else _GIVE
        part = {
            "one": one,
            "thing": thing,
            "it": rf"(?:(?:[Oo]ne|two|some){_NOTHING_ELSE}|(?:(?:[Aa]n?|[Tt]wo|[Tt]hree|\d|some"
            rf"|the|your|this|that"
            rf"|another) )?"
            rf"(?:(?!(?:for|no|any|less|fewer|than)\b)\w+[ -])?(?:{thing})s?)",
            "I": rf"(?P<who>(?:{one})(?: and I)?|I and (?:{one})|I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey)",
            "me": rf"(?P<who>(?:{one}|me|us|him|her|them)(?: and (?:{one}|me))?)",
            "deed": deed,
            "own": r"(?:my|his|her|their|our|an?|the)(?: own)?",
        }
        self.subject = re.compile(rf"\b(?P<who>{one})\b")
        self.called = re.compile(rf"^({one}),|, ({one})[.!?]")
        self.pair = re.compile(
            rf"\b(?:({one}),? and I|I and ({one})|({one}) and me|me and ({one}))\b"
        )
        self.thing = re.compile(
            rf"(?i)\b(?:{thing})s?\b|\b(?:wants?|needs?|(?:would|'d) (?:like|love)|takes?)"
            rf" (?:one|it)\b"
        )
        no = _NO + (_NO_LIFT if is_transport else ()) + (_NO_BED if _BED.search(thing) else ())
        yes = _YES + (_YES_LIFT if is_transport else ())
        self.no, self.yes = (
            [re.compile(_filled(pattern, part)) for pattern in patterns] for patterns in (no, yes)
        )
        self.absent = re.compile(_filled(_ABSENT, part))
        self.is_attended = is_transport or _ATTENDED.search(thing) is not None


def _filled(pattern: str, part: Mapping[str, str]) -> str:
    """A pattern with the parts that it names in angle brackets."""
    return re.sub(r"<(one|thing|it|I|me|deed|own)>", lambda match: part[match[1]], pattern)


_LIFTS = ("lift", "ride", "seat")
_YES = (
    r"^(?:and |so )?I(?:'m| am) (?:in|interested)\W*$",
    (
        r"(?i:^(?:oh |and |then )?(?:yes|yeah|yep)(?:\W*$|,? (?:please|gladly|thanks|thank you))"
        r"|\bgladly\b|\bwith pleasure\b)"
    ),
    r"(?i:\b(?:count|include|sign|put|write|add) )<me>(?: (?:in|up|on|down|to)\b)",
    (
        r"(?:\b<I>(?:'d| would|'ll| will)?|^(?:and |but )?(?:[Ww]ould|[Ww]ill|'d))"
        r"(?: (?:also|too|really|still|now|certainly|definitely|do|does|gladly|both),?)*"
        r" (?:wants?|needs?|likes?|loves?|takes?|could use|asks? for|asked for|appreciates?"
        rf"|accepts?|be (?:\w+ )?{_GLAD} (?:of|for|to (?:have|get|take)))(?: to (?:have|get"
        rf"|take|buy))?"
        r" <it>\b(?! (?:off|back|out|away)\b)"
    ),
    rf"\b(?:would|'d) be (?:\w+ )?{_GLAD} (?:of|for|to (?:have|get|take)) <it>\b",
    rf"^(?i:{_GIVE}) (?:aside )?<it> (?:aside )?for <me>\b",
    r"\b<I>(?:'d| would|'ll| will)(?: gladly)? have <it>\b",
    (
        r"^(?i:(?:(?:yes|oh|so|and)\W+)?)<it>(?:'d| would) be (?:nice|great|lovely|wonderful"
        r"|perfect|good|fine)\b"
    ),
    rf"{_ASKING}\b{_GIVE} <me> (?:aside )?<it>\b",
    rf"{_ASKING}\b{_GIVE} (?:aside )?<it> (?:aside )?for <me>\b",
    (
        r"^(?i:(?:(?:and|also|then|yes|please|the same|<it>)\W+)*for) <me>"
        r"(?=\W*$|,? (?:too|as well|please|also)\b)"
    ),
    (
        r"^(?i:(?:(?:and|also|then|yes|please|just)\W+)*<it>(?: in)?(?: size)?(?: \w+)?),?"
        r" (?:for <me>"
        r"\b|please\b)"
    ),
    r"(?i:^(?:(?:size|a|one|in|yes|and)\W+)*(?:XS|S|M|L|XL|XXL|small|medium|large),? please\b)",
    r"\b(?:[Mm]ay|[Cc]an|[Cc]ould) (?P<who>I|we) (?:\w+ )?(?:have|get|take) <it>\b",
)
"""Who wants one."""
_YES_LIFT = (
    (
        r"\b<I>(?:'d| would)?(?: also| still| now)? (?:wants?|needs?|likes?|loves?) to"
        r" (?:be (?:fetched|collected|picked up|met)|ride along|come along|be taken along)\b"
    ),
    rf"{_ASKING}\b{_RIDE}(?: up| along)? <me>\b(?!['\u2019]s| \w+ to\b)",
    r"\b(?:[Mm]ay|[Cc]an|[Cc]ould) (?P<who>I|we) (?:\w+ )?(?:come|ride) (?:along|with you)\b",
)
_NO = (
    r"\b<I>(?:'ve| have| has| had)(?: got| had)? to cancel(?: <it>)?(?=\W*$|,)",
    r"(?i:(?<!n't )(?<!not )(?<!never )\bcancel (?:mine|my (?:\w+[ -])?(?:<thing>)s?))\b",
    r"(?i:\bnot interested\b|^I'd rather not\W*$|^not this (?:time|year)\W*$)",
    (
        r"(?i:^(?:oh |and |but )?no(?:\W*$|,? (?:thanks|thank you))"
        r"|\bthank(?:s| you)(?: \w+){0,2},? but no\b|\bcount me out\b|^without me\b"
        r"|\bdon't (?:bother|wait for me|count (?:on )?me)|\b(?:leave|take|cross|strike) me"
        r" (?:out|off)\b"
        r"|\b(?:I'll|I will) pass\W*$|\b(?:not|none|nothing) for me\b|\bI'm (?:all )?(?:set"
        r"|sorted)\b)"
    ),
    r"(?i:\bno need\b)(?=\W*$)",
    (
        r"\b<I> (?:needs?|wants?|takes?|have use for) (?:no|none)\b(?:(?: \w+)?["
        r" -](?:<thing>)s?)?(?=\W*$)"
    ),
    r"(?i:^(?:but )?no (?:more )?(?:\w+[ -])?(?:<thing>)s?(?: needed\W*$| for)) ?(?:<me>\b)?",
    r"(?i:\bno need\b (?:for|to (?:<deed>)(?: up)?|to (?:<deed>) <it> for)) <me>\b",
    (
        r"(?i:\byou (?:needn't|need not|don't (?:have|need) to|do not (?:have|need) to) (?:<deed>)"
        r"(?: <it> for)?) <me>\b"
    ),
    r"(?i:\b(?:don't|do not) (?:please )?(?:<deed>)(?: <it>)? for) <me>\b",
    (
        r"\b<I>(?: really| then)? (?i:don't|doesn't|do not|does not|won't|will not|no longer)"
        r"(?: really| actually)? (?:needs?|wants?|have|take|require)(?: any)?(?: <it>)?(?=\W*$|"
        r" after"
        r"| any| this)"
    ),
    (
        r"(?<!\b[Cc]an )(?<!\b[Mm]ay )(?<!\b[Cc]ould )\b<I>(?:'ve|'s| have| has)?(?: already|"
        r" meanwhile)?"
        r" (?:has|have|had|got|found|bought|brings?) (?:already )?(?:another|one|mine|(?:my|his"
        r"|her|their"
        r"|our) own|another (?:\w+ )?(?:<thing>))(?=[^\w ]|$| (?:already|from|at|now|thanks|in"
        r" the)\b)"
    ),
)
"""Who wants none."""
CALM = late_pattern(
    r"(?i)\b(?:make (?:it|that) (?:two|three|four|\d)|as planned|see you|thank\w*|looking"
    r" forward|arriv\w+|bring|welcome|hooray|perfect"
    r"|wonderful|lovely|great|you|your|\d{1,2}[:.]\d\d)\b|\?$"
)
"""A sentence of somebody whose wish it leaves as it was."""
_RIDES = (
    r"(?:takes?|brings?|drives?|drops?|collects?|fetch(?:es)?|gives|picks"
    r"|(?:is|are) (?:taking|bringing|driving|collecting|fetching|picking))"
)
_VEHICLE = r"(?:bike|bicycle|car|van|taxi|cab|motorbike|scooter|camper)"
_NO_LIFT = (
    r"(?i:\b(?:don't|do not|needn't) (?:please )?(?:<deed>)(?: up)?) <me>\b",
    (
        r"\b<I>(?:'m|'ll| am| is| will)?(?: then| now| gladly)? (?:driv(?:e|es|ing)|cycl(?:e|es"
        r"|ing)"
        r"|walk(?:s|ing)?)\b(?=\W*$| (?:over|there|down|up|myself|him|anyway|as|from|straight"
        r"|to)\b)"
    ),
    r"\b<I>(?:'m|'ll| am| is| will)?[^.;?!]{0,60}? ?\b(?:com(?:e|es|ing)|arriv(?:e|es|ing)"
    r"|travel(?:s|ling)?|go(?:es)?)\b[^.;?!]{0,40}?,? ?\b(?:(?:on|in) <own> "
    + _VEHICLE
    + r"|by (?:own )?(?:"
    + _VEHICLE
    + r"|bus|tram)|on foot)\b",
    (
        r"\b<I>(?:'ll| will)?(?: then)? (?:takes?|taking|get|gets) (?:(?:a|the) (?:taxi|cab|bus"
        r"|tram)|my (?:own )?(?:car|van|bike|bicycle))\b"
    ),
    (
        r"\b<I>(?:'ll|'ve|'m)?(?: have| am| will)? (?:hir|rent|book)(?:e|ed|ing)? an? (?:\w+"
        r" )?(?:car|van)\b"
    ),
    r"\b<I>(?:'m| am| is)(?: being)? (?:picked up|fetched|collected|driven) by (?!you\b)",
    r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]) (?:\w+ ){1,2}?(?:will |can |is going to )?"
    + _RIDES
    + r" <me>\b",
    (
        r"\bbus\b[^.;?!]{0,30}? (?:stops|goes|runs) (?:right |straight |directly )?(?:at|to|in"
        r" front of"
        r"|outside) (?:your|the) (?:gate|door|house|farm|hotel|place)\b"
    ),
)
"""How people say that they need no lift: they drive, or somebody else brings them."""
_NO_BED = (
    (
        r"\b<I>(?:'ll|'m|'ve| will| have| am)? (?:sleeps?|sleeping|stay(?:s|ing)?|booked)"
        r" (?:(?:the night|over|overnight) )?(?:(?:at|with|in) )?<own> (?:\w+ )?(?:hotel|tent|van"
        r"|camper|caravan|guest ?house|(?:sister|brother|parents|aunt|uncle|friend|cousin|mother"
        r"|father)(?:'?s)?'?)"
        r"(?=\W|$)"
    ),
)
_ABSENT = (
    r"\b<I>(?: (?!not\b)\w+){0,2}?(?: (?:can't|cannot|won't|isn't|(?:am|is|are|will|can) not)"
    r"|'(?:m|s|re) not) (?:be )?(?:com(?:e|ing)|make it|there|join\w*|attend\w*)\b"
    r"|(?:^|\b)(?:[Ii]'m|[Ii] am) (?:ill|sick|in bed|in hospital)\b"
)


def supply_of(text: str) -> int | None:
    """How many of a thing there are to be had, where a message says so.

    Examples:
        >>> supply_of("I have two spare tickets."), supply_of("We have 4 seats"), supply_of("Tea?")
        (2, 4, None)
    """
    match = _SUPPLY.search(text)
    number = (match["number"] or match["before"]).lower() if match else ""
    return _NUMBERS.get(number) or (int(number) if number.isdigit() else None)
