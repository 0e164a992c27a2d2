"""A draft complete enough for the heads, written through the journey."""

from saraptama.casework.intake import selectors as intake
from saraptama.demo.played_journey import Story
from saraptama.journey import sign_conclusion


def a_draft(story: Story) -> None:
    """An empty draft in Russian."""
    story.conclusion_id = sign_conclusion.open_draft(
        story.actor("yerlan"), examination_id=story.examination_id, language="ru"
    )


def a_submitted_draft(story: Story) -> None:
    """A complete draft before any head of the unit."""
    a_draft(story)
    yerlan, conclusion_id = story.actor("yerlan"), story.conclusion_id
    sign_conclusion.write_section(yerlan, conclusion_id=conclusion_id, section="research", text="Compared.")
    for question_id, _number, _text in intake.order_for_examination(story.order_id).examinations[0].questions:
        sign_conclusion.answer_question(
            yerlan, conclusion_id=conclusion_id, question_id=question_id, outcome="PROBABLE", text="Probably."
        )
    sign_conclusion.state_particulars(yerlan, conclusion_id=conclusion_id, education="higher")
    sign_conclusion.submit(yerlan, conclusion_id=conclusion_id)
