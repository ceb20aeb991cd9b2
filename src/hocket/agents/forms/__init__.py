"""The form in which a task wants its answer, and how a value or rows are put into it."""

from __future__ import annotations

from hocket.agents.forms.ending import ending_of
from hocket.agents.forms.filling import Filled, fill, written
from hocket.agents.forms.shaping import NO_NUMBER
from hocket.agents.forms.wanted import Form, form_of

__all__ = ["NO_NUMBER", "Filled", "Form", "ending_of", "fill", "form_of", "written"]
