"""Routes on files: upload input files of goals, and download the files of runs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from hocket.app.admission import check_inputs
from hocket.app.file_profiles import profiles_of_inputs
from hocket.app.uploads import keep_upload
from hocket.core.digest import digest
from hocket.core.goal import InputFile
from hocket.core.noun import parse
from hocket.errors import JournalCorruptError
from hocket.projections.explanation import Explanation
from hocket.server.access import Caller, Need
from hocket.server.problems import documented, not_found
from hocket.server.replies import Items, content, reply
from hocket.server.routes.parts import DIGEST, Route, RunId, Served, read_explanation, summary_for
from hocket.server.service import Service
from hocket.server.views.artifact import Artifact, Role, artifact_of, media_type_of
from hocket.server.views.reading import InputReading, readings_of

router = APIRouter(tags=["files"], route_class=Route)

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
    """Upload a file for a goal, which must refer to it by this response within a day."""
    data = await request.body()
    fields = {"name": name, "digest": digest(data), "size_bytes": len(data)}
    file = parse(InputFile, fields, what="file")
    check_inputs([file])
    await keep_upload(service.store, service.clock, file.digest, data)
    return reply(request, file, status=201)


@router.get("/runs/{run_id}/inputs", responses=documented(), response_model=Items[InputReading])
async def list_inputs(request: Request, service: Served, caller: Reader, run_id: RunId) -> Response:
    """List the input files of a run with what they hold, such as columns and their types."""
    await summary_for(service, run_id, caller)
    goal = (await read_explanation(service, run_id)).state.goal
    if goal is None or caller.scope != "all":
        return reply(request, Items[InputReading](items=[]))
    profiled = await profiles_of_inputs(goal, service.journal)
    return reply(request, Items[InputReading](items=readings_of(profiled)))


@router.get("/runs/{run_id}/artifacts", responses=documented(), response_model=Items[Artifact])
async def list_artifacts(
    request: Request, service: Served, caller: Reader, run_id: RunId
) -> Response:
    """List the files of a run: its inputs, those of its tasks and those of its result."""
    await summary_for(service, run_id, caller)
    explanation = await read_explanation(service, run_id)
    artifacts = []
    for name, name_digest, task_id, role in _files(explanation, caller):
        try:
            size = len(await service.journal.blob(name_digest))
        except JournalCorruptError:
            continue
        artifacts.append(artifact_of(run_id, name, name_digest, size, task_id, role))
    return reply(request, Items[Artifact](items=artifacts))


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
    """Download a file, or a range of it."""
    await summary_for(service, run_id, caller)
    explanation = await read_explanation(service, run_id)
    names = [n for n, d, _, _ in _files(explanation, caller) if d == content_digest]
    if not names:
        raise not_found("artifact", content_digest, f"runs/{run_id}/artifacts")
    file_name = name if name in names else names[0]
    data = await _data(service, run_id, content_digest)
    return content(
        request,
        data,
        name=file_name,
        media_type=media_type_of(file_name),
        download=download,
        tag=f'"{content_digest[:32]}"',
    )


async def _data(service: Service, run_id: str, content_digest: str) -> bytes:
    try:
        return await service.journal.blob(content_digest)
    except JournalCorruptError as error:
        raise not_found("artifact", content_digest, f"runs/{run_id}/artifacts") from error


def _files(explanation: Explanation, caller: Caller) -> list[tuple[str, str, str | None, Role]]:
    """(name, digest, task, role) of each file that the caller may read."""
    state = explanation.state
    files: dict[tuple[str, str, str | None], Role] = {}
    if caller.scope == "all":
        for file in state.goal.inputs if state.goal else ():
            files[file.name, file.digest, None] = "input"
    for task in explanation.tasks.values():
        for attempt in task.attempts:
            own = caller.scope == "own" and attempt.agent == caller.principal.agent
            if attempt.executed is not None and (caller.scope == "all" or own):
                for name, name_digest in attempt.executed.outcome.files.items():
                    files[name, name_digest, task.task_id] = "task"
    if state.result is not None and caller.scope != "own":
        for name, name_digest in state.result.files.items():
            files[name, name_digest, None] = "result"
    return [(name, d, task_id, role) for (name, d, task_id), role in files.items()]
