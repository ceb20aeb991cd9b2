"""Responses of the API: JSON with an entity tag, pages, byte ranges of files (RFC 9110)."""

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
# Types that a browser may show; any other file of a run is sent as plain bytes.
INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "application/pdf")


class Page(BaseModel, Generic[ItemT]):
    """A page of a list; ``next`` is the cursor of the next page, None on the last."""

    items: list[ItemT]
    next: str | None = Field(default=None, examples=["50"])


class Items(BaseModel, Generic[ItemT]):
    """A complete list."""

    items: list[ItemT]


def reply(
    request: Request,
    value: BaseModel | Mapping[str, Any] | bytes,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    tag: str | None = None,
) -> Response:
    """A JSON response; 304 if the caller has the current version.

    Args:
        request: The request.
        value: Content; bytes must be JSON.
        status: HTTP status.
        headers: Further headers.
        tag: Entity tag, in quotes; by default computed from the content.
    """
    if isinstance(value, bytes):
        body = value
    elif isinstance(value, BaseModel):
        body = value.model_dump_json().encode()
    else:
        body = json.dumps(value, default=str).encode()
    all_headers = {"Cache-Control": "no-cache", **(headers or {})}
    if request.method in ("GET", "HEAD"):
        all_headers["ETag"] = tag or f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if _matches(request.headers.get("if-none-match", ""), all_headers["ETag"]):
            return Response(status_code=304, headers=all_headers)
    elif tag is not None:
        all_headers["ETag"] = tag
    return Response(body, status, all_headers, JSON)


def page_of(
    values: Iterable[ItemT], cursor: str | None, limit: int
) -> tuple[list[ItemT], str | None]:
    """One page of a list, and the cursor of the next page, which is an offset.

    Raises:
        Problem: 422, the cursor is not valid.

    Examples:
        >>> page_of("abcde", None, 2), page_of("abcde", "4", 2)
        ((['a', 'b'], '2'), (['e'], None))
    """
    start = number_of(cursor)
    items: list[ItemT] = []
    for index, item in enumerate(values):
        if index < start:
            continue
        if len(items) == limit:
            return items, str(start + limit)
        items.append(item)
    return items, None


async def page_from(
    values: AsyncIterator[ItemT], cursor: str | None, limit: int
) -> tuple[list[ItemT], str | None]:
    """The same for an asynchronous iterator, which is read no further than needed."""
    start = number_of(cursor)
    items: list[ItemT] = []
    index = 0
    async for item in values:
        if index >= start:
            if len(items) == limit:
                return items, str(start + limit)
            items.append(item)
        index += 1
    return items, None


def number_of(cursor: str | None) -> int:
    """The number in a cursor; 0 for None.

    Raises:
        Problem: 422, the cursor is not a number.
    """
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:  # noqa: PLR2004 - 64 bits
        detail = f"cursor: {cursor!r} is not valid; pass `next` of the previous page unchanged"
        raise Problem(422, "invalid_cursor", detail, cursor=cursor)
    return int(cursor)


def content(
    request: Request, data: bytes, *, name: str, media_type: str, download: bool, tag: str
) -> Response:
    """A file, or the requested range of it.

    Raises:
        Problem: 416, the range lies outside the file.
    """
    sent_type = media_type if media_type in INLINE or media_type.startswith("text/") else ""
    if media_type in ("text/html", "text/javascript", "image/svg+xml") or not sent_type:
        # A file that an agent wrote must never run as a page of this server.
        sent_type = "text/plain" if media_type.startswith("text/") else "application/octet-stream"
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
    range_ = request.headers.get("range")
    condition = request.headers.get("if-range")
    if range_ is None or (condition is not None and condition != tag):
        return Response(data, 200, headers, sent_type)
    part = _part(range_, len(data))
    if part is None:
        return Response(data, 200, headers, sent_type)
    start, end = part
    headers["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
    return Response(data[start : end + 1], 206, headers, sent_type)


def _part(range_: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a range; None if the header must be ignored."""
    match = RANGE.fullmatch(range_.strip())
    if match is None or range_.strip() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < int(first):
            return None
    if start > end or start >= size:
        detail = f"Range: {range_!r} lies outside the file; it has {size} bytes"
        headers = {"Content-Range": f"bytes */{size}"}
        raise Problem(416, "bad_range", detail, headers=headers, size_bytes=size)
    return start, end


def _matches(header: str, tag: str) -> bool:
    tags = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag in tags or "*" in tags
