"""Views of the head's desk, by noun."""
