"""Reading what others wrote: columns guessed, cells cleaned, duplicates found, a plan made."""
