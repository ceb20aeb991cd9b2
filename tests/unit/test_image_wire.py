"""Images in the words of each host."""

from __future__ import annotations

from base64 import b64encode

import pytest

from hocket.adapters.anthropic.wire import message_body
from hocket.adapters.http.rewriting import rewritten
from hocket.adapters.http.token_estimate import most_tokens
from hocket.adapters.ollama.wire import chat_body as ollama_body
from hocket.adapters.openai.wire import chat_body
from hocket.core.image import Image, image_of
from hocket.engine.llm_wire import decode_request, encode_request
from hocket.ports.llm import IMAGE_TOKENS, ChatMessage, LlmRequest

A, B = Image("image/png", "aaaa"), Image("image/jpeg", "bbbb")
TALK = (
    ChatMessage("system", "Be brief."),
    ChatMessage("user", "One:"),
    ChatMessage("user", "Two:", images=(A,)),
    ChatMessage("user", "", images=(B,)),
    ChatMessage("assistant", "Cats."),
    ChatMessage("user", "And now?"),
)
ASKED = LlmRequest("m", TALK)


def test_openai_has_one_message_of_parts_in_their_order():
    _, shown, _, last = chat_body(ASKED, ())["messages"]
    kinds = [part.get("text") or part["image_url"]["url"] for part in shown["content"]]
    assert kinds == ["One:", A.data_url, "Two:", B.data_url]
    assert last == {"role": "user", "content": "And now?"}


def test_anthropic_has_blocks_of_base64_in_their_order():
    turns = message_body(ASKED, {"cache_control"})["messages"]
    assert [block["type"] for block in turns[0]["content"]] == ["text", "image", "text", "image"]
    source = {"type": "base64", "media_type": "image/png", "data": "aaaa"}
    assert turns[0]["content"][1] == {"type": "image", "source": source}


def test_ollama_has_them_beside_the_text():
    messages = ollama_body(ASKED, (), window=512, keep_alive="1m")["messages"]
    assert [message.get("images") for message in messages] == [
        *(None, None, ["aaaa"], ["bbbb"], None, None)
    ]


def test_images_are_kept_where_turns_have_to_alternate():
    merged = rewritten(ASKED, {"turns"}).messages
    assert [len(message.images) for message in merged] == [0, 2, 0, 0]


def test_images_are_part_of_the_digest_and_count_as_tokens():
    assert decode_request(encode_request(ASKED)) == ASKED
    bare = LlmRequest("m", tuple(ChatMessage(m.role, m.content) for m in TALK))
    assert b"images" not in encode_request(bare)
    assert ASKED.estimated_tokens - bare.estimated_tokens == 2 * IMAGE_TOKENS
    assert most_tokens(ASKED) - most_tokens(bare) == 2 * IMAGE_TOKENS


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"RIFF\x10\0\0\0WEBP", "image/webp"),
    ],
)
def test_type_of_an_image_is_that_of_its_bytes_whatever_its_url_says(start, kind):
    data = b64encode(start + bytes(90)).decode()
    for text in (data, f"data:image/x;base64,{data}", f"data:;charset=x;base64,{data}"):
        assert image_of(text) == Image(kind, data)
