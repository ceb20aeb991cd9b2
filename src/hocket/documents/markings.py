"""The text of markup (HTML), without what a browser does not show."""

from __future__ import annotations

import html
import re

# A head holds nothing else that is text, and often has no end of its own.
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|title|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_MARK = re.compile(r"<[^<>]*>")
_ENDS = re.compile(r"<br\b[^<>]*>|</(?:p|div|li|tr|h[1-6])\s*>", re.IGNORECASE)


def plain(markup: str, joint: str = "") -> str:
    """The text of a piece of markup, with ``joint`` in place of each mark.

    Examples:
        >>> plain("<b>Bonn</b> &amp; <!-- no -->Co")
        'Bonn & Co'
    """
    return html.unescape(_MARK.sub(joint, _HIDDEN.sub("", markup))).strip()


def page_text(markup: str) -> str:
    r"""The text of a page, in the lines that it has on a screen.

    Examples:
        >>> page_text("<style>p {color: red}</style><p>Dear\n  Ada,</p><p>tea&nbsp;&lt;5&gt;</p>")
        'Dear Ada,\ntea <5>'
    """
    ended = _ENDS.sub("\0", " ".join(_HIDDEN.sub("", markup).split()))
    lines = (" ".join(line.split()) for line in plain(ended, " ").split("\0"))
    return "\n".join(filter(None, lines))
