"""Reads PDFs, workbooks, pages, databases, archives and more in a bounded process."""
