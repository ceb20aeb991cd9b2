"""Scripts that read lines from standard input and print what they make of them."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

_INPUT = r"(?:std ?in|standard input|piped|piping)"


def _script(what: str) -> str:
    """Two signs: these words in a goal that speaks of standard input too, in any order.

    So a script is nearer than a function that does the same.
    """
    both = rf"(?=.*\b{_INPUT}\b)(?=.*\b(?:{what})(?!\w))"
    return rf"^{both}\w+|{_INPUT}(?=.*\b(?:{what})(?!\w))|(?:{what})(?!\w)(?=.*\b{_INPUT}\b)"


SCRIPTS = (
    Algorithm(
        "script_word_frequencies",
        _script(
            r"(?:how (?:often|many times) (?:each|every|a) )?words? (?:occurs?|appears?|frequenc\w+"
            r"|counts?)|frequenc\w+|how often|(?:number|count|occurrences) of (?:each|every) word"
            r"|(?:each|every) (?:different )?word|most (?:frequent|common) words?"
        ),
        r"most frequent first|words?|alphabetical\w*",
        "Write word_counts.py, a script that reads text from standard input and prints each word "
        "in lower case with how often it occurs, as 'word: count', the most frequent first and "
        "equally frequent ones in alphabetical order.",
        """\
import re
import sys

counts = {}
for word in re.findall(r"\\w+(?:'\\w+)*", sys.stdin.read().lower()):
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
    print(f"{word}: {count}")""",
    ),
    Algorithm(
        "script_wc",
        _script(
            r"wc|(?:numbers? of|counts?(?: the)?|how many) (?:lines|words|characters)"
            r"|lines,? (?:and |the )?words|words and (?:characters|letters)"
        ),
        r"characters|lines,? words",
        "Write count_text.py, a script that reads text from standard input and prints the number "
        "of lines, words and characters, each on a line of its own as 'lines: 2'. Ends of lines "
        "count as characters.",
        """\
import sys

text = sys.stdin.read()
print(f"lines: {len(text.splitlines())}")
print(f"words: {len(text.split())}")
print(f"characters: {len(text)}")""",
    ),
    Algorithm(
        "script_unique_lines",
        _script(
            r"unique lines?|(?:repeated|duplicate\w*) lines?|(?:each"
            r"|every) (?:different )?line once"
            r"|(?:distinct|different) lines?|lines? (?:\w+ )?(?:only )?once|without duplicates"
            r"|duplicates?|first time"
        ),
        r"order",
        "Write unique_lines.py, a script that reads lines from standard input and prints each "
        "different line once, in order of first appearance.",
        """\
import sys

seen = set()
for line in sys.stdin:
    line = line.rstrip("\\n")  # the last line may have no end
    if line not in seen:
        seen.add(line)
        print(line)""",
    ),
    Algorithm(
        "script_group_averages",
        _script(
            r"(?:averages?|mean)(?: \w+){0,3} (?:per|(?:for|of) (?:each|every)|by) \w+"
            r"|(?:for each|for every|per) (?:\w+ ){1,3}(?:average|mean)"
            r"|(?:each|every) (?:\w+)'s (?:average|mean)"
            r"|(?:each|every) (?:\w+ ){1,3}(?:and|with) (?:its|their|the|his|her) (?:average|mean)"
        ),
        r"decimals?|decimal places?|name",
        "Write averages.py, a script that reads lines 'name value' from standard input and prints "
        "the average per name as 'name: 2.50' with two decimals, in alphabetical order of the "
        "names. Empty lines are skipped.",
        """\
import sys

values = {}
for line in sys.stdin:
    if line.strip():
        name, value = line.rsplit(maxsplit=1)  # a name may have spaces
        values.setdefault(name, []).append(float(value))
for name, numbers in sorted(values.items()):
    print(f"{name}: {sum(numbers) / len(numbers):.2f}")""",
    ),
    Algorithm(
        "script_group_totals",
        _script(
            r"(?:totals?|sums?)(?: \w+){0,3} (?:per|(?:for|of) (?:each|every)|by) \w+"
            r"|(?:for each|for every|per) (?:\w+ ){1,3}(?:total|sum)"
            r"|(?:sums?|adds?) up (?:\w+ ){0,3}(?:per|for each|of each)"
        ),
        r"largest first|highest first|name",
        "Write totals.py, a script that reads lines 'name,amount' from standard input and prints "
        "the total per name as 'name: 12', the largest total first and equal ones in alphabetical "
        "order. Empty lines are skipped; amounts are whole numbers.",
        """\
