"""What is kept of persons: the register of every personal column, and the texts that people agree to."""
