"""Undo and redo of a value or of a list, and check digits of barcodes of other lengths."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Variant

HISTORY_VARIANTS = (
    Variant(
        "history of a value",
        "undo_redo",
        r"set ?\(\w+\)|(?:the |a |its )?(?:current|present|old|new|previous|earlier|last) value"
        r"|value that holds|changes? of (?:a|one) value|settings?",
        "Write thermostat.py with a class Thermostat(value) that has get(), set(value), undo() and "
        "redo(); each of the last three returns the value that holds afterwards. Where there is "
        "nothing to undo or redo the value stays, and after a set there is nothing to redo.",
        """\
class Thermostat:
    def __init__(self, value):
        self.value = value
        self._undo = []
        self._redo = []

    def get(self):
        return self.value

    def set(self, value):
        self._undo.append(self.value)
        self._redo.clear()  # a new value ends what can be redone
        self.value = value
        return self.value

    def undo(self):
        if self._undo:
            self._redo.append(self.value)
            self.value = self._undo.pop()
        return self.value

    def redo(self):
        if self._redo:
            self._undo.append(self.value)
            self.value = self._redo.pop()
        return self.value""",
    ),
    Variant(
        "history of a value of limited length",
        "undo_redo",
        r"(?:at most|no more than|up to|only|not more than) (?:the )?(?:(?:last|latest|newest)"
        r" )?(?:\w+ )?(?:changes?|steps?|values?|settings?|versions?)\b(?=.*\bundo\w*|.*\bkept\b)"
        r"|(?:steps|changes|values|settings) (?:back|can be undone)|(?:limit|steps|depth|size)\)",
        "Write thermostat.py with a class Thermostat(value, limit) that has a value, set(value), "
        "undo() and redo(). Of the changes no more than the last limit can be undone; a set ends "
        "what can be redone. Where there is nothing to undo or redo, nothing changes.",
        """\
