"""The examination of an LLM: its probes are asked one after the other, and each result is kept."""

from __future__ import annotations

import asyncio
import json
import math
import secrets
from typing import TYPE_CHECKING, Any

from hocket.adapters.system.folder import temporary_folder
from hocket.adapters.system.machine import waiting_per_core
from hocket.agents.odds import odds_of
from hocket.app.passports import subject_of, this_machine
from hocket.core.fault import cause_of
from hocket.errors import (
    AdapterError,
    AttemptError,
    ConfigError,
    ContextOverflowError,
    HostUnusableError,
    RefusedError,
    SandboxUnavailableError,
    UnavailableError,
)
from hocket.llm.habits import Habits
from hocket.llm.passport.needles import LENGTHS, lengths_within, needle_probes
from hocket.llm.passport.passport import ProbeResult
from hocket.llm.passport.probe import Observed, asks
from hocket.llm.passport.programs import code_in
from hocket.llm.passport.scoring import OTHERS
from hocket.llm.passport.suite import (
    ALIKE,
    EMBED,
    LOAD,
    SLOTS,
    SPEED_PROMPT,
    SPEED_TOKENS,
    probes,
    speed_probe,
)
from hocket.llm.reading import ReadingLlm
from hocket.llm.reasoning import ReasoningLlm
from hocket.ports.llm import LlmRequest
from hocket.ports.sandbox import SandboxLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.app.examiners import Examiners
    from hocket.core.event import Event
    from hocket.llm.passport.passport import Passport
    from hocket.llm.passport.probe import Graded, Probe
    from hocket.ports.llm import Llm, LlmAnswer, LlmInfo

NEEDLE_S = 70.0
"""What reading the longest text may take; longer ones are left out."""
SPEED_WINDOW = 1024
"""The window of each slot while the speed is measured; a larger one only costs memory."""
TRIAL_LIMITS = SandboxLimits(timeout_s=20.0, cpu_s=10.0, memory_bytes=512 << 20, processes=8)
ANSWER_CHARS = 2000


async def examine(
    name: str,
    info: LlmInfo,
    with_: Examiners,
    *,
    quick: bool = False,
    again: bool = False,
    on_probe: Callable[[int, int, str], None] | None = None,
) -> Passport:
    """The passport of an LLM, after all of its probes that have no result yet.

    Results are kept one by one, so a second call goes on where an interrupted one stopped.

    Args:
        name: The LLM as ``host:name``.
        info: What its host lists of it.
        with_: The host, the sandbox, and where results are kept.
        quick: Only the short form, of about a minute.
        again: Take all of it again.
        on_probe: Called before each probe with those that are done, all of them, and its name.

    Raises:
        UnavailableError: The host does not answer; what is done is kept.
        RefusedError: The host refuses the LLM or the key.
    """
    machine = await this_machine()
    passport = await with_.passports.begun(subject_of(name, info), machine, again=again)
    work = _Examination(name, with_, passport, on_probe or _ignore)
    if info.can_chat:
        await work.chat(quick=quick)
    if not quick or not info.can_chat:
        await work.embeddings()
    return passport.model_copy(update={"results": tuple(work.results.values())})


