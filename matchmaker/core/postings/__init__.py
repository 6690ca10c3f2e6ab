"""The exact top k of sparse vectors: postings in blocks, by compiled loops or by numpy, and with changes."""
