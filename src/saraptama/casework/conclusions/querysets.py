"""Questions that conclusions answer by themselves; first of all: who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.rights import DRAFT, RECEIVE, VIEW
from saraptama.casework.conclusions.workflow import FINAL, UNSIGNED
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Grant

if TYPE_CHECKING:
    from saraptama.casework.conclusions.models import Conclusion

LEFT_THE_HOUSE = (*FINAL, ConclusionState.REPLACED, ConclusionState.WITHDRAWN)
"""What an appointing body may see of its orders: never a draft."""


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    """Conclusions, as screens and machines ask for them."""

    def visible_to(self, actor: ActorRef) -> Self:
        """Conclusions that the actor may know of.

        Inside the limits of a grant to view; an orderer the sealed ones on orders of the own body, and nothing else
        (art. 18); an expert those that he or she writes or signs.
        """
        if actor.body_id is not None:
            return self._received_by(actor)
        seen = [_inside(grant) for grant in actor.grants_of(VIEW)]
        if actor.may(DRAFT):
            seen.append(Q(pk__in=self.model.objects.filter(signatories__user_id=actor.id).values("pk")))
        return self.filter(_any_of(seen)) if seen else self.none()

    def _received_by(self, actor: ActorRef) -> Self:
        limits = [_inside(grant) for grant in actor.grants_of(RECEIVE)]
        if not limits:
            return self.none()
        states = [state.value for state in LEFT_THE_HOUSE]
        return self.filter(_any_of(limits), appointing_body_id=actor.body_id, state__in=states)

    def locked(self, conclusion_id: UUID) -> Conclusion:
        """The conclusion, held against other acts until the end of the transaction; NotVisible when there is none."""
        found = self.select_for_update(of=("self",)).select_related("examination", "unit")
        conclusion = found.filter(pk=conclusion_id).first()
        if conclusion is None:
            raise NotVisible
        return conclusion

    def unsigned(self) -> Self:
        """Without legal force yet."""
        return self.filter(state__in=[state.value for state in UNSIGNED])

    def in_states(self, *states: ConclusionState) -> Self:
        """In one of the states."""
        return self.filter(state__in=[state.value for state in states])

    def awaiting_seal(self) -> Self:
        """Signed by everybody and not yet sealed: the screen of what hangs."""
        return self.in_states(ConclusionState.SIGNED, ConclusionState.LOGGED)

    def newest_first(self) -> Self:
        """By birth, the latest on top."""
        return self.order_by("-created_at", "-id")


def _any_of(limits: Iterable[Q]) -> Q:
    either = Q()
    for limit in limits:
        either |= limit
    return either


def _inside(grant: Grant) -> Q:
    """A grant's limits as a condition; the same meaning as Grant.covers."""
    limit = Q(confidentiality__in=sorted(level.value for level in grant.confidentiality))
    if (units := reference.units_below(grant.unit_path)) is not None:
        limit &= Q(unit_id__in=units)
    if grant.regions:
        limit &= Q(region__in=sorted(grant.regions))
    if grant.examination_types:
        limit &= Q(examination_type__in=sorted(grant.examination_types))
    return limit
