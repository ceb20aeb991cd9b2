"""Small classes of everyday life: counters, timers, heating, songs, numbers of friends."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

DEVICES = (
    Algorithm(
        "counter",
        r"(?:class )(?:\w+ )?(?:counter|clicker|tally)(?!.*\b(?:hits?|undo|words?|letters?|vot"
        r"es?|seconds)\b)|increment ?\((?!.*\bundo\b)(?=.*\b(?:decrement|reset))",
        r"increment|decrement|reset",
        "Write counter.py with a class Counter(start=0): increment() and decrement(), which never "
        "goes below 0, both return the new value; value() tells it and reset() goes back to the "
        "start.",
        """\
class Counter:
    def __init__(self, start=0):
        self._start = start
        self._value = start

    def increment(self):
        self._value += 1
        return self._value

    def decrement(self):
        self._value = max(0, self._value - 1)
        return self._value

    def value(self):
        return self._value

    def reset(self):
        self._value = self._start""",
    ),
    Algorithm(
        "countdown",
        r"count ?downs?|egg timers?|kitchen timers?|(?:timer)(?=.*\b(?:runs out|left|remaining)\b)",
        r"tick|seconds|done",
        "Write countdown.py with a class Countdown(seconds): tick(count=1) takes so many seconds "
        "off, never below 0, and returns what is left; is_over() is whether nothing is left, and "
        "reset() starts anew. ValueError for negative seconds.",
        """\
class Countdown:
    def __init__(self, seconds):
        if seconds < 0:
            raise ValueError(f"{seconds} seconds are negative")
        self.seconds = seconds
        self.left = seconds

    def tick(self, count=1):
        self.left = max(0, self.left - count)
        return self.left

    def is_over(self):
        return self.left == 0

    def reset(self):
        self.left = self.seconds""",
    ),
    Algorithm(
        "thermostat",
        r"thermostats?|hysteresis|(?:heating|heater|fan|pump|cooling)(?=.*\b(?:below|above)\b)"
        r"(?=.*\b(?:on|off)\b)",
        r"heating|below|above",
        "Write thermostat.py with a class Thermostat(low, high): update(temperature) turns the "
        "heating on below low and off above high; in between it stays as it is, off at first. It "
        "returns whether it heats. ValueError if low is above high.",
        """\
