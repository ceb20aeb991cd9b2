"""Choices among many possibilities: arrangements, selections, and the best of them."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

CHOICES = (
    Algorithm(
        "permutations",
        r"(?<!is )permut\w+(?!.*\bnumber of permutations)|(?:all"
        r"|every) (?:possible )?(?:orders?|orderings?"
        r"|arrangements?)(?= (?:of|in|that)\b)",
        r"itertools|arrang\w+|order",
        "Write arrangements.py with permutations(items): a list of all orders of the items as "
        "lists, without itertools, in the order of the items' places. No items have one order, [].",
        """\
def permutations(items):
    if not items:
        return [[]]
    result = []
    for place, first in enumerate(items):
        others = list(items[:place]) + list(items[place + 1 :])
        for rest in permutations(others):
            result.append([first, *rest])
    return result""",
    ),
    Algorithm(
        "combinations",
        r"combinations (?:of (?:\w+ )?(?:\w+|\d+) (?:items|elements|of)|\w+ (?:k|r|n)\b)"
        r"|(?:all|every|the) (?:possible )?combinations?(?!.*\b(?:coins?|lock|sum|password)\b)"
        r"|(?:all|every) (?:possible )?(?:choices?|selections?|teams|ways to choose) (?:of )?"
        r"(?:k|r|n|\w+) (?:items|out|from|of|players)|combinations(?= items k| lst k| items n)",
        r"itertools|without regard to order|choose",
        "Write selections.py with combinations(items, k): a list of all combinations of k of the "
        "items as lists, without itertools, each in the order of the items. If k is larger than "
        "the number of items there are none.",
        """\
def combinations(items, k):
    if k == 0:
        return [[]]
    result = []
    for place, first in enumerate(items):
        for rest in combinations(items[place + 1 :], k - 1):  # only later items follow
            result.append([first, *rest])
    return result""",
    ),
    Algorithm(
        "subsets",
        r"(?:all|every|possible|number of|list of) (?:\w+ )?sub ?sets|sub ?sets(?=.*\ball)"
        r"|power ?set",
        r"all|empty",
        "Write subsets.py with subsets(items): a list of all subsets of the items as lists, the "
        "empty one first, each in the order of the items, without itertools.",
        """\
def subsets(items):
    result = [[]]
    for item in items:
        result += [subset + [item] for subset in result]  # each with the item too
    return result""",
    ),
    Algorithm(
        "subset_sum",
        r"subset[- ]sums?|(?:subset|some of (?:them|the numbers)|selection)(?=.*\b(?:adds? up to|"
        r"sums? (?:up )?to|whose sum|exact\w*) )|combination sum",
        r"target|exact\w*|subset",
        "Write exact.py with subset_sum(numbers, target): a list of some of the positive numbers, "
        "each used at most once, that add up to the target, or None if there is none.",
        """\
def subset_sum(numbers, target):
    reached = {0: []}  # a sum and the numbers that make it
    for number in numbers:
        for total, used in list(reached.items()):  # a copy: number is used once
            reached.setdefault(total + number, [*used, number])
    return reached.get(target)""",
    ),
    Algorithm(
        "knapsack",
        r"knapsack|(?:rucksack|backpack|bag|suitcase|truck|van)(?=.*\b(?:capacity|weighs?|weights?"
        r"|maximum weight|most valuable)\b.*\bvalu)|(?:weights?|values?)(?=.*\b(?:values?"
        r"|weights?)\b"
        r".*\b(?:capacity|limit)\b)|most valuable (?:items|selection|load)",
        r"capacity|values?|weights?",
        "Write knapsack.py with best_value(items, capacity): the greatest total value of items, "
        "given as (weight, value), whose total weight is at most the capacity. Each item is taken "
        "at most once; weights are positive whole numbers.",
        """\
