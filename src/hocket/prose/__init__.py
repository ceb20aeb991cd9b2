"""Prose about figures: facts from tables, sentences that state them, and what a sentence claims."""