class Thermostat:
    def __init__(self, low, high):
        if low > high:
            raise ValueError(f"{low} is above {high}")
        self.low = low
        self.high = high
        self.heats = False

    def update(self, temperature):
        if temperature < self.low:
            self.heats = True
        elif temperature > self.high:
            self.heats = False
        return self.heats  # between the limits it stays as it was""",
    ),
    Algorithm(
        "playlist",
        r"play ?lists?(?=.*\b(?:next|current|previous)\b)|(?:songs?|tracks?|slides?|slide ?sho"
        r"ws?)(?=.*\bnext\b)(?=.*\bprevious\b)|carousels?|next ?\((?=.*\bprevious ?\()",
        r"songs?|previous",
        "Write playlist.py with a class Playlist: add(song) puts a song at the end; current(), "
        "next() and previous() return a song, or None if there are none; after the last comes the "
        "first, and before the first the last.",
        """\
class Playlist:
    def __init__(self):
        self._songs = []
        self._place = 0

    def add(self, song):
        self._songs.append(song)

    def current(self):
        return self._songs[self._place] if self._songs else None

    def next(self):
        return self._move(1)

    def previous(self):
        return self._move(-1)

    def _move(self, step):
        if self._songs:
            self._place = (self._place + step) % len(self._songs)
        return self.current()""",
    ),
    Algorithm(
        "phone_book",
        r"phone ?books?|address ?books?|contacts?(?=.*\b(?:find|remove|delete|look up)\b)|tele"
        r"phone (?:list|directory)",
        r"look up|find",
        "Write phone_book.py with a class PhoneBook: add(name, number), find(name), None if it is "
        "not there, remove(name), which raises KeyError then, and names(), sorted. Upper and "
        "lower case make no difference.",
        """\
class PhoneBook:
    def __init__(self):
        self._entries = {}  # from the name in lower case to (name, number)

    def add(self, name, number):
        self._entries[name.lower()] = (name, number)

    def find(self, name):
        entry = self._entries.get(name.lower())
        return entry[1] if entry is not None else None

    def remove(self, name):
        if name.lower() not in self._entries:
            raise KeyError(name)
        del self._entries[name.lower()]

    def names(self):
        return [self._entries[key][0] for key in sorted(self._entries)]""",
    ),
    Algorithm(
        "measuring_station",
        r"(?:minimum|lowest|smallest|coldest)(?: ?\()(?=.*\b(?:maximum|highest|largest|warmest)\b)"
        r"(?=.*\b(?:average|mean)\b)|(?:weather|measuring) stations?|class (?:station|sensor"
        r"|statistics|tracker)",
        r"record|average|maximum|minimum",
        "Write station.py with a class Station: record(value) keeps a measurement; minimum(), "
        "maximum() and average() are those of all so far, None if there are none, and count() is "
        "how many there are.",
        """\
class Station:
    def __init__(self):
        self._values = []

    def record(self, value):
        self._values.append(value)

    def count(self):
        return len(self._values)

    def minimum(self):
        return min(self._values, default=None)

    def maximum(self):
        return max(self._values, default=None)

    def average(self):
        if not self._values:
            return None
        return sum(self._values) / len(self._values)""",
    ),
    Algorithm(
        "running_median",
        r"running median|median(?=.*\b(?:stream|so far|add ?\())|(?:stream|so far)(?=.*\bmedia"
        r"n\b)",
        r"add|so far|stream|numbers",
        "Write stream.py with a class RunningMedian: add(number), and median(), the median of all "
        "numbers so far, the mean of the two middle ones for an even count, None without any.",
        """\
from bisect import insort


class RunningMedian:
    def __init__(self):
        self._numbers = []  # sorted

    def add(self, number):
        insort(self._numbers, number)

    def median(self):
        count = len(self._numbers)
        if count == 0:
            return None
        middle = count // 2
        if count % 2 == 1:
            return self._numbers[middle]
        return (self._numbers[middle - 1] + self._numbers[middle]) / 2""",
    ),
    Algorithm(
        "door that is locked",
        r"(?:class )(?:door|gate|safe|lock)(?=.*\b(?:lock|unlock|locked|unlocks)\b)",
        r"unlock|locked",
        "Write door.py with a class Door, closed and unlocked at first: open(), close(), lock() "
        "and unlock(). A locked door cannot be opened, and only a closed one can be locked: "
        "RuntimeError; what is done already changes nothing. state() is 'open', 'closed' or "
        "'locked'.",
        """\
class Door:
    def __init__(self):
        self._state = "closed"

    def state(self):
        return self._state

    def open(self):
        if self._state == "locked":
            raise RuntimeError("the door is locked")
        self._state = "open"

    def close(self):
        if self._state == "open":
            self._state = "closed"  # a locked one stays locked

    def lock(self):
        if self._state == "open":
            raise RuntimeError("the door is open")
        self._state = "locked"

    def unlock(self):
        if self._state == "locked":
            self._state = "closed"  # an open one stays open""",
    ),
    Algorithm(
        "quiz",
        r"class quiz|quiz(?:zes)?(?=.*\b(?:ask|questions?)\b)",
        r"questions?|next question",
        "Write quiz.py with a class Quiz(questions), a list of (question, answer): ask() is the "
        "next question, or None behind the last; answer(text) says whether it is right, whatever "
        "the case and spaces around it, and goes on to the next (RuntimeError if there is none), "
        "and score() is the number of right answers.",
        """\
class Quiz:
    def __init__(self, questions):
        self._questions = list(questions)
        self._place = 0
        self._right = 0

    def ask(self):
        if self._place == len(self._questions):
            return None
        return self._questions[self._place][0]

    def answer(self, text):
        if self._place == len(self._questions):
            raise RuntimeError("there is no question left")
        wanted = self._questions[self._place][1]
        self._place += 1
        is_right = text.strip().lower() == wanted.strip().lower()
        if is_right:
            self._right += 1
        return is_right

    def score(self):
        return self._right""",
    ),
)
"""What people count, heat, play, and look up."""
