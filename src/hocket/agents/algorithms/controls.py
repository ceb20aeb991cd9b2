"""Classes and decorators that keep track of what happens, and when."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

CONTROLS = (
    Algorithm(
        "undo_redo",
        r"undo\w*|redo",
        r"redo|steps?|history",
        "Write editor.py with a class Editor: write(text) appends to the text, undo() and redo() "
        "take back the last change and repeat it; both return whether there was one. A new change "
        "ends what can be repeated. text() is the current text.",
        """\
class Editor:
    def __init__(self):
        self._text = ""
        self._undo = []
        self._redo = []

    def text(self):
        return self._text

    def write(self, text):
        self._undo.append(self._text)
        self._redo.clear()
        self._text += text

    def undo(self):
        if not self._undo:
            return False
        self._redo.append(self._text)
        self._text = self._undo.pop()
        return True

    def redo(self):
        if not self._redo:
            return False
        self._undo.append(self._text)
        self._text = self._redo.pop()
        return True""",
    ),
    Algorithm(
        "browser_history",
        r"browser(?:'s)? (?:history|tabs?)|(?:visit\w*|pages?|history)(?=.*\bback\b.*\bforwards?\b)"
        r"|back and forwards?|back ?\(\)(?=.*\bforward ?\()",
        r"visit\w*|pages?|back|forwards?",
        "Write browser.py with a class History(home): visit(page), back(steps=1) and "
        "forward(steps=1), which go as far as they can and return the current page. A visit drops "
        "the pages that lay ahead.",
        """\
class History:
    def __init__(self, home):
        self._pages = [home]
        self._place = 0

    def visit(self, page):
        del self._pages[self._place + 1 :]
        self._pages.append(page)
        self._place += 1

    def back(self, steps=1):
        self._place = max(0, self._place - steps)
        return self._pages[self._place]

    def forward(self, steps=1):
        self._place = min(len(self._pages) - 1, self._place + steps)
        return self._pages[self._place]""",
    ),
    Algorithm(
        "event_emitter",
        r"event[- ]?(?:emitters?|bus|dispatchers?|handlers?|listeners?)|pub[- ]?sub"
        r"|publish\w*(?= .*\b"
        r"subscri\w+)|subscri\w+(?=.*\b(?:publish\w*|emit\w*|notif\w+))|observer pattern|emit",
        r"handlers?|listeners?|callbacks?|emit|once|events?",
        "Write events.py with a class EventEmitter: on(event, handler), once(event, handler), "
        "off(event, handler), and emit(event, *arguments), which calls the handlers in order of "
        "adding and returns how many it called.",
        """\
class EventEmitter:
    def __init__(self):
        self._handlers = {}

    def on(self, event, handler):
        self._handlers.setdefault(event, []).append((handler, False))

    def once(self, event, handler):
        self._handlers.setdefault(event, []).append((handler, True))

    def off(self, event, handler):
        entries = self._handlers.get(event, [])
        self._handlers[event] = [entry for entry in entries if entry[0] != handler]

    def emit(self, event, *arguments):
        entries = list(self._handlers.get(event, []))  # a handler may add or remove others
        for entry in entries:
            handler, only_once = entry
            if only_once and entry in self._handlers[event]:
                self._handlers[event].remove(entry)
            handler(*arguments)
        return len(entries)""",
    ),
    Algorithm(
        "sliding_rate_limit",
        r"rate[- ]?limit\w*(?!.*\bbuckets?\b)|limits? (?:the )?(?:number of )?(?:requests"
        r"|calls|logins?"
        r"|attempts)|(?:at most|no more than|maximum of|only) \w+ (?:requests|calls|attempts"
        r"|messages)"
        r"(?= (?:per|in|within|every)\b)",
        r"clock|seconds|allow(?:s|ed)?|per",
        "Write limiter.py with a class RateLimiter(limit, seconds, clock): allow(user) returns "
        "whether the user may make a call now: at most limit calls in any stretch of so many "
        "seconds. Refused calls do not count; clock() returns the time in seconds.",
        """\
from collections import deque


