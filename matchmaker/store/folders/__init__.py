"""Versioned folders of arrays: one process builds, all others read what is whole."""
