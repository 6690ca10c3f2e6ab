"""Offers and needs: their life, the clocks that ask about them, and what would make their words clearer."""
