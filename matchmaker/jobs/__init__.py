"""Door 4, the clock: the worker that does what is due, and the handlers that it calls."""
