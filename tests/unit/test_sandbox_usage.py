from __future__ import annotations

import os

from hocket.adapters.bubblewrap.usage import scratch_bytes


def test_scratch_of_a_process_that_still_sees_the_machine_is_not_that_of_the_machine():
    assert scratch_bytes(os.getpid()) == 0