class _Examination:
    """One examination in progress.

    Attributes:
        results: By the name of the probe, also those of earlier examinations.
    """

    def __init__(
        self,
        name: str,
        with_: Examiners,
        passport: Passport,
        on_probe: Callable[[int, int, str], None],
    ) -> None:
        self._name = name
        self._with = with_
        self._key = passport.key
        self._window = passport.subject.context_tokens
        self._on_probe = on_probe
        self._habits = Habits()
        self.results = {result.probe: result for result in passport.results}
        self._total = 0

    async def chat(self, *, quick: bool) -> None:
        """All that needs answers in words."""
        every = probes(quick=quick)
        at_once = () if quick else SLOTS[1:]
        names = {LOAD, speed_probe(1), *(p.name for p in (*every, *self._needles(quick=quick)))}
        names -= self.results.keys()
        later = {speed_probe(slots) for slots in at_once} - self.results.keys()
        self._total = len(self.results) + len(names) + len(later) + (not quick)
        if names:
            async with self._with.host(self._name, 1, None) as host:
                await self._load(host)
                await self._speed(host, 1)
                llm = self._layered(host)
                for probe in (*every, *self._needles(quick=quick)):
                    await self._ask(llm, probe)
        if later:
            async with self._with.host(self._name, SLOTS[-1], SPEED_WINDOW) as host:
                for slots in at_once:
                    await self._speed(host, slots)

    async def embeddings(self) -> None:
        """Whether it has embeddings, and whether texts that mean about the same are close."""
        self._total = self._total or 1
        if EMBED in self.results:
            return
        self._on_probe(len(self.results), self._total, EMBED)
        started_us = self._with.clock.now_us()
        async with self._with.host(self._name, 1, None) as host:
            try:
                vectors = [await host.embed(self._name, list(texts)) for texts in ALIKE]
            except UnavailableError:
                raise
            except (AdapterError, AttemptError, ConfigError) as error:
                await self._keep(EMBED, "embeddings", started_us, counts=False, fault=error.message)
                return
        near = [_dot(a, b) > _dot(a, c) for a, b, c in vectors]
        await self._keep(
            EMBED,
            "embeddings",
            started_us,
            right=all(near),
            marks={"nearest is alike": all(near)},
            figures={"dimensions": float(len(vectors[0][0])), "alike_share": sum(near) / len(near)},
        )

    def _needles(self, *, quick: bool) -> tuple[Probe, ...]:
        """Facts in texts as long as the window, and the time, allow; nothing in the short form."""
        if quick:
            return ()
        measured = self.results.get(speed_probe(1))
        speed = measured.figures.get("prompt_tokens_per_s", 0.0) if measured else 0.0
        # The shortest is read in any case; all of them count until the speed is known.
        most = max(int(speed * NEEDLE_S), LENGTHS[0]) if measured else LENGTHS[-1]
        loaded = self.results.get(LOAD)
        window = loaded.figures.get("window_tokens", 0.0) if loaded else 0.0
        return tuple(needle_probes(lengths_within(int(window) or self._window, most)))

    def _layered(self, host: Llm) -> Llm:
        """The LLM as runs use it: its calls are recognised, and it has room to think."""
        reading = ReadingLlm(host, self._habits)
        return ReasoningLlm(reading, self._name, _unnoted, self._with.reasoning_tokens)

    async def _load(self, host: Llm) -> None:
        if LOAD in self.results:
            return
        self._on_probe(len(self.results), self._total, LOAD)
        others = await self._with.others()
        started_us = self._with.clock.now_us()
        await host.load(self._name)
        load_s = (self._with.clock.now_us() - started_us) / 1e6
        # The first answer shows what it takes in memory while it works.
        await host.complete(LlmRequest(self._name, asks("Say hello."), max_tokens=8))
        _host, _, llm = self._name.partition(":")
        infos = [i for i in await host.models() if i.name == llm and i.loaded]
        memory = max((info.memory_bytes for info in infos), default=0)
        window = await host.context_tokens(self._name)
        figures = {
            "load_s": round(load_s, 2),
            "memory_bytes": float(memory),
            "window_tokens": float(window),
            **await self._beside(others),
        }
        await self._keep(LOAD, "load", started_us, right=True, figures=figures)

    async def _speed(self, host: Llm, slots: int) -> None:
        """The speed with so many answers at once, each of a prompt of its own."""
        name = speed_probe(slots)
        if name in self.results:
            return
        self._on_probe(len(self.results), self._total, name)
        others = await self._with.others()
        started_us = self._with.clock.now_us()
        busy = waiting_per_core()
        requests = [
            LlmRequest(
                self._name,
                asks(f"Story {slots}.{n}. {SPEED_PROMPT}"),
                max_tokens=SPEED_TOKENS,
            )
            for n in range(slots)
        ]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(host.complete(request)) for request in requests]
        except ExceptionGroup as errors:
            # Not `except*`: before Python 3.11.4 it wraps what is raised in it in a group again.
            raise cause_of(errors) from errors
        wall_s = (self._with.clock.now_us() - started_us) / 1e6
        figures = {
            **_figures([task.result() for task in tasks], wall_s),
            "waiting_per_core": busy,
            **await self._beside(others),
        }
        await self._keep(name, "speed", started_us, right=True, figures=figures)

    async def _beside(self, before: int) -> dict[str, float]:
        """The mark of what was measured while other processes were at work, before it or after."""
        others = max(before, await self._with.others())
        return {OTHERS: float(others)} if others else {}

    async def _ask(self, llm: Llm, probe: Probe) -> None:
        if probe.name in self.results:
            return
        self._on_probe(len(self.results), self._total, probe.name)
        started_us = self._with.clock.now_us()
        try:
            answer = await llm.complete(probe.request(self._name))
        except HostUnusableError:
            raise
        except (AttemptError, RefusedError) as error:  # there is no answer that can be used
            fits = not isinstance(error, ContextOverflowError)
            await self._keep(probe.name, probe.skill, started_us, counts=fits, fault=error.message)
            return
        odds = odds_of(answer, "yes", "no") if probe.odds else 0.0
        passed, fault = await self._tried(probe, answer) if probe.trial else (None, "")
        graded: Graded = probe.grade(Observed(answer, odds, passed))
        await self._keep(
            probe.name,
            probe.skill,
            started_us,
            right=graded.right,
            counts=probe.trial is None or passed is not None,
            marks=dict(graded.marks),
            figures=dict(graded.figures),
            fault=fault,
            answer=answer,
        )

    async def _tried(self, probe: Probe, answer: LlmAnswer) -> tuple[bool | None, str]:
        """Whether the code passed its tests, None if nothing can run it; and why not."""
        assert probe.trial is not None  # noqa: S101 - only such probes come here
        end = secrets.token_hex(8)
        part = {"code": code_in(answer.text), "tests": probe.trial.tests, "end": end}
        try:
            async with temporary_folder() as folder:
                result = await self._with.sandbox.run_python(
                    folder, ["-c", probe.trial.program], TRIAL_LIMITS, stdin=json.dumps(part)
                )
        except SandboxUnavailableError as error:
            return None, error.message
        lines = result.stdout.rstrip().splitlines()
        passed = result.exit_code == 0 and bool(lines) and lines[-1] == end
        last = result.stderr.strip().rpartition("\n")[2]
        return passed, "" if passed else (last or result.ended_by or "its tests did not end")

    async def _keep(
        self,
        name: str,
        skill: str,
        started_us: int,
        *,
        right: bool = False,
        counts: bool = True,
        marks: dict[str, bool] | None = None,
        figures: dict[str, float] | None = None,
        fault: str = "",
        answer: LlmAnswer | None = None,
    ) -> None:
        """Keep a result; it is durable when this returns."""
        now_us = self._with.clock.now_us()
        result = ProbeResult(
            probe=name,
            skill=skill,
            right=right,
            counts=counts,
            marks=marks or {},
            figures=figures or {},
            answer=_said(answer),
            fault=fault[:500],
            prompt_tokens=answer.prompt_tokens if answer else 0,
            completion_tokens=answer.completion_tokens if answer else 0,
            # The clock of a machine may be set back meanwhile.
            seconds=round(max(0, now_us - started_us) / 1e6, 3),
            at_us=now_us,
        )
        await self._with.passports.add(self._key, result)
        self.results[name] = result


