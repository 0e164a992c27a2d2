"""What an appointing body is told of an examination that it ordered, on its screens and by its systems alike."""

TOLD_ACTS = frozenset(
    {
        "register",
        "await_objects",
        "note_objects_complete",
        "accept_for_production",
        "accept",
        "send_petition",
        "answer_petition",
        "suspend",
        "resume",
        "complete",
        "mark_delivered",
        "dispatch_return",
        "close",
        "return_without_execution",
        "withdraw",
    }
)
"""Who drafted, declined or agreed is the institute's own affair, and no act here says anything of the findings."""
