"""The desk of an expert: accepts or declines, works by registered methods, writes the conclusion and signs it."""
