"""Forms of the administrator, by noun."""
