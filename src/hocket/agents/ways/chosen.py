"""Options that rows chose: compared with the option of each row, not with one that nobody named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.documents.profile.families import Families

_EQUAL = r"""(?:\[\s*["']{0}["']\s*\]|\b{0}\b|"{0}")\s*==?\s*["']([^"'\n]+)["']"""


def unnamed_option(task: str, code: str, families: Iterable[Families | None]) -> str:
    """What is wrong with a program that asks for one option where the task names none.

    Examples:
        >>> from hocket.documents.profile.families import Families
        >>> prices = {"price": ("price_soup", "price_tart")}
        >>> form = Families(("soup", "tart"), prices, (), "ordered")
        >>> code = 'answer = int((df_options["ordered"] == "soup").sum())'
        >>> unnamed_option("How many ordered the cheaper dish?", code, [form])
        "the task does not ask for 'soup': an option was chosen where option = ordered"
        >>> unnamed_option("How many ordered soup?", code, [form])
        ''
    """
    for form in families:
        if form is None or not form.chosen:
            continue
        for said in re.findall(_EQUAL.format(re.escape(form.chosen)), code):
            if said in form.options and not re.search(rf"(?i)\b{re.escape(said)}", task):
                return (
                    f"the task does not ask for {said!r}: an option was chosen where option = "
                    f"{form.chosen}"
                )
    return ""
