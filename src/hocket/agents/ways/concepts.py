"""What a task says in several words for a column of one name: people per square mile, a density."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile import Column

_PEOPLE = r"(?:people|inhabitants|residents|persons|citizens)"
_EACH = r"(?:per|for (?:each|every)|to (?:the|each|every))"
_AREA = rf"{_PEOPLE} {_EACH} (?:(?:square|sq\.?) ?\w+|km2|km²|hectare|acre)"
_CROWDED = r"(?:most|least|more|less) (?:crowded|densely (?:populated|settled|peopled))"
_THOUSAND = rf"{_EACH} (?:1,?000|thousand|hundred)(?! (?:euros|dollars|pounds|km|miles))"
_LIVE = r"(?:long|old) people (?:live|get|become)|people live (?:the )?(?:longest|shortest)"
_PRODUCT = r"(?:gdp|gnp|gross (?:domestic|national) product)"
_NO_WORK = r"out of work|without (?:a )?(?:work|job)|jobless"
_CANNOT = r"(?:can(?:no|')t|cannot|unable to)"
_CONCEPTS = {
    r"(?:population[ _.]?)?(?:density|dens)": rf"{_AREA}|{_CROWDED}",
    r"(?:crude[ _.]?)?birth[ _.]?rate|births?[ _.]?per[ _.]?\w+": rf"births {_THOUSAND}",
    r"(?:death|mortality)[ _.]?rate|deaths?[ _.]?per[ _.]?\w+": rf"deaths {_THOUSAND}",
    r"(?:total[ _.]?)?fertility(?:[ _.]?rate)?": rf"(?:children|births|babies) {_EACH} woman",
    r"life[ _.]?exp(?:ectancy)?": _LIVE,
    r"unemp\w*(?:[ _.]?rate)?": _NO_WORK,
    r"(?:gdp|gnp)[ _.]?(?:per[ _.]?\w+|pc|cap\w*)": rf"{_PRODUCT} {_EACH} (?:head|person|\w+itant)",
    r"(?:cars?|vehicles?)[ _.]?per[ _.]?\w+": rf"(?:cars|vehicles) {_THOUSAND}",
    r"mpg|miles[ _.]?per[ _.]?gallon": r"miles (?:to the|per|a|on a) gallon",
    r"mph|speed[ _.]?mph|miles[ _.]?per[ _.]?hour": r"miles (?:an|per) hour",
    r"illiteracy(?:[ _.]?rate)?": rf"{_CANNOT} read(?: (?:and|or) write)?",
    r"literacy(?:[ _.]?rate)?": r"(?:can|able to) read(?: and write)?",
}
"""Names of columns, and what tasks say for them."""
_MEANT = tuple(
    (re.compile(name, re.IGNORECASE), late_pattern(rf"\b(?:{said})(?!\w)", re.IGNORECASE))
    for name, said in _CONCEPTS.items()
)


def said_of_concepts(task: str, columns: Sequence[Column]) -> str:
    """What the LLM is told of columns that a task says in other words; empty if there are none.

    Nothing is said of a column that the task names too, nor where two columns could be meant.

    Examples:
        >>> from hocket.documents.profile import Column
        >>> columns = [Column("town"), Column("density", "number"), Column("people", "number")]
        >>> said_of_concepts("Which towns have over 900 people per square mile?", columns)
        "'people per square mile' is said of the column 'density'."
        >>> said_of_concepts("What is the density of each, in people per square mile?", columns)
        ''
    """
    found = []
    for name, said in _MEANT:
        meant = [one.name for one in columns if name.fullmatch(one.name.strip())]
        match = said.search(task)
        if match is None or len(meant) != 1:
            continue
        if not re.search(rf"(?<!\w){re.escape(meant[0])}(?!\w)", task, re.IGNORECASE):
            found.append(f"{match.group().strip()!r} is said of the column {meant[0]!r}.")
    return " ".join(found)
