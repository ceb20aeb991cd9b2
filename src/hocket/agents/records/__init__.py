"""Whether rows that an LLM takes out of a passage are its own, and what its words say of them."""
