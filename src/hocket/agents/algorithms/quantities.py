"""Sizes and durations as people write them."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

QUANTITIES = (
    Algorithm(
        "byte_size",
        r"(?:human|people)[- ](?:readable|friendly)(?=.*\b(?:bytes?|kb|mb|kib|mib|size))|(?:format"
        r"|pretty|human(?:ize)?|readable|parse) (?:bytes|(?:file )?size)|bytes to (?:human"
        r"|readable|kb|mb)|(?:bytes?|size)(?=.*\b(?:kb|kib|mb|mib|gb|gib))|\d+(?:\.\d+)? ?(?:kb"
        r"|kib|mb|mib|gb|gib)(?=.*\bbytes)",
        r"bytes|kib",
        'Write sizes.py with human(size), a number of bytes as text such as "512 B", "1.5 KiB" or '
        '"2.0 MiB" (1 KiB is 1024 B, up to TiB; ValueError if negative), and parse(text), the '
        'bytes of a text such as "1.5 KiB", "10MB" or "7" (1 MB is 1000000 B, any case, '
        "ValueError for other text).",
        """\
BINARY = ("B", "KiB", "MiB", "GiB", "TiB")
FACTORS = {unit.lower(): 1024**power for power, unit in enumerate(BINARY)}
FACTORS |= {unit: 1000**power for power, unit in enumerate(("b", "kb", "mb", "gb", "tb"))}


def human(size):
    if size < 0:
        raise ValueError(f"{size} bytes are negative")
    if size < 1024:
        return f"{size} B"
    unit = 0
    while round(size, 1) >= 1024 and unit < len(BINARY) - 1:  # 1023.99 KiB is 1.0 MiB
        size /= 1024
        unit += 1
    return f"{size:.1f} {BINARY[unit]}"


def parse(text):
    text = text.strip().lower()
    digits = text.rstrip("bikmgt ")
    unit = text[len(digits) :].strip() or "b"
    if unit not in FACTORS or not digits.replace(".", "", 1).isdecimal():
        raise ValueError(f"{text!r} is no size")
    return round(float(digits) * FACTORS[unit])""",
    ),
    Algorithm(
        "parse_duration",
        r"\d+ ?[dhw] ?\d+ ?(?:h|m|min)(?: ?\d+ ?s)?|\d+ ?m ?\d+ ?s|(?:parse|parses|parsing) (?:a "
        r"|the )?(?:durations?|time ?spans?)|durations? to (?:seconds|minutes)",
        r"duration|seconds",
        'Write durations.py with parse(text): the seconds of a text such as "1h30m", "2d 4h", '
        '"45s" or "90m"; each unit at most once, from the largest to the smallest (ValueError '
        "for an empty or any other text).",
        """\
SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}  # the largest first


def parse(text):
    units = list(SECONDS)
    total, digits = 0, ""
    for character in text.replace(" ", ""):
        if character in "0123456789":
            digits += character
        elif character in units and digits:
            total += int(digits) * SECONDS[character]
            units = units[units.index(character) + 1 :]  # only smaller ones may follow
            digits = ""
        else:
            raise ValueError(f"{text!r} is no duration")
    if digits or len(units) == len(SECONDS):
        raise ValueError(f"{text!r} has a number without a unit, or nothing")
    return total""",
    ),
    Algorithm(
        "duration_text",
        r"(?:seconds|minutes|durations?) (?:in)?to (?:an? )?(?:text|words|human|hours|hh|h:mm"
        r"|string|readable|clock|days|mm|hms)|(?:format|readable|human|humanize) (?:a "
        r"|the )?(?:durations?|seconds|time ?span)|H+:MM(?::SS)?|MM:SS|(?:seconds"
        r"|minutes) as (?:hours|text|days)|hours?,? (?:\d+ )?minutes? and (?:\d+ )?seconds?",
        r"seconds|hour",
        'Write readable.py with in_words(seconds), such as "1 hour, 2 minutes and 1 second" '
        '(units that are 0 are left out, "0 seconds" for 0), and clock(seconds), such as '
        '"1:02:01", both for whole seconds (ValueError if negative).',
        """\
UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def in_words(seconds):
    if seconds < 0:
        raise ValueError(f"{seconds} seconds are negative")
    parts = []
    for name, length in UNITS:
        count, seconds = divmod(seconds, length)
        if count:
            parts.append(f"{count} {name}" + ("" if count == 1 else "s"))
    if not parts:
        return "0 seconds"
    if len(parts) == 1:
        return parts[0]
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def clock(seconds):
    if seconds < 0:
        raise ValueError(f"{seconds} seconds are negative")
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}\"""",
    ),
)
