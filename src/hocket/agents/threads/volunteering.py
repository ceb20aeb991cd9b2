"""The words by which people take duties, offer them, give them up, and pass them on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = late_pattern(
    r"[;]\s+|,\s+(?:and |but |so |then )*|\s+(?:but|so|then)\s+(?=[A-Z])"
    r"|\s+and\s+(?=(?:(?-i:I|[A-Z][a-z]+)|you|he|she|then|also)\b)"
)
CANNOT = late_pattern(
    r"(?i)\b(?:can't|cannot|won't|not|never|unable|no longer|forgot|forget|no time)\b|n't\b"
)
LOOSE = late_pattern(r"(?i)\b(?:maybe|perhaps|might|could|would|whether|[a-z]+'d|should|or)\b")
DOES = (
    r"(?:be(?= (?:the|an?)\b)|(?:take|do|play|have|cover|work(?! (?:for|at|in|as|with)\b)|get"
    r"|bring|make|buy|bake|cook"
    r"|provide|organi[sz]e|book|hire|rent|drive|handle|carry|pack|supply|fetch|collect|prepare"
    r"|contribute|order|see to|look after"
    r"|take care of|be in charge of|pick up|go for|stick to|stick with|keep)(?:e?s)?"
    r"|does|has|(?:take|look)s (?:care of|after|over)"
    r"|(?:already |just )?(?:took|bought|baked|made|booked|hired|organi[sz]ed|ordered|got))"
)
WILLING = (
    r"(?:'d like to| would like to|'d love to| want to"
    r"|'ll|'d| will| can| could| would| might| am going to|'m going to|'m happy to| am happy to"
    r"|'ve| have)?"
    r"(?: (?:then|now|also|gladly|happily|just|both|too|still))*"
)
CHARGE = r"(?:'m|'s| is| am| are|'re) (?:in charge of|responsible for|on|doing|bringing|making)"
WISH = late_pattern(r"(?i)(?:\b[a-z]+'d|\bwould) (?:like|love) to\b")
NEEDED = late_pattern(
    r"(?i)\b(?:we|it)(?:'ll)? (?:also |still |will )*(?:needs?|lacks?|want)\b"
    r"|\b(?:missing|lacking)\b"
)
CAN = late_pattern(r"(?i)\bI can\b")
TAKE_MINE = late_pattern(
    r"(?i)(?:^|[,;] )(?P<if>if you )?(?:then |so |just )?(?:take|have|do"
    r"|you (?:can|could|may) have) (?:mine|my (?:turn|part|job|shift|one))\b"
)
"""What offers one's own duty to another one."""
MINE = late_pattern(r"(?i)\b(?:mine|yours|(?:my|your) (?:turn|part|job|shift|place))\b")
SMALL = late_pattern(
    r"(?i)^(?:\W*(?:the|a|an|some|our|my|your|his|her|their|all|both|this|that|over|for|everybody|us"
    r"|big|small|large|fresh|two|three|few|and|it|[\w]+'s|rest|other|care of|up)\b)*\W*$"
)
"""Words between a deed and the duty that it is about."""
SWAP = late_pattern(
    r"(?i)\b(?:swap|swaps|swapped|exchange|exchanges|trade|trades|change|changes)\b"
)
GIVES_UP = late_pattern(
    r"(?i)\bno \w[\w ]{0,25} (?:for|from) me\b|\bwithout me\b"
    r"|\b(?:somebody|someone|anybody|anyone)(?: else)? (?:should|has to|must|could|can|please"
    r"|will have to|would have to|needs? to)\b"
    r"|\bI (?:can't|cannot|won't|don't have time|have no time|am not able to|am unable to)\b"
)
WHO = late_pattern(
    r"(?i)\b(?:who|anyone|anybody|someone|somebody)\b"
    r"|^(?:and |but )?(?:what about |how about )?(?:the )?[\w ]{2,20}\?$"
)
WHO_ELSE = late_pattern(
    r"(?i)\b(?:who|anyone|anybody|someone|somebody)(?:'s| is| has| else)* (?:likes?|loves?|eats?"
    r"|ate|eaten|drinks?|drank|knows?|needs?|remembers?|broke|lost|said|forgot|pays?|paid|hates?)\b"
)
"""What asks for others than those who take a duty."""
ME = late_pattern(
    r"(?i)^(?:me|i do|i can|i will|i'll|i have|i've got|(?:i'll|i can|i will) (?:bring|do|take"
    r"|make|get) (?:it|that|them|those|one|some))(?: too| then| also)?\W*$"
)
I_WILL = late_pattern(
    r"(?i)^(?:(?:then|ok(?:ay)?|well|so|alright)\b,? ?)*(?:me|i do|i can|i will|i'll|i am"
    r"|i'm on it)(?: do it| too| then| also| instead)*\W*$"
)
"""What takes a duty that was spoken of before."""
TELLS_OFF = late_pattern(
    r"(?i)^\W*(?:please |just )?(?:(?:don't|do not)(?! forget)|forget|leave|never mind|no need|skip"
    r"|drop)\b"
)
"""What tells somebody to let a duty be."""
NONE = late_pattern(r"(?i)\b(?:no|without|enough)(?: any| more)? $")
"""What says right before a thing that it is not wanted."""
PASSES = late_pattern(
    r"(?i)\b(?:giv(?:e|es|ing|en)|gave|pass(?:es|ed|ing)?|hand(?:s|ed|ing)?|leav(?:e|es|ing)|left)\b"
    r"[^.?!]{0,40}\b(?:to|with)\b"
    r"|\b(?:everybody|everyone|we all|you all|all of (?:us|you)|each of (?:us|you))\b"
    r"|\b(?:don't|do not|no longer) (?:need|want)\b|^\W*who\b"
)
"""What passes a duty on, gives it to all or nobody, or to who was named right before."""
REPORTED = late_pattern(
    r"(?i)\b(?:said|says|tells?|told|thinks?|thought|believe[sd]?|heard|hopes?|hoped|claims?|claimed"
    r"|wish(?:es|ed)?|asked|suggest\w*|propose[sd]?)\b"
)
"""What tells the words or wishes of somebody."""
ASKS_ELSE = late_pattern(
    r"(?i)\b(?:mind|why don't you|what if|how about|can't (?:you|we|I)|couldn't (?:you|we|I))\b"
    r"|\b(?:can|could|may) I (?:\w+ )?(?:have|get)\b|\b(?:we all|everybody|everyone)\b"
)
"""What asks to take a duty in other words, or for a piece of the thing."""
LEAVES = late_pattern(
    r"(?i)\bI(?:'m| am)(?: (?!not)\w+)? (?:ill|sick|in bed|in hospital|away|abroad|out|unable)\b"
    r"|\bI(?:'m| am) not (?:coming|able|there|well|going|free)\b"
    r"|\bI (?:can't|cannot|can not|won't|will not|couldn't)\b"
    r"(?! (?:wait|believe|remember|say|complain|forget|stand|thank|imagine|see|tell)\b)"
    r"|\bI(?:'ll| will| must| (?:'ve |have |need |will have )?to)? (?:cancel|drop out|back out"
    r"|pull out|stay (?:at home|home|in bed|here))\b"
    r"|\b(?:forget|scrap|ignore) what I (?:said|wrote)\b|\bon second thoughts?\b"
    r"|\bsomething(?:'s| has)? c[ao]me up\b|\bcount me out\b|\bI(?:'ve| have)? changed my mind\b"
    r"|\bjust kidding\b"
)
"""What may give up the duties of who says it, though it names none."""
TAKES_OVER = late_pattern(
    r"(?i)\breplac(?:e[sd]?|ing|ement)\b|\b(?:tak(?:e|es|en|ing)|took) (?:\w+ )?over\b"
    r"|\b(?:stand|stood|fill|step)(?:s|ing|ed|ped|ping)? in\b"
    r"|\b(?:in|take|takes|took|taking) (?:his|her|their|your|\w+'s) place\b"
    r"|\b(?:do|does|did|doing|takes?|taking|took) (?:his|her|their|\w+'s)"
    r" (?:part|turn|job|share|task|duty|bit|day|slot|shift|week|evening|morning|one)\b"
    r"|\b(?:bring(?:s|ing)?|do|does|doing|takes?|taking) what \w+ (?:had|has|was|wanted)\b"
)
"""What gives the duty of one person to another one, though it names none."""
OTHER_TIMES = late_pattern(
    r"(?i)\blast (?:year|time|week|month|spring|summer|autumn|winter|\w+day|christmas|easter)\b"
    r"|\b(?:always|usually|normally|often|used to|when(?:ever)?|in the past|years? ago|next (?:year"
    r"|time)|every (?:day|week|month|year|time)|(?:at|for) (?:breakfast|lunch|work|school))\b"
)
"""What tells of a habit, or of another time than the one that a thread is about."""
I_TAKE_IT = late_pattern(rf"\b(?i:I){WILLING} {DOES} (?:it|them|those|that|these|one|some)\b")
I_ASK = late_pattern(rf"(?i)\b(?:shall|should|can|could|may) I (?:\w+ )?{DOES}\b")
YOU_ASK = late_pattern(rf"(?i)\b(?:can|could|would|will|might) you (?:\w+ )?{DOES}\b|\byou could\b")
PASSED_ON = late_pattern(
    r"(?i)\b(?:instead|then|over|so|in place)\b|\w's?\b['\u2019]|'s\b|\byour\b"
)
"""What gives a duty to somebody though another one has it."""


def is_list(part: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a part of a sentence has nothing but things."""
    for first, last in reversed(spans):
        part = part[:first] + part[last:]
    return SMALL.match(part) is not None


def verb_of(key: str) -> str:
    """What somebody does whose duty is a word such as cleaning; empty for other words.

    Examples:
        >>> pairs = (("baking", "bakes"), ("shopping", "shop"), ("bread", "bread"))
        >>> [bool(re.fullmatch(verb_of(key), verb)) for key, verb in pairs]
        [True, True, False]
    """
    if not re.fullmatch(r"[a-z]{3,}ing", key):
        return ""
    stem = key.removesuffix("ing")
    short = stem[:-1] if stem[-1] == stem[-2] else stem
    return rf"(?:{stem}|{stem}e|{short})s?"
