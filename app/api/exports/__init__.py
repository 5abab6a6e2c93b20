"""Feedback as a file: one module a format, all written page by page in constant memory, however many rows there are."""
