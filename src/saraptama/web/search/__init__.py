"""The search box: one line that understands numbers, labels, IINs and words, and says what it understood."""
