"""Who sits where: one folder per workplace, and `shared` with what they have in common."""
