"""Step 4. The expert, warned of liability and free of conflict, takes the work and does it by registered methods."""

from datetime import date
from uuid import UUID

from saraptama.capacity.methods import selectors as methods
from saraptama.casework.conclusions import services as conclusions
from saraptama.casework.conclusions.selectors import liability_warning
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations import services
from saraptama.casework.examinations.enums import Complexity, DeathConfirmation
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


def warning(actor: ActorRef, *, examination_id: UUID) -> tuple[str, str]:
    """The version and the text of the liability warning, in the language of the proceedings (CPC art. 79)."""
    examination = examinations.examination_for(actor, examination_id)
    return liability_warning(examination.case_category, examination.order.language)


def accept(
    actor: ActorRef,
    *,
    examination_id: UUID,
    complexity: Complexity | None = None,
    justification: str = "",
    no_conflict: bool,
    death_confirmation: DeathConfirmation | None = None,
) -> None:
    """Sign the warning, declare no conflict, set the complexity: the examination is in production."""
    version, _ = warning(actor, examination_id=examination_id)
    services.accept_by_expert(
        actor,
        examination_id=examination_id,
        liability_warning_version=version,
        no_conflict=no_conflict,
        complexity=complexity,
        justification=justification,
        death_confirmation=death_confirmation,
        occurred_on=clock.today(),
    )


def decline(actor: ActorRef, *, examination_id: UUID, ground: str) -> None:
    """Declare a conflict of interest: the head chooses again."""
    services.decline_for_conflict(actor, examination_id=examination_id, ground=ground, occurred_on=clock.today())


def set_complexity(actor: ActorRef, *, examination_id: UUID, complexity: Complexity, justification: str) -> None:
    """Change the category; the term is reckoned anew from T0."""
    services.set_complexity(
        actor,
        examination_id=examination_id,
        complexity=complexity,
        justification=justification,
        occurred_on=clock.today(),
    )


def use_method(actor: ActorRef, *, examination_id: UUID, method_version_id: UUID) -> None:
    """Note a registered method, in the version in force."""
    method = methods.method(method_version_id)
    services.use_method(
        actor,
        examination_id=examination_id,
        method_id=method.method_id,
        method_version=method.version,
        occurred_on=clock.today(),
    )


def write_note(actor: ActorRef, *, examination_id: UUID, text: str, note_id: UUID | None = None) -> UUID:
    """Write a working note, or correct one that is not yet locked."""
    return services.write_note(
        actor, examination_id=examination_id, text=text, note_id=note_id, occurred_on=clock.today()
    ).id


def use_equipment(
    actor: ActorRef, *, examination_id: UUID, name: str, inventory_number: str, calibrated_until: date | None = None
) -> None:
    """Note a device that was used, with its number and until when it is calibrated."""
    conclusions.use_equipment(
        actor,
        examination_id=examination_id,
        name=name,
        inventory_number=inventory_number,
        calibrated_until=calibrated_until,
    )


def strike_equipment(actor: ActorRef, *, examination_id: UUID, use_id: UUID) -> None:
    """Strike a device that was noted by mistake."""
    conclusions.take_back_equipment(actor, examination_id=examination_id, use_id=use_id)


def add_to_note(actor: ActorRef, *, examination_id: UUID, note_id: UUID, text: str) -> None:
    """Add to a working note that the end of the examination has locked."""
    conclusions.add_to_note(actor, examination_id=examination_id, note_id=note_id, text=text)
