"""One examination goes its whole way, and leaves exactly the record that its acts call for."""

import pytest

from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story, play
from saraptama.foundation.audit.verification import verify_log
from tests.journey.conftest import Acts

ACTS_OF_A_STEP = {
    "order": ["examinations.register", "intake.order_registered"],
    "objects": ["custody.objects_accepted", "examinations.allocate_objects", "examinations.note_objects_complete"],
    "assignment": ["examinations.accept_for_production", "examinations.assign"],
    "hand_over": ["custody.hand_over_confirmed", "custody.hand_over_offered"],
    "production": ["examinations.accept", "examinations.use_method"],
    "petition": ["examinations.send_petition"],
    "answer": ["examinations.answer_petition"],
    "conclusion": [
        "conclusions.draft_agree",
        "conclusions.draft_opened",
        "conclusions.draft_submitted",
        "conclusions.particulars_stated",
        *2 * ["conclusions.question_answered"],
        *2 * ["conclusions.section_written"],
        "examinations.agree",
        "examinations.submit_for_agreement",
    ],
    "signed": [
        "conclusions.rendered",
        "conclusions.signed",
        *3 * ["documents.file_stored"],  # revision 1, its JSON, the expert's signature
        "examinations.complete",
    ],
    "sealed_and_sent": [
        "conclusions.logged",
        "conclusions.sealed",
        "documents.file_stored",
        "examinations.mark_delivered",
        "messaging.dispatched",
    ],
    "receipt": ["conclusions.delivered", "custody.return_due", "messaging.received"],
    "returned": [
        *["custody.hand_over_confirmed", "custody.hand_over_offered"],
        *["custody.objects_returned", "custody.return_offered"],
        *["examinations.close", "intake.order_closed"],
    ],
}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_each_act_leaves_exactly_one_audit_entry_and_the_log_holds(language: str, acts: Acts) -> None:
    before = verify_log(rows=True)
    assert before.holds, before.findings
    left = {name: acts.new() for name, _ in play(Story(drain=drain, language=language))}
    assert left == ACTS_OF_A_STEP
    after = verify_log(rows=True)
    assert after.holds, after.findings
    assert after.tree_size == before.tree_size + sum(len(names) for names in ACTS_OF_A_STEP.values())
    assert after.rows is not None
    assert before.rows is not None
    assert after.rows > before.rows
