"""Carrying out one case: by hocket, by one bare call, or by one agent with a Python tool."""

from __future__ import annotations

import asyncio
import re
import shutil
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hocket import Agent, Goal
from hocket.cli.delivery import write_out
from hocket.core.goal import Limits
from hocket.documents.encoding import decoded
from hocket.errors import ContextOverflowError, OrchestrationError
from hocket.ports.llm import ChatMessage, LlmInfo, LlmRequest
from hocket.ports.wrapper import WrapperLlm
from hocket.projections.verdict import verdict_in_words

if TYPE_CHECKING:
    from typing import Any

    from hocket import Hocket
    from hocket.core.run import TaskState
    from hocket.ports.llm import Llm
    from hocket.projections.finished import FinishedRun
    from suites import Case

CALLED = ("accepted", "corroborated")
SOLO = Agent(
    "solo",
    "You answer with the help of Python programs. Write the files that are asked for.",
    types=dict.fromkeys(("reasoning", "analysis", "coding", "creative"), 1.0),
    builtin=("run_python", "read_file", "write_file", "list_files"),
)
"""The baseline with a tool: one agent, no second method, no review."""

BARE_TOKENS = 1400
LEAST_CHARS = 500


class Lent(WrapperLlm):
    """The LLM of another Hocket, so that it is loaded once."""

    def __init__(self, inner: Llm, llm: str) -> None:
        super().__init__(inner)
        self._info = LlmInfo(llm, llm.partition(":")[0])

    async def models(self) -> tuple[LlmInfo, ...]:
        return (self._info,)

    async def close(self) -> None:
        """Do nothing: it is the other's."""


@dataclass(slots=True)
class Row:
    """What came of a case.

    Attributes:
        pair: The ways that agreed on it.
        task: The kind of its last task, as hocket sees it.
        way: The way of working whose result was handed over.
    """

    name: str
    kind: str
    verdict: str
    right: bool | str
    seconds: float
    calls: int = 0
    tokens: int = 0
    pair: str = ""
    task: str = ""
    way: str = ""
    says: str = ""
    run_id: str = ""
    llm: str = ""
    made: list[str] = field(default_factory=list)

    @property
    def called(self) -> bool:
        return self.verdict in CALLED

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


async def by_hocket(hocket: Hocket, case: Case, folder: Path, limit_s: float, care: str) -> Row:
    """The row of a run as a user would start it."""
    goal = Goal(text=case.text, limits=Limits(seconds=limit_s), care=care)
    return await _run(hocket, case, folder, goal, None)


async def by_program(hocket: Hocket, case: Case, folder: Path, limit_s: float, _: str) -> Row:
    """The row of one agent with a Python tool; the hocket has no other agent."""
    goal = Goal(text=case.text, limits=Limits(seconds=limit_s), care="low")
    return await _run(hocket, case, folder, goal, "single")


async def _run(hocket: Hocket, case: Case, folder: Path, goal: Goal, plan: str | None) -> Row:
    began = time.perf_counter()
    inputs = [_copied(path, folder / "in") for path in case.inputs]
    done = await hocket.run(goal, inputs=inputs, plan=plan)
    seconds = time.perf_counter() - began
    out = folder / "out"
    out.mkdir(exist_ok=True)
    if done.state.result is not None:
        write_out(done, out)
    verdict = done.verdict if done.status == "reached" else done.status
    spent = done.state.spent
    return Row(
        name=case.name,
        kind=case.kind,
        verdict="over the limit" if done.state.limit else verdict,
        right=await _judged(case, out, done.text),
        seconds=round(seconds, 1),
        calls=spent.calls,
        tokens=spent.tokens,
        pair=pair_of(done),
        task=_last(done).task.usual_kind if done.state.tasks else "",
        way=way_of(done),
        says=verdict_in_words(done.state),
        run_id=done.run_id,
        llm=done.state.llm_of("worker"),
        made=sorted(done.files),
    )


async def by_bare_call(hocket: Hocket, case: Case, folder: Path, limit_s: float, _: str) -> Row:
    """The row of one call with the files in the prompt, shortened to the window."""
    began = time.perf_counter()
    llm = (await hocket.llms())["worker"]
    files = {path.name: path.read_bytes() for path in case.inputs}
    (folder / "in").mkdir(exist_ok=True)
    out = folder / "out"
    out.mkdir(exist_ok=True)
    text, tokens = await _answer(hocket, llm, case.text, files, limit_s)
    _file_away(text, case.files, out)
    return Row(
        name=case.name,
        kind=case.kind,
        verdict="unproven" if text else "failed",
        right=await _judged(case, out, text),
        seconds=round(time.perf_counter() - began, 1),
        calls=1,
        tokens=tokens,
        llm=llm,
        made=list(case.files),
    )


async def _answer(
    hocket: Hocket, llm: str, goal: str, files: dict[str, bytes], limit_s: float
) -> tuple[str, int]:
    texts = {name: _text_of(content) for name, content in files.items()}
    most = max(map(len, texts.values()), default=0)
    while True:
        parts = [f"File {name}:\n{text[:most]}" for name, text in texts.items()]
        message = ChatMessage("user", "\n\n".join([*parts, goal]))
        request = LlmRequest(llm, (message,), max_tokens=BARE_TOKENS, timeout_s=limit_s)
        try:
            answer = await hocket.llm.complete(request)
        except ContextOverflowError:
            if most < LEAST_CHARS:
                raise
            most //= 2
        except OrchestrationError as error:
            print(f"  {error.message}")
            return "", 0
        else:
            return answer.text, answer.prompt_tokens + answer.completion_tokens


def _text_of(content: bytes) -> str:
    text = decoded(content)
    return text.text if text is not None else f"(binary, {len(content)} bytes)"


def _file_away(text: str, names: tuple[str, ...], out: Path) -> None:
    """Write the longest code block of an answer, or all of it, to the file that is asked for."""
    blocks = re.findall(r"(?s)```\w*[ \t]*\n(.*?)(?:```|\Z)", text)
    for name in names[:1]:
        (out / name).write_text(max(blocks, key=len, default=text), encoding="utf-8")
    (out / "result.md").write_text(f"{text.strip()}\n", encoding="utf-8")


async def _judged(case: Case, out: Path, answer: str) -> bool | str:
    """What the suite's judge says; it may run programs, so in a thread of its own."""
    try:
        return bool(await asyncio.to_thread(case.judge, out, answer))
    except Exception as error:  # noqa: BLE001 - stands in the row
        return f"the judge failed: {error!r}"


def pair_of(done: FinishedRun) -> str:
    """The ways that agreed, or the one way of an accepted result; of the last task that has any."""
    reviews = [task.review for task in done.state.in_order.values() if task.review is not None]
    agreements = [r.agreement for r in reviews if r.agreement is not None and r.agreement.agrees]
    if not agreements:
        return ""
    methods = [m for m in agreements[-1].methods if not m.fault and not m.differs]
    return " + ".join(sorted(m.way for m in methods))


def way_of(done: FinishedRun) -> str:
    """The way of the outcome of the last task; empty without one."""
    outcome = _last(done).outcome if done.state.tasks else None
    return outcome.way if outcome is not None else ""


def _last(done: FinishedRun) -> TaskState:
    return list(done.state.in_order.values())[-1]


def _copied(path: Path, folder: Path) -> Path:
    """A copy, so that no path leads to the judges."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(path, folder / path.name))
