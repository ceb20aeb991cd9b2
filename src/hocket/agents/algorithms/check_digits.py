"""Numbers that carry a check of themselves, and checksums of bytes."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

CHECK_DIGITS = (
    Algorithm(
        "luhn",
        r"luhn|credit cards?|card numbers?",
        r"check ?(?:sum|digit)|passes",
        "Write luhn.py with is_valid(number): whether a card number, given as text with or without "
        "spaces, passes the Luhn check.",
        """\
def is_valid(number):
    digits = number.replace(" ", "").replace("-", "")
    if len(digits) < 2 or not (digits.isascii() and digits.isdigit()):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        if place % 2 == 1:  # every second digit, counted from the right
            value *= 2
            if value > 9:
                value -= 9
        total += value
    return total % 10 == 0""",
    ),
    Algorithm(
        "iban",
        r"ibans?|international bank account(?: numbers?)?",
        r"check digits|bank|97",
        "Write iban.py with is_valid_iban(text): whether an IBAN, with or without spaces and in "
        "either case, has a plausible form and correct check digits.",
        """\
def is_valid_iban(text):
    iban = text.replace(" ", "").upper()
    if not 15 <= len(iban) <= 34 or not (iban.isascii() and iban.isalnum()):
        return False
    if not (iban[:2].isalpha() and iban[2:4].isdigit()):
        return False
    moved = iban[4:] + iban[:4]  # country and check digits go to the end
    # int(..., 36) makes A 10, B 11, ... Z 35 and leaves digits as they are
    digits = "".join(str(int(character, 36)) for character in moved)
    return int(digits) % 97 == 1""",
    ),
    Algorithm(
        "ean13",
        r"ean(?:[- ]?(?:8|13))?s?|gtins?(?:[- ]?(?:8|12|13|14))?|upc(?:[- ]?a)?|article numbers?"
        r"|bar ?codes?(?=.*\b(?:check ?sums?|check ?digits?|valid|13))|check ?(?:sums?"
        r"|digits?)(?=.*\bbar ?codes?)",
        r"check digit|bar ?codes?|13",
        "Write ean.py with check_digit(first_twelve), the last digit of an EAN-13 barcode as an "
        "int (ValueError unless the text is twelve digits), and is_valid_ean(code), whether a "
        "text of 13 digits has the right check digit.",
        """\
def is_digits(text, length):
    return len(text) == length and text.isascii() and text.isdigit()


def check_digit(first_twelve):
    if not is_digits(first_twelve, 12):
        raise ValueError(f"twelve digits are needed, not {first_twelve!r}")
    total = 0
    for place, digit in enumerate(first_twelve):
        weight = 1 if place % 2 == 0 else 3  # 1, 3, 1, 3, ... from the left
        total += weight * int(digit)
    return (10 - total % 10) % 10  # 0, not 10


def is_valid_ean(code):
    return is_digits(code, 13) and check_digit(code[:12]) == int(code[12])""",
    ),
    Algorithm(
        "imei",
        r"imeis?|mobile equipment",
        r"luhn|check ?(?:sum|digit)|15",
        "Write imei.py with is_valid_imei(text), whether a text of 15 digits, with or without "
        "spaces or hyphens, is a valid IMEI of a phone by its check digit, and "
        "with_check_digit(first_fourteen), which completes 14 digits (ValueError otherwise).",
        """\
def luhn_sum(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 1 else 1)
        total += value // 10 + value % 10  # the digits of 14 count 1 + 4
    return total


def is_valid_imei(text):
    digits = text.replace(" ", "").replace("-", "")
    if len(digits) != 15 or not (digits.isascii() and digits.isdigit()):
        return False
    return luhn_sum(digits) % 10 == 0


def with_check_digit(first_fourteen):
    digits = first_fourteen
    if len(digits) != 14 or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"14 digits are needed, not {digits!r}")
    check = (10 - luhn_sum(digits + "0") % 10) % 10
    return digits + str(check)""",
    ),
    Algorithm(
        "vin",
        r"vins?|vehicle identification(?: numbers?)?|chassis numbers?",
        r"vehicle|17|check digit",
        "Write vin.py with is_valid_vin(text): whether a vehicle identification number of 17 "
        "characters, in either case, has the right check digit in ninth place (I, O and Q are "
        "not allowed).",
        """\
VALUES = dict(zip("ABCDEFGH", range(1, 9)))
VALUES.update(zip("JKLMN", range(1, 6)))
VALUES.update({"P": 7, "R": 9})
VALUES.update(zip("STUVWXYZ", range(2, 10)))  # S starts at 2
VALUES.update({str(digit): digit for digit in range(10)})
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)  # 0 for the check digit


