"""Files that people pass on to each other: what they are by their own bytes, and what they may be called."""
