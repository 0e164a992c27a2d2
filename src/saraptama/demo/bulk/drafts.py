"""Drafts of conclusions that lie before the heads or are agreed: what must be there for the next person to act.

Finished examinations have none: a signed conclusion is files and signatures, and generated cases have no files.
"""

from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState, Outcome
from saraptama.demo.bulk import officials
from saraptama.demo.bulk.days import day_text, moment_text
from saraptama.demo.bulk.shares import Wheel
from saraptama.demo.bulk.stories import LANGUAGES
from saraptama.demo.bulk.studies import Studies, Study
from saraptama.demo.bulk.tables import NULL

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_OUTCOMES = Wheel(
    {Outcome.CATEGORICAL_POSITIVE: 62, Outcome.CATEGORICAL_NEGATIVE: 18, Outcome.PROBABLE: 12, Outcome.UNDECIDED: 8}
)


def write_draft(studies: Studies, study: Study, examination: str) -> None:
    """The draft with its answers, its signatories and its history, as far as it has come."""
    course, lines, rng = study.course, studies.lines, studies.rng
    agreed = course.agreed <= studies.until
    conclusion, lead = studies.new_id(course.begun), study.experts[0][0].user
    state = ConclusionState.AGREED if agreed else ConclusionState.SUBMITTED
    letters = "".join(_CROCKFORD[int(rng.random() * 32)] for _ in range(16))
    impossible = course.result == ConclusionKind.IMPOSSIBLE.value
    studies.batch.put(
        "conclusion",
        {
            "id": conclusion,
            "examination_id": examination,
            "seq": "1",
            "kind": (ConclusionKind.IMPOSSIBLE if impossible else ConclusionKind.CONCLUSION).value,
            "language": LANGUAGES[study.language],
            "state": state.value,
            "number": f"{study.number}/{study.seq}",
            "qr_token": "-".join(letters[at : at + 4] for at in range(0, 16, 4)),
            "circumstances": study.plot,
            "research": (officials.NOT_POSSIBLE if impossible else officials.RESEARCH)[study.language],
            "impossibility_reason": "MATERIALS_UNSUITABLE" if impossible else "",
            "unit_id": study.desk.unit,
            "region": study.institute.region,
            "examination_type": study.specialty.partition(".")[0],
            "confidentiality": study.confidentiality,
            "appointing_body_id": study.body.id,
            "created_by": lead,
            "created_at": moment_text(course.begun, 6),
        },
    )
    steps = [
        ("open", ConclusionState.DRAFTING, course.begun, lead),
        ("submit", ConclusionState.SUBMITTED, course.submitted, lead),
    ]
    if agreed:
        steps.append(("agree", ConclusionState.AGREED, course.agreed, study.desk.head))
    for seq, (act, reached, day, actor) in enumerate(steps, start=1):
        lines["conclusion_status"].append(
            f"{studies.new_id(day)}\t{conclusion}\t{seq}\t{act}\t{reached.value}\t{actor}\t{day_text(day)}\t"
            f"{moment_text(day, seq + 6)}\t\t1\n"
        )
    _signatories(studies, study, conclusion)
    if not impossible:
        _answers(studies, study, conclusion)


def _signatories(studies: Studies, study: Study, conclusion: str) -> None:
    """Members first, the lead last."""
    in_order = [*study.experts[1:], study.experts[0]]
    for place, (hand, _) in enumerate(in_order, start=1):
        is_lead = "t" if place == len(in_order) else "f"
        studies.lines["signatory"].append(
            f"{studies.new_id(study.course.begun)}\t{conclusion}\t{place}\t{hand.user}\t{is_lead}\t\t\t\t1\n"
        )


def _answers(studies: Studies, study: Study, conclusion: str) -> None:
    course = study.course
    for question, number in study.questions:
        outcome = _OUTCOMES.draw(studies.rng)
        studies.lines["answer_cell"].append(
            f"{studies.new_id(course.begun)}\t{conclusion}\t{question}\t{number}\t{NULL}\t{NULL}\t{{}}\t{outcome.value}\t"
            f"{officials.ANSWERS[outcome.value][study.language]}\t{study.experts[0][0].user}\t"
            f"{moment_text(course.submitted, 6)}\tf\t1\n"
        )
