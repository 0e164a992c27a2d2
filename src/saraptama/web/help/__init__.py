"""Help in place: what a page is for, tasks step by step, the keys, the glossary, and the tour of the demonstration."""
