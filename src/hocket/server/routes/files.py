"""Routes on files: upload what goals read, and read what runs left."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from hocket.app.uploads import keep_upload
from hocket.core.digest import digest
from hocket.core.goal import InputFile
from hocket.core.noun import parse
from hocket.errors import JournalCorruptError
from hocket.projections.explanation import Explanation
from hocket.server.access import Caller, Need
from hocket.server.problems import documented, not_found
from hocket.server.replies import Items, content, reply
from hocket.server.routes.parts import DIGEST, RunId, Served, known_run, told
from hocket.server.service import Service
from hocket.server.views.artifact import Artifact, Role, media_type_of, named

router = APIRouter(tags=["files"])

BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}

Uploader = Annotated[Caller, Depends(Need("run.submit"))]
Reader = Annotated[Caller, Depends(Need("artifact.read"))]


@router.post(
    "/files",
    status_code=201,
    responses=documented(507),
    response_model=InputFile,
    openapi_extra={"requestBody": {"required": True, "content": BINARY}},
)
async def upload_file(
    request: Request,
    service: Served,
    _: Uploader,
    name: Annotated[str, Query(min_length=1, max_length=255, pattern=r"^[^/\\\x00]+$")],
) -> Response:
    """Keep a file for a day, for a goal to read; name it there by what this answers."""
    data = await request.body()
    told_of = {"name": name, "digest": digest(data), "size_bytes": len(data)}
    file = parse(InputFile, told_of, what="file")
    await keep_upload(service.store, service.clock, file.digest, data)
    return reply(request, file, status=201)


@router.get("/runs/{run_id}/artifacts", responses=documented(), response_model=Items[Artifact])
async def list_artifacts(
    request: Request, service: Served, caller: Reader, run_id: RunId
) -> Response:
    """The files of a run: given, left by tasks, and of the result."""
    await known_run(service, run_id, caller)
    story = await told(service, run_id)
    found = []
    for name, name_digest, task_id, role in _files(story, caller):
        try:
            size = len(await service.journal.blob(name_digest))
        except JournalCorruptError:
            continue
        found.append(named(run_id, name, name_digest, size, task_id, role))
    return reply(request, Items[Artifact](items=found))


@router.get(
    "/runs/{run_id}/artifacts/{content_digest}",
    responses={**documented(416), 200: {"content": BINARY}, 206: {"content": BINARY}},
    response_class=Response,
)
async def get_artifact(
    request: Request,
    service: Served,
    caller: Reader,
    run_id: RunId,
    content_digest: Annotated[str, Path(pattern=DIGEST, examples=["0" * 64])],
    name: Annotated[str | None, Query(max_length=255)] = None,
    download: Annotated[bool, Query()] = False,  # noqa: FBT002 - a query has no other form
) -> Response:
    """The bytes of a file, or a range of them."""
    await known_run(service, run_id, caller)
    story = await told(service, run_id)
    names = [n for n, d, _, _ in _files(story, caller) if d == content_digest]
    if not names:
        raise not_found("artifact", content_digest, f"runs/{run_id}/artifacts")
    shown = name if name in names else names[0]
    data = await _data(service, run_id, content_digest)
    return content(
        request,
        data,
        name=shown,
        media_type=media_type_of(shown),
        download=download,
        tag=f'"{content_digest[:32]}"',
    )


async def _data(service: Service, run_id: str, content_digest: str) -> bytes:
    try:
        return await service.journal.blob(content_digest)
    except JournalCorruptError as error:
        raise not_found("artifact", content_digest, f"runs/{run_id}/artifacts") from error


def _files(story: Explanation, caller: Caller) -> list[tuple[str, str, str | None, Role]]:
    """(name, digest, task, role) of the files that the caller may read, each once."""
    state = story.state
    found: dict[tuple[str, str, str | None], Role] = {}
    if caller.scope == "all":
        for file in state.goal.inputs if state.goal else ():
            found[file.name, file.digest, None] = "input"
    for task in story.tasks.values():
        for attempt in task.attempts:
            own = caller.scope == "own" and attempt.agent == caller.principal.agent
            if attempt.executed is not None and (caller.scope == "all" or own):
                for name, name_digest in attempt.executed.outcome.files.items():
                    found[name, name_digest, task.task_id] = "task"
    if state.result is not None and caller.scope != "own":
        for name, name_digest in state.result.files.items():
            found[name, name_digest, None] = "result"
    return [(name, d, task_id, role) for (name, d, task_id), role in found.items()]
