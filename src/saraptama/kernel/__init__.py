"""Plain Python that everything may use: clock, calendar, actor, rights, transitions, errors, ids. No Django."""
