"""Claims: which words they are told in, and which mail addresses show that somebody belongs to a record."""
