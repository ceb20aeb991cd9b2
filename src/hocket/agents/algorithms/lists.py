"""Lists and dicts: taken apart, put together and looked through."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

LISTS = (
    Algorithm(
        "flatten_lists",
        r"flatten\w*(?!.*\b(?:dict\w*|json|keys?)\b)|un ?nest\w*"
        r"|nested lists?(?=.*\b(?:flat|plain|single|one)\b)"
        r"|lists? (?:with)?in (?:of )?lists?(?=.*\bdeep\w*)",
        r"deep\w*|levels?",
        "Write flat.py with flatten(items): one list of all items of a list of any depth, in "
        "order. Tuples count as lists, texts do not.",
        """\
def flatten(items):
    flat = []
    for item in items:
        if isinstance(item, (list, tuple)):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat""",
    ),
    Algorithm(
        "chunks",
        r"chunk\w*|batch(?:es|ed)?|(?:pieces|parts|groups|pages|sublists|portions|packs|lists)"
        r"(?= of (?:(?:at most |up to |equal )?(?:size|length|n|k|\d+|two|three|four|five)\b))",
        r"size|shorter",
        "Write chunks.py with chunks(items, size): a list of lists of size items each, in order; "
        "the last one may be shorter. A size below 1 raises ValueError.",
        """\
def chunks(items, size):
    if size < 1:
        raise ValueError("size must be at least 1")
    return [items[start : start + size] for start in range(0, len(items), size)]""",
    ),
    Algorithm(
        "remove_duplicates",
        r"dedup\w*|dedupe|(?:remov\w+|without|drop\w*|delet\w+"
        r"|eliminat\w+) (?:\w+ ){0,2}(?:duplicat\w+"
        r"|repeat(?:s|ed)?|doubles?)|unique (?:items|elements|values)(?=.*\border)"
        r"|duplicates? (?:are |is )?(?:removed|dropped)",
        r"order|first",
        "Write unique.py with without_duplicates(items): a new list in which each item occurs "
        "once, in order of first appearance. Items may be lists too, which are not hashable.",
        """\
def without_duplicates(items):
    unique = []
    for item in items:
        if item not in unique:  # a set could not hold lists
            unique.append(item)
    return unique""",
    ),
    Algorithm(
        "group_by",
        r"group(?:s|ed|ing)? (?:by|them by)|group(?:s|ed|ing)? (?:the |all )?(?:\w+ ){1,2}by"
        r"|groupby|partition\w* by",
        r"dict(?:ionary)?|keys?",
        "Write grouping.py with group_by(records, key): the records (dicts) as a dict from each "
        "value of the key to the list of records that have it, both in order of appearance. "
        "Records without the key are in the group None.",
        """\
def group_by(records, key):
    groups = {}
    for record in records:
        groups.setdefault(record.get(key), []).append(record)
    return groups""",
    ),
    Algorithm(
        "two_sum",
        r"two[- ]?sum|(?:two|pairs?)(?: \w+){0,6} (?:adds? (?:up )?to|sums? (?:up )?to"
        r"|whose sum (?:is|equals))|pairs? with (?:a |the )?(?:given )?sum|pair sum|sum pairs?"
        r"|pairs? of numbers (?:with (?:a |the )?(?:given |same )?sum|that sum)",
        r"target|ind(?:ex|ices)|positions?",
        "Write pairs.py with two_sum(numbers, target): the positions (i, j), i < j, of two numbers "
        "that add up to the target, or None. Of several pairs the one with the smallest j is "
        "returned.",
        """\
def two_sum(numbers, target):
    seen = {}  # where each number stands first
    for j, number in enumerate(numbers):
        if target - number in seen:
            return seen[target - number], j
        seen.setdefault(number, j)
    return None""",
    ),
    Algorithm(
        "maximum_subarray",
        r"(?:max(?:imum|imal)?|largest|greatest|highest|biggest) (?:sum )?(?:contiguous )?"
        r"(?:sub ?array|sub ?list)s?(?: sum)?|kadane\w*"
        r"|(?:largest|greatest|highest|maximum|biggest) (?:sum|total)(?= of (?:\w+ )*"
        r"(?:neighbou?rs|adjacent|consecutive|contiguous|in a row|run|stretch|side by side))"
        r"|(?:contiguous|consecutive|adjacent)(?= .*\b(?:largest|greatest|maximum|highest) sum)",
        r"contiguous|consecutive|negative",
        "Write best_run.py with max_run(numbers): the largest sum of one or more consecutive "
        "numbers. An empty list raises ValueError.",
        """\
def max_run(numbers):
    if not numbers:
        raise ValueError("numbers must not be empty")
    best = ending_here = numbers[0]  # not 0: all may be negative
    for number in numbers[1:]:
        ending_here = max(number, ending_here + number)
        best = max(best, ending_here)
    return best""",
    ),
    Algorithm(
        "kth_largest",
        r"(?:k|n)[- ]?th[- ](?:largest|smallest|highest|lowest|biggest|greatest)"
        r"|second[- ](?:largest|smallest|highest|lowest|biggest|greatest)"
        r"|third[- ](?:largest|smallest|highest|lowest|biggest|greatest)",
        r"distinct|different",
        "Write places.py with kth_largest(numbers, k): the k-th largest of the different numbers "
        "(k = 1 is the largest), or None if there are fewer than k. k below 1 raises ValueError.",
        """\
