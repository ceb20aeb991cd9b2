"""Small classes that keep a state: devices, queues of people, polls, decks of cards."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

MACHINES = (
    Algorithm(
        "elevator",
        r"elevators?|lifts?(?= .*\bfloors?\b)|(?:class )lift",
        r"floor|call",
        "Write elevator.py with a class Elevator(floors): it starts on floor 0. call(floor) puts "
        "a floor from 0 to floors - 1 at the end of the calls, once (ValueError for another "
        "floor), and step() moves one floor towards the first call and returns the floor it is "
        "on; a call is done when it gets there.",
        """\
class Elevator:
    def __init__(self, floors):
        self.floors = floors
        self.floor = 0
        self.calls = []

    def call(self, floor):
        if not 0 <= floor < self.floors:
            raise ValueError(f"no such floor: {floor}")
        if floor not in self.calls:
            self.calls.append(floor)

    def step(self):
        if self.calls:
            target = self.calls[0]
            if self.floor < target:
                self.floor += 1
            elif self.floor > target:
                self.floor -= 1
            if self.floor == target:
                self.calls.pop(0)
        return self.floor""",
    ),
    Algorithm(
        "stopwatch",
        r"stop ?watch|(?:timer|elapsed)(?=.*\b(?:start\w*)\b)(?=.*\bstop\w*)"
        r"|start\(\)(?=.*\bstop\(\))",
        r"elapsed|seconds",
        "Write stopwatch.py with a class Stopwatch(clock): start(), stop(), reset() and "
        "elapsed(), the seconds that it ran in all; clock() gives the time in seconds. start() "
        "of a running one and stop() of a stopped one change nothing.",
        """\
class Stopwatch:
    def __init__(self, clock):
        self.clock = clock
        self.reset()

    def reset(self):
        self.seconds = 0
        self.started = None

    def start(self):
        if self.started is None:
            self.started = self.clock()

    def stop(self):
        if self.started is not None:
            self.seconds += self.clock() - self.started
            self.started = None

    def elapsed(self):
        running = 0 if self.started is None else self.clock() - self.started
        return self.seconds + running""",
    ),
    Algorithm(
        "hash_map",
        r"hash ?(?:map|table)s?|(?:buckets|linear probing|chaining)(?=.*\b(?:keys?|hash\w*"
        r"|dict)\b)",
        r"buckets|without dict",
        "Write hash_map.py with a class HashMap(size=8) that keeps its pairs in buckets, without "
        "dict: put(key, value), get(key) and remove(key), which raise KeyError if there is no "
        "such key, and len(map).",
        """\
class HashMap:
    def __init__(self, size=8):
        self.buckets = [[] for _ in range(size)]

    def _bucket(self, key):
        return self.buckets[hash(key) % len(self.buckets)]

    def put(self, key, value):
        bucket = self._bucket(key)
        for pair in bucket:
            if pair[0] == key:
                pair[1] = value
                return
        bucket.append([key, value])

    def get(self, key):
        for known, value in self._bucket(key):
            if known == key:
                return value
        raise KeyError(key)

    def remove(self, key):
        bucket = self._bucket(key)
        for place, pair in enumerate(bucket):
            if pair[0] == key:
                del bucket[place]
                return
        raise KeyError(key)

    def __len__(self):
        return sum(len(bucket) for bucket in self.buckets)""",
    ),
    Algorithm(
        "ticket_queue",
        r"(?:tickets?|numbers?)(?=.*\b(?:serve\w*|called? next|now serving|waiting (?:room"
        r"|line)|counter)\b)(?=.*\b(?:next|wait\w*|queue)\b)|now serving|waiting room",
        r"take|serve",
        "Write tickets.py with a class TicketQueue: take() gives the next number, the first is "
        "1; serve() returns the number that is called next, or None if nobody waits; waiting() "
        "is how many wait.",
        """\
class TicketQueue:
    def __init__(self):
        self.taken = 0
        self.served = 0

    def take(self):
        self.taken += 1
        return self.taken

    def serve(self):
        if self.served == self.taken:
            return None
        self.served += 1
        return self.served

    def waiting(self):
        return self.taken - self.served""",
    ),
    Algorithm(
        "traffic_light",
        r"traffic lights?|(?:red|green)(?=\W.*\byellow\b)(?=.*\b(?:light|signal|next"
        r"|switch\w*)\b)",
        r"amber|switches",
        "Write lights.py with a class TrafficLight: it is red at first; color() tells the color "
        "and next() switches from red to green, from green to yellow and from yellow to red, and "
        "returns the new color.",
        """\
class TrafficLight:
    COLORS = ("red", "green", "yellow")

    def __init__(self):
        self.place = 0

    def color(self):
        return self.COLORS[self.place]

    def next(self):
        self.place = (self.place + 1) % len(self.COLORS)
        return self.color()""",
    ),
    Algorithm(
        "poll",
        r"polls?|(?:class )(?:ballot|election|voting|vote)s?(?=.*\bvotes?\b)|ballot box"
        r"|(?:second|another|new) vote",
        r"vote|voter",
        "Write poll.py with a class Poll(options): vote(voter, option), where a second vote of a "
        "voter replaces the first and an unknown option raises ValueError; results() is a dict "
        "from each option to its votes, and winners() the list of the options with the most "
        "votes in their order, empty without votes.",
        """\
