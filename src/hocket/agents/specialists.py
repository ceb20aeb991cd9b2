"""The five built-in agents, each with its own way of working."""

from __future__ import annotations

from hocket.core.agent import AgentCard, Contract
from hocket.core.noun import unchecked

FILES = ("read_file", "write_file", "list_files")
PROGRAMS = ("run_python", "compute", "query")
LOOK_UP = "look_up"

REASONING = unchecked(
    AgentCard,
    name="reasoning",
    description="Thinks a question through and answers it.",
    types={"reasoning": 1.0, "analysis": 0.5, "synthesis": 0.5, "creative": 0.3},
    capabilities=("explain", "compare", "decide", "argue", "plan", "why"),
    instructions=(
        "You answer questions with care. State what is given, reason in short steps, end with the "
        "answer. Use only facts you were given or that are certain; say what you do not know."
    ),
    tools=("run_python", LOOK_UP),
)

CODING = unchecked(
    AgentCard,
    name="coding",
    description="Writes programs and runs them.",
    types={"coding": 1.0, "analysis": 0.6},
    capabilities=("program", "function", "script", "test", "parse", "convert", "python"),
    instructions="You are a careful Python programmer. Write short programs that do what is asked.",
    tools=(*PROGRAMS, *FILES, LOOK_UP),
    gives=unchecked(Contract, format="files"),
)

ANALYTICAL = unchecked(
    AgentCard,
    name="analytical",
    description="Finds figures in data by computing them.",
    types={"analysis": 1.0, "coding": 0.5, "reasoning": 0.4},
    capabilities=(
        "program",
        "data",
        "csv",
        "figure",
        "mean",
        "statistics",
        "compute",
        "count",
        "trend",
    ),
    instructions=(
        "You are a data analyst. You never guess a figure: you compute it from the data with a "
        "program."
    ),
    tools=(*PROGRAMS, *FILES, LOOK_UP),
    gives=unchecked(Contract, format="json"),
)

CREATIVE = unchecked(
    AgentCard,
    name="creative",
    description="Writes texts that people like to read.",
    types={"creative": 1.0, "synthesis": 0.8, "reasoning": 0.3},
    capabilities=("write", "report", "summary", "story", "text", "page", "letter"),
    instructions=(
        "You write clear prose in Markdown. Every figure you state is copied exactly from the "
        "material you were given, none is left out; you add no other figures and no facts of "
        "your own."
    ),
)

SUPERVISOR = unchecked(
    AgentCard,
    name="supervisor",
    kind="supervisor",
    description="Reviews the work of others and puts results together.",
    types={"synthesis": 1.0, "reasoning": 0.4},
    capabilities=("review", "combine", "merge", "judge", "overview"),
    instructions=(
        "You review work against its task. Name only real problems that you can point at: "
        "something asked for that is missing, or something stated that is wrong."
    ),
)

CARDS: tuple[AgentCard, ...] = (REASONING, CODING, ANALYTICAL, CREATIVE, SUPERVISOR)
