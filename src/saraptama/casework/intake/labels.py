"""The words of intake as people read them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saraptama.casework.intake import enums
from saraptama.kernel.rights import Confidentiality

LABELS: dict[type[StrEnum], dict[str, Any]] = {
    enums.Channel: {
        enums.Channel.API: _("interface of an information system"),
        enums.Channel.PORTAL: _("portal"),
        enums.Channel.PAPER: _("paper"),
        enums.Channel.FILE: _("file"),
        enums.Channel.GATEWAY: _("state gateway"),
    },
    enums.OrderKind: {
        enums.OrderKind.RESOLUTION: _("resolution"),
        enums.OrderKind.RULING: _("court ruling"),
        enums.OrderKind.CONTRACT: _("contract"),
        enums.OrderKind.REFERRAL: _("referral"),
    },
    enums.Series: {
        enums.Series.ORDER: _("orders"),
        enums.Series.REFERRAL: _("referrals"),
        enums.Series.CONTRACT: _("contracts"),
        enums.Series.INCOMING: _("incoming"),
    },
    enums.CaseCategory: {
        enums.CaseCategory.CRIM: _("criminal"),
        enums.CaseCategory.CIV: _("civil"),
        enums.CaseCategory.ADM: _("administrative"),
    },
    enums.ExamKind: {
        enums.ExamKind.PRIMARY: _("primary"),
        enums.ExamKind.ADDITIONAL: _("additional"),
        enums.ExamKind.REPEATED: _("repeated"),
    },
    enums.Composition: {
        enums.Composition.SOLE: _("sole"),
        enums.Composition.COMMISSION: _("commission"),
        enums.Composition.COMPLEX: pgettext_lazy("composition of experts", "complex"),
    },
    enums.CaseNoKind: {
        enums.CaseNoKind.CRIMINAL_CASE: _("criminal case"),
        enums.CaseNoKind.KUI: _("record book (KUI)"),
        enums.CaseNoKind.ERDR: _("pre-trial register (ERDR)"),
        enums.CaseNoKind.ADM_MATERIAL: _("administrative material"),
        enums.CaseNoKind.CIVIL_CASE: _("civil case"),
    },
    enums.ObjectKind: {
        enums.ObjectKind.THING: _("thing"),
        enums.ObjectKind.DOCUMENT: _("document"),
        enums.ObjectKind.DIGITAL: _("digital data"),
        enums.ObjectKind.SAMPLE: _("sample"),
        enums.ObjectKind.PERSON: _("living person"),
        enums.ObjectKind.CORPSE: _("corpse"),
        enums.ObjectKind.PLACE: _("place or premises"),
        enums.ObjectKind.CASE_FILE: _("case file"),
    },
    enums.DestructionPermission: {
        enums.DestructionPermission.NONE: _("not permitted"),
        enums.DestructionPermission.PARTIAL: _("in part"),
        enums.DestructionPermission.FULL: _("in full"),
    },
    enums.PersonRole: {
        enums.PersonRole.SUSPECT: _("suspect"),
        enums.PersonRole.ACCUSED: _("accused"),
        enums.PersonRole.VICTIM: _("victim"),
        enums.PersonRole.WITNESS: _("witness"),
        enums.PersonRole.PLAINTIFF: _("plaintiff"),
        enums.PersonRole.DEFENDANT: _("defendant"),
        enums.PersonRole.THIRD_PARTY: _("third party"),
        enums.PersonRole.OFFENDER: _("person called to account"),
        enums.PersonRole.DECEASED: _("deceased"),
        enums.PersonRole.REPRESENTATIVE: _("legal representative"),
        enums.PersonRole.OTHER: _("other participant"),
    },
    enums.Consent: {
        enums.Consent.NOT_NEEDED: _("not needed"),
        enums.Consent.GIVEN: _("given in writing"),
        enums.Consent.EXCEPTED: _("not needed by an exception of art. 271"),
        enums.Consent.MISSING: _("missing"),
    },
    enums.SignatureStatus: {
        enums.SignatureStatus.VERIFIED: _("verified"),
        enums.SignatureStatus.PAPER_SCAN: _("on the scanned paper"),
        enums.SignatureStatus.UNCHECKED: _("not checked yet"),
        enums.SignatureStatus.INVALID: _("not valid"),
        enums.SignatureStatus.ABSENT: _("absent"),
    },
    enums.OrderState: {
        enums.OrderState.RECEIVED: pgettext_lazy("order", "received"),
        enums.OrderState.CHECKED: pgettext_lazy("order", "checked"),
        enums.OrderState.DEFICIENT: pgettext_lazy("order", "deficient"),
        enums.OrderState.REGISTERED: pgettext_lazy("order", "registered"),
        enums.OrderState.RETURNED: pgettext_lazy("order", "returned"),
        enums.OrderState.WITHDRAWN: pgettext_lazy("order", "withdrawn"),
        enums.OrderState.CLOSED: pgettext_lazy("order", "closed"),
    },
    enums.FindingOutcome: {
        enums.FindingOutcome.BLOCK: _("bars registration"),
        enums.FindingOutcome.DEFICIENT: _("deficient"),
        enums.FindingOutcome.WARN: _("warning"),
    },
    enums.MaterialRequestState: {
        enums.MaterialRequestState.OPEN: pgettext_lazy("request", "open"),
        enums.MaterialRequestState.SUPPLIED: pgettext_lazy("request", "supplied"),
        enums.MaterialRequestState.DROPPED: pgettext_lazy("request", "dropped"),
    },
    enums.EarlierRelation: {
        enums.EarlierRelation.FIRST: _("the first examination, which this one repeats"),
        enums.EarlierRelation.SUPPLEMENTED: _("the examination that this one adds to"),
        enums.EarlierRelation.SAME_CASE: _("the same case, other questions"),
        enums.EarlierRelation.NOT_SAME: _("not the same"),
    },
    enums.Verdict: {
        enums.Verdict.MATCH: _("the same case by all signs"),
        enums.Verdict.OFFER: _("worth a look"),
        enums.Verdict.APART: _("another case"),
    },
    enums.LikenessReason: {
        enums.LikenessReason.SAME_PAPER: _("same body, number and date"),
        enums.LikenessReason.NAMED_IN_THE_ORDER: _("named in the order"),
        enums.LikenessReason.SAME_CASE: _("same case number"),
        enums.LikenessReason.SAME_CASE_OF_THE_BODY: _("same case number of the body"),
        enums.LikenessReason.SAME_MARK: _("same mark of an object"),
        enums.LikenessReason.SAME_IIN: _("same person by IIN"),
        enums.LikenessReason.SAME_NAME: _("same name of a person"),
        enums.LikenessReason.SAME_SEAL: _("same seal number"),
        enums.LikenessReason.SAME_ARTICLE: _("same article"),
        enums.LikenessReason.SAME_OBJECT: _("same description of an object"),
        enums.LikenessReason.SAME_BODY: _("same body"),
        enums.LikenessReason.SAME_REGION: _("same region"),
    },
    Confidentiality: {
        Confidentiality.OPEN: _("open"),
        Confidentiality.MEDICAL: _("medical secrecy"),
        Confidentiality.OFFICIAL_USE: _("for official use"),
        Confidentiality.SECRET: _("secret"),
    },
}


def choices_of(words: type[StrEnum]) -> list[tuple[str, Any]]:
    """Value and label of every word, as fields and forms take them."""
    return [(word.value, LABELS[words][word]) for word in words]


def label_of(word: StrEnum) -> str:
    """A word in the language active now."""
    return str(LABELS[type(word)][word])
