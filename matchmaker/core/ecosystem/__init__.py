"""The ecosystem: what the network of a region looks like, what it lacks, and which ties would help it."""
