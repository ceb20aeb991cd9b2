"""By source: the answer is the Python file that is asked for, chosen among several candidates.

They are run on tests, written without sight of a candidate, and on inputs made up for them; a
script gets made-up standard input. A file to mend is run first, so that the LLM sees what fails.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hocket.agents.algorithms import turns_of, worked
from hocket.agents.code.candidates import Candidate, Choice, is_weak
from hocket.agents.code.complaints import Given, complaints_of
from hocket.agents.code.faults import without_slips
from hocket.agents.code.findings import (
    findings,
    forms,
    only_crashes,
    other_kind,
    unmet,
)
from hocket.agents.code.mutants import mutants_of
from hocket.agents.code.printing import impossible
from hocket.agents.code.promises import checked_back
from hocket.agents.code.refusals import refusing
from hocket.agents.code.repairs import repaired
from hocket.agents.code.running import ERROR_NAMES, Ran, Trials, failed, ran_of
from hocket.agents.code.samples import READS_INPUT, SCRIPT, arguments_for, samples_for
from hocket.agents.code.scripts import script_mended
from hocket.agents.code.shape import (
    cleaned,
    hollow,
    names_in,
    shape_of,
    unlike,
)
from hocket.agents.code.skeleton import skeleton_of
from hocket.agents.code.slips import bare_words, named_as_asked, unshadowed
from hocket.agents.prompts import SOURCE_RULES, rework_messages
from hocket.agents.ways.answer import program_in
from hocket.agents.ways.fitting import PYTHON, has_own_tools, source_file
from hocket.agents.ways.opening import opening
from hocket.agents.ways.source_evidence import evidence_of, kept_by
from hocket.agents.ways.source_known import candidate_of, form_taken, forms_of
from hocket.agents.ways.source_prompts import (
    AGAIN,
    ANEW,
    ANEW_SLOWLY,
    FILL_IN,
    FORMS,
    MEND_RULES,
    OTHER_SCRIPT_RULES,
    SCRIPT_RULES,
    SHOWN,
    VARIED,
    VARIED_MENDS,
    VARIED_SCRIPTS,
)
from hocket.agents.ways.source_repair import cures_of, is_likely, searched
from hocket.agents.ways.source_tests import trials_of
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.agreement import Agreement
    from hocket.ports.agent import Assignment, Prospect, Workbench

MAX_CANDIDATES = 4
ANEW_STEP, SLOWLY_STEP = 1, 2
"""The candidates of a file to mend that are written without sight of its faults."""
TEMPERATURE, WARMER = 0.5, 0.15
"""Of the second candidate, and how much warmer each later one is sampled."""
CODE_TOKENS = 500
CODE_ENDS = ("\n```\n", "\n# Test", "\n# Example usage", "\nif __name__")
"""What follows the code of a module is not asked for."""
MEND_ENDS = ("\n```\n", "\n# Running the file", "\n# 1.")
"""What follows a mended file, unless such words stood in it."""
READING = re.compile(r"\bsys\.stdin\b|\binput\(")


class BySource:
    name = "source"

    def fits(self, prospect: Prospect) -> bool:
        return not has_own_tools(prospect) and source_file(prospect) is not None

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The file in a fenced block; what its candidates and tests agree on is handed over.

        Raises:
            PermanentError: No candidate could be run.
        """
        name = assignment.task.objective.deliverables[0]
        given = (await bench.read(name)).decode(errors="replace") if name in bench.files else ""
        job = _Job(assignment, bench, name, given)
        job.known = worked(job.goal)
        job.first = await opening(assignment, bench, card, job.rules, example=job.known)
        if given:
            await job.run_given()
        elif not job.is_script and (skeleton := skeleton_of(job.goal)):
            job.first = _with(job.first, FILL_IN.format(name=name, skeleton=skeleton))
            await job.try_known(skeleton)
        await job.hold()
        for step in range(MAX_CANDIDATES):
            await job.try_candidate(step)
            await job.try_repair()
            if job.choice.is_settled() or job.choice.repeats():
                break
            await job.hold()
        candidates = job.choice.candidates
        if all(candidate.ran.fault for candidate in candidates):
            fault = candidates[-1].ran.fault if candidates else job.fault
            message = f"{name} could not be run in {MAX_CANDIDATES} tries: {fault}"
            raise PermanentError(f"{message}; try a larger LLM", attempt_id=assignment.attempt_id)
        best, group = job.choice.best()
        measured = await job.measured(best, group)
        for file, content in job.files_of(best).items():
            bench.write(file, content)
        bench.attest(job.agreement(best, measured))
        return _shown(best)


