"""The custody room: objects are accepted, kept, handed over between two people, and returned."""
