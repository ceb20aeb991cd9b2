"""Goals, schemas, settings and answers as any editor saves them."""

from __future__ import annotations

import asyncio
import codecs
import json

import pytest

from hosts import command as hocket
from hosts import host

SCHEMA = json.dumps({"type": "object", "properties": {"stadt": {"const": "Köln"}}})
GOAL = json.dumps({"text": "Wo? Köln"}, ensure_ascii=False)
SAVED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", SAVED)
async def test_documents_with_a_byte_order_mark_are_read(tmp_path, encoding):
    def saved(text: str) -> bytes:
        return SAVED[encoding] + text.replace("\n", "\r\n").encode(encoding)

    async with host(tmp_path, {"if": "Köln", "say": '{"stadt": "Köln"}'}) as environ:
        settings = tmp_path / "config.toml"
        settings.write_bytes(saved(settings.read_text()))
        (tmp_path / "goal.json").write_bytes(saved(GOAL))
        (tmp_path / "schema.json").write_bytes(saved(SCHEMA))
        options = ("--single", "--quiet", "--schema", "schema.json")
        code, out, err = await hocket(environ, "run", "--goal", "goal.json", *options)
        assert (code, json.loads(out or "0")) == (3, {"stadt": "Köln"}), err
        code, _, err = await hocket(environ, "run", "--goal", "-", *options, given=saved(GOAL))
        assert code == 3, err
        code, _, err = await hocket(environ, "run", "-", *options, given=saved("Köln?"))
        assert code == 3, err


async def test_edited_draft_with_a_byte_order_mark_is_taken_as_text(tmp_path):
    async with host(tmp_path, {"say": "Draft."}) as environ:
        process = asyncio.create_task(hocket(environ, "run", "x", "--single", "--ask", "results"))
        question = ""
        async with asyncio.timeout(30):
            while not question:
                await asyncio.sleep(0.1)
                _, out, _ = await hocket(environ, "inbox", "--json")
                question = json.loads(out)[0]["question_id"] if out.strip() != "[]" else ""
        (tmp_path / "draft.md").write_bytes(codecs.BOM_UTF16_LE + "Köln".encode("utf-16-le"))
        code, _, err = await hocket(environ, "approve", question, "--edit", "draft.md")
        assert code == 0, err
        _, out, _ = await process
        assert out.startswith("Köln\n")


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (("run", "--goal", "goal.json"), "goal.json: byte 0xf6"),
        (("run", "x", "--schema", "goal.json"), "--schema goal.json: byte 0xf6"),
        (("run", "-"), "GOAL on standard input: byte 0xf6"),
        (("run", "--goal", "-"), "standard input: byte 0xf6"),
        (("approve", "q", "--edit", "goal.json"), "--edit goal.json: byte 0xf6"),
    ],
)
async def test_document_in_another_encoding_is_refused_by_name(tmp_path, arguments, place):
    content = '{"text": "Köln"}'.encode("cp1252")
    (tmp_path / "goal.json").write_bytes(content)
    async with host(tmp_path) as environ:
        code, _, err = await hocket(environ, *arguments, given=content)
        assert code == 2
        assert place in err
        assert "save the file as UTF-8" in err


async def test_settings_in_another_encoding_are_refused_by_name(tmp_path):
    async with host(tmp_path) as environ:
        (tmp_path / "config.toml").write_bytes('llm = "Köln"'.encode("cp1252"))
        code, _, err = await hocket(environ, "runs")
        assert code == 2
        assert "config.toml cannot be read: byte 0xf6 at position 8" in err
