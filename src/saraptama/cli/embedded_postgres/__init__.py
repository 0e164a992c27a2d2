"""Our own launcher for the PostgreSQL that comes with the packages (docs/decisions/0003-embedded-database.md)."""
