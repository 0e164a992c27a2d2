"""The words of conclusions as people read them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saraptama.casework.conclusions import enums

LABELS: dict[type[StrEnum], dict[str, Any]] = {
    enums.ConclusionKind: {
        enums.ConclusionKind.CONCLUSION: _("conclusion"),
        enums.ConclusionKind.IMPOSSIBLE: _("message of impossibility"),
    },
    enums.ConclusionState: {
        enums.ConclusionState.DRAFTING: _("being written"),
        enums.ConclusionState.SUBMITTED: _("before the heads"),
        enums.ConclusionState.AGREED: _("agreed, to be made up"),
        enums.ConclusionState.RENDERED: _("ready to be signed"),
        enums.ConclusionState.SIGNED: _("signed, awaiting the log"),
        enums.ConclusionState.LOGGED: _("signed, seal pending"),
        enums.ConclusionState.SEALED: _("sealed"),
        enums.ConclusionState.DELIVERED: pgettext_lazy("conclusion", "delivered"),
        enums.ConclusionState.REPLACED: pgettext_lazy("conclusion", "replaced"),
        enums.ConclusionState.WITHDRAWN: pgettext_lazy("conclusion", "withdrawn"),
        enums.ConclusionState.ABANDONED: _("given up"),
    },
    enums.Section: {
        enums.Section.PLACE: _("place"),
        enums.Section.MATERIALS: _("materials supplied"),
        enums.Section.ATTENDED: _("who was present"),
        enums.Section.CIRCUMSTANCES: _("circumstances of the case"),
        enums.Section.RESEARCH: _("research"),
        enums.Section.INITIATIVE: _("findings on the expert's initiative"),
        enums.Section.RETURNED: _("return of the objects"),
    },
    enums.MandatoryElement: {
        enums.MandatoryElement.NUMBER: _("number"),
        enums.MandatoryElement.GROUNDS: _("grounds of the examination"),
        enums.MandatoryElement.DATES: _("date"),
        enums.MandatoryElement.EXPERT: _("particulars of the expert"),
        enums.MandatoryElement.CERTIFICATE: _("qualification certificate"),
        enums.MandatoryElement.LIABILITY_WARNING: _("warning of liability"),
        enums.MandatoryElement.QUESTIONS: _("questions"),
        enums.MandatoryElement.OUTCOME: _("answer to question"),
        enums.MandatoryElement.OBJECTS: _("objects"),
        enums.MandatoryElement.METHODS: _("methods"),
        enums.MandatoryElement.RESEARCH: _("research"),
        enums.MandatoryElement.REFERENCE: _("picture or table named in the text:"),
        enums.MandatoryElement.REASON: _("reason why no conclusion can be given"),
    },
    enums.PublicStatus: {
        enums.PublicStatus.VALID: _("The document is valid."),
        enums.PublicStatus.REPLACED: _("The document was replaced by a later one."),
        enums.PublicStatus.WITHDRAWN: _("The document was withdrawn."),
        enums.PublicStatus.UNKNOWN: _("No document in force is known under this code."),
    },
}


ACTS: dict[str, Any] = {
    "render": _("document made up"),
    "sign_in_turn": _("conclusion signed by one of the experts"),
    "withdraw_signature": _("signature withdrawn"),
    "sign": _("conclusion signed by the last expert"),
    "log": _("signatures proven by the log"),
    "seal": _("conclusion sealed"),
    "deliver": _("conclusion received by the appointing body"),
    "replace": _("conclusion replaced by a later one"),
    "withdraw": _("conclusion withdrawn"),
    "abandon": _("draft given up"),
}
"""Steps of a conclusion that the history of its examination tells; drafting and agreement stand there already."""


def choices_of(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """Codes with their names, for model fields and forms."""
    return [(member.value, LABELS[kind][member.value]) for member in kind]


def label_of(member: StrEnum) -> str:
    """The name of a value in the language active now."""
    return str(LABELS[type(member)][member.value])
