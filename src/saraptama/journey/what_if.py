"""Which records hold a code of the reference data, told before anybody changes it. Nothing is written here.

What a change of calendar or norms would do to open examinations is told by `correct_calendar`.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Use:
    """A kind of record that holds a code, and how many do."""

    says: Any
    count: int


_USES: dict[str, tuple[tuple[str, str, Any], ...]] = {
    "specialties": (
        ("examinations.Examination", "specialty_code", _("examinations")),
        ("experts.SpecialtyCertificate", "specialty_code", _("certificates of experts")),
        ("intake.OrderedSpecialty", "specialty_code", _("examinations named in orders")),
    ),
    "regions": (
        ("reference.Unit", "region_code", _("units of the forensic body")),
        ("reference.AppointingBody", "region_code", _("appointing bodies")),
        ("examinations.Examination", "region", _("examinations")),
    ),
    "body_kinds": (("reference.AppointingBody", "kind_code", _("appointing bodies")),),
    "bodies": (
        ("intake.Order", "appointing_body__code", _("orders")),
        ("accounts.User", "appointing_body__code", _("people and systems of the body")),
    ),
    "units": (
        ("accounts.User", "home_unit__code", _("people of the unit")),
        ("accounts.RoleAssignment", "unit__code", _("roles given in the unit")),
        ("examinations.Examination", "unit__code", _("examinations")),
    ),
    "object_kind": (
        ("custody.CustodyObject", "kind", _("objects")),
        ("intake.OrderedObject", "kind", _("objects named in orders")),
    ),
    "packaging": (("custody.CustodyObject", "packaging", _("objects")),),
    "measure_unit": (("custody.CustodyObject", "measure_unit", _("objects")),),
    "exam_kind": (("examinations.Examination", "exam_kind", _("examinations")),),
    "composition": (("examinations.Examination", "composition", _("examinations")),),
    "complexity": (("examinations.Examination", "complexity", _("examinations")),),
    "result": (("examinations.Examination", "result", _("examinations")),),
    "case_category": (("intake.Order", "case_category", _("orders")),),
    "order_kind": (("intake.Order", "order_kind", _("orders")),),
    "rank": (("intake.Order", "person_rank", _("orders")),),
    "arrival_channel": (("intake.Arrival", "channel", _("arrivals")),),
    "position": (("experts.Expert", "position", _("experts")),),
    "retention_class": (("documents.StoredFile", "retention_class", _("stored files")),),
    "petition_kind": (("examinations.Petition", "kind", _("petitions")),),
    "return_ground": (("intake.OrderReturn", "ground_code", _("returned orders")),),
}
"""Which records hold the codes of a list: table, column, words. Only counted, never opened."""


def uses_of(list_name: str, code: str) -> list[Use]:
    """How many records hold the code: they keep it, and show the label of their own day or the last one."""
    return [Use(says, _count(label, column, code)) for label, column, says in _USES.get(list_name, ())]


def _count(label: str, column: str, code: str) -> int:
    return int(apps.get_model(label)._default_manager.filter(**{column: code}).count())
