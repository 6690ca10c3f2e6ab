"""Who is nearest on the globe, by arrays."""
