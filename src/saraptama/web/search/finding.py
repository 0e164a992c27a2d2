"""Finding what was understood, each kind of record through what the person may know of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.capacity.experts import selectors as experts
from saraptama.capacity.experts.rights import EXPERTS_VIEW
from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.rights import INTAKE_FIND_PERSON, INTAKE_VIEW
from saraptama.foundation.accounts.access import table
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import SYSTEM, ActorKind, ActorRef
from saraptama.kernel.rights import Confidentiality, Grant
from saraptama.web.search.hits import Hit, hit_of_examination, hit_of_expert, hit_of_object, hit_of_order
from saraptama.web.search.understanding import Kind, Reading
from saraptama.web.shared.pagination import Page, Total, page_of, total_of

Text = str | Promise

FIRST = 5
"""How many of each group the first page shows."""

PAGE = 25
LIKENESS = 0.45
"""From this likeness on a name is taken for a misspelt one (pg_trgm word similarity)."""

EXACT = frozenset({Kind.REGISTRATION, Kind.INCOMING, Kind.LABEL, Kind.COURT, Kind.ERDR, Kind.KUI, Kind.IIN})

_INDEX = ActorRef(
    id=SYSTEM.id,
    kind=ActorKind.SYSTEM,
    grants=(Grant(right=INTAKE_VIEW.code, confidentiality=frozenset(Confidentiality)),),
)
"""Who reads the index for somebody who sees examinations or objects only; what is shown passes `visible_to`."""

Index = Callable[[], QuerySet[Any] | None]
"""The orders whose examinations and objects are looked for, asked once for all groups."""


def opens(actor: ActorRef, page: str) -> bool:
    """Whether the actor may open a page by its name in the access table."""
    row = table().get(page)
    return row is not None and row.admits(actor)


def may_find_people(actor: ActorRef) -> bool:
    """Whether the actor may search by the identification number of a person."""
    return actor.may(INTAKE_FIND_PERSON)


@dataclass
class Group:
    """One kind of record among the results."""

    key: str
    title: Text
    icon: str
    rows: QuerySet[Any]
    order: Sequence[str]
    hit: Callable[[Any], Hit]
    whole: bool = False
    """The reader chose this group alone: it is paged through."""

    is_cut_short: bool = False
    """Older orders hold the words as well: what belongs to them is not among the rows."""

    cursor: str = ""
    _page: Page[Any] | None = field(default=None, repr=False)

    @property
    def page(self) -> Page[Any]:
        if self._page is None:
            size = PAGE if self.whole else FIRST
            self._page = page_of(self.rows, order=self.order, cursor=self.cursor if self.whole else "", size=size)
        return self._page

    @property
    def hits(self) -> list[Hit]:
        return [self.hit(row) for row in self.page.rows]

    @property
    def total(self) -> Total:
        """The count; what fits on the first page is not counted once more."""
        if not self.page.next and not self.page.previous:
            return Total(len(self.page.rows), not self.is_cut_short)
        counted = total_of(self.rows, seen=len(self.page.rows))
        return Total(counted.count, counted.is_exact and not self.is_cut_short)


def orders_of(actor: ActorRef, found: Sequence[Reading], index: bool = False) -> QuerySet[Any] | None:
    """The orders that one of the readings names; None where none of them can name an order."""
    visible = intake.visible_orders(_INDEX if index else actor)
    for reading in found:
        if index and reading.kind is Kind.WORDS:
            return _near(actor).saying(reading.value)
        narrow = _ORDERS.get(reading.kind)
        if narrow is None or (reading.kind is Kind.IIN and not may_find_people(actor)):
            continue
        rows = narrow(visible, reading)
        if reading.kind is Kind.WORDS or rows.exists():
            return rows
    return None


def _near(actor: ActorRef) -> Any:
    """Where words are looked for on behalf of somebody who sees examinations or objects.

    A search by words shows the newest only: asked of the whole country, it would find next to nothing of one
    institute, and of an expert's own nothing at all.
    """
    grants = [grant for right in (VIEW, CUSTODY_VIEW) for grant in actor.grants_of(right)]
    if not grants:
        own = examinations.visible_to(actor).order_by().values_list("order_id", flat=True)
        return intake.visible_orders(_INDEX).filter(pk__in=list(own))
    paths = {_institute_path(grant.unit_path) for grant in grants}
    near = [Grant(right=INTAKE_VIEW.code, unit_path=path, confidentiality=frozenset(Confidentiality)) for path in paths]
    return intake.visible_orders(replace(_INDEX, grants=tuple(near)))


def _institute_path(path: str) -> str:
    """Orders stand with the institute, whichever of its departments the examinations went to."""
    own = next(iter(reference.units(path)), None)
    return reference.institute_of(own.id).path if own else path


def _of_case(orders: Any, reading: Reading) -> Any:
    return orders.of_case(reading.value)


def _with_incoming(orders: Any, reading: Reading) -> Any:
    institutes = [unit.id for unit in reference.units()]  # the index begins with the institute
    arrived = Q(
        arrivals__institute__in=institutes, arrivals__year=int(reading.value), arrivals__number=int(reading.part)
    )
    return orders.filter(pk__in=list(orders.filter(arrived).order_by().values_list("pk", flat=True)[:100]))


def _with_person(orders: Any, reading: Reading) -> Any:
    named = Q(persons__iin=reading.value)
    return orders.filter(pk__in=list(orders.filter(named).order_by().values_list("pk", flat=True)[:1000]))


_ORDERS: dict[Kind, Callable[[Any, Reading], Any]] = {
    Kind.REGISTRATION: lambda orders, reading: orders.with_registration(reading.value),
    Kind.INCOMING: _with_incoming,
    Kind.COURT: _of_case,
    Kind.ERDR: _of_case,
    Kind.KUI: _of_case,
    Kind.IIN: _with_person,
    Kind.WORDS: lambda orders, reading: orders.saying(reading.value),
}


def groups_of(actor: ActorRef, found: Sequence[Reading]) -> list[Group]:
    """The groups of results that this person may see, with rows asked for only when shown."""
    if not found:
        return []

    @cache
    def index() -> QuerySet[Any] | None:
        return orders_of(actor, found, index=True)

    made = [_orders(actor, found), _examinations(actor, found, index), _objects(actor, found, index)]
    made.append(_experts(actor, found))
    return [group for group in made if group is not None]


def _orders(actor: ActorRef, found: Sequence[Reading]) -> Group | None:
    page = "portal_order" if actor.body_id else "registry_order"
    if not opens(actor, page):
        return None
    rows = orders_of(actor, found)
    if rows is None:
        return None
    listed = rows.select_related("appointing_body").prefetch_related("registrations", "arrivals", "specialties")
    return Group(
        "orders", _("Orders"), "journal-text", listed, ("-received_on", "-pk"), lambda row: hit_of_order(row, page)
    )


def _examinations(actor: ActorRef, found: Sequence[Reading], index: Index) -> Group | None:
    if actor.body_id or not opens(actor, "examination"):
        return None
    rows: Any = examinations.visible_to(actor)
    is_cut_short = False
    number = next((reading for reading in found if reading.kind is Kind.REGISTRATION), None)
    if number is not None:
        rows = rows.with_number(number.value)
        rows = rows.filter(seq=int(number.part)) if number.part else rows
    else:
        orders = index()
        if orders is None:
            return None
        rows, is_cut_short = rows.filter(order__in=orders.order_by()), _is_cut_short(orders)
    order = ("-registered_on", "-pk")
    return Group(
        "examinations", _("Examinations"), "search", rows.for_list(), order, hit_of_examination,
        is_cut_short=is_cut_short,
    )  # fmt: skip


def _objects(actor: ActorRef, found: Sequence[Reading], index: Index) -> Group | None:
    if not actor.may(CUSTODY_VIEW) or not opens(actor, "custody_object"):
        return None
    rows: Any = custody.visible_objects(actor)
    is_cut_short = False
    label = next((reading for reading in found if reading.kind is Kind.LABEL), None)
    if label is not None:
        rows = rows.filter(label__startswith=label.value)
    else:
        orders = index()
        if orders is None:
            return None
        rows, is_cut_short = rows.filter(order__in=orders.order_by()), _is_cut_short(orders)
        rows = _named(rows, found)
    return Group(
        "objects", _("Objects"), "box-seam", rows.select_related("place"), ("-received_on", "-pk"), hit_of_object,
        is_cut_short=is_cut_short,
    )  # fmt: skip


def _is_cut_short(orders: QuerySet[Any]) -> bool:
    return getattr(orders, "is_cut_short", False)


def _named(rows: Any, found: Sequence[Reading]) -> Any:
    """For words, only those objects whose own name holds one of them: an order may have a hundred objects."""
    typed = next((reading.value for reading in found if reading.kind is Kind.WORDS), "")
    if not typed:
        return rows
    said = Q()
    for word in typed.split():
        said |= Q(name__icontains=word[: max(3, len(word) - 2)])
    return rows.filter(said)


def _experts(actor: ActorRef, found: Sequence[Reading]) -> Group | None:
    typed = next((reading.value for reading in found if reading.kind is Kind.WORDS), "")
    if not typed or not actor.may(EXPERTS_VIEW):
        return None
    name = Concat("user__surname", "user__name", "user__patronymic")
    alike = experts.visible_experts(actor).select_related("user")
    alike = alike.annotate(likeness=TrigramWordSimilarity(typed, name)).filter(likeness__gte=LIKENESS)
    return Group("people", _("Experts"), "person-badge", alike, ("-likeness", "pk"), hit_of_expert)


def exact_hit(groups: Iterable[Group], found: Sequence[Reading]) -> Hit | None:
    """The one record that a number names, to be offered on top; None where several or none answer to it."""
    if not any(reading.kind in EXACT for reading in found):
        return None
    by_key = {group.key: group.hits for group in groups}
    for key in ("examinations", "objects", "orders"):
        hits = by_key.get(key, [])
        if len(hits) == 1:
            return hits[0]
    return by_key["orders"][0] if len(by_key.get("orders", [])) == 1 else None
