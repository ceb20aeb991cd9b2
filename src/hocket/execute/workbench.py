"""The workbench of one attempt: its LLM, its tools and its files, all journaled.

Files are stored by digest. A tool that needs a folder gets one with the files from the journal, and
its changes are journaled together with its answer. A crash can lose a folder but no file: the
attempt continues from the journaled files.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import shutil
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.core import ids
from hocket.core.containment import contained
from hocket.core.digest import canonical, digest
from hocket.core.fault import described
from hocket.core.goal import InputFile
from hocket.core.name import in_the_way
from hocket.errors import InvalidInputError, OrchestrationError, PermanentError, UserCodeError
from hocket.execute.answers import Work
from hocket.execute.folder import checked_name, collect, lay_out
from hocket.execute.repetition import Repetition
from hocket.execute.response import failure_of, recordable
from hocket.ports.agent import NO_FILES, Delegated
from hocket.ports.llm import LlmAnswer, LlmRequest
from hocket.ports.scope import CallResult
from hocket.ports.tool import Tool, ToolPlace, ToolResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hocket.core.agreement import Agreement
    from hocket.core.goal import Goal
    from hocket.core.receipt import Receipt
    from hocket.core.usage import Usage
    from hocket.execute.answers import Answers
    from hocket.execute.consent import ConsentGate
    from hocket.ports.llm import ChatMessage, ToolSpec
    from hocket.ports.scope import Scope


@dataclass(frozen=True, slots=True)
class InnerRun:
    """What a run within a run came to: its result, its cost and its unsafe effects."""

    delegated: Delegated
    usage: Usage
    effects: tuple[Receipt, ...] = ()


Delegate = Callable[[str, str, "Goal"], Awaitable[InnerRun]]
"""Runs a goal within a run; takes the id of the outer run, the key of the call, and the goal."""


class AttemptWorkbench:
    """Implements ``hocket.ports.agent.Workbench``.

    Args:
        scope: The scope of the attempt in its run.
        llm: The LLM to work with, as ``host:name``.
        tools: Tools that the attempt may use, by name.
        files: Digests of the files, by name.
        root: Folder for the folders of attempts.
        delegate: Runs a goal within this run.
        gate: Asks a person before a tool call, if required.
        answers: Journals the answers that the attempt holds.
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
        gate: ConsentGate,
        answers: Answers,
    ) -> None:
        self.tools = tools
        self.files = dict(files)
        self.tool_calls = 0
        self._program = ""
        self._doubt = ""
        self._agreement: Agreement | None = None
        self._scope = scope
        self._llm = llm
        self._root = root
        self._delegate = delegate
        self._gate = gate
        self._answers = answers
        self._written: dict[str, str] = {}
        self._repetition = Repetition()
        self._keys: defaultdict[str, int] = defaultdict(int)

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
        logprobs: int = 0,
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
            logprobs=logprobs,
        )
        return await self._scope.llm.complete(request)

    async def use(self, tool: str, arguments: Mapping[str, Any]) -> ToolResult:
        implementation = self.tools.get(tool)
        if implementation is None:
            names = ", ".join(self.tools) or "none"
            return ToolResult(f"There is no tool {tool!r}; there are: {names}", ok=False)
        try:
            approved = await self._approved(implementation, arguments)
        except PermanentError as error:
            return ToolResult(error.message, ok=False)
        request = _request_of(tool, approved)
        own_key = self._key_of(request) if implementation.effect == "idempotent" else ""

        async def act(key: str) -> CallResult:
            return await self._act(implementation, approved, own_key or key)

        try:
            response = await self._scope.perform("tool", tool, request, implementation.effect, act)
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

    async def _approved(self, tool: Tool, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """The arguments for a call, once a person approved it if one has to.

        One has to if the call repeats one of an earlier attempt with other arguments in part.

        Raises:
            PermanentError: The person rejected it.
        """
        earlier = None
        if tool.effect == "unsafe":
            earlier = await self._scope.earlier(tool.name, _request_of(tool.name, arguments))
        if earlier is None:
            return await self._gate.approve(tool, arguments)
        if earlier.is_equal:
            return arguments  # it gets the receipt
        return await self._gate.confirm(tool, arguments, earlier)

    def _key_of(self, request: bytes) -> str:
        """The key of an idempotent call; an equal call of any attempt at the task has the same."""
        name, state = digest(request), self._scope.state
        number = self._keys[name]
        self._keys[name] += 1
        task_id = ids.task_of(self._scope.attempt_id)
        return ids.effect_key(state.origin or state.run_id, task_id, name, number)

    async def delegate(self, goal: Goal, *, files: Sequence[str] = ()) -> Delegated:
        inputs = [
            InputFile(name=name, digest=self._digest(name), size_bytes=len(await self.read(name)))
            for name in files
        ]
        goal = goal.model_copy(update={"inputs": (*goal.inputs, *inputs)})
        request = canonical(goal.model_dump(mode="json"))

        async def act(key: str) -> CallResult:
            inner = await self._delegate(self._scope.run_id, key, goal)
            delegated = inner.delegated
            response = canonical({**asdict(delegated), "files": dict(delegated.files)})
            left = tuple(delegated.files.values())  # retention may delete the inner run first
            ok = delegated.status == "reached"
            return CallResult(response, inner.usage, ok, left=left, effects=inner.effects)

        response = await self._scope.perform("tool", "delegate", request, "idempotent", act)
        delegated = Delegated(**json.loads(response))
        self.files.update(delegated.files)
        return delegated

    async def read(self, name: str) -> bytes:
        return await self._scope.read(self._digest(name))

    async def hold(
        self,
        text: str,
        lacks: str = "",
        *,
        files: Mapping[str, bytes] = NO_FILES,
        program: str = "",
        language: str = "python",
    ) -> None:
        named = {self._checked(name): self._scope.keep(data) for name, data in files.items()}
        work = self.work
        if program:
            work = replace(work, program=_block(program, language))
        work = replace(work, files={**work.files, **named})
        await self._answers.hold(text, lacks, work)

    @property
    def work(self) -> Work:
        """What there is of the work now."""
        return Work(dict(self.files), self.tool_calls, self._program, self._agreement, self._doubt)

    def attest(self, agreement: Agreement) -> None:
        self._agreement = agreement

    def write(self, name: str, content: bytes) -> None:
        self.files[self._checked(name)] = self._scope.keep(content)

    def _checked(self, name: str) -> str:
        """The name of a file that may be written.

        Raises:
            InvalidInputError: It points outside the folder, or a folder or file is in its way.
        """
        path = str(checked_name(name))
        other = in_the_way(path, self.files)
        if other:
            message = f"{path!r} cannot be written beside {other!r}: one is a file, one a folder"
            raise InvalidInputError(f"{message}; choose another name", name=path)
        return path

    def computed_by(self, program: str, language: str = "python") -> None:
        self._program = _block(program, language)

    def doubt(self, text: str) -> None:
        self._doubt = text

    async def clear(self) -> None:
        """Remove the folder if a tool needed one."""
        if self._written:
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    def _digest(self, name: str) -> str:
        if name not in self.files:
            message = f"There is no file {name!r}; there are: {', '.join(sorted(self.files))}"
            raise InvalidInputError(message, name=name)
        return self.files[name]

    async def _act(self, tool: Tool, arguments: Mapping[str, Any], key: str) -> CallResult:
        if tool.uses_files:
            await self._write_folder()
        try:
            place = ToolPlace(self._folder, key)
            result = recordable(await contained(_used, tool, arguments, place))
        except UserCodeError as error:
            result = failure_of(tool.name, tool.effect, error)
        except OrchestrationError:
            raise
        except Exception as error:  # noqa: BLE001 - an exception of a tool is its answer
            result = failure_of(tool.name, tool.effect, error)
        changed, blobs, lost = await self._kept(tool)
        if lost:
            result = replace(result, text=f"{result.text}\n[its files were not kept: {lost}]")
        response = canonical(
            {"text": result.text, "ok": result.ok, "data": dict(result.data), "files": changed}
        )
        return CallResult(response, ok=result.ok, blobs=blobs)

    async def _kept(self, tool: Tool) -> tuple[dict[str, str | None], dict[str, bytes], str]:
        """The changed files of a call, and why there are none.

        An unsafe call counts as made although its files cannot be kept.
        """
        if not tool.uses_files:
            return {}, {}, ""
        try:
            return *await self._changes(), ""
        except (OrchestrationError, OSError) as error:
            if tool.effect != "unsafe":
                raise
            return {}, {}, described(error)

    async def _write_folder(self) -> None:
        outdated = {n: d for n, d in self.files.items() if self._written.get(n) != d}
        contents = {name: await self._scope.read(d) for name, d in outdated.items()}
        removed = [n for n in self._written if n not in self.files]
        await asyncio.to_thread(_write_changes, self._folder, contents, removed)
        self._written = dict(self.files)

    async def _changes(self) -> tuple[dict[str, str | None], dict[str, bytes]]:
        """The files that differ from those before the call; None means that a file was removed."""
        contents = await asyncio.to_thread(collect, self._folder)
        now = {name: digest(content) for name, content in contents.items()}
        changed: dict[str, str | None] = {n: d for n, d in now.items() if self.files.get(n) != d}
        changed.update({n: None for n in self.files if n not in now})
        self._written = now
        return changed, {d: contents[n] for n, d in changed.items() if d is not None}


def _block(program: str, language: str) -> str:
    """A program as a Markdown block."""
    return f"```{language}\n{program.strip()}\n```"


def _request_of(tool: str, arguments: Mapping[str, Any]) -> bytes:
    return canonical({"tool": tool, "arguments": dict(arguments)})


async def _used(tool: Tool, arguments: Mapping[str, Any], place: ToolPlace) -> object:
    """What a tool returns, also one that forgets ``async``."""
    returned: object = tool.use(arguments, place)
    return await returned if inspect.isawaitable(returned) else returned


def _write_changes(folder: Path, contents: Mapping[str, bytes], removed: Sequence[str]) -> None:
    for name in removed:
        (folder / name).unlink(missing_ok=True)
    lay_out(folder, contents)