class Thermostat:
    def __init__(self, value, limit):
        self.value = value
        self._limit = limit
        self._undo = []
        self._redo = []

    def set(self, value):
        self._remember()
        self._redo.clear()  # a new value ends what can be redone
        self.value = value
        return self.value

    def undo(self):
        if self._undo:
            self._redo.append(self.value)
            self.value = self._undo.pop()
        return self.value

    def redo(self):
        if self._redo:
            self._remember()
            self.value = self._redo.pop()
        return self.value

    def _remember(self):
        self._undo.append(self.value)
        if len(self._undo) > self._limit:
            del self._undo[0]  # the oldest change""",
    ),
    Variant(
        "history of a value that raises",
        "undo_redo",
        r"set ?\(\w+\)(?=.*\braises?\b)|values?(?=.*\braises? (?:an? )?\w+ ?error\b)"
        r"|raises? (?:an? )?\w+ ?error",
        "Write thermostat.py with a class Thermostat(value) that has get(), set(value), undo() and "
        "redo(); each of the last three returns the value that holds afterwards. undo() and "
        "redo() raise an IndexError if there is nothing to undo or redo.",
        """\
class Thermostat:
    def __init__(self, value):
        self.value = value
        self._undo = []
        self._redo = []

    def get(self):
        return self.value

    def set(self, value):
        self._undo.append(self.value)
        self._redo.clear()
        self.value = value
        return self.value

    def undo(self):
        if not self._undo:
            raise IndexError("there is nothing to undo")
        self._redo.append(self.value)
        self.value = self._undo.pop()
        return self.value

    def redo(self):
        if not self._redo:
            raise IndexError("there is nothing to redo")
        self._undo.append(self.value)
        self.value = self._redo.pop()
        return self.value""",
    ),
    Variant(
        "history of a list",
        "undo_redo",
        r"add ?\(\w+\)|items|shapes?|strokes?|drawings?|moves?|list of|entries",
        "Write drawing.py with a class Drawing: add(item), undo(), which takes the last item "
        "away, and redo(), which puts it back; both return whether there was one. items() is the "
        "list of all items; after an add there is nothing to redo.",
        """\
class Drawing:
    def __init__(self):
        self._items = []
        self._undone = []

    def add(self, item):
        self._items.append(item)
        self._undone.clear()

    def undo(self):
        if not self._items:
            return False
        self._undone.append(self._items.pop())
        return True

    def redo(self):
        if not self._undone:
            return False
        self._items.append(self._undone.pop())
        return True

    def items(self):
        return list(self._items)""",
    ),
    Variant(
        "barcode of either length with spaces",
        "ean13",
        r"(?:ean[- ]?8(?=.*\bean[- ]?13)|ean[- ]?13(?=.*\bean[- ]?8)"
        r"|both)(?=.*\b(?:spaces?|blanks?)\b)|(?:8|7)(?= .*\b1[23]\b.*\b(?:spaces?|blanks?)\b)"
        r"|(?:12|13)(?= .*\b[78]\b.*\b(?:spaces?|blanks?)\b)",
        "Write codes.py with check_digit(first), the last digit, as an int, of an EAN-13 by its "
        "first 12 digits or of an EAN-8 by its first 7, with or without spaces (ValueError for "
        "any other text), and is_valid_ean(code), whether an EAN-8 or EAN-13 is right.",
        """\
def _digits_of(text, lengths):
    digits = text.replace(" ", "")
    is_right = len(digits) in lengths and digits.isascii() and digits.isdigit()
    return digits if is_right else ""


def check_digit(first):
    digits = _digits_of(first, (7, 12))
    if not digits:
        raise ValueError(f"7 or 12 digits are needed, not {first!r}")
    total = 0
    for place, digit in enumerate(reversed(digits)):
        weight = 3 if place % 2 == 0 else 1  # 3, 1, 3, 1, ... from the right
        total += weight * int(digit)
    return (10 - total % 10) % 10


def is_valid_ean(code):
    digits = _digits_of(code, (8, 13))
    return digits != "" and check_digit(digits[:-1]) == int(digits[-1])""",
    ),
    Variant(
        "barcode of either length",
        "ean13",
        r"ean[- ]?8(?=.*\bean[- ]?13)|ean[- ]?13(?=.*\bean[- ]?8)|(?:7|seven|8|eight)(?: digits)? "
        r"or (?:the first )?(?:12|twelve|13|thirteen)|(?:12|twelve|13|thirteen)(?: digits)? or "
        r"(?:the first )?(?:7|seven|8|eight)|both",
        "Write codes.py with check_digit(first), the last digit, as an int, of an EAN-13 by its "
        "first 12 digits or of an EAN-8 by its first 7 (ValueError for any other text), and "
        "is_valid_ean(code), whether a text of 8 or 13 digits has the right check digit.",
        """\
def _is_digits(text, lengths):
    return len(text) in lengths and text.isascii() and text.isdigit()


def check_digit(first):
    if not _is_digits(first, (7, 12)):
        raise ValueError(f"7 or 12 digits are needed, not {first!r}")
    total = 0
    for place, digit in enumerate(reversed(first)):
        weight = 3 if place % 2 == 0 else 1  # 3, 1, 3, 1, ... from the right
        total += weight * int(digit)
    return (10 - total % 10) % 10


def is_valid_ean(code):
    return _is_digits(code, (8, 13)) and check_digit(code[:-1]) == int(code[-1])""",
    ),
    Variant(
        "barcode of eight digits",
        "ean13",
        r"ean[- ]?8|gtin[- ]?8(?!.*\bgtin)|(?:8|eight|7|seven)[- ]digits?"
        r"|short (?:bar ?codes?|eans?)",
        "Write ean8.py with check_digit(first_seven), the last digit of an EAN-8 barcode as an "
        "int (ValueError unless the text is seven digits), and is_valid_ean(code), whether a text "
        "of 8 digits has the right check digit.",
        """\
def _is_digits(text, length):
    return len(text) == length and text.isascii() and text.isdigit()


def check_digit(first_seven):
    if not _is_digits(first_seven, 7):
        raise ValueError(f"seven digits are needed, not {first_seven!r}")
    total = 0
    for place, digit in enumerate(first_seven):
        weight = 3 if place % 2 == 0 else 1  # 3, 1, 3, 1, ... from the left
        total += weight * int(digit)
    return (10 - total % 10) % 10


def is_valid_ean(code):
    return _is_digits(code, 8) and check_digit(code[:7]) == int(code[7])""",
    ),
    Variant(
        "barcode of twelve digits",
        "ean13",
        r"upc(?:[- ]?a)?|(?:first )?(?:11|eleven) digits",
        "Write upc.py with check_digit(first_eleven), the last digit of a UPC-A barcode as an int "
        "(ValueError unless the text is eleven digits), and is_valid_upc(code), whether a text of "
        "12 digits has the right check digit.",
        """\
def _is_digits(text, length):
    return len(text) == length and text.isascii() and text.isdigit()


def check_digit(first_eleven):
    if not _is_digits(first_eleven, 11):
        raise ValueError(f"eleven digits are needed, not {first_eleven!r}")
    total = 0
    for place, digit in enumerate(first_eleven):
        weight = 3 if place % 2 == 0 else 1  # 3, 1, 3, 1, ... from the left
        total += weight * int(digit)
    return (10 - total % 10) % 10


def is_valid_upc(code):
    return _is_digits(code, 12) and check_digit(code[:11]) == int(code[11])""",
    ),
    Variant(
        "article number of any length",
        "ean13",
        r"gtins?(?![- ]?(?:8|13)\b(?!.*\bgtin))|(?:8, 12, 13|8, 12 or 13)|any (?:of its )?length",
        "Write gtin.py with check_digit(first), the last digit as an int of a GTIN-8, GTIN-12, "
        "GTIN-13 or GTIN-14 by its other digits (ValueError for another text), and "
        "is_valid_gtin(code), whether a text of 8, 12, 13 or 14 digits has the right one.",
        """\
def _is_digits(text, lengths):
    return len(text) in lengths and text.isascii() and text.isdigit()


def check_digit(first):
    if not _is_digits(first, (7, 11, 12, 13)):
        raise ValueError(f"7, 11, 12 or 13 digits are needed, not {first!r}")
    total = 0
    for place, digit in enumerate(reversed(first)):
        weight = 3 if place % 2 == 0 else 1  # 3, 1, 3, 1, ... from the right
        total += weight * int(digit)
    return (10 - total % 10) % 10


def is_valid_gtin(code):
    return _is_digits(code, (8, 12, 13, 14)) and check_digit(code[:-1]) == int(code[-1])""",
    ),
)
"""What is undone and redone, and how long a barcode is."""
