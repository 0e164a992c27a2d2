"""Orders, as screens and machines ask for them; first of all: who may see which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, CharField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Upper

from saraptama.casework.intake.enums import MaterialRequestState, OrderState
from saraptama.casework.intake.rights import INTAKE_VIEW
from saraptama.casework.intake.rules.earlier import CYRILLIC, LATIN, plain
from saraptama.casework.intake.words import MOST_FOUND, Whereabouts, newest_that_say, which_say
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.kazakh import search_query
from saraptama.kernel.rights import Grant

if TYPE_CHECKING:
    from saraptama.casework.intake.models import Order

WAITING = (OrderState.RECEIVED.value, OrderState.CHECKED.value, OrderState.DEFICIENT.value)
"""The records office's inbox: orders that are neither registered nor sent back."""


LONGEST_WAIT = timedelta(days=366)
"""No order waits longer for its number: within days it is registered or sent back. Older ones are not looked at."""


def plain_case_number() -> Func:
    """A case number as `rules.earlier.plain` reads it, for an index on the expression: no row is rewritten for it."""
    text: Any = CharField()
    bare = Func(
        F("case_no"), Value("[^[:alnum:]]"), Value(""), Value("g"), function="REGEXP_REPLACE", output_field=text
    )
    return Func(Upper(bare), Value(LATIN), Value(CYRILLIC), function="TRANSLATE", output_field=text)


class OrderQuerySet(models.QuerySet["Order"]):
    """Orders, as screens and machines ask for them."""

    asked_by: ActorRef | None = None
    is_cut_short = False
    """Older orders may match as well: a search by words shows the newest only."""

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc] # the stubs leave out what Django's own querysets override
        clone.asked_by, clone.is_cut_short = self.asked_by, self.is_cut_short
        return clone

    def visible_to(self, actor: ActorRef) -> Self:
        """Orders that the actor may know of: inside a grant's limits, and for an orderer the own body's only."""
        limits = [self._inside(grant) for grant in actor.grants_of(INTAKE_VIEW)]
        if not limits:
            return self.none()
        visible = self.filter(_any_of(limits))
        visible.asked_by = actor
        return visible.filter(appointing_body_id=actor.body_id) if actor.body_id else visible

    def _inside(self, grant: Grant) -> Q:
        limit = Q(confidentiality__in=sorted(level.value for level in grant.confidentiality))
        if (units := reference.units_below(grant.unit_path)) is not None:
            limit &= Q(unit_id__in=units) | Q(_sent_into(self.model, units))
        if grant.regions:
            limit &= Q(region__in=sorted(grant.regions))
        if grant.examination_types:
            limit &= Q(Exists(_of_types(self.model, grant.examination_types)))
        return limit

    def waiting(self) -> Self:
        """Received and not yet registered, returned or withdrawn."""
        return self.filter(state__in=WAITING)

    def awaiting_material(self) -> Self:
        """Orders whose body was asked for what is missing and has not answered."""
        open_ones = _rows(self.model, "missing_material_requests").filter(state=MaterialRequestState.OPEN.value)
        return self.filter(state__in=WAITING, pk__in=open_ones.values("order_id"))

    def overdue(self, day: date) -> Self:
        """Orders whose body should have answered before this day."""
        late = _rows(self.model, "missing_material_requests").filter(
            state=MaterialRequestState.OPEN.value, answer_by__lt=day
        )
        return self.filter(state__in=WAITING, pk__in=late.values("order_id"))

    def registered_between(self, first: date, last: date) -> Self:
        """Orders with a registration on these days; both count."""
        registered = _rows(self.model, "registrations").filter(registered_on__range=(first, last))
        waiting = (first - LONGEST_WAIT, last)
        return self.filter(Exists(registered.filter(order_id=OuterRef("pk"))), received_on__range=waiting)

    def with_registration(self, text: str) -> Self:
        """Orders whose registration number begins like this."""
        registered = _rows(self.model, "registrations").filter(text__startswith=text.strip())
        return self.filter(pk__in=registered.values("order_id"))

    def of_case(self, case_no: str) -> Self:
        """Orders in one case, by its number as written."""
        return self.filter(case_no=case_no.strip())

    def of_case_however_written(self, case_no: str) -> Self:
        """Orders in one case, by the signs of its number; an index on the expression answers."""
        number = plain(case_no)
        found = self.annotate(plain_number=plain_case_number()).filter(plain_number=number)
        return found.order_by("-id") if number else self.none()

    def saying(self, text: str) -> Self:
        """Orders that hold all these words, in any form that Kazakh or Russian gives them: the newest of them."""
        query = search_query(text)
        if not query:
            return self.none()
        known = Whereabouts.of(self.asked_by, INTAKE_VIEW) if self.asked_by else Whereabouts()
        found = newest_that_say(self, query, known)
        if known.institutes:
            found += which_say(self.filter(pk__in=_newest_sent_to(self.model, known.institutes)), query)
        newest = self.filter(pk__in=found)
        newest.is_cut_short = len(found) >= MOST_FOUND
        return newest

    def lacking(self, here: models.QuerySet[Any]) -> Self:
        """Orders that announce an object which is not among these objects of custody."""
        announced = _rows(self.model, "ordered_objects").filter(order_id=OuterRef("pk"))
        return self.filter(Exists(announced.exclude(Exists(here.filter(ordered_object_id=OuterRef("pk"))))))

    def found_first(self) -> Self:
        """The same orders, found before they are put in order.

        Of a few among millions the planner believes that they lie everywhere, and would walk the journal for them
        from its other end.
        """
        found = self.order_by().values("pk")
        again: Any = self.model._default_manager.filter(Q(few_among(found)))
        again.asked_by = self.asked_by
        return cast(Self, again)

    def newest_first(self) -> Self:
        """The order of every list: by day of receipt, then by birth."""
        return self.order_by("-received_on", "-id")


