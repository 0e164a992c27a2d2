"""Inspections as pages show them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit.enums import InspectionKind
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.formats import number_text
from saraptama.web.shared.tones import Tone

FINDING_WORDS: dict[str, Any] = {
    "ALTERED": gettext_lazy("the file is not what was stored"),
    "MISSING": gettext_lazy("the file is not in the store"),
}


def shown_inspections(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Each with its chip, its outcome in words and its findings."""
    listed = list(rows)
    names = names_of(row.asked_by for row in listed)
    return [
        {
            "row": row,
            "kind": InspectionKind(row.kind).label,
            "who": names.get(row.asked_by, ""),
            "chip": _chip(row),
            "outcome": _outcome(row),
            "findings": [(check, where, FINDING_WORDS.get(what, what)) for check, where, what in row.findings],
            "seconds": int((row.ended_at - row.begun_at).total_seconds()) if row.ended_at and row.begun_at else None,
        }
        for row in listed
    ]


def _chip(row: Any) -> Chip:
    if row.ended_at is None:
        return Chip(_("under way") if row.begun_at else _("waits for a worker"), Tone.WORK)
    return Chip(_("holds"), Tone.DONE) if row.holds else Chip(_("does not hold"), Tone.OVERDUE)


def _outcome(row: Any) -> str:
    found = row.outcome
    if "leaves" in found:
        said = _("{count} acts recomputed").format(count=number_text(found["leaves"]))
        if found.get("rows") is not None:
            said += "; " + _("{count} records compared").format(count=number_text(found["rows"]))
        return said
    states = found.get("files", {})
    return (
        "; ".join(
            (
                _("{count} files intact").format(count=number_text(states.get("INTACT", 0))),
                _("{count} erased by law").format(count=number_text(states.get("ERASED", 0))),
                _("{count} altered or missing").format(
                    count=number_text(states.get("ALTERED", 0) + states.get("MISSING", 0))
                ),
            )
        )
        if states
        else ""
    )
