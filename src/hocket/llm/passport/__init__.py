"""Passports: what an LLM has shown that it can do, probe by probe, on a machine."""
