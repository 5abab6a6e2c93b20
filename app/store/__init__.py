"""Stage 5, store: the database, its tables and the secrets beside it."""
