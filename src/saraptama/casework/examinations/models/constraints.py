"""What the database itself keeps true of an examination: its state and its fields belong together."""

from typing import Any

from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.enums import Result

_RUNNING = [S.ACCEPTED, S.ASSIGNED, S.IN_PRODUCTION, S.SUSPENDED, S.AWAITING_APPROVAL, S.APPROVED]
_SIGNED = [S.COMPLETED, S.DELIVERED]
_ENDED = [*_SIGNED, S.RETURNED, S.WITHDRAWN, S.CLOSED]
_LED = [S.ASSIGNED, S.IN_PRODUCTION, S.SUSPENDED, S.AWAITING_APPROVAL, S.APPROVED, *_SIGNED]
_PRODUCED = [S.IN_PRODUCTION, S.SUSPENDED, S.AWAITING_APPROVAL, S.APPROVED, *_SIGNED]


def _among(states: list[S]) -> Q:
    return Q(state__in=[state.value for state in states])


def _check(name: str, condition: Q, message: Any) -> CheckConstraint:
    return CheckConstraint(condition=condition, name=f"examinations_{name}", violation_error_message=message)


def _when(states: list[S], condition: Q) -> Q:
    """In these states the condition holds."""
    return ~_among(states) | condition


def _exactly_when(states: list[S], condition: Q) -> Q:
    """The condition holds in these states and in no other."""
    return (_among(states) & condition) | (~_among(states) & ~condition)


EXAMINATION_CONSTRAINTS = [
    UniqueConstraint(
        fields=["order", "seq"],
        name="examinations_one_row_per_specialty_of_an_order",
        violation_error_message=_("This specialty of the order already has its examination."),
    ),
    UniqueConstraint(
        fields=["complex_group"],
        condition=Q(leads_group=True),
        name="examinations_one_part_leads_the_whole",
        violation_error_message=_("Another part already leads this complex examination. Reload the page."),
    ),
    _check(
        "t0_is_the_later_acceptance",
        Q(t0__isnull=True, order_accepted_on__isnull=True)
        | Q(t0__isnull=True, objects_complete_on__isnull=True)
        | Q(
            order_accepted_on__isnull=False,
            objects_complete_on__isnull=False,
            t0=Greatest(F("order_accepted_on"), F("objects_complete_on")),
        ),
        _("The term starts on the later of the days on which order and objects were accepted (art. 34)."),
    ),
    _check(
        "accepted_means_the_term_runs",
        _when([*_RUNNING, *_SIGNED], Q(t0__isnull=False)),
        _("Nothing is accepted for production before order and objects are complete (art. 34)."),
    ),
    _check(
        "term_names_its_norms_and_calendar",
        Q(t0__isnull=True) | (~Q(norms_version="") & ~Q(calendar_version="")),
        _("A running term names the versions of its norms and calendar."),
    ),
    _check(
        "due_within_the_limit",
        Q(due_on__isnull=True) | Q(cap_on__isnull=True) | Q(due_on__lte=F("cap_on")),
        _("The due date cannot lie after the limit of art. 34."),
    ),
    _check("assigned_has_a_lead", _when(_LED, Q(lead__isnull=False)), _("An assigned examination has a lead expert.")),
    _check(
        "production_has_its_conditions",
        _when(_PRODUCED, Q(expert_accepted_on__isnull=False) & ~Q(complexity="")),
        _("Production begins when the expert has accepted and set the complexity."),
    ),
    _check(
        "complexity_is_justified",
        Q(complexity="", complexity_justification="") | (~Q(complexity="") & ~Q(complexity_justification="")),
        _("The category of complexity has a justification."),
    ),
    _check(
        "suspended_says_since_when",
        _exactly_when([S.SUSPENDED], Q(suspended_since__isnull=False)),
        _("A suspended examination, and no other, has an open ground of suspension."),
    ),
    _check(
        "ended_has_day_and_result",
        (_among(_ENDED) & Q(finished_on__isnull=False) & ~Q(result=""))
        | (~_among(_ENDED) & Q(finished_on__isnull=True, result="", result_reason="", result_ground="")),
        _("An ended examination, and no other, has the day of its end and its result."),
    ),
    _check(
        "signed_result",
        _when(_SIGNED, Q(result__in=[Result.CONCLUSION.value, Result.IMPOSSIBLE.value])),
        _("A completed examination has a conclusion or a message of impossibility."),
    ),
    _check(
        "returned_result",
        _when([S.RETURNED], Q(result=Result.RETURNED.value)) & _when([S.WITHDRAWN], Q(result=Result.WITHDRAWN.value)),
        _("The result says that the examination was returned or withdrawn."),
    ),
    _check(
        "without_a_conclusion_there_is_a_reason",
        ~Q(result__in=[Result.IMPOSSIBLE.value, Result.RETURNED.value, Result.WITHDRAWN.value]) | ~Q(result_reason=""),
        _("Give the reason why there is no conclusion."),
    ),
    _check(
        "delivered_has_its_day",
        _when([S.DELIVERED], Q(delivered_on__isnull=False))
        & (Q(delivered_on__isnull=True) | Q(finished_on__isnull=False, delivered_on__gte=F("finished_on"))),
        _("A result is delivered on a day that is not before the end."),
    ),
    _check(
        "closed_has_its_day",
        _exactly_when([S.CLOSED], Q(closed_on__isnull=False)),
        _("A closed examination, and no other, has the day on which it was closed."),
    ),
]
