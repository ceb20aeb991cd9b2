"""The words by which people swap the slots of a plan, ask for it, give slots up and keep them."""

from __future__ import annotations

from hocket.core.late_pattern import late_pattern

VERBS = (
    r"take|takes|do|does|have|has|cover|covers|open|opens|work|works|host|hosts|run|runs|lead|leads"
    r"|drive|drives|cook|cooks|clean|cleans|keep|keeps|get|gets|swap into|be there|come in|step in"
)
LOOSE = late_pattern(
    r"(?i)\b(?:could|would|might|(?-i:may)|maybe|perhaps|if|unless|whether|[a-z]+'d)\b"
)
NOT = late_pattern(
    r"(?i)\b(?:can't|cannot|can not|couldn't|won't|will not|mustn't|must not|not able|unable"
    r"|without me|have to miss|don't (?:want|have)|am not|not (?:there|free|available))\b"
    r"|\bI'm (?:away|ill|out|abroad|busy)\b"
    r"|\b(?:doesn't|does not|won't) (?:work|suit)(?: for)? me\b|\bis (?:bad|impossible) for me\b"
)
KEEP = late_pattern(
    r"(?i)\b(?:as planned|as it is|keep (?:my|mine|it|to)|stay with|stick (?:to|with)|after all"
    r"|doesn't matter any ?more|no longer needed|never mind|I'll manage|remains? with me)\b"
)
TRADES = late_pattern(r"(?i)\b(?:swap\w*|exchange\w*|trade\w*)\b")
IF_YOU = late_pattern(
    rf"(?i)\bif (?:you|he|she|they|(?-i:[A-Z]\w+))(?:'ll| will| would| could| can)?(?: then| just)?"
    rf" (?:{VERBS})\b"
)
SOMEBODY = late_pattern(r"(?i)\b(?:somebody|someone|anybody|anyone|is there)\b|^(?:\W*\w+, )?who\b")
WILL = r"(?:'ll|'d| will| would| can| could)?"
RID = late_pattern(
    r"(?i)\b(?:find|need|look(?:ing)? for) (?:somebody|someone|anybody|anyone"
    r"|a (?:stand-?in|substitute|replacement))\b"
)
"""What gives up the slot that was spoken of."""
OWN = late_pattern(r"(?i)\b(?P<whose>my|mine|your|yours)\b")
WE_SWAP = late_pattern(
    r"(?i)\b(?:can|could|shall|should|would|will|may) (?:we|you|I) (?:\w+ ){0,3}?"
    r"(?:swap|exchange|trade|change)\b|\b(?:want|like|mind) (?:to )?(?:swap|trad|exchang)"
)
YOU_TAKE = late_pattern(rf"(?i)\b(?:can|could|would|will|might) you (?:\w+ ){{0,2}}?(?:{VERBS})\b")
REFERS = late_pattern(r"(?i)\b(?:it|that|this|mine|that one|this one|my turn|me)\b")
IT = late_pattern(
    rf"(?i)\bI(?:'ll| will| can)(?: (?:then|gladly|happily|just|also))? (?:{VERBS}) "
    r"(?:it|that|this|so)\b|\bcount on me\b|\bleave (?:it|that) to me\b"
)
