"""Scenes in which several experts write one conclusion: a commission that does not agree, two specialties together."""

from uuid import UUID

from saraptama.capacity.methods import selectors as methods
from saraptama.casework.conclusions import services as conclusions
from saraptama.casework.conclusions.enums import Outcome, Section
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import Complexity
from saraptama.casework.examinations.types import PartGiven
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Composition
from saraptama.demo.played_journey import Story
from saraptama.demo.stage import Drain, Matter, Scene, begun, days_ago, go_on
from saraptama.journey import assign_expert, run_examination, sign_conclusion

OPINION = (
    "С ответом на вопрос 2 не согласна. Краткость подписи и её обрывистый росчерк не позволяют исключить намеренное"
    " изменение почерка: по представленным образцам вопрос решён быть не может."
)
"""What Saule holds against the answer of the commission."""


def the_commission_disagrees(drain: Drain) -> Scene:
    """Two experts, one lead. Saule signed, took her signature back, and states a dissenting opinion."""
    matter = Matter(
        "214",
        "Договор дарения на двух листах",
        "Кем, Образцовым П. П. или другим лицом, выполнена подпись от его имени в договоре дарения?",
        "Даритель отрицает свою подпись в договоре; первое исследование оспорено сторонами.",
        asks={"composition": Composition.COMMISSION.value},
    )
    with days_ago(15):
        story = begun(matter, drain)
    with days_ago(13):
        go_on(story, "objects")
        _choose(story, "yerlan", "saule", parts={"yerlan": (1,), "saule": (2,)})
    with days_ago(12):
        go_on(story, "hand_over")
        _takes(story, "saule", None)
        go_on(story, "production")
    with days_ago(2):
        go_on(story, "conclusion")
    with days_ago(1):
        saule, written = story.actor("saule"), story.conclusion_id
        sign_conclusion.render(story.actor("yerlan"), conclusion_id=written)
        sign_conclusion.sign_with_development_key(saule, conclusion_id=written)
        conclusions.withdraw_signature(saule, conclusion_id=written, ground="Подписано до сверки увеличенных снимков")
    conclusions.state_dissent(saule, conclusion_id=written, text=OPINION)
    drain()
    return Scene(story)


def two_specialties_write_one_conclusion(drain: Drain) -> Scene:
    """Handwriting with Saule, who leads, and the technical part with Yerlan; each part has its own clock."""
    matter = Matter(
        "215",
        "Расписка на одном листе с дописками",
        "",
        "Сумма в расписке, по словам должника, дописана после её подписания.",
        asks={"composition": Composition.COMPLEX.value, "specialties": ["1.1", "1.2"]},
        questions=(
            {"text": "Кем, Образцовым П. П. или другим лицом, выполнена подпись в расписке?", "specialty": "1.1"},
            {"text": "Вносились ли изменения в обозначение суммы в расписке?", "specialty": "1.2"},
        ),
    )
    with days_ago(14):
        story = begun(matter, drain)
    handwriting, technical = _parts_of(story)
    with days_ago(12):
        go_on(story, "objects")
        _choose(story, "saule")
    with days_ago(10):
        _choose(story, "yerlan", part=technical)
        go_on(story, "hand_over")
    with days_ago(9):
        _takes(story, "saule", Complexity.MEDIUM)
        _takes(story, "yerlan", Complexity.HIGH, part=technical)
    with days_ago(3):
        _writes_together(story)
    drain()
    story.examination_id = handwriting
    return Scene(story)


def _parts_of(story: Story) -> list[UUID]:
    """The examinations of the story's order, in the order of its specialties."""
    return [part.pk for part in examinations.of_order(story.actor("nurlan"), story.order_id)]


def _choose(
    story: Story,
    lead: str,
    *members: str,
    parts: dict[str, tuple[int, ...]] | None = None,
    part: UUID | None = None,
) -> None:
    """The head takes the examination into production and gives it to these experts."""
    dana, examination_id = story.actor("dana"), part or story.examination_id
    found = {c.user_id: c.expert_id for c in assign_expert.candidates(dana, examination_id=examination_id)}
    experts = {login: found[story.actor(login).id] for login in (lead, *members)}
    assign_expert.assign(
        dana,
        examination_id=examination_id,
        lead_id=experts[lead],
        member_ids=[experts[login] for login in members],
        parts={experts[login]: PartGiven(questions=numbers) for login, numbers in (parts or {}).items()},
    )
    story.drain()


def _takes(story: Story, login: str, complexity: Complexity | None, *, part: UUID | None = None) -> None:
    """The expert accepts, warned and without conflict, and notes a method of the specialty."""
    examination_id = part or story.examination_id
    run_examination.accept(
        story.actor(login),
        examination_id=examination_id,
        complexity=complexity,
        justification=story.words.complexity if complexity else "",
        no_conflict=True,
    )
    if complexity is None:
        return
    examination = examinations.examination_for(story.actor("dana"), examination_id)
    method = methods.methods_for(examination.specialty_code, examination.registered_on)[0]
    run_examination.use_method(story.actor(login), examination_id=examination_id, method_version_id=method.id)
    story.drain()


def _writes_together(story: Story) -> None:
    """One draft under the leading part: Saule begins it, and each of the two answers the own question."""
    saule, yerlan = story.actor("saule"), story.actor("yerlan")
    story.conclusion_id = sign_conclusion.open_draft(
        saule, examination_id=story.examination_id, language=story.language
    )
    for section in (Section.CIRCUMSTANCES, Section.RESEARCH):
        sign_conclusion.write_section(
            saule, conclusion_id=story.conclusion_id, section=section, text=story.words.sections[section]
        )
    parts = intake.order_for_examination(story.order_id).examinations
    ((technical, _, _),) = parts[1].questions
    sign_conclusion.answer_question(
        yerlan,
        conclusion_id=story.conclusion_id,
        question_id=technical,
        outcome=Outcome.CATEGORICAL_POSITIVE,
        text="Первоначальное обозначение суммы изменено дорисовкой цифры «1» в цифру «4».",
    )
