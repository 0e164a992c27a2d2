"""The state of an order by its code, for the parties of a case: no sign-in, no names, no numbers, no contents."""
