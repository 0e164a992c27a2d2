"""The bulk generator: cases by the ministry's published figures, for the demonstration and for the benchmarks.

It writes tables of several contexts past their services: docs/decisions/0011-bulk-generator.md says why and where not.
"""
