"""How good the suggestions are, measured on partnerships that formed after what the engine was shown."""
