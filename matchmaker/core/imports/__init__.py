"""Reading what others wrote: columns guessed, cells cleaned, rows understood, duplicates found, a plan made."""
