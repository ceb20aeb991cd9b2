"""Everyday figures and codes in another form."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

CONVERSIONS = (
    Algorithm(
        "temperature",
        r"celsius|fahrenheit|kelvin",
        r"temperature|degrees",
        "Write temperature.py with to_fahrenheit(celsius) and to_celsius(fahrenheit), which "
        "convert temperatures without rounding.",
        """\
def to_fahrenheit(celsius):
    return celsius * 9 / 5 + 32


def to_celsius(fahrenheit):
    return (fahrenheit - 32) * 5 / 9""",
    ),
    Algorithm(
        "clock_12_24",
        r"(?:12|24)[- ]?hours?(?=.*\b(?:12|24)[- ]?hours?\b)|(?:am|pm)(?=.*\b(?:24[- ]?h\w*"
        r"|24)\b)|24 ?h(?=.*\b(?:am|pm|12 ?h)\b)|military time|(?:am|pm)(?: ?/ ?| or "
        r"| and )(?:am|pm)",
        r"time|clock",
        "Write clock.py with to_24h(text), a time such as '1:05 PM' on a 24-hour clock, '13:05', "
        "and to_12h(text) for the way back. 12 AM is midnight and 12 PM is noon. ValueError for "
        "anything else.",
        """\
import re


def to_24h(text):
    match = re.fullmatch(r"(\\d{1,2}):(\\d{2}) ?([AP]M)", text.strip().upper())
    if not match or not 1 <= int(match[1]) <= 12 or int(match[2]) > 59:
        raise ValueError(f"not a time: {text!r}")
    hour = int(match[1]) % 12  # 12 AM is 0
    if match[3] == "PM":
        hour += 12
    return f"{hour:02d}:{match[2]}"


