"""The page of one examination, which every desk of the institute opens: its clock, its parts, its next step."""