def best_value(items, capacity):
    best = [0] * (capacity + 1)  # the greatest value for each weight
    for weight, value in items:
        for room in range(capacity, weight - 1, -1):  # downwards: each item once
            best[room] = max(best[room], best[room - weight] + value)
    return best[capacity]""",
    ),
    Algorithm(
        "coin_ways",
        r"(?:how many|number of|count\w*) (?:different )?ways (?:\w+ ){0,6}(?:pay\w*|coins?|change)"
        r"|ways (?:to|of) (?:pay\w*|mak\w+ change|chang\w+ money)|(?:coin|change|count) ways"
        r"|ways to (?:make|form|reach) (?:an? |the )?(?:amount|sum)",
        r"coins?|ways",
        "Write ways.py with ways_to_pay(amount, coins): in how many ways an amount can be paid "
        "with these coins, each used any number of times; the order does not count. The amount 0 "
        "can be paid in one way.",
        """\
def ways_to_pay(amount, coins):
    ways = [1] + [0] * amount
    for coin in sorted(set(coins)):  # coin after coin, so that the order does not count
        for total in range(coin, amount + 1):
            ways[total] += ways[total - coin]
    return ways[amount]""",
    ),
    Algorithm(
        "increasing_subsequence",
        r"increasing sub ?sequences?|(?:rising|ascending|growing) sub ?sequences?|lis"
        r"|longest (?:increasing|rising|ascending) (?:sequence|series|chain)",
        r"longest|strictly",
        "Write rising.py with longest_increasing(numbers): the longest list of numbers that can be "
        "picked, in their order but not necessarily side by side, so that each is larger than the "
        "one before: the longest increasing subsequence.",
        """\
def longest_increasing(numbers):
    best = []  # for each place the longest one that ends there
    for place, number in enumerate(numbers):
        longest = []
        for before in range(place):
            if numbers[before] < number and len(best[before]) > len(longest):
                longest = best[before]
        best.append([*longest, number])
    return max(best, key=len, default=[])""",
    ),
    Algorithm(
        "best_trade",
        r"(?:buy|bought)(?=.*\b(?:sell|sold|selling)\b.*\b(?:profit|prices?|day|best)\b)"
        r"|(?:best|maximum|max|largest|highest) (?:possible )?profit(?=.*\b(?:stocks?|prices"
        r"|shares?"
        r"|trade)\b)",
        r"profit|prices|stocks?",
        "Write trade.py with best_profit(prices): the largest profit of buying once and selling "
        "on a later day, given the price of each day; 0 if there is no profit.",
        """\
def best_profit(prices):
    profit = 0
    cheapest = None
    for price in prices:
        if cheapest is None or price < cheapest:
            cheapest = price
        profit = max(profit, price - cheapest)  # sold after it was bought
    return profit""",
    ),
    Algorithm(
        "cartesian_product",
        r"cartesian products?|(?:every|each|all) (?:pairs?|combinations?) (?:of|with) (?:an? "
        r"|one )?"
        r"(?:\w+ )?(?:from|of) each|one (?:item |value )?(?:from|of) each (?:list|group)",
        r"itertools",
        "Write products.py with product(lists): all ways to take one item from each list, as a "
        "list of lists, where the last item changes fastest, without itertools.",
        """\
def product(lists):
    result = [[]]
    for items in lists:
        result = [[*taken, item] for taken in result for item in items]
    return result""",
    ),
    Algorithm(
        "activity_selection",
        r"(?:most|maximum number of|as many) (?:\w+ ){0,2}(?:activities|meetings|talks|films"
        r"|lectures"
        r"|events|jobs)(?=.*\b(?:overlap\w*|same time|attend\w*|conflict\w*))"
        r"|activity selection|interval scheduling",
        r"overlap\w*|attend\w*",
        "Write talks.py with most_talks(talks): the most talks (start, end) that one can attend in "
        "full without overlaps, as a list in order of time. One may start when another ends.",
        """\
def most_talks(talks):
    chosen = []
    for start, end in sorted(talks, key=lambda talk: talk[1]):  # what ends first leaves most time
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end))
    return chosen""",
    ),
)
"""What people ask for most often stands first."""
