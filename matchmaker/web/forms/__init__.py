"""Forms: one file per noun; they shape what was typed, services decide whether it holds."""
