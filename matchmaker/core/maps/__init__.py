"""Maps: everything is drawn in one plane, kilometres on the equal-area projection of Europe."""
