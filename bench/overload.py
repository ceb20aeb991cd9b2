"""What hosts refuse, and how fast the work is done: eight calls at once, against as many as fit.

    python bench/overload.py [--calls 60] [--only "20 a second"]

Each host is a real server on loopback that does what a gateway or an inference server does with too
many calls. Many calls are ready at once; what a host refuses is sent again as a run does.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from dataclasses import dataclass, replace

from hocket.adapters.openai.llm import OpenAi
from hocket.adapters.system.clock import SystemClock
from hocket.core.egress import EgressGate
from hocket.engine.tries import Tries
from hocket.errors import OrchestrationError
from hocket.ports.llm import ChatMessage, Llm, LlmRequest
from hocket.resilience.guarded import GuardedLlm
from hocket.resilience.limit import Bounds
from hocket.resilience.retry import RetryingLlm
from rated_server import RatedServer

REQUEST = LlmRequest("m", (ChatMessage("user", "Name a colour."),), max_tokens=16)
FIXED = 8

HOSTS = {
    "20 a second, with Retry-After": (RatedServer(rate_per_s=20, retry_after="1"), 200),
    "20 a second, without": (RatedServer(rate_per_s=20), 200),
    "4 at once": (RatedServer(at_once=4, latency_s=0.1), 200),
    "32 at once": (RatedServer(at_once=32, latency_s=0.2), 600),
    "no refusals, 4 at full speed": (RatedServer(slots=4, latency_s=0.1), 200),
}


@dataclass(frozen=True)
class Outcome:
    """What it took to have all calls answered."""

    seconds: float
    refused: int


async def work(host: Llm, calls: int, server: RatedServer) -> Outcome:
    """Have so many calls answered that are ready at once."""
    policy = RetryingLlm(host, clock=SystemClock(), seed=0).policy

    async def until_answered() -> None:
        tries = Tries(policy, 0, waits=True, limit_s=600.0)
        while True:
            try:
                await host.complete(REQUEST)
            except OrchestrationError as error:
                wait_s = tries.wait_s(error)
                if wait_s is None:
                    raise
                await policy.sleep(wait_s)
            else:
                return

    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for _ in range(calls):
            group.create_task(until_answered())
    return Outcome(time.monotonic() - began, server.refused)


async def measured(server: RatedServer, calls: int, *, is_fixed: bool) -> Outcome:
    """The outcome at a host that has seen nothing yet."""
    server = replace(server)
    async with server.listening() as url:
        host = OpenAi(url=url, gate=EgressGate(), connections=FIXED if is_fixed else 36)
        clock, bounds = SystemClock(), Bounds(1, 32)
        llm = host if is_fixed else GuardedLlm(host, name="host", clock=clock, bounds=bounds)
        try:
            return await work(llm, calls, server)
        finally:
            await llm.close()


async def print_table(only: str, most_calls: int) -> None:
    print("| host | calls | at once | seconds | answers a second | refused (429) |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (server, of_host) in HOSTS.items():
        if only not in name:
            continue
        calls = min(of_host, most_calls)
        for is_fixed in (True, False):
            outcome = await measured(server, calls, is_fixed=is_fixed)
            at_once = f"{FIXED}" if is_fixed else "as it can"
            print(
                f"| {name} | {calls} | {at_once} | {outcome.seconds:.1f} "
                f"| {calls / outcome.seconds:.1f} | {outcome.refused} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=1000, help="calls to each host at most")
    parser.add_argument("--only", default="", help="hosts whose name has this")
    options = parser.parse_args()
    asyncio.run(print_table(options.only, options.calls))


if __name__ == "__main__":
    main()
