"""What runs in the sandboxes of a check: the judge in one, the work in another.

The files here use the standard library only and are sent as text, since a sandbox has no packages.
"""
