"""Guesses the encoding of text that is not UTF-8, as older programs and Windows write it.

``charset-normalizer`` knows East Asian encodings well. Among those of one byte per character it is
unsure about short texts, so these are compared by the letters that their languages use.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from itertools import pairwise

SAMPLE_BYTES = 1 << 14
EAST_ASIAN = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
_WEST = "äöüÄÖÜßéèêëàâçîïôûùœæñáíóúãõåøÅØÆÉÈÊÀÇÑÁÍÓÚÔ€£§°–—“”„‘’«»…²³µ½¿¡ºª©®\xa0"
_CENTRAL = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽľőűŐŰäöüß€–„”’\xa0"
_TURKISH = "çğıöşüÇĞİÖŞÜâîû€’\xa0"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ№«»–\xa0"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ«»€\xa0"
_HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת₪\xa0"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛\xa0"
CANDIDATES = (
    ("cp1252", _WEST, "éäöüèàßçñ\xa0"),
    ("cp1250", _CENTRAL, "ěřůąęłżőűéčšž"),
    ("iso8859-2", _CENTRAL, "ěřůąęłżőűéčšž"),
    ("cp1254", _TURKISH, "ğışİŞ"),
    ("cp1251", _RUSSIAN, "оеаинтсрвл"),
    ("koi8-r", _RUSSIAN, "оеаинтсрвл"),
    ("cp866", _RUSSIAN, "оеаинтсрвл"),
    ("iso8859-5", _RUSSIAN, "оеаинтсрвл"),
    ("cp1253", _GREEK, "αοιετσνηυρ"),
    ("cp1255", _HEBREW, "יולאהרמתבנ"),
    ("cp1256", _ARABIC, "اليمونترب"),
    ("cp874", "".join(map(chr, range(0x0E01, 0x0E5B))), "านรอกเงมย"),
    ("cp850", _WEST, "éäöüèàßçñ"),
    ("cp852", _CENTRAL, "ěřůąęłżőűéčšž"),
    ("mac-roman", _WEST, "éäöüèàßçñ"),
)
"""Encoding, the characters that its languages use, and the most frequent of their letters."""

_INSIDE = re.compile(r"[^\W\d_][^\w\s\x00-\x7f’][^\W\d_]")
_LATIN_BESIDE = re.compile(r"[A-Za-z][\u0370-\u0e7f]|[\u0370-\u0e7f][A-Za-z]")
_ASIAN_BESIDE = re.compile(r"[A-Za-z][\u3000-\uffef]|[\u3000-\uffef][A-Za-z]")
_HALF_WIDE = re.compile(r"[\uff61-\uff9f]")
_HALF = 0.3
SURE = 1.9
"""Score of a text in which every character fits."""

_ASIAN = re.compile(r"[\u3000-\uffef]")


def guessed(content: bytes) -> str:
    """The encoding that the bytes most likely have, for Python's ``open``.

    Examples:
        >>> guessed("Ort;Preis; Köln;5 €".encode("cp1252"))
        'cp1252'
    """
    sample = _sample(content)
    scores = {name: _score(sample, name, used, often) for name, used, often in CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    asian = _east_asian(sample)
    if not asian:
        return best
    text = sample.decode(asian, errors="replace")
    if best == "cp874" and scores[best] >= SURE and _is_half_wide(text):
        return best
    return asian if scores[best] <= 0 or _is_asian(text) else best


def _is_half_wide(text: str) -> bool:
    """Whether half-width kana stand among other characters, as Thai looks if it is misread."""
    half, all_wide = len(_HALF_WIDE.findall(text)), len(_ASIAN.findall(text))
    return half > _HALF * all_wide and half < sum(not c.isascii() for c in text)


def _sample(content: bytes) -> bytes:
    """The first lines that are not ASCII."""
    lines: list[bytes] = []
    size = 0
    for line in content[: 64 * SAMPLE_BYTES].splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:SAMPLE_BYTES])
            size += len(line)
            if size > SAMPLE_BYTES:
                break
    return b"".join(lines) or content[-SAMPLE_BYTES:]


def _score(sample: bytes, encoding: str, used: str, often: str) -> float:
    """How well the decoded sample fits its languages, per character that is not ASCII."""
    text = sample.decode(encoding, errors="replace")
    special = [character for character in text if not character.isascii()]
    if not special:
        return 0
    fits = sum(2 if c in used else -2 for c in special) + sum(0.5 for c in special if c in often)
    odd = len(_INSIDE.findall(text)) + len(_LATIN_BESIDE.findall(text))
    odd += sum(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(text))
    return (fits - 3 * odd) / len(special)


def _east_asian(sample: bytes) -> str:
    if find_spec("charset_normalizer") is None:
        return ""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, rarely needed

    match = from_bytes(sample, cp_isolation=list(EAST_ASIAN)).best()
    return match.encoding if match is not None else ""


def _is_asian(text: str) -> bool:
    """Whether East Asian characters stand among themselves, and not within Latin words."""
    return "\ufffd" not in text and len(_ASIAN.findall(text)) > 2 * len(_ASIAN_BESIDE.findall(text))
