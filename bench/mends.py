"""How many files with faults come out right without any LLM: by rules, by search and by the book.

Each of `mends.txt` has a complaint, the broken file, a right one that nothing sees but the judge,
and calls by which the two are compared.

    python bench/mends.py [--each]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hocket.agents.code.doctor.doctored import doctored
from hocket.agents.code.repairs import repaired
from hocket.agents.ways.source_repair import cures_of

FILE = Path(__file__).with_name("mends.txt")
JUDGE = """\
import json, signal
def seen(code, calls):
    found = []
    for call in calls:
        names = {}
        signal.alarm(2)
        try:
            exec(code, names)
            found.append(repr(eval(call, names)))
        except BaseException as error:
            found.append("!" + type(error).__name__)
        signal.alarm(0)
    return found
def late(*_):
    raise TimeoutError
signal.signal(signal.SIGALRM, late)
"""


@dataclass(frozen=True)
class Case:
    name: str
    complaint: str
    broken: str
    right: str
    calls: tuple[str, ...]


def cases() -> list[Case]:
    found = []
    for block in FILE.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, rest = block.partition("--- broken\n")
        broken, _, rest = rest.partition("--- right\n")
        right, _, calls = rest.partition("--- calls\n")
        name, _, complaint = head.partition("\n")
        asked = tuple(one.strip() for one in calls.strip().split("; "))
        found.append(Case(name, complaint.strip(), broken, right, asked))
    return found


def is_right(case: Case, code: str) -> bool:
    both = [code, case.right]
    program = f"{JUDGE}\nprint(json.dumps([seen(c, {list(case.calls)!r}) for c in {both!r}]))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    got, wanted = json.loads(done.stdout.strip().splitlines()[-1])
    return got == wanted


WAYS = {
    "as before": lambda case: repaired(case.broken, case.complaint),
    "by rules": lambda case: doctored(case.broken, case.complaint).code,
    "by rules, or by the book": lambda case: cures_of(case.broken, case.complaint)[-1].code,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true", help="print the files that stay wrong")
    options = parser.parse_args()
    every = cases()
    assert not any(is_right(case, case.broken) for case in every)
    for name, way in WAYS.items():
        mended = {case.name: way(case) for case in every}
        right = {case.name for case in every if is_right(case, mended[case.name])}
        print(f"{name}: {len(right)} of {len(every)} right")
        for case in every if options.each and name != "as before" else ():
            if case.name not in right:
                print(f"--- {case.name}: {case.complaint}\n{mended[case.name]}")


if __name__ == "__main__":
    main()
