"""What all events are."""

from __future__ import annotations

from typing import ClassVar

from hocket.core.noun import Noun


class Event(Noun):
    """Something that happened. On the wire, ``type`` is the name of the class.

    ``ends``: the run is over with it.
    """

    version: ClassVar[int] = 1
    ends: ClassVar[bool] = False
