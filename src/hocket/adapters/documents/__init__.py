"""Reads PDFs, workbooks, Word files, web pages, notebooks and Parquet in a bounded process."""
