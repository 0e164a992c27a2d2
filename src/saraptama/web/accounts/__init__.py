"""Signing in and out, the second factor, sessions; tokens for machines. `config/urls.py` includes it at the root."""
