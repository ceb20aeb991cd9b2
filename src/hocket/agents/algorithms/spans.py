"""Spans of numbers, days and times: written, counted, covered, left free, grouped."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

SPANS = (
    Algorithm(
        "expand ranges",
        r"(?:pars\w+|expand\w*|reads?|list of (?:the |all )?(?:pages|numbers)|pages?|select\w*)"
        r"(?=.*\d ?- ?\d+ ?, ?\d+['\"]? ?(?:gives|is|becomes|to|into|means|=|->|\)))"
        r"|print(?:er)? ranges?|parse ranges?|expand ranges?",
        r"ranges?|pages?|expand|compress",
        "Write ranges.py with expand(text), the sorted list of the numbers in a text like "
        "'1-3,5', each once (ValueError for anything else or a range that goes down), and "
        "compress(numbers), the shortest such text for numbers in any order; two neighbours make "
        "a range too.",
        """\
import re


def expand(text):
    numbers = set()
    for part in text.split(",") if text.strip() else []:
        match = re.fullmatch(r"\\s*(\\d+)\\s*(?:-\\s*(\\d+)\\s*)?", part)
        if match is None:
            raise ValueError(f"not a range: {part!r}")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise ValueError(f"the range goes down: {part!r}")
        numbers.update(range(first, last + 1))
    return sorted(numbers)


def compress(numbers):
    parts = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)""",
    ),
    Algorithm(
        "days_from_to",
        r"(?:all|every|each|list of) (?:the )?(?:dates?|days?)(?= .*\b(?:from|between|inclusiv"
        r"e|to)\b)|date ranges?|(?:days?|dates?) between (?:two|start)",
        r"inclusive|included",
        "Write days.py with dates(start, end): the list of all dates from start to end, both "
        "included, for two datetime.date; empty if end is before start. weekdays(start, end) are "
        "those from Monday to Friday.",
        """\
from datetime import timedelta


def dates(start, end):
    count = (end - start).days + 1  # both ends are included
    return [start + timedelta(days=day) for day in range(count)]


def weekdays(start, end):
    return [day for day in dates(start, end) if day.weekday() < 5]""",
    ),
    Algorithm(
        "overlap_of_spans",
        r"overlap(?:ping)?[ _](?:days?|minutes|hours|length)|how (?:many|much|long)(?=.*\b(?:i"
        r"n common|overlaps?|share)\b)|(?:number of )?(?:days|nights)(?= .*\bin common\b)|leng"
        r"th of the overlap",
        r"in common|holidays",
        "Write overlap.py with overlap_days(a_start, a_end, b_start, b_end): how many days two "
        "holidays have in common, given as datetime.date with both ends included; 0 if none.",
        """\
