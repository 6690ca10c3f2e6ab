"""Matchmaker joins people of the social economy: begin at app.py; the heart is core/."""