class Poll:
    def __init__(self, options):
        self.options = list(options)
        self.votes = {}

    def vote(self, voter, option):
        if option not in self.options:
            raise ValueError(f"no such option: {option!r}")
        self.votes[voter] = option

    def results(self):
        counts = {option: 0 for option in self.options}
        for option in self.votes.values():
            counts[option] += 1
        return counts

    def winners(self):
        counts = self.results()
        most = max(counts.values(), default=0)
        return [option for option, count in counts.items() if count == most > 0]""",
    ),
    Algorithm(
        "min_stack",
        r"min[- ]?stack|minimum(?=\(\))|stack(?= .*\b(?:minimum|smallest|min)\b)",
        r"push|pop",
        "Write min_stack.py with a class MinStack: push(item), pop(), top() and minimum() of its "
        "items in constant time; the last three raise IndexError if it is empty.",
        """\
class MinStack:
    def __init__(self):
        self.items = []  # each with the smallest up to it

    def push(self, item):
        smallest = min(item, self.items[-1][1]) if self.items else item
        self.items.append((item, smallest))

    def pop(self):
        return self.items.pop()[0]

    def top(self):
        return self.items[-1][0]

    def minimum(self):
        return self.items[-1][1]""",
    ),
    Algorithm(
        "hit_counter",
        r"hit counters?|hits? in the (?:last|past)|(?:events?|requests?|clicks?|hits?"
        r"|calls?)(?= .*\b(?:in|within|during|of) the (?:last|past) (?:\d+|five|n|minute|hour"
        r"|seconds?)\b)(?!.*\b(?:allow|limit|refus\w+)\b)",
        r"count|seconds",
        "Write hits.py with a class HitCounter(seconds=300): hit(at) records a hit at a time in "
        "seconds, which never goes back, and count(at) is the number of hits in the last so many "
        "seconds up to that time; a hit exactly so many seconds ago does not count.",
        """\
from collections import deque


class HitCounter:
    def __init__(self, seconds=300):
        self.seconds = seconds
        self.times = deque()

    def hit(self, at):
        self.times.append(at)

    def count(self, at):
        while self.times and self.times[0] <= at - self.seconds:
            self.times.popleft()
        return len(self.times)""",
    ),
    Algorithm(
        "circuit_breaker",
        r"circuit[- ]?breakers?",
        r"failure|open",
        "Write breaker.py with a class CircuitBreaker(failures, seconds, clock): call(function) "
        "calls the function and returns what it does. After so many errors in a row it is open: "
        "call raises RuntimeError without calling the function, until so many seconds have "
        "passed; then one call is tried, whose error opens it again. clock() gives the time in "
        "seconds.",
        """\
class CircuitBreaker:
    def __init__(self, failures, seconds, clock):
        self.failures = failures
        self.seconds = seconds
        self.clock = clock
        self.failed = 0
        self.opened = None

    def call(self, function):
        if self.opened is not None and self.clock() - self.opened < self.seconds:
            raise RuntimeError("the circuit is open")
        try:
            result = function()
        except Exception:
            self.failed += 1
            if self.failed >= self.failures:
                self.opened = self.clock()
            raise
        self.failed = 0
        self.opened = None
        return result""",
    ),
    Algorithm(
        "deck_of_cards",
        r"decks? of (?:\w+ )?cards|card decks?|class deck|52 cards|shuffle\w*(?=.*\bcards?\b)"
        r"|cards?(?=.*\bshuffle\w*)",
        r"shuffle|deal",
        "Write deck.py with a class Deck(seed): 52 cards as texts like '10H' (values 2 to 10, J, "
        "Q, K, A and suits C, D, H, S), shuffled with the seed. deal(count) takes so many cards "
        "off the top and returns them as a list (ValueError if there are too few), and len(deck) "
        "is how many are left.",
        """\
import random


class Deck:
    def __init__(self, seed):
        values = [*map(str, range(2, 11)), "J", "Q", "K", "A"]
        self.cards = [value + suit for suit in "CDHS" for value in values]
        random.Random(seed).shuffle(self.cards)

    def deal(self, count):
        if count > len(self.cards):
            raise ValueError(f"only {len(self.cards)} cards are left")
        dealt, self.cards = self.cards[:count], self.cards[count:]
        return dealt

    def __len__(self):
        return len(self.cards)""",
    ),
    Algorithm(
        "settle_debts",
        r"settl\w+ (?:up|debts?|expenses?|the)|who owes (?:whom|who|what)|owes? (?:whom"
        r"|each other|how much)|(?:shared|group|trip) expenses?|splitwise|debtors?"
        r"|paid(?=.*\b(?:owes?|settles?)\b)|payments that settle",
        r"debtor|creditor",
        "Write settle.py with settle(paid): paid is a dict from each person to the cents that "
        "they paid for all, who share equally. Return the payments that settle it as a list of "
        "(debtor, creditor, cents): the largest debtor pays the largest creditor, again and "
        "again, in alphabetical order among equals. Cents that cannot be divided are borne by "
        "the first in alphabetical order.",
        """\
def settle(paid):
    people = sorted(paid)
    share, rest = divmod(sum(paid.values()), max(1, len(people)))
    balance = {
        person: paid[person] - share - (1 if place < rest else 0)
        for place, person in enumerate(people)
    }
    payments = []
    while any(balance.values()):
        debtor = min(people, key=lambda person: balance[person])
        creditor = max(people, key=lambda person: balance[person])
        cents = min(-balance[debtor], balance[creditor])
        payments.append((debtor, creditor, cents))
        balance[debtor] += cents
        balance[creditor] -= cents
    return payments""",
    ),
)
