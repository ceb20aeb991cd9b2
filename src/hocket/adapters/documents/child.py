"""The child process that reads one document, within limits of time, memory and size."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.adapters.documents.extras import EXTRAS, install_command
from hocket.adapters.documents.output import Output, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

CPU_S = 60
MEMORY_BYTES = 3 << 30
UNPACKED_BYTES = 512 << 20
_PR_SET_PDEATHSIG = 1


def limit_resources() -> None:
    """Bound the memory and the time of this process, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent(parent: int) -> None:
    """Have the kernel end this process when its parent ends, however that ends; on Linux only."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes  # noqa: PLC0415 - slow to load

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it ended before that was asked for


def check_archive(path: Path) -> None:
    """Return if a document that is a ZIP archive unpacks to a bearable size.

    Raises:
        UnreadableError: It does not. The sizes that it states are what its readers unpack.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > UNPACKED_BYTES:
        message = f"it unpacks to {size} bytes, more than the limit of {UNPACKED_BYTES}"
        raise UnreadableError(message)


def contents_of(kind: str, path: Path) -> dict[str, object]:
    """The files and the note of a document; a document that cannot be read has only the note."""
    output = Output()
    try:
        check_archive(path)
        # Each kind has the module of its name.
        read: Callable[[Path, Output], None] = import_module(f"{__package__}.{kind}").read
        read(path, output)
    except ImportError as error:
        has_extra = kind in EXTRAS
        way_out = f"run {install_command(kind)}" if has_extra else "use a Python that has it"
        return Output.failed(f"reading it needs {error.name}; {way_out}")
    except UnreadableError as error:
        return Output.failed(str(error))
    except (MemoryError, RecursionError):
        return Output.failed("it needs more memory than a document may")
    except Exception as error:  # noqa: BLE001 - libraries raise anything at damaged documents
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Output.failed(f"it is damaged ({reason})")
    return output.document()


def main() -> None:
    """Print the contents of the document as JSON."""
    kind, path, parent = sys.argv[1:4]
    end_with_parent(int(parent))
    limit_resources()
    # Libraries print warnings; the answer is all that stdout has.
    with contextlib.redirect_stdout(sys.stderr):
        document = contents_of(kind, Path(path))
    sys.stdout.write(json.dumps(document))


if __name__ == "__main__":
    main()
