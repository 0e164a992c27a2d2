"""A person's due dates as a calendar that any calendar program can subscribe to, by a secret address."""
