"""Answers of the API: JSON with an entity tag, pages, parts of files (RFC 9110)."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, Field
from starlette.responses import Response

from hocket.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping

    from starlette.requests import Request

ItemT = TypeVar("ItemT")
JSON = "application/json"
LIMIT, MOST = 50, 500
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# Shown by a browser as what they are; anything else from a run is handed out as plain bytes.
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "application/pdf")


class Page(BaseModel, Generic[ItemT]):
    """A part of a list; ``next`` is the cursor of the part after it, None at the end."""

    items: list[ItemT]
    next: str | None = Field(default=None, examples=["50"])


class Items(BaseModel, Generic[ItemT]):
    """A whole list."""

    items: list[ItemT]


def reply(
    request: Request,
    value: BaseModel | Mapping[str, Any] | bytes,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    tag: str | None = None,
) -> Response:
    """A value as JSON; 304 where the caller has it already.

    Args:
        request: What is answered.
        value: What it is answered with; bytes are JSON already.
        status: Of the answer.
        headers: More of them.
        tag: Its entity tag, in quotes; made from the content unless given.
    """
    if isinstance(value, bytes):
        body = value
    elif isinstance(value, BaseModel):
        body = value.model_dump_json().encode()
    else:
        body = json.dumps(value, default=str).encode()
    told = {"Cache-Control": "no-cache", **(headers or {})}
    if request.method in ("GET", "HEAD"):
        told["ETag"] = tag or f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if _matches(request.headers.get("if-none-match", ""), told["ETag"]):
            return Response(status_code=304, headers=told)
    elif tag is not None:
        told["ETag"] = tag
    return Response(body, status, told, JSON)


def page_of(
    found: Iterable[ItemT], cursor: str | None, limit: int
) -> tuple[list[ItemT], str | None]:
    """One part of a list whose cursor is an offset, and the cursor of the next.

    Raises:
        Problem: 422, the cursor is none of ours.

    Examples:
        >>> page_of("abcde", None, 2), page_of("abcde", "4", 2)
        ((['a', 'b'], '2'), (['e'], None))
    """
    start = number_of(cursor)
    items: list[ItemT] = []
    for place, item in enumerate(found):
        if place < start:
            continue
        if len(items) == limit:
            return items, str(start + limit)
        items.append(item)
    return items, None


async def page_from(
    found: AsyncIterator[ItemT], cursor: str | None, limit: int
) -> tuple[list[ItemT], str | None]:
    """The same of a list that comes bit by bit; no more of it is taken than is needed."""
    start = number_of(cursor)
    items: list[ItemT] = []
    place = 0
    async for item in found:
        if place >= start:
            if len(items) == limit:
                return items, str(start + limit)
            items.append(item)
        place += 1
    return items, None


def number_of(cursor: str | None) -> int:
    """A cursor that is a number; 0 for None.

    Raises:
        Problem: 422, it is none.
    """
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:  # noqa: PLR2004 - 64 bits
        detail = f"cursor: {cursor!r} is none of ours; pass `next` of the page before as it is"
        raise Problem(422, "invalid_cursor", detail, cursor=cursor)
    return int(cursor)


def content(
    request: Request, data: bytes, *, name: str, media_type: str, download: bool, tag: str
) -> Response:
    """A file, or the part of it that is asked for.

    Raises:
        Problem: 416, there is no such part.
    """
    shown = media_type if media_type in SHOWN or media_type.startswith("text/") else ""
    if media_type in ("text/html", "text/javascript", "image/svg+xml") or not shown:
        # Never run, or read as a page of ours: what an agent wrote is not ours.
        shown = "text/plain" if media_type.startswith("text/") else "application/octet-stream"
    disposition = "attachment" if download else "inline"
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "ETag": tag,
    }
    if _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    asked = request.headers.get("range")
    condition = request.headers.get("if-range")
    if asked is None or (condition is not None and condition != tag):
        return Response(data, 200, headers, shown)
    part = _part(asked, len(data))
    if part is None:
        return Response(data, 200, headers, shown)
    start, end = part
    headers["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
    return Response(data[start : end + 1], 206, headers, shown)


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None where the header is to be ignored."""
    found = RANGE.fullmatch(asked.strip())
    if found is None or asked.strip() == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < int(first):
            return None
    if start > end or start >= size:
        detail = f"Range: {asked!r} lies outside the {size} bytes there are"
        headers = {"Content-Range": f"bytes */{size}"}
        raise Problem(416, "bad_range", detail, headers=headers, size_bytes=size)
    return start, end


def _matches(header: str, tag: str) -> bool:
    given = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag in given or "*" in given
