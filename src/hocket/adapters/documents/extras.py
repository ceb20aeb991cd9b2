"""The libraries that read documents, and the extras of hocket that install them."""

from __future__ import annotations

from importlib.util import find_spec

EXTRAS = {
    "pdf": ("pypdf", "files"),
    "workbook": ("python_calamine", "files"),
    "word": ("docx", "files"),
    "parquet": ("duckdb", "parquet"),
}
"""Kind of a document to its library and the extra; other kinds need none."""


def install_command(*kinds: str) -> str:
    """The command that installs what reads these kinds.

    Examples:
        >>> install_command("pdf", "word", "parquet")
        "pip install 'hocket[files,parquet]'"
    """
    extras = dict.fromkeys(EXTRAS[kind][1] for kind in kinds)
    return f"pip install 'hocket[{','.join(extras)}]'"


def missing_kinds() -> list[str]:
    """The kinds of documents whose library is not installed."""
    return [kind for kind, (library, _) in EXTRAS.items() if find_spec(library) is None]
