"""Mails of a mailbox (mbox): a row for each."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from hocket.documents.profile.rows import JOINT, table_of

if TYPE_CHECKING:
    from email.message import Message

    from hocket.documents.profile.nouns import Table

FEW = 2
MOST_CHARS = 4000
"""Characters of a body that are kept: its beginning."""

_BEGIN = re.compile(r"^From \S.*\n(?=[A-Za-z][\w-]*:)", re.MULTILINE)
_MARK = re.compile(r"<[^>]+>")


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
    sender = _people(message, "From")
    to, copies = _people(message, "To"), _people(message, "Cc")
    return {
        "from": next((name or address for name, address in sender), ""),
        "from_email": next((address for _, address in sender), ""),
        "to": JOINT.join(address or name for name, address in to),
        "cc": JOINT.join(address or name for name, address in copies),
        "date": _date(_header(message, "Date")),
        "subject": _header(message, "Subject"),
        "body": _body(message)[:MOST_CHARS],
        "attachments": JOINT.join(name for part in message.walk() if (name := part.get_filename())),
    }


def _header(message: Message, name: str) -> str:
    """A header with its encoded words decoded, in one line."""
    from email.errors import HeaderParseError  # noqa: PLC0415 - for damaged mails only
    from email.header import decode_header, make_header  # noqa: PLC0415

    raw = str(message.get(name, ""))
    try:
        decoded = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        decoded = raw
    return " ".join(decoded.split())


def _people(message: Message, name: str) -> list[tuple[str, str]]:
    return [pair for pair in getaddresses([_header(message, name)]) if any(pair)]


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
            return (_MARK.sub(" ", text) if kind == "text/html" else text).strip()
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
