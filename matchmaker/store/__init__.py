"""What lies on disk: packaged tables, index arrays, evaluation folders; nobody else reads or writes files."""