def kth_largest(numbers, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    different = sorted(set(numbers), reverse=True)
    return different[k - 1] if k <= len(different) else None""",
    ),
    Algorithm(
        "rotate_list",
        r"^(?!.*\b(?:matrix|image|grid|degrees?|\w*clockwise|board|logs?|turtle|square)\b)"
        r"(?=.*\brotat)(?=.*\b(?:list|items|array|nums|steps?|places?|positions?)\b)\w+"
        r"|(?:cyclic\w*|circular\w*) shift\w*|shift\w* (?:cyclic\w*|circular\w*)",
        r"steps?|places?",
        "Write rotation.py with rotate(items, steps): a new list with the items moved to the right "
        "by so many steps; what leaves at the end enters at the front. Negative steps move to the "
        "left, and there may be more steps than items.",
        """\
def rotate(items, steps):
    if not items:
        return []
    steps %= len(items)  # at least 0, also for negative steps
    return items[len(items) - steps :] + items[: len(items) - steps]""",
    ),
    Algorithm(
        "moving_average",
        r"(?:moving|rolling|sliding) (?:averages?|mean|sums?|max\w*|windows?|median)"
        r"|windows? of (?:size|length|width|n|k|\d+|three)",
        r"windows?",
        "Write windows.py with moving_average(numbers, size): the means of each size consecutive "
        "numbers; empty if there are fewer. A size below 1 raises ValueError.",
        """\
def moving_average(numbers, size):
    if size < 1:
        raise ValueError("size must be at least 1")
    last = len(numbers) - size  # the start of the last window
    return [sum(numbers[start : start + size]) / size for start in range(last + 1)]""",
    ),
    Algorithm(
        "longest_streak",
        r"streaks?|(?:longest|number of) (?:run|series|chain)s? of (?:equal|the same"
        r"|identical|wins?"
        r"|consecutive|days)|(?:days|wins|times|equal \w+|same \w+) in a row"
        r"|consecutive (?:days|wins)",
        r"longest|consecutive|in a row",
        "Write streaks.py with longest_streak(items): the item that occurs most often in a row and "
        "how often, as (item, count), the first of equally long ones. No items give (None, 0).",
        """\
def longest_streak(items):
    best = (None, 0)
    count = 0
    for place, item in enumerate(items):
        if place > 0 and items[place - 1] == item:
            count += 1
        else:
            count = 1
        if count > best[1]:
            best = (item, count)
    return best""",
    ),
    Algorithm(
        "run_groups",
        r"(?:consecutive|adjacent) (?:whole )?(?:numbers|integers|values|pages"
        r"|ids)(?= .*\b(?:ranges?|runs?"
        r"|intervals?))|(?:summar\w+|compress\w*|collapse\w*) (?:\w+ ){0,3}ranges?|page ranges?"
        r"|ranges? (?:like|such as) \W*\d+ ?- ?\d+",
        r"ranges?|sorted",
        "Write ranges.py with ranges(numbers): consecutive whole numbers as ranges, as in "
        "'1-3, 5, 7-8'. The numbers may be in any order, and more than once.",
        """\
def ranges(numbers):
    runs = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs
    )""",
    ),
    Algorithm(
        "merge_intervals",
        r"overlapping (?:intervals|ranges|spans|periods)|merg\w+ (?:\w+ ){0,2}(?:intervals|periods)"
        r"|(?:intervals|periods|spans) (?:that )?(?:overlap|touch)\w*|(?:joins?|unites?|combines?)"
        r"(?=.*\b(?:overlapping|touching)\b)|overlapping or touching",
        r"merg\w+|touch\w*",
        "Write intervals.py with merge(intervals): the intervals (start, end) with those that "
        "overlap or touch merged into one, as a list of tuples sorted by start.",
        """\
def merge(intervals):
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            last_start, last_end = merged[-1]
            merged[-1] = (last_start, max(last_end, end))  # it may lie within the last one
        else:
            merged.append((start, end))
    return merged""",
    ),
    Algorithm(
        "deep_merge",
        r"deep(?:ly)?[- ]?merg\w*|recursive(?:ly)? merg\w*|merg\w* (?:\w+ ){0,3}(?:dict\w*|configs?"
        r"|settings|configurations?)(?: \w+){0,2} (?:recursive\w*|deep\w*)"
        r"|merg\w* (?:\w+ ){0,2}nested (?:dict\w*|settings|config\w*)",
        r"nested|recursive\w*|defaults",
        "Write merging.py with deep_merge(base, extra): a new dict with the keys of both. Where "
        "both have a dict, these are merged in the same way; otherwise the value of extra wins. "
        "Neither argument is changed.",
        """\
from copy import deepcopy


def deep_merge(base, extra):
    merged = deepcopy(base)
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = deep_merge(merged[key], value)
        else:
            merged[key] = deepcopy(value)
    return merged""",
    ),
)
"""What people ask for most often stands first."""
