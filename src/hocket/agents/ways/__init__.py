"""The ways of working of an agent with an LLM, one class a way; ``builtin.py`` lists them."""
