"""The network of ties as arrays: who is tied to whom, and who is near along the ties."""
