"""Libraries in a sandbox: those that are named can be imported, and nothing else is visible."""

from __future__ import annotations

import pytest

from hocket.errors import SandboxUnavailableError
from hocket.ports.sandbox import SandboxLimits
from sandboxes import run

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(60)]

ROOMY = SandboxLimits(timeout_s=40, memory_bytes=1 << 30)
IMPORTS = """\
import sys
for name in ("click", "rpds", "pydantic", "hocket"):
    try: __import__(name); print(name)
    except ImportError: pass
"""


async def test_sandbox_without_libraries_has_the_standard_library_only(sandbox, folder):
    result = await run(sandbox, folder, IMPORTS, ROOMY)
    assert (result.exit_code, result.stdout) == (0, "")


async def test_sandbox_with_libraries_imports_them_with_what_they_require(sandbox, folder):
    code = "import referencing, rpds, jsonschema; print(rpds.HashTrieMap({'a': 1})['a'])"
    result = await run(sandbox, folder, code, ROOMY, libraries=["jsonschema"])
    assert result.stdout.strip() == "1", result.stderr


async def test_sandbox_with_libraries_hides_all_other_packages(sandbox, folder):
    result = await run(sandbox, folder, IMPORTS, ROOMY, libraries=["click"])
    assert result.stdout.split() == ["click"], result.stderr


async def test_sandbox_with_libraries_keeps_them_from_being_changed(sandbox, folder):
    code = (
        "import click, os\n"
        "inside = os.path.join(os.path.dirname(click.__file__), 'new.py')\n"
        "try: open(inside, 'w'); print('written')\n"
        "except OSError as error: print(type(error).__name__)\n"
        "try: open('/libraries/new.py', 'w'); print('written')\n"
        "except OSError as error: print(type(error).__name__)"
    )
    result = await run(sandbox, folder, code, ROOMY, libraries=["click"])
    assert "written" not in result.stdout
    assert len(result.stdout.split()) == 2, result.stderr


async def test_sandbox_with_a_library_that_is_not_installed_runs_nothing(sandbox, folder):
    with pytest.raises(SandboxUnavailableError, match="needs no-such-library, which is not"):
        await run(sandbox, folder, "print(1)", ROOMY, libraries=["no-such-library"])