import sys

totals = {}
for line in sys.stdin:
    if line.strip():
        name, amount = line.rsplit(",", maxsplit=1)
        name = name.strip()
        totals[name] = totals.get(name, 0) + int(amount)
for name, total in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])):
    print(f"{name}: {total}")""",
    ),
    Algorithm(
        "script_csv_column_sum",
        _script(
            r"csv (?=.*\b(?:columns?|sum|total|adds?)\b)|(?:sum|total) of (?:the |a "
            r"|one )?(?:\w+ )?"
            r"column|(?:sums?|adds?|totals?) (?:up )?(?:the |a )?(?:\w+ )?column"
        ),
        r"columns?|header|csv",
        "Write column_sum.py, a script that gets the name of a column as its argument, reads a CSV "
        "table with a header from standard input and prints the sum of the column with two "
        "decimals. Empty cells count as 0. If there is no such column, it prints 'no column NAME'.",
        """\
import csv
import sys

column = sys.argv[1]
rows = csv.DictReader(sys.stdin)
if column not in (rows.fieldnames or []):
    print(f"no column {column}")
else:
    total = sum(float(row[column] or 0) for row in rows)
    print(f"{total:.2f}")""",
    ),
    Algorithm(
        "script_running_total",
        _script(
            r"running (?:totals?|sums?|balance)|cumulative (?:sums?|totals?)|(?:sum|total) so far"
        ),
        r"after each|numbers?",
        "Write running.py, a script that reads one whole number per line from standard input and "
        "prints the running total after each of them. Lines that are no number are skipped.",
        """\
import sys

total = 0
for line in sys.stdin:
    try:
        number = int(line)
    except ValueError:
        continue
    total += number
    print(total)""",
    ),
    Algorithm(
        "script_balance",
        _script(r"balance|incomes?|deposits?|withdrawals?"),
        r"income|expenses?|expenditures?|euros?|dollars?",
        "Write balance.py, a script that reads lines such as 'income 1200.00 salary' and 'expense "
        "80.50 food' from standard input and prints 'income: 1200.00', 'expenses: 80.50' and "
        "'balance: 1119.50'. Other lines are skipped.",
        """\
import sys
from decimal import Decimal

totals = {"income": Decimal(0), "expense": Decimal(0)}
for line in sys.stdin:
    parts = line.split()
    if len(parts) >= 2 and parts[0] in totals:
        totals[parts[0]] += Decimal(parts[1])
print(f"income: {totals['income']:.2f}")
print(f"expenses: {totals['expense']:.2f}")
print(f"balance: {totals['income'] - totals['expense']:.2f}")""",
    ),
    Algorithm(
        "script_histogram",
        _script(r"histogram|bar (?:chart|graph)|bars?|(?:stars?|asterisks?|hash signs?|#s?)(?=\W)"),
        r"stars?|asterisks?|bars?",
        "Write bars.py, a script that reads lines 'label number' from standard input and prints a "
        "bar of stars for each, with the labels padded to the longest: 'tea    | ***'.",
        """\
import sys

rows = []
for line in sys.stdin:
    if line.strip():
        label, number = line.rsplit(maxsplit=1)
        rows.append((label, int(number)))
width = max((len(label) for label, _ in rows), default=0)
for label, number in rows:
    print(f"{label.ljust(width)} | {'*' * number}".rstrip())""",
    ),
    Algorithm(
        "script_number_lines",
        _script(
            r"(?:number(?:s|ed|ing)?) (?:the |its |all |each |every )?lines?|line numbers?"
            r"|(?:each|every) line (?:[\w ]+ )?with (?:its|a|the) number(?! of)|lines? numbered"
        ),
        r"in front",
        "Write numbered.py, a script that reads lines from standard input and prints each "
        "line with "
        "its number, counted from 1 and right-aligned to 4 places, and a space in front of it.",
        """\
import sys

for number, line in enumerate(sys.stdin, start=1):
    text = line.rstrip("\\n")
    print(f"{number:4} {text}")""",
    ),
    Algorithm(
        "script_reverse_lines",
        _script(
            r"reverse(?:d|s)? (?:the )?(?:order|lines?)|last (?:line )?first|lines (?:\w+ ){0,4}"
            r"revers\w+(?: order)?|tac|bottom to top"
        ),
        r"order",
        "Write upside_down.py, a script that reads lines from standard input and prints them in "
        "reverse order, the last first.",
        """\
