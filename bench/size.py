"""The lengths of the files in this checkout, and their change since a revision.

    python bench/size.py [--since main] [--longest 15]
    python bench/size.py --check

Counts Python, TypeScript and CSS in the package, the tests, the benchmark, the examples and the web
app, but not what `make ui` builds. With `--check` it lists the files over 400 lines and fails if
there is one.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
AREAS = ("src", "tests", "bench", "examples", "ui")
SUFFIXES = {".py", ".ts", ".tsx", ".mjs", ".css"}
BUILT = ("src/hocket/server/static/", "ui/src/api/events.ts", "ui/src/api/nouns.ts")
MOST_LINES = 400


def git(*words: str, text: str = "") -> str:
    command = ["git", *words]
    done = subprocess.run(  # noqa: S603 - git
        command, cwd=ROOT, input=text.encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode().strip())
    return done.stdout.decode()


def counted(path: str) -> bool:
    return Path(path).suffix in SUFFIXES and not path.startswith(BUILT)


def present() -> dict[str, int]:
    """Path to line count, including files that are not yet added."""
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", "--", *AREAS)
    paths = [p for p in listed.splitlines() if counted(p) and (ROOT / p).exists()]
    return {path: (ROOT / path).read_bytes().count(b"\n") for path in paths}


def past(revision: str) -> dict[str, int]:
    """Path to line count as of a revision."""
    empty = git("hash-object", "-t", "tree", "--stdin").strip()
    lines = git("diff", "--numstat", "--no-renames", "-z", empty, revision, "--", *AREAS)
    rows = [row.split("\t") for row in lines.split("\0") if row]
    return {path: int(added) for added, _, path in rows if counted(path)}


def overview(now: dict[str, int], then: dict[str, int], since: str, longest: int) -> None:
    print(f"{'':<10}{'files':>7}{'lines':>9}{'median':>8}{'longest':>9}   since {since}")
    for area in (*AREAS, ""):
        old = [n for path, n in then.items() if path.startswith(area)]
        new = [n for path, n in now.items() if path.startswith(area)]
        print(
            f"{area or 'in all':<10}{len(new):>7}{sum(new):>9}{statistics.median(new):>8.0f}"
            f"{max(new):>9}   {len(new) - len(old):+} files, {sum(new) - sum(old):+} lines"
        )
    print()
    for path in sorted(now, key=now.__getitem__, reverse=True)[:longest]:
        change = f"{now[path] - then[path]:+}" if path in then else "new"
        print(f"{now[path]:>6}{change:>7}  {path}")


def check(now: dict[str, int]) -> None:
    for path, lines in sorted(now.items()):
        if lines > MOST_LINES:
            print(f"{path}: {lines} lines; split it by subject (limit: {MOST_LINES})")
    if max(now.values()) > MOST_LINES:
        raise SystemExit(1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--since", default="main", metavar="REVISION")
    parser.add_argument("--longest", type=int, default=15, metavar="COUNT")
    parser.add_argument("--check", action="store_true", help="fail if a file is too long")
    options = parser.parse_args()
    if options.check:
        check(present())
    else:
        overview(present(), past(options.since), options.since, options.longest)


if __name__ == "__main__":
    main()
