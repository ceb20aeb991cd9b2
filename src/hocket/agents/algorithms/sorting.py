"""Ways to sort, without Python's own."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

SORTING = (
    Algorithm(
        "merge_sort",
        r"merge[- ]?sort\w*|sort\w* by merging",
        r"halves|recursive\w*",
        "Write merge_sort.py with merge_sort(items), which returns a new sorted list by merge "
        "sort. Equal items keep their order.",
        """\
def merge_sort(items):
    if len(items) < 2:
        return list(items)
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:  # <= so that equal items keep their order
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]""",
    ),
    Algorithm(
        "quick_sort",
        r"quick[- ]?sort\w*|pivot(?=.*\bsort)|sort\w*(?=.*\bpivot)",
        r"in place|partition\w*",
        "Write quick_sort.py with quick_sort(items), which returns a new list sorted by quicksort "
        "around a pivot.",
        """\
def quick_sort(items):
    if len(items) < 2:
        return list(items)
    pivot = items[len(items) // 2]
    smaller = [item for item in items if item < pivot]
    equal = [item for item in items if item == pivot]
    larger = [item for item in items if item > pivot]
    return quick_sort(smaller) + equal + quick_sort(larger)""",
    ),
    Algorithm(
        "bubble_sort",
        r"bubble[- ]?sort\w*|sort\w*(?=.*\bswap\w* (?:\w+ )?(?:neighbou?rs?|adjacent|next to))"
        r"|swap\w* (?:\w+ )?(?:neighbou?rs?|adjacent)(?=.*\bsort)",
        r"swaps?|passes",
        "Write bubble.py with bubble_sort(items), which returns a new list sorted by swapping "
        "neighbours that are in the wrong order, and stops after a pass without a swap.",
        """\
def bubble_sort(items):
    items = list(items)
    for end in range(len(items) - 1, 0, -1):  # the largest of a pass ends up here
        swapped = False
        for place in range(end):
            if items[place] > items[place + 1]:
                items[place], items[place + 1] = items[place + 1], items[place]
                swapped = True
        if not swapped:
            break
    return items""",
    ),
    Algorithm(
        "insertion_sort",
        r"insertion[- ]?sort\w*|sort\w*(?=.*\b(?:hand|playing) cards?\b)"
        r"|sort\w* by insert\w+|insert\w* (?:\w+ ){0,5}(?:into|in) (?:the |its )?"
        r"(?:sorted part|right place)",
        r"sorted part",
        "Write insertion.py with insertion_sort(items), which returns a new list sorted by "
        "inserting each item into the sorted part before it.",
        """\
def insertion_sort(items):
    items = list(items)
    for place in range(1, len(items)):
        item = items[place]
        hole = place
        while hole > 0 and items[hole - 1] > item:
            items[hole] = items[hole - 1]
            hole -= 1
        items[hole] = item
    return items""",
    ),
    Algorithm(
        "selection_sort",
        r"selection[- ]?sort\w*|sort\w*(?=.*\b(?:smallest|minimum) (?:\w+ ){0,3}(?:remaining"
        r"|rest))",
        r"smallest|swaps?",
        "Write selection.py with selection_sort(items), which returns a new list sorted by moving "
        "the smallest of the remaining items to the front again and again.",
        """\
def selection_sort(items):
    items = list(items)
    for start in range(len(items) - 1):
        smallest = start
        for place in range(start + 1, len(items)):
            if items[place] < items[smallest]:
                smallest = place
        items[start], items[smallest] = items[smallest], items[start]
    return items""",
    ),
    Algorithm(
        "heap_sort",
        r"heap[- ]?sort\w*|sort\w* (?:\w+ ){0,3}(?:with|by|using) (?:a |max |min )*heaps?",
        r"heaps?|sift\w*",
        "Write heap_sort.py with heap_sort(items), which returns a new list sorted by heapsort, "
        "without the heapq module.",
        """\
def heap_sort(items):
    heap = list(items)
    for start in range(len(heap) // 2 - 1, -1, -1):
        sift_down(heap, start, len(heap))
    for end in range(len(heap) - 1, 0, -1):
        heap[0], heap[end] = heap[end], heap[0]  # the largest goes to the end
        sift_down(heap, 0, end)
    return heap


def sift_down(heap, parent, end):
    while True:
        child = 2 * parent + 1
        if child >= end:
            return
        if child + 1 < end and heap[child + 1] > heap[child]:
            child += 1  # the larger child
        if heap[parent] >= heap[child]:
            return
        heap[parent], heap[child] = heap[child], heap[parent]
        parent = child""",
    ),
    Algorithm(
        "counting_sort",
        r"counting[- ]?sort\w*|sort\w*(?=.*\bby counting)|bucket[- ]?sort\w*|radix[- ]?sort\w*",
        r"range|negative",
        "Write counting_sort.py with counting_sort(numbers), which returns a new list of the whole "
        "numbers, negative ones too, sorted by counting how often each occurs.",
        """\
def counting_sort(numbers):
    if not numbers:
        return []
    smallest = min(numbers)
    counts = [0] * (max(numbers) - smallest + 1)
    for number in numbers:
        counts[number - smallest] += 1
    result = []
    for offset, count in enumerate(counts):
        result += [smallest + offset] * count
    return result""",
    ),
    Algorithm(
        "merge_sorted_lists",
        r"(?:merg\w*|combin\w*|join\w*) (?:\w+ ){0,3}sorted (?:\w+ )?(?:lists?|arrays?|sequences?)"
        r"|merge (?:two )?sorted|(?:two|both) sorted (?:lists|arrays)",
        r"sorted",
        "Write merging.py with merge_sorted(first, second): one sorted list of the items of two "
        "sorted lists, without sorting again. Of equal items those of the first come first.",
        """\
def merge_sorted(first, second):
    merged = []
    i = j = 0
    while i < len(first) and j < len(second):
        if second[j] < first[i]:
            merged.append(second[j])
            j += 1
        else:
            merged.append(first[i])
            i += 1
    return merged + first[i:] + second[j:]""",
    ),
    Algorithm(
        "sort_by_keys",
        r"sort\w* (?:\w+ ){0,4}by (?:several|two|multiple|many) (?:keys?|fields?|columns?|criteria)"
        r"|^(?!.*\b(?:words?|letters?|frequen\w+|occur\w*|stdin|standard input)\b)(?=.*\b(?:"
        r"(?:descending|decreasing)\b.*\b(?:then|ties?|equal)\b.*\b(?:ascending"
        r"|alphabetical\w*|name)"
        r"|(?:highest|largest|best)(?: \w+)? first\b.*\b(?:ties?|equal"
        r"|same)\b.*\b(?:alphabetical\w*"
        r"|by name))\b)\w+",
        r"ties?|records?",
        "Write ranking.py with ranked(players): the players, dicts with 'name' and 'points', "
        "sorted by points in descending order, and those with equal points by name in "
        "alphabetical order, where case does not count.",
        """\
def ranked(players):
    return sorted(
        players,
        key=lambda player: (-player["points"], player["name"].lower()),
    )""",
    ),
    Algorithm(
        "is_sorted",
        r"is sorted(?=\()|(?:whether|check\w* (?:if|that)|tells? (?:if|whether)|true if)"
        r" (?:\w+ ){0,5}sorted(?! copy)|in (?:ascending|increasing) order(?= or not)",
        r"ascending|whether",
        "Write ordered.py with is_sorted(items): whether no item is smaller than the one before "
        "it. Empty lists and lists of one item are sorted.",
        """\
def is_sorted(items):
    return all(left <= right for left, right in zip(items, items[1:]))""",
    ),
)
"""What people ask for most often stands first."""
