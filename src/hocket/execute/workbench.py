"""The workbench of one attempt: its LLM, its tools, its files, all of it journaled.

Files are kept by digest. A tool that needs a folder gets one that is laid out from the journal, and
what it changed is journaled with its answer in one step; so a crash can lose a folder but no file,
and running again starts from what was there.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hocket.core import ids
from hocket.core.digest import canonical, digest
from hocket.core.goal import InputFile
from hocket.errors import InvalidInputError, OrchestrationError, PermanentError
from hocket.execute.repetition import Repetition
from hocket.ports.agent import Delegated
from hocket.ports.folder import checked_name, collect, lay_out
from hocket.ports.llm import LlmAnswer, LlmRequest
from hocket.ports.scope import Performed
from hocket.ports.tool import Tool, ToolPlace, ToolResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hocket.core.goal import Goal, Limits
    from hocket.core.usage import Usage
    from hocket.execute.consent import Gate
    from hocket.ports.llm import ChatMessage, ToolSpec
    from hocket.ports.scope import Scope

Delegate = Callable[[str, str, "Goal"], Awaitable[tuple[Delegated, "Usage"]]]
"""Carries a goal within a run: by the run's id, the key of the call, and the goal."""


class Bench:
    """Implements ``hocket.ports.agent.Workbench``.

    Args:
        scope: The attempt's hold on its run.
        llm: ``adapter:name`` of the LLM to work with.
        tools: Those this attempt may use.
        files: Name to digest of the files at hand.
        root: Under which they are laid out when a tool needs them.
        delegate: Carries a goal as a run within this one.
        gate: Asks a person before a tool does what he wants to be asked about.
        limits: Of this attempt, if its task has some.
    """

    def __init__(
        self,
        scope: Scope,
        *,
        llm: str,
        tools: Mapping[str, Tool],
        files: Mapping[str, str],
        root: Path,
        delegate: Delegate,
        gate: Gate,
        limits: Limits | None = None,
    ) -> None:
        self.tools = tools
        self.files = dict(files)
        self.tool_calls = 0
        self._scope = scope
        self._llm = llm
        self._root = root
        self._delegate = delegate
        self._gate = gate
        self._limits = limits
        self._calls = self._tokens = 0
        self._laid: dict[str, str] = {}
        self._repetition = Repetition()

    @property
    def _folder(self) -> Path:
        return self._root / self._scope.run_id / ids.folder(self._scope.attempt_id)

    async def ask(
        self,
        messages: Sequence[ChatMessage],
        *,
        json_schema: Mapping[str, Any] | None = None,
        tools: Sequence[ToolSpec] = (),
        max_tokens: int = 1024,
        temperature: float = 0.0,
        seed: int = 0,
        stop: tuple[str, ...] = (),
    ) -> LlmAnswer:
        request = LlmRequest(
            llm=self._llm,
            messages=tuple(messages),
            json_schema=json_schema,
            tools=tuple(tools),
            max_tokens=max_tokens,
            temperature=temperature,
            seed=seed,
            stop=stop,
        )
        self._check_limits()
        answer = await self._scope.llm.complete(request)
        self._calls += 1
        self._tokens += answer.prompt_tokens + answer.completion_tokens
        return answer

    def _check_limits(self) -> None:
        """Hold the attempt to its task's own limits.

        Raises:
            PermanentError: It has made its calls, or used its tokens.
        """
        limits = self._limits
        if limits is None:
            return
        for name, used in (("calls", self._calls), ("tokens", self._tokens)):
            bound = getattr(limits, name)
            if bound is not None and used >= bound:
                message = f"The task's limit of {bound} {name} an attempt is reached"
                raise PermanentError(message, attempt_id=self._scope.attempt_id, limit=name)

    async def use(self, tool: str, arguments: Mapping[str, Any]) -> ToolResult:
        found = self.tools.get(tool)
        if found is None:
            known = ", ".join(self.tools) or "none"
            return ToolResult(f"There is no tool {tool!r}; there are: {known}", ok=False)
        try:
            allowed = await self._gate.passed(found, arguments)
        except PermanentError as error:
            return ToolResult(error.message, ok=False)
        request = canonical({"tool": tool, "arguments": dict(allowed)})

        async def act(key: str) -> Performed:
            return await self._act(found, allowed, key)

        try:
            response = await self._scope.perform("tool", tool, request, found.effect, act)
        except PermanentError as error:
            return ToolResult(error.message, ok=False)
        self.tool_calls += 1
        answer = json.loads(response)
        for name, content in answer["files"].items():
            if content is None:
                self.files.pop(name, None)
            else:
                self.files[name] = content
        self._repetition.note(tool, request, response)
        return ToolResult(answer["text"], ok=answer["ok"], data=answer["data"])

    async def delegate(self, goal: Goal, *, files: Sequence[str] = ()) -> Delegated:
        given = [
            InputFile(name=name, digest=self._digest(name), size_bytes=len(await self.read(name)))
            for name in files
        ]
        goal = goal.model_copy(update={"inputs": (*goal.inputs, *given)})
        request = canonical(goal.model_dump(mode="json"))

        async def act(key: str) -> Performed:
            told, usage = await self._delegate(self._scope.run_id, key, goal)
            response = canonical({**asdict(told), "files": dict(told.files)})
            return Performed(response, usage=usage, ok=told.status == "reached")

        response = await self._scope.perform("tool", "delegate", request, "idempotent", act)
        told = Delegated(**json.loads(response))
        self.files.update(told.files)
        return told

    async def read(self, name: str) -> bytes:
        return await self._scope.read(self._digest(name))

    def write(self, name: str, content: bytes) -> None:
        self.files[str(checked_name(name))] = self._scope.keep(content)

    def clear(self) -> None:
        """Remove the folder, if a tool needed one."""
        if self._laid:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _digest(self, name: str) -> str:
        if name not in self.files:
            message = f"There is no file {name!r}; there are: {', '.join(sorted(self.files))}"
            raise InvalidInputError(message, name=name)
        return self.files[name]

    async def _act(self, tool: Tool, arguments: Mapping[str, Any], key: str) -> Performed:
        if tool.uses_files:
            await self._lay_out()
        try:
            result = await tool.use(arguments, ToolPlace(self._folder, key))
        except OrchestrationError:
            raise
        except Exception as error:  # noqa: BLE001 - a tool's own fault is an answer, not ours
            result = ToolResult(f"{type(error).__name__}: {error}", ok=False)
        changed, blobs = await self._changes() if tool.uses_files else ({}, {})
        response = canonical(
            {"text": result.text, "ok": result.ok, "data": dict(result.data), "files": changed}
        )
        return Performed(response, ok=result.ok, blobs=blobs)

    async def _lay_out(self) -> None:
        wanted = {n: d for n, d in self.files.items() if self._laid.get(n) != d}
        contents = {name: await self._scope.read(d) for name, d in wanted.items()}
        gone = [n for n in self._laid if n not in self.files]
        await asyncio.to_thread(_lay_out_changes, self._folder, contents, gone)
        self._laid = dict(self.files)

    async def _changes(self) -> tuple[dict[str, str | None], dict[str, bytes]]:
        """What differs from the files before the call; None stands for a file that is gone."""
        contents = await asyncio.to_thread(collect, self._folder)
        now = {name: digest(content) for name, content in contents.items()}
        changed: dict[str, str | None] = {n: d for n, d in now.items() if self.files.get(n) != d}
        changed.update({n: None for n in self.files if n not in now})
        self._laid = now
        return changed, {d: contents[n] for n, d in changed.items() if d is not None}


def _lay_out_changes(folder: Path, contents: Mapping[str, bytes], gone: Sequence[str]) -> None:
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    lay_out(folder, contents)
