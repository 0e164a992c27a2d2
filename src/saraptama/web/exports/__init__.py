"""Long tables as files: asked for, made in the background with the rows that the person may see, taken away."""
