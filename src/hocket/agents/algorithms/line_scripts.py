"""Scripts that read lines from standard input: levels of a log, times, best and last ones."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

LINE_SCRIPTS = (
    Algorithm(
        "script_time_totals",
        r"^(?=.*\b(?:script|standard input|stdin)\b).*\b(?:lap times?|times(?= (?:like|such as))"
        r"|durations?|m:ss|minutes and seconds)",
        r"total|fastest|slowest|seconds",
        "Write calls.py, a script that reads how long phone calls took, such as 12:40 for minutes "
        "and seconds, from standard input, a call on each line, and prints a line with sum, one "
        "with shortest and one with longest, each with its time written alike. It passes over "
        "empty lines; without calls it prints nothing.",
        """\
import sys


def seconds_of(text):
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)


def text_of(seconds):
    return f"{seconds // 60}:{seconds % 60:02}"  # two digits for seconds


times = [seconds_of(line.strip()) for line in sys.stdin if line.strip()]
if times:
    print("sum", text_of(sum(times)))
    print("shortest", text_of(min(times)))
    print("longest", text_of(max(times)))""",
    ),
    Algorithm(
        "script_best_line",
        r"^(?=.*\b(?:script|standard input|stdin)\b).*\b(?:hottest|coldest|warmest|highest sco"
        r"r\w+|tallest|heaviest|who (?:has|scored) (?:the )?(?:most|highest|best)|dearest|chea"
        r"pest|oldest|youngest)",
        r"of several the first|hottest",
        "Write hottest.py, a script that reads lines with a day and a temperature, like "
        "2024-07-01 31.5, from standard input and prints the line of the hottest day; of several "
        "the first. Empty lines are skipped; without lines it prints nothing.",
        """\
import sys

best = None
for line in sys.stdin:
    parts = line.split()
    if not parts:
        continue
    number = float(parts[-1])
    if best is None or number > best[0]:  # of equal ones the first stays
        best = (number, line.strip())
if best is not None:
    print(best[1])""",
    ),
    Algorithm(
        "script_group_extremes",
        r"^(?=.*\b(?:script|standard input|stdin)\b)(?=.*\b(?:each|every|per|by)\b)(?=.*\b(?:l"
        r"owest|smallest|minimum|min)\b)(?=.*\b(?:highest|largest|maximum|max)\b)\w+|(?:smalle"
        r"st|lowest|minimum)(?:,| and)(?: the)? (?:largest|highest|maximum)(?=.*\b(?:standard "
        r"input|stdin)\b)",
        r"average|mean|sensor|station",
        "Write ranges.py, a script that reads lines with a name and a number, like Ida 2.5, from "
        "standard input and prints a line for each name, from A to Z: the name, the smallest, the "
        "largest and the average of its numbers, each with one decimal. Empty lines are skipped.",
        """\
import sys

numbers = {}
for line in sys.stdin:
    parts = line.split()
    if parts:
        numbers.setdefault(parts[0], []).append(float(parts[1]))
for name in sorted(numbers):
    own = numbers[name]
    print(f"{name} {min(own):.1f} {max(own):.1f} {sum(own) / len(own):.1f}")""",
    ),
    Algorithm(
        "script_last_entries",
        r"^(?=.*\b(?:script|standard input|stdin)\b).*\b(?:last|latest|newest|current) (?:value"
        r"|status|state|reading|entry|price|position|one)s? (?:of|for|per) (?:each|every)",
        r"last|latest|name",
        "Write latest.py, a script that reads lines with a name and a status, like door open, "
        "from standard input and prints a line with the name and the last status of each name, in "
        "the order in which the names first occurred. Empty lines are skipped.",
        """\
import sys

latest = {}
for line in sys.stdin:
    parts = line.split(maxsplit=1)
    if len(parts) == 2:
        latest[parts[0]] = parts[1].strip()  # a known name keeps its place
for name, status in latest.items():
    print(name, status)""",
    ),
)
"""What is printed of lines that are read."""
