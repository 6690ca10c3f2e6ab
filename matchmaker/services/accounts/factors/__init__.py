"""What somebody shows besides a password: codes of an app, recovery codes, passkeys."""
