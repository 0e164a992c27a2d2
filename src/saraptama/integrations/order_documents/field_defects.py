"""What is wrong with a field, in a person's language, from what pydantic says of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.integrations.order_documents.errors import FieldMissing, FieldUnknown, FieldWrong
from saraptama.kernel.errors import Refusal, Refusals

MOST_REASONS = 50

_WHY: dict[str, str | Promise] = {
    "enum": _("only these are possible: {expected}"),
    "literal_error": _("only these are possible: {expected}"),
    "string_too_short": _("it is empty"),
    "string_too_long": _("it is longer than {max_length} characters"),
    "string_pattern_mismatch": _("it has not the form that is expected here"),
    "string_type": _("a text is expected"),
    "bool_type": _("true or false is expected"),
    "bool_parsing": _("true or false is expected"),
    "date_type": _("a date is expected, as 2026-11-22"),
    "date_parsing": _("a date is expected, as 2026-11-22"),
    "date_from_datetime_parsing": _("a date is expected, as 2026-11-22"),
    "date_from_datetime_inexact": _("a date without a time is expected, as 2026-11-22"),
    "decimal_type": _("a number is expected"),
    "decimal_parsing": _("a number is expected"),
    "decimal_max_places": _("at most {decimal_places} digits behind the point"),
    "decimal_max_digits": _("at most {max_digits} digits"),
    "decimal_whole_digits": _("at most {whole_digits} digits before the point"),
    "finite_number": _("a finite number is expected"),
    "greater_than": _("it must be more than {gt}"),
    "list_type": _("a list is expected"),
    "too_short": _("at least {min_length} must be given"),
    "too_long": _("at most {max_length} can be given"),
    "model_type": _("an object with fields is expected"),
    "model_attributes_type": _("an object with fields is expected"),
}
_OTHERWISE = _("it does not follow the published schema")


def refusal_of(errors: Sequence[Mapping[str, Any]]) -> Refusal:
    """One refusal for one defect, Refusals for several (the first fifty)."""
    reasons = [_reason(error) for error in errors[:MOST_REASONS]]
    return reasons[0] if len(reasons) == 1 else Refusals(reasons)


def _reason(error: Mapping[str, Any]) -> Refusal:
    path = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in error["loc"])
    match error["type"]:
        case "missing":
            return FieldMissing(field=path, path=path)
        case "extra_forbidden":
            return FieldUnknown(field=path, path=path)
        case kind:
            why = str(_WHY.get(kind, _OTHERWISE)).format(**error.get("ctx", {}))
            return FieldWrong(field=path, path=path, why=why)
