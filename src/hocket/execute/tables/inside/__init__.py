"""What runs in the sandbox beside a program or a query on tables; hocket itself imports none of it.

The sources are executed there as modules of the same names, with the standard library and the
libraries of the extra ``tables``.
"""
