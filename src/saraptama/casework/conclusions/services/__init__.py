"""Acts on conclusions."""

from saraptama.casework.conclusions.services.drafting import (
    add_picture,
    answer_question,
    list_attachments,
    open_draft,
    remove_answer,
    remove_picture,
    state_particulars,
    state_reason_of_impossibility,
    write_section,
)
from saraptama.casework.conclusions.services.finishing import (
    follow_agreement,
    preview_pdf,
    render_revision_1,
    revision_1_for_signing,
    sign,
    submit_draft,
    what_is_missing,
)
from saraptama.casework.conclusions.services.sealing import (
    abandon,
    mark_delivered,
    seal_conclusion,
    withdraw,
)

__all__ = [
    "abandon",
    "add_picture",
    "answer_question",
    "follow_agreement",
    "list_attachments",
    "mark_delivered",
    "open_draft",
    "preview_pdf",
    "remove_answer",
    "remove_picture",
    "render_revision_1",
    "revision_1_for_signing",
    "seal_conclusion",
    "sign",
    "state_particulars",
    "state_reason_of_impossibility",
    "submit_draft",
    "what_is_missing",
    "withdraw",
    "write_section",
]
