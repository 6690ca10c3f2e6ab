"""Learning the weights of the signals from a network's own past."""
