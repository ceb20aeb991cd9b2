"""Tools that work on the tables among an attempt's files, loaded in the sandbox."""
