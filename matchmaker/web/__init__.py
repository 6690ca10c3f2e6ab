"""Door 1, pages: one blueprint per noun."""
