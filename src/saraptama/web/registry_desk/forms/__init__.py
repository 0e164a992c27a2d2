"""Forms of the records office."""
