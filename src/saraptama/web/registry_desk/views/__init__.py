"""Pages of the records office."""
