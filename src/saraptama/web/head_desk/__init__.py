"""The desk of a head: accepts, directs, assigns, checks the form of drafts, suspends, and sees the unit's journal."""
