"""The structure ladder: how often embedded LLMs keep 60 hard schemas and 12 sets of tools, by rung.

Each schema is asked for freely, then with the fault of that answer, with decoding constrained by
the host, and through the whole ladder. Each schema and set of tools leaves a row in `--out` at
once, so a run can be stopped and goes on where it was. `docs/local-models.md` holds the tables.

    python bench/ladder.py [--llm smollm2:135m,qwen2.5-coder:0.5b] [--every 4] [--misses]
        [--only conditions/not rows]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from choices import CHOICES
from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.adapters.llamacpp.weights import WEIGHTS, find
from hocket.core.digest import canonical, digest
from hocket.core.egress import EgressGate
from hocket.core.json_text import parse_json
from hocket.errors import AdapterError, AttemptError
from hocket.llm.asking import asked_again
from hocket.llm.habits import Habits
from hocket.llm.misfits import ends_midway, is_echo
from hocket.llm.passport.probe import Observed, calls, is_json
from hocket.llm.reading import ReadingLlm
from hocket.llm.structure import StructuredLlm, read_json
from hocket.ports.llm import ChatMessage, LlmRequest
from schemas import SHAPES, Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from choices import Choice
    from hocket.ports.llm import Llm, LlmAnswer

CACHE = platformdirs.user_cache_path("hocket") / "weights"
OUT = Path(__file__).parent.parent / "out/ladder"
MAX_TOKENS = 200
RUNGS = ("as said", "repaired", "asked again", "constrained", "whole ladder")
"""As said: JSON and nothing else. Repaired: after the deterministic repair. Asked again: with the
fault, once. Constrained: the first answer under the grammar. Whole ladder: as in runs."""
MARKS = ("well-formed", "right tool", "right arguments")
TOOLS = "tools"
RIGHT = "as it should be"


@dataclass
class Row:
    """What an LLM made of a schema or a set of tools.

    Attributes:
        name: Its name, behind that of the feature.
        digest: Of what was asked for; a row of something else is not counted.
        kept: The rungs on which it was kept; of tools, the marks.
        kind: How the first answer, which is free, was right or failed.
        miss: Why the whole ladder did not help; of tools, what was called instead.
    """

    name: str
    digest: str
    kept: list[str] = field(default_factory=list)
    kind: str = ""
    miss: str = ""
    seconds: float = 0.0

    @property
    def feature(self) -> str:
        return self.name.partition("/")[0]


async def ask_shape(llm: Llm, name: str, shape: Shape, row: Row) -> None:
    """Find the rungs on which a schema is kept."""
    prompt = (
        "Give this as JSON that fits the JSON Schema. Answer with the JSON alone.\n"
        f"Schema: {json.dumps(shape.schema, ensure_ascii=False)}\nText: {shape.text}"
    )
    free = LlmRequest(name, (ChatMessage("user", prompt),), max_tokens=MAX_TOKENS)
    bound = LlmRequest(name, free.messages, json_schema=shape.schema, max_tokens=MAX_TOKENS)
    answer = await llm.complete(free)
    row.kind = kind_of(answer, shape.schema)
    kept = set()
    fault = _fault(answer, shape)
    if not fault:
        kept |= {"repaired", "asked again"} | ({"as said"} if is_json(answer.text) else set())
    else:
        complaint = f"That does not fit: {fault}\nAnswer again with the whole JSON, corrected."
        second = await llm.complete(asked_again(free, answer.text, complaint))
        kept |= set() if _fault(second, shape) else {"asked again"}
    try:
        fault = _fault(await llm.complete(bound), shape)
        kept |= set() if fault else {"constrained", "whole ladder"}
        if fault:
            await StructuredLlm(llm, "bench", _unnoted).complete(bound)
            kept.add("whole ladder")
    except (AttemptError, AdapterError) as error:
        row.miss = error.message[:200]
    row.kept = [rung for rung in RUNGS if rung in kept]


async def ask_choice(llm: Llm, name: str, choice: Choice, row: Row) -> None:
    """Find whether the right tool is called, with the right arguments."""
    prompt = (ChatMessage("user", choice.question),)
    request = LlmRequest(name, prompt, tools=choice.tools, max_tokens=MAX_TOKENS)
    try:
        answer = await llm.complete(request)
    except (AttemptError, AdapterError) as error:
        row.miss = error.message[:200]
        return
    row.kind = "no call"
    if answer.tool_calls:
        row.kind = "narrated call" if answer.verbatim else "call"
    marks = calls(choice.tool, choice.arguments)(Observed(answer)).marks
    row.kept = [mark for mark in MARKS if marks.get(mark)]
    if len(row.kept) < len(MARKS):
        made = [f"{call.name} {dict(call.arguments)}" for call in answer.tool_calls]
        row.miss = "; ".join(made)[:200] or row.kind


def kind_of(answer: LlmAnswer, schema: Mapping[str, Any]) -> str:
    """How a free answer keeps a schema, or how it fails to."""
    text = answer.text.strip()
    data, fault, repaired = read_json(text, schema)
    nothing = data is None or isinstance(data, str)
    kinds = {
        "thoughts before": bool(answer.thoughts),
        "cut off": answer.finish == "length",
        RIGHT: not fault and not repaired,
        "echoed schema": is_echo(_parsed(text), schema) or is_echo(data, schema),
        "fenced": "```" in text,
        "cut off midway": ends_midway(text),
        "other words": not fault,
        "no JSON": nothing,
        "misfit": True,
    }
    return next(kind for kind, is_so in kinds.items() if is_so)


def _parsed(text: str) -> Any:
    try:
        return parse_json(text)
    except (ValueError, RecursionError):
        return None


def _fault(answer: LlmAnswer, shape: Shape) -> str:
    return (
        "it was cut off" if answer.finish == "length" else read_json(answer.text, shape.schema)[1]
    )


async def _unnoted(_: object) -> None:
    pass


def items(every: int = 1) -> dict[str, tuple[str, Shape | Choice]]:
    """What is asked for, by name, with the digest of all that matters for the answer."""
    named: dict[str, tuple[str, Shape | Choice]] = {}
    for shape in SHAPES[::every]:
        key = digest(canonical([shape.text, shape.schema, MAX_TOKENS]))[:12]
        named[f"{shape.feature}/{shape.name}"] = (key, shape)
    for choice in CHOICES[::every]:
        offered = [[tool.name, tool.description, dict(tool.parameters)] for tool in choice.tools]
        key = digest(canonical([choice.question, offered, MAX_TOKENS]))[:12]
        named[f"{TOOLS}/{choice.name}"] = (key, choice)
    return named


async def measure(
    llm: Llm,
    name: str,
    out: Path,
    *,
    every: int = 1,
    only: Sequence[str] = (),
    most: int = 10**6,
) -> None:
    """Ask for what has no row yet, and add a row for each at once.

    Args:
        llm: The host.
        name: The LLM.
        out: Folder of the rows.
        every: Only each Nth schema and set of tools.
        only: Names and features that are asked for; empty means all.
        most: So many of them at most, then stop.
    """
    reading = ReadingLlm(llm, Habits())
    done = {row.name for row in rows_in(out).get(name, ())}
    wanted = [item for item in items(every) if not only or _is_among(item, only)]
    todo = [item for item in wanted if item not in done]
    path = _path(out, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    for item in todo[:most]:
        key, asked = items()[item]
        row, began = Row(item, key), time.monotonic()
        if isinstance(asked, Shape):
            await ask_shape(reading, name, asked, row)
        else:
            await ask_choice(reading, name, asked, row)
        row.seconds = round(time.monotonic() - began, 1)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"llm": name, **asdict(row)}, ensure_ascii=False) + "\n")
        print(f"{name} {item}: {row.kind}; kept {', '.join(row.kept) or 'nowhere'}", flush=True)


def _is_among(item: str, names: Sequence[str]) -> bool:
    return item in names or item.partition("/")[0] in names


def rows_in(out: Path) -> dict[str, list[Row]]:
    """The rows that count, by LLM; a line that a stop cut short is left out."""
    wanted = {name: key for name, (key, _) in items().items()}
    found: dict[str, list[Row]] = {}
    for path in sorted(out.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = _parsed(line)
            if not isinstance(entry, dict) or wanted.get(entry["name"]) != entry["digest"]:
                continue
            found.setdefault(entry.pop("llm"), []).append(Row(**entry))
    return found


def _path(out: Path, name: str) -> Path:
    return out / f"{re.sub(r'[^A-Za-z0-9.]+', '-', name)}.jsonl"


def report(found: Mapping[str, Sequence[Row]], *, misses: bool = False) -> str:
    """All tables."""
    shapes = {llm: [r for r in rows if r.feature != TOOLS] for llm, rows in found.items()}
    tools = {llm: [r for r in rows if r.feature == TOOLS] for llm, rows in found.items()}
    lines = _head("rung", found)
    lines += [_kept(rung, rung, shapes) for rung in RUNGS]
    lines += [_kept(f"tools: {mark}", mark, tools) for mark in MARKS]
    lines += ["", *_head("whole ladder, by feature", found)]
    for feature in dict.fromkeys(row.feature for rows in shapes.values() for row in rows):
        of = {llm: [r for r in rows if r.feature == feature] for llm, rows in shapes.items()}
        lines.append(_kept(feature, "whole ladder", of))
    lines += ["", *_head("first answer", found)]
    counts = {llm: Counter(row.kind for row in rows if row.kind) for llm, rows in found.items()}
    for kind in dict.fromkeys(kind for each in counts.values() for kind, _ in each.most_common()):
        lines.append(
            f"| {kind} | " + " | ".join(str(each[kind]) for each in counts.values()) + " |"
        )
    for llm, rows in found.items() if misses else ():
        lines += ["", f"{llm} missed with the whole ladder:"]
        lines += [f"- {row.name}: {row.miss}" for row in rows if row.miss]
    return "\n".join(lines)


def _head(title: str, found: Mapping[str, object]) -> list[str]:
    return [f"| {title} | " + " | ".join(found) + " |", "|---|" + "---|" * len(found)]


def _kept(title: str, rung: str, found: Mapping[str, Sequence[Row]]) -> str:
    cells = (f"{sum(rung in row.kept for row in rows)} of {len(rows)}" for rows in found.values())
    return f"| {title} | " + " | ".join(cells) + " |"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--llm", default=",".join(WEIGHTS), help="names, separated by commas")
    parser.add_argument(
        "--every", type=int, default=1, help="only each Nth schema and set of tools"
    )
    parser.add_argument(
        "--only", nargs="+", default=(), help="names or features, such as conditions/not or rows"
    )
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the rows")
    parser.add_argument("--table", action="store_true", help="only print the tables")
    parser.add_argument("--misses", action="store_true", help="list what was missed, and why")
    options = parser.parse_args()
    names = [name for name in options.llm.split(",") if find(name, CACHE) is not None]
    for name in () if options.table else names:
        host = LlamaCpp(cache=CACHE, gate=EgressGate(frozenset()), context_tokens=4096)
        try:
            await measure(host, name, options.out, every=options.every, only=options.only)
        finally:
            await host.close()
    found = rows_in(options.out)
    if not found:
        print("There are no rows; `hocket models --fetch NAME` fetches an LLM.")
        return
    print(report(found, misses=options.misses))


if __name__ == "__main__":
    asyncio.run(main())
