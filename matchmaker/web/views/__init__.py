"""What pages show, made from what services answer: words, numbers and addresses, no rules."""
