"""Pages that need no sign-in: the entrance, the state of the service, and the pages that explain a failure."""
