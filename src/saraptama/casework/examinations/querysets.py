"""Questions that examinations answer by themselves; first of all: who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Least

from saraptama.casework.examinations.enums import ExaminationState, Result
from saraptama.casework.examinations.rights import PERFORM, VIEW
from saraptama.casework.examinations.workflow import IN_HANDS, UNASSIGNED, UNFINISHED
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Grant

if TYPE_CHECKING:
    from saraptama.casework.examinations.models import Examination


OPEN_DAYS = Func(
    Least(F("registered_on"), F("finished_on")), F("finished_on"), function="daterange", output_field=DateRangeField()
)
"""The days on whose evening an examination was open: from its registration to the day before its end.

An index over this range answers "what was open on that day" among millions that are long finished.
"""


class ExaminationQuerySet(models.QuerySet["Examination"]):
    """Examinations, as screens and machines ask for them."""

    def visible_to(self, actor: ActorRef) -> Self:
        """The examinations the actor may know of.

        Inside the limits of a grant to view; an orderer only those of the own body (art. 18); an expert those
        assigned now, from the moment of assignment to the moment of replacement (features B7).
        """
        seen = [grant_limit(grant) for grant in actor.grants_of(VIEW)]
        if actor.body_id is not None:
            return self.filter(any_of(seen), order__appointing_body_id=actor.body_id) if seen else self.none()
        if actor.may(PERFORM):
            seen.append(Q(pk__in=_in_hands(self.model, actor.id)))
        return self.filter(any_of(seen)) if seen else self.none()

    def locked(self, examination_id: UUID) -> Examination:
        """The examination, held against other acts until the end of the transaction; NotVisible when there is none."""
        found = self.select_for_update(of=("self",)).select_related("order", "institute", "unit", "registration")
        examination = found.filter(pk=examination_id).first()
        if examination is None:
            raise NotVisible
        return examination

    def assigned_to(self, user_id: UUID) -> Self:
        """Those that an expert has in hands now."""
        return self.filter(_in_hands_of(user_id))

    def unfinished(self) -> Self:
        """Without a result yet."""
        return self.filter(state__in=[state.value for state in UNFINISHED])

    def in_hands(self) -> Self:
        """With an expert."""
        return self.filter(state__in=[state.value for state in IN_HANDS])

    def unassigned(self) -> Self:
        """Waiting for a head to choose the expert."""
        return self.filter(state__in=[state.value for state in UNASSIGNED])

    def open_on(self, day: date) -> Self:
        """Registered and without a result in the evening of a day, also of a past one."""
        return self.annotate(open_days=OPEN_DAYS).filter(open_days__contains=day)

    def within_unit(self, path: str) -> Self:
        """Of a unit and everything below it."""
        units = reference.units_below(path)
        return self if units is None else self.filter(unit_id__in=units)

    def with_own_conclusion(self) -> Self:
        """Those under which a conclusion is written: of a complex examination its leading part (CPC art. 282)."""
        parts = self.model._default_manager.filter(complex_group=OuterRef("complex_group"))
        led_by_another = Exists(parts.filter(leads_group=True)) | Exists(parts.filter(seq__lt=OuterRef("seq")))
        return self.exclude(Q(complex_group__isnull=False, leads_group=False) & Q(led_by_another))

    def in_states(self, *states: ExaminationState) -> Self:
        """In one of the states."""
        return self.filter(state__in=[state.value for state in states])

    def overdue_on(self, day: date) -> Self:
        """Unfinished on a day after their due date."""
        return self.unfinished().filter(due_on__lt=day)

    def due_between(self, first: date, last: date) -> Self:
        """Unfinished and due on these days; both count."""
        return self.unfinished().filter(due_on__range=(first, last))

    def finished_between(self, first: date, last: date) -> Self:
        """Finished on these days, with any result but a withdrawal; both count."""
        return self.filter(finished_on__range=(first, last)).exclude(result=Result.WITHDRAWN.value)

    def with_number(self, text: str) -> Self:
        """Those whose registration number begins like this."""
        return self.filter(registration__text__startswith=text.strip().upper())

    def for_list(self) -> Self:
        """With what a line of a list shows."""
        return self.select_related("order", "order__appointing_body", "registration", "institute", "unit", "lead")

    def newest_first(self) -> Self:
        """By day of registration, then by birth."""
        return self.order_by("-registered_on", "-id")

    def most_urgent_first(self) -> Self:
        """By due date; those without one last."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "id")


def _in_hands(model: type[models.Model], user_id: UUID) -> list[UUID]:
    """The examinations an expert has now, and the other parts of the same complex ones, asked beforehand.

    There are a few hundred at most; inside the list's own query the planner would walk the whole journal for them.
    """
    assignments = model._meta.get_field("assignments").related_model
    assert isinstance(assignments, type) and issubclass(assignments, models.Model)
    held = assignments._default_manager.filter(user_id=user_id, ended_on__isnull=True)
    own = dict(held.values_list("examination_id", "examination__complex_group"))
    groups = [group for group in own.values() if group is not None]
    if not groups:
        return list(own)
    together = model._default_manager.filter(complex_group__in=groups)
    return list({*own, *together.values_list("pk", flat=True)})


def _in_hands_of(user_id: UUID) -> Q:
    return Q(assignments__user_id=user_id, assignments__ended_on__isnull=True)


def any_of(limits: Iterable[Q]) -> Q:
    """Either of the conditions."""
    either = Q()
    for limit in limits:
        either |= limit
    return either


def grant_limit(grant: Grant) -> Q:
    """A grant's limits as a condition; the same meaning as Grant.covers."""
    limit = Q(confidentiality__in=sorted(level.value for level in grant.confidentiality))
    if (units := reference.units_below(grant.unit_path)) is not None:
        limit &= Q(unit_id__in=units)
    if grant.regions:
        limit &= Q(region__in=sorted(grant.regions))
    if grant.examination_types:
        limit &= Q(examination_type__in=sorted(grant.examination_types))
    return limit
