"""Version 1 of the REST interface: the same services as the screens, for machines."""
