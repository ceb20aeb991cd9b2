"""Finds prompts that a host did not read as a whole: it compares what was sent with what was read.

Hosts cut prompts without an error: Ollama behind its ``/v1`` keeps the system prompt and the newest
messages of what exceeds its window. Then only the number of prompt tokens that the host reports can
show it, and only if the length of the prompt is known in tokens of this LLM. It is measured with
the host itself, by short calls that generate one token: first of samples of each kind of text in
the prompt; if the count is still too low, of the whole prompt in parts.

A host that has read a long prompt as a whole reads shorter ones as a whole. So a long prompt is
measured only if it is longer than those before; any prompt is, if the host's count is too low.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.adapters.http.calibration import CALIBRATED_SHARE, Calibration, is_short
from hocket.adapters.http.marks import is_cut, repeated_marks
from hocket.adapters.http.measuring import WHOLE_SHARE, Measuring
from hocket.adapters.http.token_estimate import least_tokens, most_tokens, texts_of
from hocket.core.spending import can_spare, of_answer, report_usage, send_again
from hocket.core.usage import NO_USAGE
from hocket.errors import OrchestrationError, RefusedError, TruncatedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.ports.llm import LlmAnswer, LlmRequest

SAMPLED_SHARE, EXACT_SHARE = 0.99, 0.97
"""Least count of a prompt that was read, as a share of its length as known from samples of it, and
from all its parts."""

LEAST_CUT_TOKENS = 10
"""No shorter cut is one: what a template adds is not known more exactly."""

USUAL_WINDOWS = tuple(1 << n for n in range(9, 21))


class TruncationDetector:
    """Compares the counts of one host with what was sent to it.

    Args:
        title: Name of the host in messages.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._readings: dict[str, Calibration] = {}

    async def checked(
        self,
        request: LlmRequest,
        answer: LlmAnswer,
        send: Callable[[LlmRequest], Awaitable[LlmAnswer]],
        *,
        key: str = "",
    ) -> LlmAnswer:
        """The answer, with what it took to verify that its prompt was read as a whole.

        Args:
            request: The request that was sent.
            answer: The answer to it.
            send: Sends another request in the same way.
            key: Identifies the LLM, such as its digest; by default its name.

        Raises:
            TruncatedError: The host did not read the whole prompt.
        """
        if request.images:
            doubt = (
                f"whether {request.llm} read the whole prompt was not verified: what images count "
                "for is not known"
            )
            return replace(answer, unverified="; ".join(filter(None, (answer.unverified, doubt))))
        reading = self._readings.setdefault(key or request.llm, Calibration())
        case = Case(self._title, request, answer, reading, send)
        if not reading.fits(request, answer):
            async with reading.lock:
                if not reading.fits(request, answer):
                    await case.verify()
        reading.remember(request, answer.prompt_tokens)
        unverified = "" if is_short(request) else case.unverified
        doubts = "; ".join(filter(None, (answer.unverified, unverified)))
        return replace(answer, verification=case.spent, unverified=doubts)


def cut_error(title: str, llm: str, count: int, length: int) -> TruncatedError:
    """The error for a prompt of which only a part was read; names the window that this shows."""
    window = next((w for w in USUAL_WINDOWS if count <= w < length), count)
    message = (
        f"{title} gave {llm} only {count} of about {length} tokens of the prompt and reported no "
        "error; give it a larger window at the host, or set context_tokens to the window that it "
        f"has, such as {window}"
    )
    return TruncatedError(message, prompt_tokens=count, sent_tokens=length, window=window)


