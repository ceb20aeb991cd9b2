"""Compaction: a prompt that outgrows its window is shortened step by step, on record."""
