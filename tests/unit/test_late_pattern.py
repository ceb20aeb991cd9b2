from __future__ import annotations

import copy
import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

import hocket
from hocket.core.late_pattern import late_pattern

LATE = type(late_pattern(""))
ROOT = Path(hocket.__file__).parent


def test_late_patterns_of_all_modules_compile():
    for path in ROOT.rglob("*.py"):
        if "import late_pattern" in path.read_text("utf-8"):
            import_module(".".join(("hocket", *path.relative_to(ROOT).with_suffix("").parts)))
    patterns = [kept for kept in gc.get_objects() if type(kept) is LATE]
    assert len(patterns) > 500
    for pattern in patterns:
        assert re.compile(pattern.pattern).groups == pattern.groups


def test_late_pattern_in_use_does_what_a_compiled_one_does():
    late, compiled = late_pattern(r"(b+)(?P<c>c?)", re.IGNORECASE), re.compile(r"(?i)(b+)(?P<c>c?)")
    text = "aBBc b"
    assert late.findall(text) == compiled.findall(text)
    assert late.sub("-", text) == compiled.sub("-", text)
    assert late.search(text)["c"] == "c"
    assert late.groupindex == compiled.groupindex
    assert late.search(text).re is late.search(text, 1).re


def test_late_pattern_that_is_wrong_says_so_when_it_is_used():
    late = late_pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        late.search("")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_late_pattern_can_be_copied_before_its_first_use(copied):
    assert copied(late_pattern("b+")).findall("abba") == ["bb"]