class Case:
    """One answer that leaves open whether the host read the whole prompt.

    Args:
        title: Name of the host in messages.
        request: The request.
        answer: The answer.
        reading: What is known of the LLM; what this case shows is added.
        send: Sends another request to the host.
    """

    def __init__(
        self,
        title: str,
        request: LlmRequest,
        answer: LlmAnswer,
        reading: Calibration,
        send: Callable[[LlmRequest], Awaitable[LlmAnswer]],
    ) -> None:
        self._title = title
        self._request = request
        self._answer = answer
        self._reading = reading
        self._send = self._counted(send)
        self.spent = NO_USAGE
        self.fault = ""

    async def verify(self) -> None:
        """Return if the whole prompt was read, or if nothing can show it.

        Raises:
            TruncatedError: It was not.
        """
        measuring = Measuring(self._request, self._send)
        if not can_spare(measuring.calls, measuring.tokens):
            self.fault = self._too_dear()
            return
        try:
            if self._reading.counts is not False:
                await self._check(measuring)
            if not (self._reading.counts or self._reading.need_not_ask(self._request)):
                await self._ask_for_marks()
        except TruncatedError as error:
            answer = of_answer(self._answer.usage, self._request, self._answer.text)
            report_usage(error, answer + self.spent)
            raise
        except RefusedError:
            # The answer is there: that its host refuses to be measured must not lose it.
            self._reading.counts = self._reading.repeats_marks = False
        except OrchestrationError as error:
            self.fault = error.message  # the next call measures again

    @property
    def unverified(self) -> str:
        """Why nothing shows that the prompt was read as a whole; empty if something does."""
        reading, llm = self._reading, self._request.llm
        if self.fault:
            return f"whether {llm} read the whole prompt was not verified: {self.fault}"
        if reading.has_read(self._request) or reading.counts:
            return ""
        if reading.counts is None and self._answer.prompt_tokens:
            return ""
        return (
            f"{self._title} reports no usable counts of tokens, and {llm} does not repeat marks in "
            "its prompt: nothing shows whether the whole prompt was read"
        )

    def _counted(
        self, send: Callable[[LlmRequest], Awaitable[LlmAnswer]]
    ) -> Callable[[LlmRequest], Awaitable[LlmAnswer]]:
        async def sent(request: LlmRequest) -> LlmAnswer:
            send_again(request)
            answer = await send(request)
            self.spent += of_answer(answer.usage, request, answer.text)
            return answer

        return sent

    async def _check(self, measuring: Measuring) -> None:
        reading = self._reading
        if not await measuring.start():
            reading.counts = False
            return
        if not reading.reads_all:
            await self._check_share(measuring)
        if not reading.has_parts(self._request, self._answer):
            await self._check_parts(measuring)
        if not reading.has_length(self._request, self._answer):
            await self._check_length(measuring)

    async def _check_share(self, measuring: Measuring) -> None:
        count = self._answer.prompt_tokens
        share = await measuring.read_share(count)
        self._reading.reads_all = share <= 0 or share >= WHOLE_SHARE
        if not self._reading.reads_all:
            raise self._cut(count, int(count / share))

    async def _check_length(self, measuring: Measuring) -> None:
        request, reading = self._request, self._reading
        count, marked = self._answer.prompt_tokens, False
        if count < least_tokens(request):  # cut, or cached and not counted
            count, marked = max(count, await measuring.uncached()), True
        ratios = await measuring.ratios(count)
        if not ratios:
            reading.counts = False
            return
        reading.counts = True
        reading.ratios |= ratios
        tools_tokens = await measuring.tools_tokens()
        await measuring.learn_template(count)
        length = reading.length_of(texts_of(request)) + measuring.template_tokens + tools_tokens
        if count < CALIBRATED_SHARE * length and not marked:
            count, marked = max(count, await measuring.uncached()), True
        if count < SAMPLED_SHARE * length:
            async for part in measuring.partial_sums(count, tools_tokens):
                most = min(EXACT_SHARE * part, part - LEAST_CUT_TOKENS)
                if count < most and not marked:
                    count, marked = max(count, await measuring.uncached()), True
                if count < most:
                    raise self._cut(count, int(max(part, length)))
        if self._answer.prompt_tokens < CALIBRATED_SHARE * count:
            reading.leaves_out_cached = True
        reading.read_tokens = max(reading.read_tokens, count)

    async def _check_parts(self, measuring: Measuring) -> None:
        proven = self._reading.proven
        if self._request.tools and "tools" not in proven:
            if await measuring.ignores_tools():
                raise self._ignored("tools")
            proven.add("tools")
        if any(m.role == "tool" for m in self._request.messages) and "results" not in proven:
            if await measuring.ignores_results():
                raise self._ignored("results of tools")
            proven.add("results")

    async def _ask_for_marks(self) -> None:
        """Ask the LLM itself what it reads, where its host counts nothing."""
        request, reading = self._request, self._reading
        repeated = await repeated_marks(request, self._send)
        if is_cut(repeated) and all(await repeated_marks(request, self._send, short=True)):
            again = await repeated_marks(request, self._send)
            if again == repeated:
                raise self._unrepeated(again.count(False), len(again))
        if all(repeated):
            reading.read_tokens = max(reading.read_tokens, most_tokens(request))
        else:
            reading.repeats_marks = False

    def _too_dear(self) -> str:
        count, least = self._answer.prompt_tokens, least_tokens(self._request)
        low = f"only {count} of at least {least} tokens were counted, and "
        return f"{low if 0 < count < least else ''}the limits of the run are too low to measure it"

    def _cut(self, count: int, length: int) -> TruncatedError:
        return cut_error(self._title, self._request.llm, count, length)

    def _ignored(self, part: str) -> TruncatedError:
        message = (
            f"{self._title} gave {self._request.llm} the prompt without the {part} and reported no "
            f"error; use an LLM or a chat template with {part}"
        )
        return TruncatedError(message, prompt_tokens=self._answer.prompt_tokens)

    def _unrepeated(self, missing: int, marks: int) -> TruncatedError:
        message = (
            f"{self._request.llm} at {self._title} repeats all marks of a short prompt, but not "
            f"{missing} of {marks} in a prompt of up to {most_tokens(self._request)} tokens, and "
            "the host reports no counts: it does not read the whole prompt; give it a larger "
            "window at the host, or set context_tokens to the window that it has"
        )
        return TruncatedError(message)
