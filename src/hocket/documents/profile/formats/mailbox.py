"""Mails of a mailbox (mbox): a row for each."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from hocket.documents.markings import page_text
from hocket.documents.profile.rows import JOINT, table_of

if TYPE_CHECKING:
    from email.message import Message

    from hocket.documents.profile.nouns import Table

FEW = 2
MOST_CHARS = 4000
"""Characters of a body that are kept: its beginning."""

_WORD = r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?="
_ENCODED = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_BEGIN = re.compile(r"^From \S.*\n(?=[A-Za-z][\w-]*:)", re.MULTILINE)


def read(text: str) -> Table | None:
    r"""The mails with sender, recipients, date, subject and the beginning of the body.

    Examples:
        >>> mail = "From a\nFrom: Ada <a@x.org>\nTo: b@x.org\nSubject: Tea\n\nAt five\n"
        >>> table = read(mail + mail)
        >>> table.names, table.rows[0][:2]
        (('from', 'from_email', 'to', 'subject', 'body'), ['Ada', 'a@x.org'])
    """
    parts = _BEGIN.split("\n".join(text.splitlines()))
    rows = [_row(part) for part in parts if part.strip()]
    return table_of(rows, "each row is a mail") if len(rows) >= FEW else None


def _row(text: str) -> dict[str, str]:
    message = message_from_bytes(text.encode(errors="replace"), policy=policy.compat32)
    sender = _people(message, "from")
    to, copies = _people(message, "to"), _people(message, "cc")
    return {
        "from": next((name or address for name, address in sender), ""),
        "from_email": next((address for _, address in sender), ""),
        "to": JOINT.join(address or name for name, address in to),
        "cc": JOINT.join(address or name for name, address in copies),
        "date": _date(_header(message, "date")),
        "subject": _header(message, "subject"),
        "body": _body(message)[:MOST_CHARS],
        "attachments": JOINT.join(name for part in message.walk() if (name := part.get_filename())),
    }


def _header(message: Message, name: str) -> str:
    """A header with its encoded words decoded, in one line."""
    return _decoded(_raw(message, name))


def _raw(message: Message, name: str) -> str:
    """A header as it stands in the mail, also where it is not ASCII; empty without it."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return str(raw).encode(errors="surrogateescape").decode(errors="replace")


def _decoded(raw: str) -> str:
    """A text with its encoded words decoded, in one line."""
    return " ".join(_ENCODED.sub(lambda match: _words(match[0]), raw).split())


def _words(encoded: str) -> str:
    try:
        return str(make_header(decode_header(encoded)))
    except (HeaderParseError, LookupError, ValueError):
        return encoded


def _people(message: Message, name: str) -> list[tuple[str, str]]:
    """Names and addresses; they are parted before they are decoded, as names may have commas."""
    pairs = getaddresses([_raw(message, name)])
    return [(_decoded(name), address) for name, address in pairs if name or address]


def _date(text: str) -> str:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text


def _body(message: Message) -> str:
    """The plain text of a mail; that of its page if it has no other."""
    parts = [p for p in message.walk() if not p.is_multipart() and not p.get_filename()]
    for kind in ("text/plain", "text/html"):
        part = next((p for p in parts if p.get_content_type() == kind), None)
        if part is not None:
            text = re.sub(r"(?m)^>From ", "From ", _text(part))
            return page_text(text) if kind == "text/html" else text.strip()
    return ""


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    is_encoded = str(part.get("Content-Transfer-Encoding", "")).strip().lower() not in (
        "",
        "8bit",
        "7bit",
    )
    try:
        return payload.decode((is_encoded and part.get_content_charset()) or "utf-8", "replace")
    except LookupError:
        return payload.decode(errors="replace")
