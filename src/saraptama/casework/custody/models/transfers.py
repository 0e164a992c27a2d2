"""Hand-overs between two people, and returns to the appointing body."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import HandOverState, ReturnChannel, ReturnState
from saraptama.casework.custody.labels import choices_of
from saraptama.casework.custody.models.objects import CustodyObject
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class HandOver(AuditedModel):
    """An offer of objects from one person to another. It moves nothing until the receiver confirms (features C2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    giver_id = models.UUIDField(_("giver"))
    receiver_id = models.UUIDField(_("receiver"))
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=choices_of(HandOverState))
    offered_at = models.DateTimeField(_("offered"))
    expires_at = models.DateTimeField(_("stands until"))
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    decline_reason = models.CharField(_("reason of the refusal"), max_length=400, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [
            models.CheckConstraint(
                condition=~Q(giver_id=F("receiver_id")),
                name="custody_hand_over_is_between_two_people",
                violation_error_message=_("Objects are handed over to another person."),
            ),
            models.CheckConstraint(
                condition=Q(state=HandOverState.OFFERED.value, resolved_at__isnull=True)
                | (~Q(state=HandOverState.OFFERED.value) & Q(resolved_at__isnull=False)),
                name="custody_hand_over_is_open_until_resolved",
                violation_error_message=_("A hand-over that was confirmed, declined or expired has the moment of it."),
            ),
            models.CheckConstraint(
                condition=(Q(state=HandOverState.DECLINED.value) & ~Q(decline_reason=""))
                | (~Q(state=HandOverState.DECLINED.value) & Q(decline_reason="")),
                name="custody_declined_hand_over_has_a_reason",
                violation_error_message=_("Say why the objects are not taken."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("offered_at")),
                name="custody_hand_over_expires_after_its_offer",
                violation_error_message=_("An offer stands for some time."),
            ),
        ]
        indexes = [
            models.Index(fields=["receiver_id", "state"], name="custody_hand_over_by_receiver"),
            models.Index(fields=["giver_id", "state"], name="custody_hand_over_by_giver"),
            models.Index(
                fields=["expires_at"],
                name="custody_hand_over_open",
                condition=Q(state=HandOverState.OFFERED.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class HandOverItem(AuditedModel):
    """One object of a hand-over. An object stands in one open offer at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hand_over = models.ForeignKey(HandOver, verbose_name=_("hand-over"), on_delete=models.PROTECT, related_name="items")
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="hand_over_items"
    )
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        verbose_name = _("object of a hand-over")
        verbose_name_plural = _("objects of a hand-over")
        constraints = [
            models.UniqueConstraint(
                fields=["custody_object"],
                condition=Q(is_open=True),
                name="custody_object_is_offered_once",
                violation_error_message=_("This object is already offered to somebody."),
            ),
            models.UniqueConstraint(
                fields=["hand_over", "custody_object"],
                name="custody_hand_over_names_an_object_once",
                violation_error_message=_("This object already stands in the hand-over."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.custody_object_id)


class ReturnAct(AuditedModel):
    """Objects going back to the appointing body; it stands once the recipient and the receipt are known."""

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
    body = models.ForeignKey(
        "reference.AppointingBody",
        verbose_name=_("appointing body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    channel = models.CharField(_("channel"), max_length=8, choices=choices_of(ReturnChannel))
    tracking = models.CharField(_("postal or courier number"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=choices_of(ReturnState))
    offered_on = models.DateField(_("made ready on"))
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    recipient_name = models.CharField(_("recipient"), max_length=200, blank=True)
    recipient_position = models.CharField(_("position of the recipient"), max_length=300, blank=True)
    recipient_document = models.CharField(_("document of the recipient"), max_length=300, blank=True)
    receipt_document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("receipt"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_id = models.UUIDField(_("by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("act of return")
        verbose_name_plural = _("acts of return")
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "year", "number"],
                name="custody_return_number_is_unique",
                violation_error_message=_("This number of an act of return is already taken."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ReturnState.CONFIRMED.value, returned_on__isnull=False)
                    & ~Q(recipient_name="")
                    & ~Q(recipient_document="")
                )
                | (~Q(state=ReturnState.CONFIRMED.value) & Q(returned_on__isnull=True)),
                name="custody_return_names_its_recipient",
                violation_error_message=_("A return names the recipient and the document that let them receive."),
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("offered_on")),
                name="custody_return_follows_its_offer",
                violation_error_message=_("Objects are returned on the day they were made ready or later."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"


class ReturnItem(AuditedModel):
    """One object of a return. An object stands in one open return at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    return_act = models.ForeignKey(
        ReturnAct, verbose_name=_("act of return"), on_delete=models.PROTECT, related_name="items"
    )
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="return_items"
    )
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        verbose_name = _("object of a return")
        verbose_name_plural = _("objects of a return")
        constraints = [
            models.UniqueConstraint(
                fields=["custody_object"],
                condition=Q(is_open=True),
                name="custody_object_is_returned_once",
                violation_error_message=_("This object is already being returned."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.custody_object_id)
