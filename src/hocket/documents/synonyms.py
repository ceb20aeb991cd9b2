"""Names of columns that mean the same in address books, calendars and lists of people."""

from __future__ import annotations

import re

GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "surname family familyname lastname last nachname",
        "firstname first given givenname forename vorname",
        "email mail emailaddress mailaddress",
        "phone telephone tel phonenumber telephonenumber telefon",
        "mobile cell cellphone mobilephone mobilenumber phonemobile phonecell handy",
        "birthday bday birthdate dateofbirth geburtstag",
        "organisation organization company org firm employer",
        "postcode zip zipcode postalcode plz",
        "name title summary",
        "date day dtstart datum",
        "no nr num id lfdnr",
        "place location venue where ort",
    )
)


def mean_the_same(name: str, other: str) -> bool:
    """Whether two names of columns are commonly used for the same.

    Examples:
        >>> mean_the_same("first_name", "given"), mean_the_same("first_name", "family")
        (True, False)
    """
    written = (one.replace("#", "no") for one in (name, other))
    first, second = (re.sub(r"[\W_]+", "", one).casefold() for one in written)
    return any(first in group and second in group for group in GROUPS)
