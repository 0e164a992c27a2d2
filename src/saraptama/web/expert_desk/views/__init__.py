"""Views of the expert's desk, by noun."""
