"""Questions that objects in custody answer by themselves; first of all: who may see which."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Grant

UNDER_OUR_CARE = (CustodyState.ACCEPTED.value, CustodyState.STORED.value, CustodyState.HELD.value)
"""States in which somebody of the body answers for the object."""


def inside(grant: Grant) -> Q:
    """The limits of a grant as a filter over objects: unit subtree, region of the order, confidentiality, types."""
    limit = Q(confidentiality__in=sorted(level.value for level in grant.confidentiality))
    if grant.unit_path:
        limit &= Q(unit__path=grant.unit_path) | Q(unit__path__startswith=f"{grant.unit_path}.")
    if grant.regions:
        limit &= Q(institute__region_code__in=sorted(grant.regions))
    if grant.examination_types:
        of_types = Q()
        for code in sorted(grant.examination_types):
            of_types |= Q(order__specialties__specialty_code=code)
            of_types |= Q(order__specialties__specialty_code__startswith=f"{code}.")
        limit &= of_types
    return limit


class CustodyObjectQuerySet(models.QuerySet[Any]):
    """Objects, as screens ask for them."""

    def visible_to(self, actor: ActorRef) -> Self:
        """Objects inside the limits of a grant; an orderer sees those of the own body's orders only."""
        grants = actor.grants_of(CUSTODY_VIEW)
        if not grants:
            return self.none()
        limits = Q()
        for grant in grants:
            limits |= inside(grant)
        visible = self.filter(limits)
        if any(grant.examination_types for grant in grants):
            visible = visible.distinct()
        return visible.filter(order__appointing_body_id=actor.body_id) if actor.body_id else visible

    def of_order(self, order_id: UUID) -> Self:
        """Objects of one order."""
        return self.filter(order_id=order_id)

    def under_our_care(self) -> Self:
        """Objects that the body still answers for."""
        return self.filter(state__in=UNDER_OUR_CARE)

    def held_by(self, person: UUID) -> Self:
        """Objects in one person's hands."""
        return self.filter(holder_id=person)

    def received_on_day(self, day: date) -> Self:
        """Objects accepted on a day."""
        return self.filter(received_on=day)

    def without_order(self) -> Self:
        """Objects that came before any order and wait to be tied to one."""
        return self.filter(order__isnull=True)
