"""Letters of the institute, in Kazakh and in Russian, made from the record and kept with the case."""

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.types import ReturnLetter
from saraptama.foundation.accounts.selectors import full_names_of
from saraptama.foundation.documents.kinds import PDF, FileKind
from saraptama.foundation.documents.letterheads import letterhead_of
from saraptama.foundation.documents.rendering import render
from saraptama.foundation.documents.services import store
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.ports import letter_seal
from saraptama.kernel.actor import SYSTEM
from saraptama.kernel.rights import Scope

LETTER = "foundation/documents/typst/letter.typ"


def return_letters(letter: ReturnLetter) -> tuple[UUID, UUID]:
    """The letter of return in Kazakh and in Russian, each under the institute's seal; the ids of the stored files."""
    return _stored(letter, "kk"), _stored(letter, "ru")


def proposed_letter(letter: ReturnLetter, language: str) -> bytes:
    """The letter as it would go out, to be read before anything is decided; nothing is kept of it."""
    with translation.override(language):
        return render(LETTER, _record(letter, language), language=language, dated=letter.returned_on)


def _stored(letter: ReturnLetter, language: str) -> UUID:
    with translation.override(language):
        record = _record(letter, language)
        title = _("Letter of return {number}").format(number=letter.incoming_number.replace("/", "-"))
    content = render(LETTER, record, language=language, dated=letter.returned_on)
    return store(
        SYSTEM,
        data=letter_seal.get().apply(content),
        name=f"{title} ({language}).pdf",
        media_type=PDF,
        case_id=letter.order_id,
        kind=FileKind.LETTER,
        scope=_scope(letter.order_id),
    ).id


def _scope(order_id: UUID) -> Scope:
    """Where the order belongs: whoever may read its files there may read its letters."""
    order = intake.order_for_custody(order_id)
    return Scope(
        unit_path=reference.unit(order.unit_id).path, region=order.region, confidentiality=order.confidentiality
    )


def _record(letter: ReturnLetter, language: str) -> dict[str, Any]:
    ground = letter.ground_kk if language == "kk" else letter.ground_ru
    return {
        "subject": _("Return of the order without execution"),
        "number": letter.incoming_number,
        "dated": letter.returned_on,
        "institute": letterhead_of(letter.institute_id),
        "reply_to": {"number": letter.order_number, "dated": letter.ordered_on},
        "addressee": {"body": letter.body_name, "person": letter.person_name, "address": ""},
        "body": _("Your order appointing a forensic examination is returned without execution on this ground:"),
        "grounds": [{"text": ground, "source": ""}],
        "closing": letter.explanation_kk if language == "kk" else letter.explanation_ru,
        "attachments": [],
        "signer": {"name": "", "position": str(reference.unit(letter.institute_id).name)},
        "executor": full_names_of([letter.decided_by]).get(letter.decided_by, "") if letter.decided_by else "",
        "check_address": "",
        "qr": "",
    }
