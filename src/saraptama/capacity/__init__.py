"""Who and what can do the work: experts and methods."""
