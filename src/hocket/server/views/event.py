"""An event as screens and streams show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hocket.core.noun import Noun


class Stamped(Noun):
    """An event with its position and time, as screens and streams show it.

    ``cursor`` is its position over all runs, from which a stream continues.
    """

    cursor: int
    run_id: str
    seq: int
    at: datetime
    type: str
    event: dict[str, Any]
