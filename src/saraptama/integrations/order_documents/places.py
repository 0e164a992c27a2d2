"""Where in the order document a refused particular stands: intake speaks of its own fields, the sender knows these."""

import re

_FIELDS = {
    "institute_code": "institute",
    "body_code": "appointing.body",
    "body_name": "appointing.free_name",
    "person_name": "appointing.person",
    "person_position": "appointing.person.position",
    "person_rank": "appointing.person.rank",
    "person_iin": "appointing.person.iin",
    "case_category": "case.category",
    "case_no": "case.number",
    "case_no_kind": "case.number_kind",
    "articles": "case.articles",
    "exam_kind": "examination.kind",
    "composition": "examination.composition",
    "specialties": "examination.specialties",
    "named_expert": "examination.named_expert",
    "by_materials": "examination.by_materials",
    "first_institute": "examination.first.institute",
    "first_number": "examination.first.number",
    "first_note": "examination.first.reason",
    "consent_document": "consent",
    "signature_status": "signed_on_paper",
    "destruction_permission": "objects",
}
_IN_A_ROW = {
    "seal_number": "seal",
    "measure_unit": "unit",
    "specialty_seq": "specialty",
    "destruction_permission": "destruction",
}
_ROW = re.compile(r"^(?P<list>\w+)\[(?P<place>\d+)\]\.(?P<field>\w+)$")


def place_in_document(field: str) -> str:
    """The path in the document, rows counted from 1; a field that stands in no document keeps its name."""
    row = _ROW.match(field)
    if row is None:
        return _FIELDS.get(field, field)
    place = int(row["place"]) + 1
    if row["list"] == "specialties":
        return f"examination.specialties.{place}"
    return f"{row['list']}.{place}.{_IN_A_ROW.get(row['field'], row['field'])}"
