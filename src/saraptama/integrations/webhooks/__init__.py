"""Calling the systems of appointing bodies."""