def is_valid_vin(text):
    vin = text.strip().upper()
    if len(vin) != 17 or any(character not in VALUES for character in vin):
        return False
    total = sum(VALUES[character] * weight for character, weight in zip(vin, WEIGHTS))
    return vin[8] == "0123456789X"[total % 11]  # a remainder of 10 is written X""",
    ),
    Algorithm(
        "isin",
        r"isins?|(?:international )?securities identification(?: numbers?)?",
        r"securities|luhn|check digit",
        "Write isin.py with is_valid_isin(code): whether an ISIN (two letters, nine letters or "
        "digits, one check digit) has the right check digit.",
        """\
def is_valid_isin(code):
    if len(code) != 12 or not (code.isascii() and code.isalnum() and code.isupper()):
        return False
    if not (code[:2].isalpha() and code[11].isdigit()):
        return False
    # A becomes 10, B 11, ... Z 35, which are two digits each from here on
    digits = "".join(str(int(character, 36)) for character in code)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 1 else 1)
        total += value // 10 + value % 10
    return total % 10 == 0""",
    ),
    Algorithm(
        "aba_routing",
        r"routing (?:transit )?numbers?|aba (?:routing|transit|numbers?|codes?|check\w*)",
        r"nine|bank|aba",
        "Write routing.py with is_valid_routing_number(text): whether a text of nine digits is a "
        "valid ABA routing number of a US bank by its checksum.",
        """\
WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)


def is_valid_routing_number(text):
    if len(text) != 9 or not (text.isascii() and text.isdigit()):
        return False
    if text == "0" * 9:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS))
    return total % 10 == 0""",
    ),
    Algorithm(
        "mod11",
        r"mod(?:ul(?:o|us))?[- ]?11|(?:weighted|elevens?) check ?(?:sums?|digits?)"
        r"|check ?(?:digits?|sums?)(?=.*\b(?:weights?|weighted)\b.*\b11\b)",
        r"weights|remainder|check digit",
        "Write mod11.py with check_digit(digits), the modulus 11 check digit of a text of digits "
        "as text, with weights 2 to 7 from the right, again and again, X for 10 (ValueError for "
        "other text), and is_valid(number), whether the last character is the check digit.",
        """\
def check_digit(digits):
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"only digits are allowed: {digits!r}")
    total = 0
    for place, digit in enumerate(reversed(digits)):
        weight = 2 + place % 6  # 2, 3, 4, 5, 6, 7, 2, 3, ... from the right
        total += int(digit) * weight
    check = (11 - total % 11) % 11  # 0 to 10
    return "X" if check == 10 else str(check)


def is_valid(number):
    body, last = number[:-1], number[-1:]
    return body.isascii() and body.isdigit() and check_digit(body) == last""",
    ),
    Algorithm(
        "mod97",
        r"mod(?:ul(?:o|us))?[- ]?97(?:[- ]10)?|iso(?:/iec)? ?7064",
        r"check digits|remainder",
        "Write mod97.py with add_check_digits(number), which appends the two check digits of "
        "modulus 97 (ISO 7064) to a text of digits (ValueError for other text), and "
        "is_valid(number), whether a text of digits ends in the right ones.",
        """\
def add_check_digits(number):
    if not (number.isascii() and number.isdigit()):
        raise ValueError(f"only digits are allowed: {number!r}")
    check = 98 - int(number + "00") % 97  # two places for the check digits
    return f"{number}{check:02d}"


def is_valid(number):
    if len(number) < 3 or not (number.isascii() and number.isdigit()):
        return False
    return int(number) % 97 == 1""",
    ),
    Algorithm(
        "crc",
        r"crc(?:[- ]?(?:8|16|32))?(?:[- ]?ccitt)?|cyclic redundancy(?: checks?| codes?)?",
        r"polynomial|bytes|zlib",
        "Write crc.py with crc32(data), the CRC-32 of bytes as zlib has it but without zlib, and "
        "crc16_ccitt(data), the CRC-16 with polynomial 0x1021 that starts at 0xFFFF; both return "
        "an int.",
        """\
def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):  # this one goes from the lowest bit
            crc = crc >> 1 ^ 0xEDB88320 if crc & 1 else crc >> 1
    return crc ^ 0xFFFFFFFF


def crc16_ccitt(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):  # this one goes from the highest bit
            crc = crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1
        crc &= 0xFFFF
    return crc""",
    ),
    Algorithm(
        "adler_fletcher",
        r"adler(?:[- ]?32)?|fletcher(?:'s)?(?:[- ]?(?:16|32))?",
        r"bytes|checksum|65521",
        "Write checksums.py with adler32(data), the Adler-32 checksum of bytes as an int without "
        "zlib, and fletcher16(data), the Fletcher-16 checksum of bytes as an int.",
        """\
def adler32(data):
    low, high = 1, 0  # low starts at 1
    for byte in data:
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def fletcher16(data):
    low, high = 0, 0
    for byte in data:
        low = (low + byte) % 255  # 255, not 256
        high = (high + low) % 255
    return high << 8 | low""",
    ),
)