def _any_of(limits: Iterable[Q]) -> Q:
    either = Q()
    for limit in limits:
        either |= limit
    return either


def _rows(model: type[Order], name: str) -> models.Manager[Any]:
    """The rows of a table that points at the order (its model is declared below or in another file)."""
    related: Any = model._meta.get_field(name).related_model
    manager: models.Manager[Any] = related.objects
    return manager


class _AnyOf(Func):
    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()


def few_among(these: models.QuerySet[Any]) -> Func:
    """`id = ANY(ARRAY(SELECT …))`: the few are read first, and the planner expects few of them.

    Of `id IN (SELECT …)` beside another condition it expects half of the table.
    """
    return _AnyOf(F("pk"), ArraySubquery(these))


def _sent_into(model: type[Order], units: Collection[UUID]) -> Func:
    """Orders of which a specialty was sent on to one of these units. Few are: only those rows are looked at."""
    sent = _rows(model, "specialties").filter(institute_id__in=units, is_elsewhere=True)
    return few_among(sent.order_by().values("order_id"))


NEWEST_SENT_ON = 300
"""So many of the orders that were sent on to an institute are read for a search by words: few are sent on."""


def _newest_sent_to(model: type[Order], institutes: Collection[UUID]) -> list[UUID]:
    sent = _rows(model, "specialties").filter(institute_id__in=institutes, is_elsewhere=True)
    return list(sent.order_by("-order_id").values_list("order_id", flat=True)[:NEWEST_SENT_ON])


def _of_types(model: type[Order], types: frozenset[str]) -> models.QuerySet[Any]:
    """The ordered specialties of an order that belong to these examination types (`17` covers `17.1`)."""
    inside = _any_of(Q(specialty_code=code) | Q(specialty_code__startswith=f"{code}.") for code in sorted(types))
    return _rows(model, "specialties").filter(inside, order_id=OuterRef("pk"))