class RateLimiter:
    def __init__(self, limit, seconds, clock):
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._calls = {}

    def allow(self, user):
        now = self._clock()
        calls = self._calls.setdefault(user, deque())
        while calls and calls[0] <= now - self._seconds:
            calls.popleft()
        if len(calls) >= self._limit:
            return False
        calls.append(now)
        return True""",
    ),
    Algorithm(
        "token_bucket",
        r"token[- ]?buckets?|leaky[- ]?buckets?|buckets?(?=.*\b(?:tokens?|refill\w*)\b)"
        r"|tokens?(?= .*\brefill\w*)",
        r"capacity|refill\w*|rate",
        "Write bucket.py with a class TokenBucket(capacity, rate, clock): take(tokens=1) returns "
        "whether there were so many tokens, and takes them if so. The bucket is full at first and "
        "refilled by rate tokens per second up to its capacity; clock() is the time in seconds.",
        """\
class TokenBucket:
    def __init__(self, capacity, rate, clock):
        self._capacity = capacity
        self._rate = rate
        self._clock = clock
        self._tokens = capacity
        self._filled_at = clock()

    def take(self, tokens=1):
        now = self._clock()
        gained = (now - self._filled_at) * self._rate
        self._tokens = min(self._capacity, self._tokens + gained)
        self._filled_at = now
        if tokens > self._tokens:
            return False
        self._tokens -= tokens
        return True""",
    ),
    Algorithm(
        "state_machine",
        r"state[- ]?machines?|turnstiles?|finite[- ](?:state )?automat\w+|fsm"
        r"|(?:allowed|valid|illegal|forbidden) transitions?|traffic lights?(?=.*\b(?:class"
        r"|next|state"
        r")\b)|transitions?(?=.*\bstates?\b)",
        r"states?|transitions?|locked|coin|push",
        "Write machine.py with a class StateMachine(start, transitions): transitions is a dict "
        "from (state, event) to the next state. handle(event) changes the state and returns it; "
        "an event that is not allowed raises ValueError and changes nothing. history() is the "
        "list of all states so far. turnstile() returns one that is 'locked' at first: 'coin' "
        "unlocks it, 'push' locks it.",
        """\
class StateMachine:
    def __init__(self, start, transitions):
        self.state = start
        self._transitions = transitions
        self._history = [start]

    def handle(self, event):
        if (self.state, event) not in self._transitions:
            raise ValueError(f"{event} is not allowed when {self.state}")
        self.state = self._transitions[self.state, event]
        self._history.append(self.state)
        return self.state

    def history(self):
        return list(self._history)


def turnstile():
    return StateMachine(
        "locked",
        {
            ("locked", "coin"): "unlocked",
            ("locked", "push"): "locked",
            ("unlocked", "push"): "locked",
            ("unlocked", "coin"): "unlocked",
        },
    )""",
    ),
    Algorithm(
        "retry",
        r"(?:retry|retries)|retry\w*(?= .*\bdecorator)|(?:tr(?:y|ies)|call\w*) (?:\w+ ){0,4}again"
        r"(?= .*\b(?:exception|error|fails?|raises?))|exponential back ?-?off|back ?off",
        r"decorator|attempts?|delay|sleep",
        "Write retrying.py with a decorator retry(attempts, errors=(Exception,), delay=0, "
        "sleep=time.sleep): the function is called again if it raises one of these errors, at "
        "most so many times in all; the last error is raised. The delay before each new call is "
        "twice the one before.",
        """\
import functools
import time


def retry(attempts, errors=(Exception,), delay=0, sleep=time.sleep):
    if attempts < 1:
        raise ValueError("attempts must be at least 1")

    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            wait = delay
            for attempt in range(1, attempts + 1):
                try:
                    return function(*args, **kwargs)
                except errors:
                    if attempt == attempts:
                        raise
                sleep(wait)
                wait *= 2

        return wrapper

    return decorate""",
    ),
    Algorithm(
        "memoize",
        r"memoi[sz]\w*|(?:decorator|caches?|remembers?)(?= .*\b(?:results? of (?:a "
        r"|the )?(?:function"
        r"|calls?)|earlier calls|same arguments))|caching decorator|cache decorator",
        r"decorator|arguments|calls?",
        "Write memo.py with a decorator memoize: the result of a call is remembered, and a call "
        "with the same arguments, also keyword ones, does not run the function again. The function "
        "has an attribute cache, a dict, and keeps its name.",
        """\
import functools


def memoize(function):
    cache = {}

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if key not in cache:
            cache[key] = function(*args, **kwargs)
        return cache[key]

    wrapper.cache = cache
    return wrapper""",
    ),
)
"""What people ask for most often stands first."""
