"""The demonstration: the cast, the republic in miniature, the played journey, and the bulk generator."""
