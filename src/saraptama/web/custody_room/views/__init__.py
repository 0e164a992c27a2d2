"""Pages of the custody room."""
