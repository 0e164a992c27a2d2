"""The words of an examination as people read them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saraptama.casework.examinations import enums

LABELS: dict[type[StrEnum], dict[str, Any]] = {
    enums.ExaminationState: {
        enums.ExaminationState.REGISTERED: pgettext_lazy("examination", "registered"),
        enums.ExaminationState.AWAITING_OBJECTS: pgettext_lazy("examination", "awaiting objects"),
        enums.ExaminationState.ACCEPTED: pgettext_lazy("examination", "accepted for production"),
        enums.ExaminationState.ASSIGNED: pgettext_lazy("examination", "assigned"),
        enums.ExaminationState.IN_PRODUCTION: pgettext_lazy("examination", "in production"),
        enums.ExaminationState.SUSPENDED: pgettext_lazy("examination", "suspended"),
        enums.ExaminationState.AWAITING_APPROVAL: pgettext_lazy("examination", "awaiting agreement"),
        enums.ExaminationState.APPROVED: pgettext_lazy("examination", "agreed"),
        enums.ExaminationState.COMPLETED: pgettext_lazy("examination", "completed"),
        enums.ExaminationState.DELIVERED: pgettext_lazy("examination", "delivered"),
        enums.ExaminationState.CLOSED: pgettext_lazy("examination", "closed"),
        enums.ExaminationState.RETURNED: pgettext_lazy("examination", "returned without execution"),
        enums.ExaminationState.WITHDRAWN: pgettext_lazy("examination", "withdrawn"),
    },
    enums.Complexity: {
        enums.Complexity.SIMPLE: _("simple"),
        enums.Complexity.MEDIUM: _("of medium complexity"),
        enums.Complexity.HIGH: pgettext_lazy("category of complexity", "complex"),
        enums.Complexity.SPECIAL: _("especially complex"),
    },
    enums.SuspensionGround: {
        enums.SuspensionGround.PETITION: _("petition for additional materials"),
        enums.SuspensionGround.TRIP: _("business trip"),
        enums.SuspensionGround.SICK: _("sick leave"),
        enums.SuspensionGround.COURT_CALL: _("call to court"),
        enums.SuspensionGround.COMPLEX_PART: _("part in a complex examination"),
    },
    enums.Result: {
        enums.Result.CONCLUSION: _("conclusion"),
        enums.Result.IMPOSSIBLE: _("message that no conclusion can be given"),
        enums.Result.RETURNED: _("return without execution"),
        enums.Result.WITHDRAWN: pgettext_lazy("result", "withdrawn"),
    },
    enums.PetitionKind: {
        enums.PetitionKind.ADDITIONAL_MATERIALS: _("for additional materials"),
        enums.PetitionKind.EXTENSION: _("for an extension of the term"),
        enums.PetitionKind.DESTRUCTION_PERMISSION: _("for permission to destroy or change an object"),
        enums.PetitionKind.ACCESS_TO_OBJECT: _("for access to an object"),
        enums.PetitionKind.SECURITY: _("for measures of security"),
        enums.PetitionKind.INITIATIVE_CONSENT: _("for consent to findings beyond the questions"),
        enums.PetitionKind.EXPERT_REPLACEMENT: _("for replacement of the expert"),
        enums.PetitionKind.COMPLEX_PARTNER: _("for an expert of another specialty"),
    },
    enums.PetitionDecision: {
        enums.PetitionDecision.GRANTED: _("granted"),
        enums.PetitionDecision.PARTLY: _("granted in part"),
        enums.PetitionDecision.REFUSED: _("refused"),
    },
    enums.AgreementDecision: {
        enums.AgreementDecision.AGREED: _("agreed"),
        enums.AgreementDecision.AGREED_WITH_REMARKS: _("agreed with remarks"),
        enums.AgreementDecision.DISAGREED: _("not agreed"),
    },
    enums.AssignmentRole: {
        enums.AssignmentRole.LEAD: _("lead expert"),
        enums.AssignmentRole.MEMBER: _("member of the commission"),
    },
    enums.ExaminationPlace: {
        enums.ExaminationPlace.LAB: _("laboratory"),
        enums.ExaminationPlace.ON_SITE: _("where the object stands"),
        enums.ExaminationPlace.COURT: _("court"),
        enums.ExaminationPlace.MEDICAL_ORG: _("medical organisation"),
    },
    enums.DeathConfirmation: {
        enums.DeathConfirmation.EARLY_CHANGES: _("early post-mortem changes"),
        enums.DeathConfirmation.DEATH_ACT: _("act of death"),
    },
    enums.EndReason: {
        enums.EndReason.ILLNESS: _("illness of the expert"),
        enums.EndReason.LEAVE: _("leave of the expert"),
        enums.EndReason.DISMISSAL: _("dismissal of the expert"),
        enums.EndReason.RECUSAL: _("challenge, or own withdrawal"),
        enums.EndReason.LOAD: _("load spread anew"),
        enums.EndReason.SPECIALTY: _("another specialty is needed"),
        enums.EndReason.COMMISSION: _("commission formed anew"),
    },
    enums.TermState: {
        enums.TermState.WAITING: pgettext_lazy("term", "not started"),
        enums.TermState.RUNNING: pgettext_lazy("term", "running"),
        enums.TermState.SUSPENDED: pgettext_lazy("term", "stopped for a time"),
        enums.TermState.OVERDUE: pgettext_lazy("term", "overdue"),
        enums.TermState.STOPPED: pgettext_lazy("term", "ended"),
    },
    enums.CandidateRule: {
        enums.CandidateRule.CERTIFICATE: _("no certificate for the specialty is valid on the day"),
        enums.CandidateRule.CERTIFICATE_SUSPENDED: _("the certificate is suspended"),
        enums.CandidateRule.NOT_IN_INSTITUTE: _("does not work in this institute"),
        enums.CandidateRule.ABSENT: _("is absent on the day"),
        enums.CandidateRule.RECUSED: _("is challenged or has withdrawn in this case"),
        enums.CandidateRule.DECLARED_CONFLICT: _("has declared kinship or another conflict in this case"),
        enums.CandidateRule.PRIOR_ROLE: _("stands in this case in another role"),
        enums.CandidateRule.FIRST_CONCLUSION: _("wrote the conclusion that is doubted"),
        enums.CandidateRule.CAPACITY: _("has reached the norm of load"),
    },
    enums.RecusalSource: {
        enums.RecusalSource.EXPERT: _("the expert: own withdrawal or declaration"),
        enums.RecusalSource.PARTY: _("a participant of the case"),
        enums.RecusalSource.BODY: _("the appointing body"),
        enums.RecusalSource.HEAD: _("the head, from own knowledge"),
    },
    enums.RecusalDecisionKind: {
        enums.RecusalDecisionKind.GRANTED: pgettext_lazy("challenge", "granted"),
        enums.RecusalDecisionKind.REFUSED: pgettext_lazy("challenge", "refused as groundless"),
    },
    enums.OverrideDecision: {
        enums.OverrideDecision.CONFIRMED: pgettext_lazy("exception", "confirmed"),
        enums.OverrideDecision.REFUSED: pgettext_lazy("exception", "refused"),
    },
    enums.Stage: {
        enums.Stage.REGISTRY: pgettext_lazy("stage", "registry"),
        enums.Stage.OBJECTS: pgettext_lazy("stage", "waiting for objects"),
        enums.Stage.HEAD: pgettext_lazy("stage", "head"),
        enums.Stage.EXPERT: pgettext_lazy("stage", "expert"),
        enums.Stage.AGREEMENT: pgettext_lazy("stage", "agreement"),
        enums.Stage.DELIVERY: pgettext_lazy("stage", "delivery"),
        enums.Stage.OTHERS: pgettext_lazy("stage", "waiting for others"),
    },
    enums.DeadlineKind: {
        enums.DeadlineKind.DUE: _("Examination due"),
        enums.DeadlineKind.ANSWER: _("Last day of a petition"),
        enums.DeadlineKind.DELIVERY: _("Result to be handed over"),
    },
    enums.ReminderKind: {
        enums.ReminderKind.WAITING: _("reminder of a petition"),
        enums.ReminderKind.LIMIT: _("last day of a petition"),
        enums.ReminderKind.DECISION: _("decision after a petition without an answer"),
    },
    enums.AlertKind: {
        enums.AlertKind.SHARE: _("a share of the term has passed"),
        enums.AlertKind.EXTENSION: _("last day to ask for an extension"),
    },
    enums.DefectCode: {
        enums.DefectCode.REPEATED_FACT: _("the same fact is entered twice; the earliest counts"),
        enums.DefectCode.SUSPENDED_BEFORE_START: _("a suspension begins before the term; it counts from its start"),
        enums.DefectCode.SUSPENDED_AFTER_DUE: _("production was suspended when the term had already run out"),
        enums.DefectCode.RESUMED_BEFORE_SUSPENDED: _("a suspension ends before it begins"),
        enums.DefectCode.RESUMED_WITHOUT_SUSPENSION: _("a resumption without a suspension"),
        enums.DefectCode.EXTENSION_WITHOUT_DAYS: _("an extension without days"),
        enums.DefectCode.EXTENSION_LONGER_THAN_NORM: _("an extension longer than usual; the body's decision counts"),
        enums.DefectCode.EXTENSIONS_MORE_THAN_NORM: _("more extensions than usual; the body's decision counts"),
        enums.DefectCode.FACT_AFTER_END: _("a fact after the end of the examination"),
        enums.DefectCode.FINISHED_BEFORE_START: _("the end lies before the start"),
        enums.DefectCode.NOT_UNDERSTOOD: _("a part of the history cannot be read"),
        enums.DefectCode.SAME_DAY_ORDER_UNKNOWN: _("facts of one day contradict each other; say which came first"),
        enums.DefectCode.EXTENSION_NOT_BY_BODY: _(
            "an extension that the appointing body did not decide; it moves nothing"
        ),
        enums.DefectCode.OUTSIDE_CALENDAR: _("the working calendar does not cover these days"),
    },
}

STEPS: dict[str, Any] = {
    "waiting_for_order": _("The objects are here since {start}; the order is not accepted yet. No term runs."),
    "waiting_for_objects": _("The order was accepted on {start}; its objects are not complete. No term runs."),
    "clock_starts": _("Order and objects are both accepted since {end}: the term starts."),
    "first_day_not_counted": _("The day of acceptance, {start}, is not counted."),
    "first_day_counted": _("The day of acceptance, {start}, is counted."),
    "limit_until_complexity": _(
        "The expert has not set the complexity yet: only the limit of {days} days is known, to {end}."
    ),
    "norm_of_complexity": _("The norm for this complexity is {days} days: to {end}."),
    "norm_cut_to_limit": _("The norm is longer than the limit of {days} days; the limit counts: to {end}."),
    "petition_suspends": _(
        "A petition for additional materials stopped the term after {start} and until {end}: {days} days are added."
    ),
    "other_ground_suspends": _("A documented ground stopped the term after {start} and until {end}: {days} days."),
    "open_suspension": _("The term stands still since {start} on a ground without a limit: no date can be named."),
    "overlap_counted_once": _(
        "Suspensions overlap after {start} and until {end}; these days are counted once: {days}."
    ),
    "overlap_counted_twice": _(
        "Suspensions overlap after {start} and until {end}; each of them adds its own days, by these norms."
    ),
    "limit_reached": _(
        "The limit of {days} days counted from {start} was reached on {end}; the term went on by itself."
    ),
    "late_answer_filed": _("The answer of {end} came after the limit; it is filed and moves nothing."),
    "extended": _("The appointing body extended the term by {days} days: from {start} to {end}."),
    "ends_on_day_off": _("The last day, {start}, is a day off and is not moved; aim for {end}."),
    "rolled_forward": _("The last day, {start}, is a day off; the term ends on the next working day, {end}."),
    "delivery": _("Within {days} days after {start} the result is handed over or sent: by {end}."),
    "return_dispatch": _("Within {days} days after {start} the materials are sent back: by {end}."),
}
"""What each step of the reckoning says; dates come in the reader's own form."""

