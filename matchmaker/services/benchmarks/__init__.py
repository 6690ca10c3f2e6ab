"""Benchmarks of the engine beside other libraries; no database is read and nothing of an instance."""
