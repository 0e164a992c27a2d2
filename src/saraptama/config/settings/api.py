"""The interface for information systems."""

import os

API_REQUESTS_PER_MINUTE = int(os.environ.get("SARAPTAMA_API_REQUESTS_PER_MINUTE", "12000"))
"""How often one client (or, without a token, one address) may call each web process in a minute. The rush hour of a
whole country stays far below; a client in an endless loop is told to come back in the next minute."""
