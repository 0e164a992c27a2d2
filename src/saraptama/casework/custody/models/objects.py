"""The storage tree, the objects, and the act by which they were accepted (Order 305)."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import CustodyState, PlaceKind, SealState
from saraptama.casework.custody.labels import choices_of
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind
from saraptama.casework.intake.selectors import choices_of as intake_choices_of
from saraptama.casework.intake.selectors import few_among
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Grant

UNDER_OUR_CARE = (
    CustodyState.ACCEPTED.value,
    CustodyState.STORED.value,
    CustodyState.HELD.value,
    CustodyState.IN_TRANSIT.value,
)
"""States in which somebody of the body answers for the object: a parcel on its way is still ours to account for."""


def inside(model: type[models.Model], grant: Grant) -> Q:
    """The limits of a grant as a filter over objects: unit subtree, region of the order, confidentiality, types."""
    limit = Q(confidentiality__in=sorted(level.value for level in grant.confidentiality))
    if (units := reference.units_below(grant.unit_path)) is not None:
        limit &= Q(unit_id__in=units)
    if grant.regions:
        limit &= Q(institute__region_code__in=sorted(grant.regions))
    if grant.examination_types:
        of_types = Q()
        for code in sorted(grant.examination_types):
            of_types |= Q(order__specialties__specialty_code=code)
            of_types |= Q(order__specialties__specialty_code__startswith=f"{code}.")
        limit &= Q(Exists(model._default_manager.filter(of_types, pk=OuterRef("pk"))))
    return limit


class CustodyObjectQuerySet(models.QuerySet[Any]):
    """Objects, as screens ask for them."""

    def visible_to(self, actor: ActorRef) -> Self:
        """Objects inside the limits of a grant, in the actor's hands, or offered to the actor.

        An orderer sees those of the own body's orders only.
        """
        grants = actor.grants_of(CUSTODY_VIEW)
        if not grants:
            return self.none()
        limits = Q(holder_id=actor.id) | Q(few_among(self._offered_to(actor.id)))
        for grant in grants:
            limits |= inside(self.model, grant)
            if grant.unit_path:
                limits |= Q(few_among(self._sent_to(grant.unit_path)))
        visible = self.filter(limits)
        return visible.filter(order__appointing_body_id=actor.body_id) if actor.body_id else visible

    def _offered_to(self, person: UUID) -> models.QuerySet[Any]:
        open_to = Q(hand_over_items__is_open=True, hand_over_items__hand_over__receiver_id=person)
        found: models.QuerySet[Any] = self.model._default_manager.filter(open_to)
        return found.order_by().values("pk")

    def _sent_to(self, unit_path: str) -> models.QuerySet[Any]:
        """Objects in a parcel that is on its way to this institute, or to one below."""
        to = Q(consignment_items__consignment__to_unit__path=unit_path)
        to |= Q(consignment_items__consignment__to_unit__path__startswith=f"{unit_path}.")
        found: models.QuerySet[Any] = self.model._default_manager.filter(to, consignment_items__is_open=True)
        return found.order_by().values("pk")

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

    def overdue_for_return(self, today: date) -> Self:
        """Objects still under our care after the day by which they should have gone back (features C6)."""
        return self.under_our_care().filter(return_due_on__lt=today)

    def of_finished_orders(self) -> Self:
        """Objects still under our care although nothing is left to examine (features C6)."""
        return self.under_our_care().filter(return_due_on__isnull=False)

    def without_order(self) -> Self:
        """Objects that came before any order and wait to be tied to one."""
        return self.filter(order__isnull=True)


class Place(AuditedModel):
    """A node of an institute's storage tree; `path` leads from the root (`store-1.rack-3.shelf-2`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("inside"), on_delete=models.PROTECT, null=True, blank=True, related_name="inner_places"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=choices_of(PlaceKind))
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    path = models.CharField(_("path"), max_length=300)
    in_use = models.BooleanField(_("in use"), default=True)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["institute", "path"]
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "path"],
                name="custody_place_path_is_unique",
                violation_error_message=_("A place with this code already exists here."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9-]+$"),
                name="custody_place_code_is_plain",
                violation_error_message=_("A code has small Latin letters, digits and hyphens."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="custody_place_is_not_inside_itself",
                violation_error_message=_("A place cannot be inside itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Receipt(AuditedModel):
    """The act of acceptance: who brought what, when, and how the seals stood. It may precede any order."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    order = models.ForeignKey(
        "intake.Order", verbose_name=_("order"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_on = models.DateField(_("received on"))
    received_at = models.DateTimeField(_("received at"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    brought_by = models.CharField(_("brought by"), max_length=200)
    brought_by_position = models.CharField(_("position and body of who brought it"), max_length=300, blank=True)
    request_key = models.CharField(_("key of the request"), max_length=200, unique=True, editable=False)
    actor_id = models.UUIDField(_("accepted by"))

    class Meta:
        verbose_name = _("act of acceptance")
        verbose_name_plural = _("acts of acceptance")
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "year", "number"],
                name="custody_receipt_number_is_unique",
                violation_error_message=_("This number of an act of acceptance is already taken."),
            ),
            models.CheckConstraint(
                condition=~Q(brought_by="") & Q(number__gt=0),
                name="custody_receipt_names_who_brought",
                violation_error_message=_("Say who brought the objects."),
            ),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("recorded_at")),
                name="custody_receipt_is_not_from_the_future",
                violation_error_message=_("Objects cannot be received in the future."),
            ),
        ]
        indexes = [models.Index(fields=["order", "received_on"], name="custody_receipt_by_order")]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"


class CustodyObject(AuditedModel):
    """An object in custody, or a part of one. Place and holder are a cache of the last event of its chain.

    `chain_length` and `chain_head` are the number and the hash of that event: the next one must follow them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    label = models.CharField(_("label"), max_length=40, unique=True)
    order = models.ForeignKey(
        "intake.Order", verbose_name=_("order"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ordered_object = models.ForeignKey(
        "intake.OrderedObject",
        verbose_name=_("object of the order"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    receipt = models.ForeignKey(
        Receipt, verbose_name=_("act of acceptance"), on_delete=models.PROTECT, related_name="accepted_objects"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=intake_choices_of(ObjectKind))
    name = models.CharField(_("name"), max_length=500)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    measure_unit = models.CharField(_("unit of measure"), max_length=20)
    packaging = models.CharField(_("packaging"), max_length=300, blank=True)
    seal_number = models.CharField(_("seal number"), max_length=100, blank=True)
    no_seal_reason = models.CharField(_("why there is no seal"), max_length=300, blank=True)
    destruction_permission = models.CharField(
        _("permission for destruction"),
        max_length=8,
        choices=intake_choices_of(DestructionPermission),
        default=DestructionPermission.NONE.value,
    )
    confidentiality = models.CharField(
        _("confidentiality"),
        max_length=12,
        choices=intake_choices_of(Confidentiality),
        default=Confidentiality.OPEN.value,
    )
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=choices_of(CustodyState))
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, null=True, blank=True, related_name="stored_objects"
    )
    holder_id = models.UUIDField(_("holder"), null=True, blank=True)
    received_on = models.DateField(_("received on"))
    chain_length = models.PositiveIntegerField(_("links of the chain"), default=0)
    chain_head = models.CharField(_("hash of the last link"), max_length=64, blank=True)
    return_due_on = models.DateField(_("to be returned by"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = CustodyObjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("object in custody")
        verbose_name_plural = _("objects in custody")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & ~Q(measure_unit=""),
                name="custody_object_quantity_carries_a_unit",
                violation_error_message=_("A quantity is not negative and says in which unit it is measured."),
            ),
            models.CheckConstraint(
                condition=(Q(seal_number="") & ~Q(no_seal_reason="")) | (~Q(seal_number="") & Q(no_seal_reason="")),
                name="custody_object_is_sealed_or_says_why_not",
                violation_error_message=_("Give the seal number, or say why there is no seal."),
            ),
            models.CheckConstraint(
                condition=Q(state=CustodyState.STORED.value, place__isnull=False, holder_id__isnull=True)
                | Q(
                    state__in=[CustodyState.ACCEPTED.value, CustodyState.HELD.value],
                    place__isnull=True,
                    holder_id__isnull=False,
                )
                | Q(
                    state__in=[
                        CustodyState.RETURNED.value,
                        CustodyState.CONSUMED.value,
                        CustodyState.DIVIDED.value,
                        CustodyState.IN_TRANSIT.value,
                        CustodyState.DESTROYED.value,
                        CustodyState.LOST.value,
                    ],
                    place__isnull=True,
                    holder_id__isnull=True,
                ),
                name="custody_object_is_in_one_place_or_hand",
                violation_error_message=_("An object is in exactly one place or in exactly one pair of hands."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="custody_object_has_a_name",
                violation_error_message=_("Name the object."),
            ),
        ]
        indexes = [
            models.Index(fields=["order", "state"], name="custody_object_by_order"),
            models.Index(fields=["unit", "state", "-id"], name="custody_object_by_unit"),
            models.Index(fields=["holder_id"], name="custody_object_by_holder", condition=Q(holder_id__isnull=False)),
            models.Index(fields=["-received_on", "-id"], name="custody_object_by_day"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="custody_object_by_name"),
            models.Index(
                fields=["return_due_on"],
                name="custody_object_to_go_back",
                condition=Q(return_due_on__isnull=False, state__in=UNDER_OUR_CARE),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ReceiptItem(AuditedModel):
    """How one object stood when it was accepted: its seal, and what was remarked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    receipt = models.ForeignKey(
        Receipt, verbose_name=_("act of acceptance"), on_delete=models.PROTECT, related_name="items"
    )
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="receipt_items"
    )
    seal_state = models.CharField(_("seal"), max_length=8, choices=choices_of(SealState))
    remark = models.CharField(_("remark"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("object of an act of acceptance")
        verbose_name_plural = _("objects of an act of acceptance")
        constraints = [
            models.UniqueConstraint(
                fields=["custody_object"],
                name="custody_object_is_accepted_once",
                violation_error_message=_("This object has already been accepted."),
            ),
            models.CheckConstraint(
                condition=Q(seal_state=SealState.INTACT.value) | ~Q(remark=""),
                name="custody_broken_seal_is_remarked",
                violation_error_message=_("Describe the broken or missing seal."),
            ),
        ]

    def __str__(self) -> str:
        return self.seal_state