@dataclass(slots=True)
class _Job:
    """One file to write or mend: its prompt, its trials and its candidates."""

    assignment: Assignment
    bench: Workbench
    name: str
    given: str
    first: list[ChatMessage] = field(default_factory=list)
    known: list[ChatMessage] = field(default_factory=list)
    book: Candidate | None = None
    choice: Choice = field(default_factory=lambda: Choice(Trials()))
    old: Ran | None = None
    is_ready: bool = False
    is_corrected: bool = False
    searched: int = 0
    examples: frozenset[str] = frozenset()
    fault: str = "no answer held a whole ```python block"

    @property
    def goal(self) -> str:
        return self.assignment.task.objective.description

    @property
    def reads_input(self) -> bool:
        """Whether it is a script that reads standard input."""
        reads = READING.search(self.given) if self.given else READS_INPUT.search(self.goal)
        return reads is not None

    @property
    def is_script(self) -> bool:
        """Whether it is to be run, and not to be imported."""
        return self.reads_input or (not self.given and SCRIPT.search(self.goal) is not None)

    @property
    def rules(self) -> str:
        """The rules of the prompt for a file of this sort."""
        scripts = SCRIPT_RULES if self.reads_input else OTHER_SCRIPT_RULES
        return f"{scripts if self.is_script else SOURCE_RULES}{MEND_RULES if self.given else ''}"

    async def run_given(self) -> None:
        """Run the file to mend, and put what fails into the prompt."""
        await self.prepare(self.given)
        if self.assignment.number > 1:
            return  # the file is what an earlier attempt made of it
        self.old = await self._run(self.given, 0)
        lines = findings(self.old, self.choice.trials, self.given, self.goal)
        if lines:
            shown = SHOWN.format(lines="\n".join(f"- {line}" for line in lines))
            self.first = _with(self.first, shown)
        for found in await asyncio.to_thread(cures_of, self.given, self.goal):
            ran = await self._run(found.code, 1)
            if is_likely(found, self.old, ran):
                self._keep(Candidate(found.code, ran, 1, repair=found))

    async def prepare(self, code: str) -> None:
        """Have tests and inputs for code of this shape."""
        self.is_ready = True
        if self.is_script:
            samples = samples_for(self.goal, reads_input=self.reads_input)
            trials = Trials(samples=samples, arguments=arguments_for(self.goal, self.name))
        else:
            trials, self.examples = await trials_of(
                self.assignment, self.bench, code, self.given, is_known=bool(self.known)
            )
        self.choice = Choice(trials, bool(ERROR_NAMES.search(f"{self.goal} {self.given}")))

    async def try_candidate(self, step: int) -> None:
        """Ask for a candidate, run it and judge it."""
        messages, corrects = self._messages(step)
        code = await self._code(messages, step)
        if code is None:
            return
        if self.given and unlike(code) == unlike(self.given):
            self.fault = "each answer was the file as it is"
            return
        if not self.is_ready:
            lacks = names_in(self.goal) - shape_of(code).names()
            await self.prepare(skeleton_of(self.goal) or code if lacks else code)
        number = len(self.choice.candidates) + 1
        ran = await self._run(code, number)
        again = without_slips(code, ran, self.goal)
        again = again if self.given else refusing(again, self.goal, ran)
        if again != code:
            code, ran = again, await self._run(again, number)
        if self.is_script:
            code, ran = await self._script_mended(code, ran, number)
        candidate = Candidate(code, ran, number, is_anew=self._writes_anew(step))
        if corrects is not None:
            candidate = replace(candidate, voice=corrects.voice)
        elif self.book is not None and not self._is_blind(step):
            candidate = replace(candidate, voice=self.book.voice)
        self._keep(candidate)

    async def try_known(self, skeleton: str) -> None:
        """Take a known algorithm under the names of the goal as the first candidate, if any."""
        if not forms_of(self.goal):
            return
        await self.prepare(skeleton)
        taken = await form_taken(self.goal, self._run)
        if taken is not None:
            self.book = candidate_of(taken, self.goal)
            self._keep(self.book)
        example = turns_of(taken[0]) if taken is not None else []
        self.first = [self.first[0], *example, self.first[-1]]

    async def hold(self) -> None:
        """Hold the best candidate so far, if it can be run."""
        if not self.choice.candidates:
            return
        best, _ = self.choice.best()
        if not best.ran.fault:
            lacks = "; ".join(best.complaints[:1])
            await self.bench.hold(_shown(best), lacks, files=self.files_of(best))

    def files_of(self, candidate: Candidate) -> dict[str, bytes]:
        """The file of the task with the code of a candidate, by its name."""
        return {self.name: f"{candidate.code}\n".encode()}

    def _keep(self, candidate: Candidate) -> None:
        said = complaints_of(
            candidate,
            self.choice.trials,
            self.goal,
            Given(self.given, self.old),
            is_script=self.is_script,
        )
        self.choice.candidates.append(replace(candidate, complaints=said))

    async def try_repair(self) -> None:
        """Edit the file until it does what a version written anew does, once for each version."""
        written = self.choice.candidates
        versions = [one.code for one in written if one.is_anew and not one.ran.fault]
        if len(versions) == self.searched or any(one.is_backed for one in written):
            return
        self.searched = len(versions)
        cases = self.choice.trials.cases
        found = await searched(self.bench, self.given, self.goal, cases, versions)
        if found is not None:
            self.choice.replace_repairs(found.code)
            ran = await self._run(found.code, len(written) + 1)
            self._keep(Candidate(found.code, ran, len(written) + 1, repair=found))

    async def _script_mended(self, code: str, ran: Ran, number: int) -> tuple[str, Ran]:
        """The script without its slips, if that fails on no more of its input than before."""
        marked = "punctuation" in " ".join(impossible(self.goal, self.choice.trials, ran))
        bare = bare_words(code, self.goal) if marked else code
        again = script_mended(bare, self.goal, ran.samples)
        if again == code:
            return code, ran
        mended = await self._run(again, number)
        is_worse = bool(mended.fault) or failed(mended.samples) > failed(ran.samples)
        return (code, ran) if is_worse else (again, mended)

    def _messages(self, step: int) -> tuple[list[ChatMessage], Candidate | None]:
        """The next prompt, and the candidate that it wants corrected, if any; that happens once."""
        if step == 0:
            first = self._bare if self._is_blind(step) else self.first
            return [*first, *rework_messages(self.assignment)], None
        if self._writes_anew(step):
            return self._anew(step), None
        if self.choice.candidates and not self.is_corrected:
            is_last = step == MAX_CANDIDATES - 1
            wrong = self.choice.best()[0] if is_last else self.choice.candidates[-1]
            lines = self._lines_against(wrong, is_last=is_last)
            if lines:
                self.is_corrected = True
                complaint = AGAIN.format(lines="\n".join(f"- {line}" for line in lines[:3]))
                answer = ChatMessage("assistant", f"```python\n{wrong.code}\n```")
                return [*self.first, answer, ChatMessage("user", complaint)], wrong
        kinds = VARIED_SCRIPTS if self.is_script else VARIED_MENDS if self.given else VARIED
        first = self._bare if self._is_blind(step) else self.first
        return _with(first, kinds[(step - 1) % len(kinds)]), None

    @property
    def _bare(self) -> list[ChatMessage]:
        return [self.first[0], self.first[-1]]

    def _is_blind(self, step: int) -> bool:
        """Whether a candidate is written without sight of the known algorithm.

        That is the first if the algorithm itself is a candidate, so that they agree apart; else the
        last, as the algorithm may be of another kind.
        """
        step_of_it = MAX_CANDIDATES - 1 if self.book is None else 0
        return not self.given and step == step_of_it

    def _lines_against(self, wrong: Candidate, *, is_last: bool) -> list[str]:
        """What is wrong with a candidate; the last time also by what the LLM guessed."""
        lines = [wrong.ran.fault] if wrong.ran.fault else [*wrong.complaints]
        kind = "" if lines or self.given else other_kind(self.choice.trials.cases, wrong.ran)
        lines += [kind] if kind else []
        others = [one.ran for one in self.choice.candidates if one is not wrong]
        failing = unmet(self.choice.trials.cases, wrong.ran, others if lines or is_last else ())
        return lines + failing

    def _writes_anew(self, step: int) -> bool:
        """Whether the LLM is asked without sight of the old code, which a small one copies."""
        is_known = self.old is not None and not self.old.fault and not self.is_script
        return is_known and step in (ANEW_STEP, SLOWLY_STEP) and bool(shape_of(self.given).names())

    def _anew(self, step: int) -> list[ChatMessage]:
        """A prompt with the names and docstrings of the file only."""
        outline = hollow(self.given)
        if step == SLOWLY_STEP:
            text = ANEW_SLOWLY.format(name=self.name, outline=outline)
            return [*self.first[:-1], ChatMessage("user", text)]
        text = ANEW.format(name=self.name, outline=outline, goal=self.goal)
        shown = forms(self.old, self.choice.trials) if self.old is not None else ()
        text += f"\n{FORMS.format(lines='; '.join(shown))}" if shown else ""
        return [*self.first[:-1], ChatMessage("user", text)]

    async def _code(self, messages: Sequence[ChatMessage], step: int) -> str | None:
        is_slowly = step == SLOWLY_STEP and self._writes_anew(step)
        varied = (step > 0 and not is_slowly) or self.assignment.repeats > 0
        answer = await self.bench.ask(
            messages,
            max_tokens=CODE_TOKENS + len(self.given) // 2,
            temperature=TEMPERATURE + WARMER * max(0, step - 1) if varied else 0.0,
            seed=self.assignment.seed * 16 + step,
            stop=self._ends(),
        )
        code = program_in(answer)
        if code is None or self.is_script:
            return code
        code = unshadowed(repaired(code, self.goal))
        code = named_as_asked(code if "__name__" in self.given else cleaned(code), self.goal)
        return code if self.given else checked_back(code, self.goal)

    def _ends(self) -> tuple[str, ...]:
        """Where an answer ends, since an LLM may go on for long."""
        if self.given:
            return tuple(end for end in MEND_ENDS if end not in self.given)
        return CODE_ENDS[:1] if self.is_script else CODE_ENDS

    async def measured(self, best: Candidate, group: Sequence[Candidate]) -> Ran:
        """How much of the file its tests and inputs run and notice.

        Changes of a short program may change nothing; then those of one that does the same count.
        """
        number = len(self.choice.candidates) + 1
        ran = await self._run(best.code, number, [] if best.ran.fault else mutants_of(best.code))
        other = next((one for one in group if unlike(one.code) != unlike(best.code)), None)
        if other is not None and is_weak(ran):
            second = await self._run(other.code, number + 1, mutants_of(other.code))
            ran = ran if is_weak(second) else replace(ran, noticed=second.noticed)
        return ran

    async def _run(self, code: str, number: int, mutants: Sequence[str] | None = None) -> Ran:
        self.bench.write(self.name, f"{code}\n".encode())
        trials = self.choice.trials
        program = await asyncio.to_thread(trials.program, self.name, number, mutants=mutants)
        result = await self.bench.use(PYTHON, {"code": program})
        return ran_of(str(result.data.get("printed", "")))

    def agreement(self, best: Candidate, measured: Ran) -> Agreement:
        """What the candidates agree on, with the witnesses that are not of the LLM."""
        cases = zip(self.choice.trials.cases, best.ran.tests, strict=False)
        examples = sum(ok for case, (_, ok) in cases if case.test in self.examples)
        evidence = evidence_of(best, measured, self.old, self.choice.trials)
        kept = kept_by(best, self.old, self.choice.trials) if only_crashes(self.goal) else 0
        return self.choice.agreement(measured, evidence, examples=examples, kept=kept)


def _shown(candidate: Candidate) -> str:
    return f"```python\n{candidate.code}\n```"


def _with(messages: Sequence[ChatMessage], more: str) -> list[ChatMessage]:
    """The messages, with a paragraph more in the last one."""
    last = messages[-1]
    return [*messages[:-1], replace(last, content=f"{last.content}\n\n{more}")]
