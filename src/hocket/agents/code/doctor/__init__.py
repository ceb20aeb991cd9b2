"""A doctor of files to mend: known kinds of faults, seen in the code and what it says of itself."""
