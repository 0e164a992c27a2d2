"""Repeatable measurements. Each module is a process of its own: `saraptama bench NAME`, or `python -m benchmarks.NAME`.

None of them touches an installation's own data: `saraptama bench` gives them a home of their own.
"""
