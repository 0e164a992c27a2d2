"""The `saraptama` command: starts, supervises and inspects the service."""
