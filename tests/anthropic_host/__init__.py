"""A small host with Anthropic's Messages API, as strict as its reference says.

Sources: https://platform.claude.com/docs/en/api/messages/create, …/api/errors, …/api/models/list,
…/build-with-claude/streaming, and the types of the official client, whose strict parsing
`test_anthropic_client.py` puts it through.
"""
