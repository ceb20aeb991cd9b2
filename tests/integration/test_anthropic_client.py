"""The official client takes what our host of Anthropic's API sends, so the host is a fair one."""

from __future__ import annotations

import anthropic
import pytest

from anthropic_host.process import KEY, served

WEATHER = {
    "name": "weather",
    "description": "The weather of a city.",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
}
ASK = {"max_tokens": 64, "messages": [{"role": "user", "content": "Is it raining?"}]}


@pytest.fixture(scope="module")
def url():
    with served() as url:
        yield url


@pytest.fixture
async def client(url):
    async with anthropic.AsyncAnthropic(
        base_url=url, api_key=KEY, max_retries=0, _strict_response_validation=True
    ) as client:
        yield client


async def test_message_in_one_piece_passes_strict_parsing(client):
    message = await client.messages.create(model="claude-calling", tools=[WEATHER], **ASK)
    assert [block.type for block in message.content] == ["text", "tool_use", "tool_use"]
    assert (message.stop_reason, message.content[1].input) == ("tool_use", {"city": "Oslo"})


async def test_stream_adds_up_to_the_message(client):
    async with client.messages.stream(model="claude-signing", tools=[WEATHER], **ASK) as stream:
        texts = [text async for text in stream.text_stream]
        message = await stream.get_final_message()
    assert "".join(texts) == "I look it up."
    kinds = [block.type for block in message.content]
    assert kinds == ["thinking", "redacted_thinking", "text", "tool_use", "tool_use"]
    assert message.content[0].signature == "c2lnbmVk"
    assert message.usage.output_tokens > 0


async def test_stream_ends_with_a_refusal_and_its_details(client):
    async with client.messages.stream(model="claude-filtered", **ASK) as stream:
        message = await stream.get_final_message()
    assert (message.stop_reason, message.content) == ("refusal", [])


async def test_error_within_a_stream_is_raised(client):
    with pytest.raises(anthropic.APIStatusError, match="Overloaded"):
        async with client.messages.stream(model="claude-midway", **ASK) as stream:
            await stream.get_final_message()


@pytest.mark.parametrize(
    ("llm", "error"),
    [
        ("absent", anthropic.NotFoundError),
        ("cold", anthropic.BadRequestError),
        ("forbidden", anthropic.PermissionDeniedError),
        ("limited", anthropic.RateLimitError),
        ("broken", anthropic.InternalServerError),
        ("overloaded", anthropic.InternalServerError),
    ],
)
async def test_status_is_that_of_the_clients_error(client, llm, error):
    more = {"temperature": 0.0} if llm == "cold" else {}
    with pytest.raises(error) as caught:
        await client.messages.create(model=f"claude-{llm}", extra_body=more, **ASK)
    assert caught.value.type.endswith("_error")


async def test_list_is_read_page_by_page(client):
    names = [llm.id async for llm in client.models.list()]
    assert len(names) > 2  # more than one page
    assert len(set(names)) == len(names)


async def test_tokens_are_counted(client):
    counted = await client.messages.count_tokens(
        model="claude-plain", messages=ASK["messages"], tools=[WEATHER]
    )
    assert counted.input_tokens > 0
