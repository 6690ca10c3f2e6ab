"""Introductions: bringing two together, and what came of it."""
