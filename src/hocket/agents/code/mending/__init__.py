"""Repair by search: small edits of a file to mend, until it does what another version does."""
