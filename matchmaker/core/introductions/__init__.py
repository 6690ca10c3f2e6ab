"""Introductions: their states, who may take which step, what a step discloses, which clock it starts."""
