"""Texts of the kinds that prompts have, and tokenizers that count them."""

from __future__ import annotations

import json
import random
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.ports.llm import ChatMessage, LlmRequest, ToolCall, ToolSpec
from hocket.testing.cutting import tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
HAN = "東京は日本の首都であり世界最大都市圏一つ天気明日雨後晴気温上昇見込人口約千三百万"
EMOJI = "😀🎉🚀👍🔥🌍🤖✨🐍📈🥳😂"
NAMES = ("Ann", "Bob", "Eve", "Mia")


class Texts:
    """Random texts by kind.

    Args:
        seed: Equal seeds give equal texts.
        folder: Files of your own, whose texts are one more kind.
    """

    def __init__(self, seed: int, folder: Path | None = None) -> None:
        self._dice = random.Random(seed)
        prose = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
        code = [*ROOT.glob("src/**/*.py"), *ROOT.glob("ui/src/**/*.tsx")]
        self._files = {"prose": _read(prose), "code": _read(code)}
        if folder is not None:
            self._files["yours"] = _read([p for p in folder.iterdir() if p.is_file()])
        self._lines: dict[str, Callable[[], str]] = {
            "digits": lambda: f"{self._dice.randrange(10 ** self._dice.randrange(1, 12))} ",
            "csv": self._row,
            "json": self._object,
            "cjk": lambda: "".join(self._dice.choices(HAN, k=30)) + "。\n",
            "emoji": lambda: "".join(self._dice.choices(EMOJI, k=12)) + " ok\n",
        }

    @property
    def kinds(self) -> list[str]:
        return [*self._files, *self._lines]

    def text(self, kind: str, chars: int) -> str:
        """About so many characters of a kind."""
        text = ""
        while len(text) < chars:
            if kind in self._files:
                source = self._dice.choice(self._files[kind])
                start = self._dice.randrange(max(1, len(source) - chars))
                text += source[start : start + chars] + "\n"
            else:
                text += self._lines[kind]()
        return text[:chars]

    def prompt(self, kind: str, chars: int) -> LlmRequest:
        """A request with a system prompt and a text of a kind."""
        messages = (
            ChatMessage("system", self.text("prose", 600)),
            ChatMessage("user", f"File a:\n{self.text(kind, chars)}\n\nTask: What is in it?"),
        )
        return LlmRequest("m", messages, max_tokens=64)

    def with_tools(self, kind: str) -> LlmRequest:
        """A request with tools and the result of one."""
        tools = tuple(
            ToolSpec(
                f"look_up_{number}",
                self.text("prose", 120).replace("\n", " "),
                {"type": "object", "properties": {"town": {"type": "string"}}},
            )
            for number in range(2)
        )
        messages = (
            *self.prompt(kind, 300).messages,
            ChatMessage("assistant", "", (ToolCall("look_up_0", {"town": "Bonn"}, "c1"),)),
            ChatMessage("tool", self.text(kind, 600), (), "c1"),
        )
        return LlmRequest("m", messages, tools=tools, max_tokens=64)

    def _row(self) -> str:
        dice = self._dice
        day = f"2024-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        return (
            f"{day},{dice.random() * 100:.2f},{dice.randrange(1000)},Station {dice.randrange(9)}\n"
        )

    def _object(self) -> str:
        dice = self._dice
        value = {"id": dice.randrange(10**6), "name": dice.choice(NAMES), "ok": dice.random() < 0.5}
        return json.dumps({**value, "amount": round(dice.random() * 1000, 2)}) + ",\n"


def tokenizers() -> dict[str, Callable[[str], int]]:
    """The tokenizer of Llama 2, and two that are like those of small and of large vocabularies."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - comes with wordllama

    package = find_spec("wordllama")
    assert package is not None
    assert package.origin is not None
    path = Path(package.origin).parent / "tokenizers" / "l2_supercat_tokenizer_config.json"
    llama = Tokenizer.from_file(str(path))
    llama.no_truncation()
    llama.no_padding()
    return {
        "llama2": lambda text: len(llama.encode(text, add_special_tokens=False).ids),
        "small": tokenizer(word_chars=3, digits=1, wide=2.0),
        "large": tokenizer(word_chars=7, digits=3, wide=0.7),
    }


def _read(paths: list[Path]) -> list[str]:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(paths)]
    return [text for text in texts if len(text) > 1000]