def to_12h(text):
    match = re.fullmatch(r"(\\d{1,2}):(\\d{2})", text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"not a time: {text!r}")
    hour = int(match[1])
    half = "AM" if hour < 12 else "PM"
    return f"{hour % 12 or 12}:{match[2]} {half}\"""",
    ),
    Algorithm(
        "hex_color",
        r"(?:hex|hexadecimal)(?: (?:codes?|strings?|values?))?(?: \w+){0,3} (?:rgb|colou?rs?)"
        r"|hex ?2 ?rgb|rgb ?2 ?hex|hex(?=.*\b(?:colou?rs?|red, ?green)\b)|rgb(?= .*\bhex)"
        r"|hex(?: \w+){0,2} to rgb|to hex(?= ?\((?:r|red)\b)"
        r"|colou?rs?(?=.*\b(?:hex|#[0-9a-f]{3,6}))",
        r"#[0-9a-f]{3,6}|red",
        "Write colors.py with hex_to_rgb(code), which turns '#ff8800' (also without '#', in "
        "either case) into (255, 136, 0), and rgb_to_hex(red, green, blue) for the way back in "
        "lower case. ValueError for another form or a value outside 0 to 255.",
        """\
import re


def hex_to_rgb(code):
    match = re.fullmatch(r"#?([0-9a-fA-F]{6})", code)
    if not match:
        raise ValueError(f"not a color: {code!r}")
    digits = match[1]
    return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))


def rgb_to_hex(red, green, blue):
    for value in (red, green, blue):
        if not 0 <= value <= 255:
            raise ValueError(f"not from 0 to 255: {value}")
    return f"#{red:02x}{green:02x}{blue:02x}\"""",
    ),
    Algorithm(
        "rgb_hsl",
        r"hsl|hsv|hue",
        r"rgb|saturation",
        "Write hsl.py with rgb_to_hsl(red, green, blue): the hue in degrees and the saturation "
        "and lightness in percent, each rounded to a whole number, of a color with values from 0 "
        "to 255.",
        """\
def rgb_to_hsl(red, green, blue):
    r, g, b = red / 255, green / 255, blue / 255
    high, low = max(r, g, b), min(r, g, b)
    spread = high - low
    lightness = (high + low) / 2
    if spread == 0:  # a grey has no hue
        return 0, 0, round(100 * lightness)
    saturation = spread / (1 - abs(2 * lightness - 1))
    if high == r:
        hue = (g - b) / spread % 6
    elif high == g:
        hue = (b - r) / spread + 2
    else:
        hue = (r - g) / spread + 4
    return round(60 * hue) % 360, round(100 * saturation), round(100 * lightness)""",
    ),
    Algorithm(
        "gray_code",
        r"gr[ae]y codes?|(?:reflected binary|one bit)(?: code)?(?=.*\b(?:sequence|differ\w*"
        r"|code)\b)",
        r"binary|bit",
        "Write gray.py with to_gray(n), the Gray code of a whole number as a number, and "
        "from_gray(code) for the way back. ValueError for negative numbers.",
        """\
def to_gray(n):
    if n < 0:
        raise ValueError("n must not be negative")
    return n ^ (n >> 1)


def from_gray(code):
    if code < 0:
        raise ValueError("a code must not be negative")
    n = 0
    while code:
        n ^= code
        code >>= 1
    return n""",
    ),
    Algorithm(
        "bmi",
        r"bmi|body mass(?: index)?",
        r"weight|height",
        "Write bmi.py with bmi(weight, height), the body mass index of kg and metres, rounded to "
        "one decimal, and category(value): 'underweight' below 18.5, 'normal' below 25, "
        "'overweight' below 30, else 'obese'. ValueError unless weight and height are positive.",
        """\
def bmi(weight, height):
    if weight <= 0 or height <= 0:
        raise ValueError("weight and height must be positive")
    return round(weight / height**2, 1)


def category(value):
    if value < 18.5:
        return "underweight"
    if value < 25:
        return "normal"
    if value < 30:
        return "overweight"
    return "obese\"""",
    ),
    Algorithm(
        "letter_grade",
        r"letter grades?|grades? (?:letter|from [a-f])|(?:grades?"
        r"|marks?)(?=.*\ba\b.{0,12}\b90\b)|(?:scores?|points?|percent\w*) (?:in)?to (?:a "
        r"|the )?(?:letter )?grades?",
        r"score|80",
        "Write grades.py with grade(score): 'A' from 90, 'B' from 80, 'C' from 70, 'D' from 60 "
        "and 'F' below. ValueError if the score is not from 0 to 100.",
        """\
LIMITS = ((90, "A"), (80, "B"), (70, "C"), (60, "D"))


def grade(score):
    if not 0 <= score <= 100:
        raise ValueError(f"not from 0 to 100: {score}")
    for limit, letter in LIMITS:
        if score >= limit:
            return letter
    return "F\"""",
    ),
    Algorithm(
        "money_text",
        r"(?:format\w*|print\w*|show\w*|display\w*)(?= .*\b(?:cents|amounts?|money|dollars?"
        r"|euros?)\b)(?=.*[$€£]\d|.*\b(?:thousands?|\d,\d{3}))|cents(?=.*[$€£]\d{1,3},\d{3})",
        r"cents|dollar",
        "Write money_text.py with money(cents): 123456 gives '$1,234.56', a negative amount has "
        "its sign first, '-$0.05'.",
        """\
def money(cents):
    sign = "-" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    return f"{sign}${dollars:,}.{rest:02d}\"""",
    ),
    Algorithm(
        "url_parts",
        r"(?:pars\w+|split\w*|parts?|pieces|components?"
        r"|dissect\w*)(?= .*\burls?\b)(?!.*\bshort)|urls?(?=.*\b(?:scheme|host(?:name)?"
        r"|protocol|port)\b)",
        r"scheme|host",
        "Write url.py with parse_url(url): a dict with the keys 'scheme', 'host', 'port' (an "
        "int, or None), 'path', 'query' and 'fragment' of an URL; what is missing is an empty "
        "text.",
        """\
from urllib.parse import urlsplit


def parse_url(url):
    parts = urlsplit(url)
    return {
        "scheme": parts.scheme,
        "host": parts.hostname or "",
        "port": parts.port,
        "path": parts.path,
        "query": parts.query,
        "fragment": parts.fragment,
    }""",
    ),
    Algorithm(
        "mac_address",
        r"mac[- ]?address(?:es)?|is mac|mac(?=.*\b(?:[0-9a-f]{2}[:-]){2})",
        r"colon|hyphen",
        "Write mac.py with is_mac(text): whether a text is a MAC address, six pairs of "
        "hexadecimal digits with colons or hyphens between them, not both, and normalize(text), "
        "the address in lower case with colons (ValueError if it is none).",
        """\
import re

MAC = re.compile(r"[0-9a-fA-F]{2}(?:(?::[0-9a-fA-F]{2}){5}|(?:-[0-9a-fA-F]{2}){5})")


def is_mac(text):
    return MAC.fullmatch(text) is not None


def normalize(text):
    if not is_mac(text):
        raise ValueError(f"not a MAC address: {text!r}")
    return text.lower().replace("-", ":")""",
    ),
    Algorithm(
        "base64",
        r"base ?64",
        r"bytes|encode",
        "Write b64.py with encode(data), which turns bytes into base64 text with '=' at the end, "
        "and decode(text) for the way back, without the base64 module. ValueError for a text "
        "that is no base64.",
        """\
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def encode(data):
    result = ""
    for start in range(0, len(data), 3):
        three = data[start : start + 3]
        bits = int.from_bytes(three.ljust(3, b"\\0"), "big")
        four = "".join(ALPHABET[bits >> shift & 63] for shift in (18, 12, 6, 0))
        result += four[: len(three) + 1] + "=" * (3 - len(three))
    return result


def decode(text):
    letters = text.rstrip("=")
    if len(text) % 4 or len(text) - len(letters) > 2:
        raise ValueError("not base64")
    if any(letter not in ALPHABET for letter in letters):
        raise ValueError("not base64")
    bits = "".join(f"{ALPHABET.index(letter):06b}" for letter in letters)
    whole = len(bits) // 8 * 8
    return bytes(int(bits[start : start + 8], 2) for start in range(0, whole, 8))""",
    ),
)
