"""What we know: plain Python, networkx and scikit-learn. No Flask, no database, no files, no clock."""
