"""Acts on conclusions."""

from saraptama.casework.conclusions.services.dissenting import (
    dissent_for_signing,
    sign_dissent,
    state_dissent,
    take_back_dissent,
)
from saraptama.casework.conclusions.services.drafting import (
    answer_question,
    draft_for_writing,
    list_attachments,
    open_draft,
    remove_answer,
    state_particulars,
    state_reason_of_impossibility,
    write_section,
)
from saraptama.casework.conclusions.services.finishing import (
    draft_docx,
    follow_agreement,
    preview_pdf,
    render_revision_1,
    revision_1_for_signing,
    sign,
    submit_draft,
    what_is_missing,
    withdraw_signature,
)
from saraptama.casework.conclusions.services.illustrating import (
    add_picture,
    add_table,
    change_table,
    describe_picture,
    move_picture,
    move_table,
    remove_picture,
    remove_table,
)
from saraptama.casework.conclusions.services.sealing import (
    abandon,
    mark_delivered,
    seal_conclusion,
    withdraw,
)
from saraptama.casework.conclusions.services.working_record import (
    add_to_note,
    take_back_equipment,
    use_equipment,
)

__all__ = [
    "abandon",
    "add_picture",
    "add_table",
    "add_to_note",
    "answer_question",
    "change_table",
    "describe_picture",
    "dissent_for_signing",
    "draft_docx",
    "draft_for_writing",
    "follow_agreement",
    "list_attachments",
    "mark_delivered",
    "move_picture",
    "move_table",
    "open_draft",
    "preview_pdf",
    "remove_answer",
    "remove_picture",
    "remove_table",
    "render_revision_1",
    "revision_1_for_signing",
    "seal_conclusion",
    "sign",
    "sign_dissent",
    "state_dissent",
    "state_particulars",
    "state_reason_of_impossibility",
    "submit_draft",
    "take_back_dissent",
    "take_back_equipment",
    "use_equipment",
    "what_is_missing",
    "withdraw",
    "withdraw_signature",
    "write_section",
]