import sys

for line in reversed(sys.stdin.read().splitlines()):
    print(line)""",
    ),
    Algorithm(
        "script_longest_line",
        _script(r"longest (?:line|word)|(?:line|word) that is (?:the )?longest"),
        r"length",
        "Write longest.py, a script that reads lines from standard input and prints the longest "
        "line and its length, as 'some text (9)'; of equally long ones the first. Without lines it "
        "prints 'no lines'.",
        """\
import sys

lines = sys.stdin.read().splitlines()
if lines:
    longest = max(lines, key=len)  # the first of equally long ones
    print(f"{longest} ({len(longest)})")
else:
    print("no lines")""",
    ),
    Algorithm(
        "script_filter_lines",
        _script(
            r"grep|filter(?:s|ed|ing)?|lines? (?:(?:that |which |of )[\w ]*)?(?:contain\w*"
            r"|with the word"
            r"|with a given|matching|that match|in which)"
        ),
        r"argument|contain\w*|case",
        "Write matching.py, a script that gets a word as its argument, reads lines from standard "
        "input and prints those that contain it, in any case, and at the end 'N of M lines'.",
        """\
import sys

word = sys.argv[1].lower()
found = total = 0
for line in sys.stdin:
    total += 1
    text = line.rstrip("\\n")
    if word in text.lower():
        found += 1
        print(text)
print(f"{found} of {total} lines")""",
    ),
    Algorithm(
        "script_sort_by_number",
        _script(
            r"sort(?:s|ed|ing)? (?:the |all |them )?(?:lines? |rows? )?by (?:the |its |their )?"
            r"(?:numbers?|values?|scores?|amounts?|points|prices?|second)"
        ),
        r"highest|largest|first",
        "Write ranking.py, a script that reads lines 'name score' from standard input and prints "
        "them sorted by the score, the highest first. Lines with equal scores keep their order, "
        "and empty lines are skipped.",
        """\
import sys

lines = [line.strip() for line in sys.stdin if line.strip()]
lines.sort(key=lambda line: float(line.split()[-1]), reverse=True)  # equal ones keep their order
for line in lines:
    print(line)""",
    ),
    Algorithm(
        "script_transpose",
        _script(r"transpos\w+|rows? (?:\w+ ){0,3}columns?|columns? (?:become|as|into) rows?"),
        r"table|matrix",
        "Write transposed.py, a script that reads rows of values separated by spaces from standard "
        "input and prints the columns as rows. Short rows are filled with '-'.",
        """\
import sys
from itertools import zip_longest

rows = [line.split() for line in sys.stdin if line.strip()]
for column in zip_longest(*rows, fillvalue="-"):
    print(" ".join(column))""",
    ),
    Algorithm(
        "script_median",
        _script(r"medians?|middle value"),
        r"numbers?",
        "Write median.py, a script that reads numbers separated by spaces or ends of lines from "
        "standard input and prints their median with one decimal: the middle one, or the mean of "
        "the two middle ones. Without numbers it prints 'no numbers'.",
        """\
import sys

numbers = sorted(float(part) for part in sys.stdin.read().split())
if not numbers:
    print("no numbers")
else:
    middle = len(numbers) // 2
    if len(numbers) % 2 == 1:
        median = numbers[middle]
    else:
        median = (numbers[middle - 1] + numbers[middle]) / 2
    print(f"{median:.1f}")""",
    ),
    Algorithm(
        "script_calculator",
        _script(
            r"calculat(?:or|es each|es every)|arithmetic|(?:sums?|expressions?|calculations?)"
            r"(?= (?:like|such as|per line|on each line))"
        ),
        r"result|division by zero|per line",
        "Write calc.py, a script that reads one calculation per line, such as '3 + 4.5', from "
        "standard input and prints each result. The operators are + - * /. It prints 'division by "
        "zero' or 'invalid' where there is no result.",
        """\
import operator
import sys

OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
for line in sys.stdin:
    if not line.strip():
        continue
    try:
        left, sign, right = line.split()
        result = OPERATORS[sign](float(left), float(right))
    except ZeroDivisionError:
        print("division by zero")
    except (ValueError, KeyError):
        print("invalid")
    else:
        print(f"{result:g}")""",
    ),
)
"""What people ask for most often stands first."""