def overlap_days(a_start, a_end, b_start, b_end):
    start = max(a_start, b_start)
    end = min(a_end, b_end)
    return max(0, (end - start).days + 1)  # both ends are included""",
    ),
    Algorithm(
        "covered_length",
        r"(?:total|whole|combined) (?:length|time|duration)(?=.*\b(?:covered|spans?|intervals?"
        r"|segments?|overlap\w*|union)\b)|covered (?:length|time|by at least one)"
        r"|(?:much|long)(?=.*\bcovered\b)|length of the union",
        r"spans?|intervals?|covered",
        "Write covered.py with covered_length(spans): how much of a line is covered by at least "
        "one of the spans, a list of (start, end) in any order that may overlap; each part counts "
        "once.",
        """\
def covered_length(spans):
    total = 0
    reached = None  # up to here it is counted
    for start, end in sorted(spans):
        if reached is None or start > reached:
            total += end - start
            reached = end
        elif end > reached:
            total += end - reached
            reached = end
    return total""",
    ),
    Algorithm(
        "gaps_between_spans",
        r"(?:gaps?|holes?|uncovered|not covered|uncovered parts?)(?=.*\b(?:spans?|intervals?"
        r"|shifts?|ranges?|segments?|start)\b)|no (?:span|interval|shift) covers",
        r"spans?|intervals?|covered",
        "Write gaps.py with gaps(spans, start, end): the parts between start and end that no span "
        "covers, as a list of (start, end) in order; spans are (start, end) in any order and may "
        "overlap or lie outside.",
        """\
def gaps(spans, start, end):
    found = []
    reached = start
    for first, last in sorted(spans):
        if first >= end:
            break
        if first > reached:
            found.append((reached, first))
        reached = max(reached, last)
    if reached < end:
        found.append((reached, end))
    return found""",
    ),
    Algorithm(
        "sessions",
        r"sessions?(?=.*\b(?:gaps?|pause|break|apart|minutes?|seconds?|idle|inactiv\w+|longer)\b)"
        r"|(?:group|cluster|split)\w*(?=.*\b(?:gaps?|apart)\b)(?=.*\b(?:times?|numbers?"
        r"|timestamps?)\b)",
        r"gap|times?|groups?",
        "Write sessions.py with sessions(times, gap): the times in order, split into lists "
        "wherever the next one comes more than gap later; times may come in any order.",
        """\
def sessions(times, gap):
    groups = []
    for time in sorted(times):
        if groups and time - groups[-1][-1] <= gap:
            groups[-1].append(time)
        else:
            groups.append([time])
    return groups""",
    ),
    Algorithm(
        "pages_of_items",
        r"paginat\w+(?=.*\b(?:page number|one page|page, )\b)|(?:one )?page of (?:a list|items"
        r"|results|entries)|page[ _]?number|get page",
        r"pages?|items",
        "Write pages.py with page_of(items, number, size), the items of one page as a list, the "
        "first page is 1 (empty behind the last; ValueError for a number or size below 1), and "
        "page_count(items, size).",
        """\
def page_of(items, number, size):
    if number < 1 or size < 1:
        raise ValueError(f"no such page: {number} of size {size}")
    return list(items[(number - 1) * size : number * size])


def page_count(items, size):
    if size < 1:
        raise ValueError(f"no such size: {size}")
    return -(-len(items) // size)  # a page that is not full counts too""",
    ),
    Algorithm(
        "worked_time",
        r"(?:worked|working|work|shift)[ _](?:hours?|minutes|time)(?=.*\b(?:start|begin\w*|from|end"
        r"|midnight|break|pause)\b)|(?:shifts?)(?=.*\b(?:midnight|next (?:day|morning))\b)"
        r"|(?:break|pause)(?=.*\bHH:MM\b)",
        r"midnight|break|pause|hours",
        "Write shift.py with worked_minutes(start, end, pause=0): the minutes of a shift from "
        "start to end, texts like '22:15', without the minutes of the pause; an end that is not "
        "after the start is on the next day. ValueError for other texts or a longer pause.",
        """\
import re


def minutes_of(text):
    match = re.fullmatch(r"(\\d{1,2}):(\\d{2})", text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"not a time: {text!r}")
    return int(match[1]) * 60 + int(match[2])


def worked_minutes(start, end, pause=0):
    first, last = minutes_of(start), minutes_of(end)
    if last <= first:
        last += 24 * 60  # on the next day
    if not 0 <= pause <= last - first:
        raise ValueError(f"a pause of {pause} minutes does not fit")
    return last - first - pause""",
    ),
    Algorithm(
        "sum_of_times",
        r"(?:sum|total) of (?:the |all )?(?:times|durations)|total[ _](?:times?|durations?)(?="
        r" ?\()|adds? up (?:the )?(?:times|durations)|(?:durations|times)(?=.*\bh:mm\b)",
        r"h:mm|durations",
        "Write times.py with total(times): the sum of durations, texts like '1:45' (hours and "
        "minutes), in the same form; hours may go beyond 24. '0:00' for none, ValueError for "
        "other texts.",
        """\
import re


def minutes_of(text):
    match = re.fullmatch(r"(\\d+):([0-5]\\d)", text)
    if match is None:
        raise ValueError(f"not a duration: {text!r}")
    return int(match[1]) * 60 + int(match[2])


def total(times):
    hours, minutes = divmod(sum(minutes_of(one) for one in times), 60)
    return f"{hours}:{minutes:02}"  # two digits for minutes, as many as needed for hours""",
    ),
    Algorithm(
        "next_alarm",
        r"next (?:alarm|departure|bus|train|ferry|tram|ring)(?!\w)|alarms?(?=.*\bnext\b)"
        r"|timetables?(?=.*\b(?:next|after)\b)",
        r"departures?|after|now",
        "Write alarm.py with next_alarm(now, times): the first of the times, texts like '07:30', "
        "that is after now, a text too; if none is left today the first of tomorrow. None without "
        "times.",
        """\
def next_alarm(now, times):
    ordered = sorted(times)  # texts of two digits each are in the order of time
    later = [time for time in ordered if time > now]
    if later:
        return later[0]
    return ordered[0] if ordered else None""",
    ),
)
"""What lies between a start and an end."""
