"""Experts: who may examine what, where they work, when they are away."""
