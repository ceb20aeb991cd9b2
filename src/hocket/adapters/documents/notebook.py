"""Notebooks (IPYNB): their cells with the texts that they printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.adapters.documents.output import UnreadableError
from hocket.documents.encoding import document_text

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.adapters.documents.output import Output


def read(path: Path, output: Output) -> None:
    """Add the cells as Markdown.

    Raises:
        UnreadableError: It is no notebook, or has no cell with text.
    """
    try:
        notebook = json.loads(document_text(path.read_bytes()))
        cells = notebook["cells"]
        language = notebook.get("metadata", {}).get("language_info", {}).get("name", "python")
        parts = [part for cell in cells for part in _parts(cell, str(language))]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = "it is no Jupyter notebook of format 4; save it again"
        raise UnreadableError(message) from error
    if not parts:
        message = "it has no text"
        raise UnreadableError(message)
    output.text("md", "\n\n".join(parts) + "\n")
    data = [d for cell in cells for shown in cell.get("outputs", ()) for d in shown.get("data", ())]
    images = sum("image" in form for form in data)
    if images:
        output.remarks.append(f"{images} images were not read")


def _parts(cell: dict[str, Any], language: str) -> list[str]:
    source = _joined(cell["source"]).strip()
    if cell["cell_type"] != "code":
        return [source] if source else []
    parts = [f"```{language}\n{source}\n```"] if source else []
    printed = [_printed(result).strip() for result in cell.get("outputs", ())]
    return parts + [f"Output:\n```\n{text}\n```" for text in printed if text]


def _printed(result: dict[str, Any]) -> str:
    if "text" in result:
        return _joined(result["text"])
    if "evalue" in result:
        return f"{result.get('ename')}: {result['evalue']}"
    return _joined(result.get("data", {}).get("text/plain", ""))


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)
