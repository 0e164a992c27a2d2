"""Questions that orders answer by themselves; first of all: who may see which."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Exists, OuterRef, Q

from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.rights import INTAKE_VIEW
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.kazakh import search_query
from saraptama.kernel.rights import Grant

WAITING = (OrderState.RECEIVED.value, OrderState.CHECKED.value, OrderState.DEFICIENT.value)
"""The records office's inbox: orders that are neither registered nor sent back."""


class OrderQuerySet(models.QuerySet[Any]):
    """Orders, as screens and machines ask for them."""

    def visible_to(self, actor: ActorRef) -> Self:
        """Orders that the actor may know of: inside a grant's limits, and for an orderer the own body's only."""
        limits = [self._inside(grant) for grant in actor.grants_of(INTAKE_VIEW)]
        if not limits:
            return self.none()
        visible = self.filter(_any_of(limits))
        return visible.filter(appointing_body_id=actor.body_id) if actor.body_id else visible

    def _inside(self, grant: Grant) -> Q:
        limit = Q(confidentiality__in=sorted(level.value for level in grant.confidentiality))
        if grant.unit_path:
            limit &= Q(unit__path=grant.unit_path) | Q(unit__path__startswith=f"{grant.unit_path}.")
        if grant.regions:
            limit &= Q(region__in=sorted(grant.regions))
        if grant.examination_types:
            limit &= Q(Exists(_of_types(self.model, grant.examination_types)))
        return limit

    def waiting(self) -> Self:
        """Received and not yet registered, returned or withdrawn."""
        return self.filter(state__in=WAITING)

    def registered_between(self, first: date, last: date) -> Self:
        """Orders with a registration on these days; both count."""
        return self.filter(registrations__registered_on__range=(first, last)).distinct()

    def with_registration(self, text: str) -> Self:
        """Orders whose registration number begins like this."""
        return self.filter(registrations__text__startswith=text.strip()).distinct()

    def of_case(self, case_no: str) -> Self:
        """Orders in one case, by its number as written."""
        return self.filter(case_no=case_no.strip())

    def saying(self, text: str) -> Self:
        """Orders that hold all these words, in any form that Kazakh or Russian gives them."""
        query = search_query(text)
        if not query:
            return self.none()
        return self.annotate(words=SearchVector("search_words", config="simple")).filter(
            words=SearchQuery(query, search_type="raw", config="simple")
        )

    def newest_first(self) -> Self:
        """The order of every list: by day of receipt, then by birth."""
        return self.order_by("-received_on", "-id")


def _any_of(limits: Iterable[Q]) -> Q:
    either = Q()
    for limit in limits:
        either |= limit
    return either


def _of_types(model: type[models.Model], types: frozenset[str]) -> models.QuerySet[Any]:
    """The ordered specialties of an order that belong to these examination types (`17` covers `17.1`)."""
    specialties: Any = model._meta.get_field("specialties").related_model
    inside = _any_of(Q(specialty_code=code) | Q(specialty_code__startswith=f"{code}.") for code in sorted(types))
    found: models.QuerySet[Any] = specialties.objects.filter(inside, order_id=OuterRef("pk"))
    return found
