"""Code that an LLM writes: its shape, inputs made up for it, trials in the sandbox, its choice."""