STEPS_AHEAD: dict[str, Any] = {
    "petition_suspends": _(
        "A petition for additional materials stops the term after {start}, until {end} at the latest: {days} days are"
        " added."
    ),
    "limit_reached": _(
        "Without an answer the limit of {days} days counted from {start} is reached on {end}; the term then goes on by"
        " itself."
    ),
}
"""What a step says whose end lies ahead: nothing has been reached yet."""

ACTS: dict[str, Any] = {
    "register": pgettext_lazy("act", "registered"),
    "await_objects": pgettext_lazy("act", "objects awaited"),
    "note_objects_complete": pgettext_lazy("act", "objects complete"),
    "accept_for_production": pgettext_lazy("act", "accepted for production"),
    "direct_to_unit": pgettext_lazy("act", "directed to a unit"),
    "assign": pgettext_lazy("act", "expert assigned"),
    "reassign": pgettext_lazy("act", "expert replaced"),
    "decline": pgettext_lazy("act", "declined for a conflict of interest"),
    "accept_in_part": pgettext_lazy("act", "accepted by one of the commission"),
    "accept": pgettext_lazy("act", "accepted by the expert"),
    "set_complexity": pgettext_lazy("act", "complexity set"),
    "send_petition": pgettext_lazy("act", "petition sent"),
    "answer_petition": pgettext_lazy("act", "petition answered"),
    "suspend": pgettext_lazy("act", "suspended"),
    "resume_in_part": pgettext_lazy("act", "one ground of suspension removed"),
    "resume": pgettext_lazy("act", "resumed"),
    "submit_for_agreement": pgettext_lazy("act", "draft submitted for agreement"),
    "agree_in_turn": pgettext_lazy("act", "agreed, next head"),
    "agree": pgettext_lazy("act", "agreed"),
    "disagree": pgettext_lazy("act", "not agreed"),
    "complete": pgettext_lazy("act", "completed"),
    "mark_delivered": pgettext_lazy("act", "delivered"),
    "dispatch_return": pgettext_lazy("act", "materials sent back"),
    "close": pgettext_lazy("act", "closed"),
    "return_without_execution": pgettext_lazy("act", "returned without execution"),
    "withdraw": pgettext_lazy("act", "withdrawn"),
    "use_method": pgettext_lazy("act", "method used"),
    "write_note": pgettext_lazy("act", "note written"),
    "allocate_objects": pgettext_lazy("act", "objects allocated"),
    "lead_group": pgettext_lazy("act", "lead of the complex examination chosen"),
    "state_recusal": pgettext_lazy("act", "challenge or withdrawal entered"),
    "decide_recusal": pgettext_lazy("act", "challenge or withdrawal decided"),
    "ask_override": pgettext_lazy("act", "exception from a conflict asked for"),
    "confirm_override": pgettext_lazy("act", "exception from a conflict decided"),
    "calendar_version_changed": pgettext_lazy("act", "counted by another version of the calendar, due"),
}


def choices_of(words: type[StrEnum]) -> list[tuple[str, Any]]:
    """Value and label of every word, as fields and forms take them."""
    return [(word.value, LABELS[words][word]) for word in words]


def label_of(word: StrEnum) -> str:
    """A word in the language active now."""
    return str(LABELS[type(word)][word])


def act_label(act: str) -> str:
    """What an act was, in the language active now."""
    return str(ACTS[act])
