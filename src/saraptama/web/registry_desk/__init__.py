"""The records office: orders come in, are checked and registered, or go back; results go out."""
