"""The story of one examination: one file per step that crosses contexts, in order; and what follows from what.

1 register_order · 2 accept_materials · 3 assign_expert · 4 run_examination · 5 suspend_and_extend · 6 sign_conclusion ·
7 deliver_conclusion · 8 return_materials · and reactions.py.
"""
