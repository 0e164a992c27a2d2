"""The paper that a new clerk types on the tour: what stands on it, under the names of the form's fields."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from saraptama.casework.intake.enums import CaseCategory, CaseNoKind, DestructionPermission
from saraptama.casework.intake.selectors import choices_of
from saraptama.kernel import clock
from saraptama.web.shared.formats import date_text


@dataclass(frozen=True)
class Entry:
    """One field: its name in the form, its label, and what the paper says."""

    field: str
    label: str
    says: str | Promise


def sample_paper() -> list[Entry]:
    """An order of the police about a signature; its number is the minute, so that no two tours bring the same."""
    minute = clock.now().strftime("%d%H%M")
    return [
        Entry("number", _("Number of the order"), minute),
        Entry("ordered_on", _("Date of the order"), date_text(clock.today())),
        Entry("place", _("Place of appointment"), _("Astana")),
        Entry("acquaintance_protocol", _("The protocol of acquaintance with the order is attached"), _("yes")),
        Entry("body_code", _("Appointing body"), "71-03-1"),
        Entry("person_name", _("Appointing person"), "Исмаилов Т. Р."),
        Entry("case_no_kind", _("Kind of the case number"), dict(choices_of(CaseNoKind))[CaseNoKind.ERDR]),
        Entry("case_no", _("Number of the case"), f"267199039{minute}"),
        Entry("articles", _("Articles"), "ст.190 ч.3"),
        Entry("grounds", _("Grounds"), _("The signature in a receipt is disputed.")),
        Entry("case_category", _("Category of the case"), dict(choices_of(CaseCategory))[CaseCategory.CRIM]),
        Entry("specialties-0-code", _("Specialty"), "1.1"),
        Entry("questions-0-text", _("Text of the question"), _("Who wrote the signature in the receipt?")),
        Entry("objects-0-name", _("Name of the object"), _("Receipt of 12 May, one sheet")),
        Entry("objects-0-seal_number", _("Seal number"), "KZ-004511"),
        Entry(
            "destruction_permission",
            _("Destruction or change of objects"),
            dict(choices_of(DestructionPermission))[DestructionPermission.NONE],
        ),
    ]
