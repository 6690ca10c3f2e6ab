"""Benchmarks of the text index: corpus, figures, whether answers agree, drawings; no files, no clock."""