def _figures(answers: Sequence[LlmAnswer], wall_s: float) -> dict[str, float]:
    """Speeds by the times that the host reports, or by those measured here."""
    read = sum(a.prompt_tokens - a.cached_tokens for a in answers)
    made = sum(a.completion_tokens for a in answers)
    prompt_s = max(a.prompt_s for a in answers)
    completion_s = max(a.completion_s for a in answers) or wall_s
    return {
        "slots": float(len(answers)),
        "prompt_tokens_per_s": _rate(read, prompt_s),
        "tokens_per_s": _rate(made / len(answers), completion_s),
        "total_tokens_per_s": _rate(made, completion_s),
    }


def _rate(tokens: float, seconds: float) -> float:
    return round(tokens / seconds, 1) if seconds > 0 else 0.0


def _said(answer: LlmAnswer | None) -> str:
    """What an answer says, with its tool calls."""
    if answer is None:
        return ""
    calls: list[dict[str, Any]] = [
        {"tool": call.name, "arguments": dict(call.arguments)} for call in answer.tool_calls
    ]
    parts = [answer.text, *(json.dumps(call) for call in calls)]
    return "\n".join(part for part in parts if part)[:ANSWER_CHARS]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


async def _unnoted(_: Event) -> None:
    """An examination is no run: its results are kept, and it has no journal of its own."""


def _ignore(done: int, total: int, name: str) -> None:
    pass
