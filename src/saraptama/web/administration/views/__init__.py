"""Pages of the administrator, by noun."""
