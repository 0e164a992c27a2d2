"""Parcels: objects on their way by courier or post, to the appointing body or to another institute (features C7)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.custody.enums import ConsignmentState, ReturnChannel, SealState
from saraptama.casework.custody.labels import choices_of
from saraptama.casework.custody.models.objects import CustodyObject
from saraptama.casework.custody.models.transfers import ReturnAct
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class Consignment(AuditedModel):
    """A parcel: who carries it, under which number, where it goes. The sender answers for it until it arrives."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(
        "reference.Unit", verbose_name=_("to"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_act = models.ForeignKey(
        ReturnAct,
        verbose_name=_("act of return"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consignments",
    )
    channel = models.CharField(_("channel"), max_length=8, choices=choices_of(ReturnChannel))
    carrier = models.CharField(_("carrier"), max_length=200)
    tracking = models.CharField(_("postal or courier number"), max_length=100)
    state = models.CharField(_("state"), max_length=8, choices=choices_of(ConsignmentState))
    sent_on = models.DateField(_("sent on"))
    sent_at = models.DateTimeField(_("sent at"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    actor_id = models.UUIDField(_("by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.CheckConstraint(
                condition=~Q(carrier="") & ~Q(tracking=""),
                name="custody_parcel_can_be_traced",
                violation_error_message=_("A parcel names its carrier and its number."),
            ),
            models.CheckConstraint(
                condition=(Q(to_unit__isnull=True) & Q(return_act__isnull=False))
                | (Q(to_unit__isnull=False) & Q(return_act__isnull=True) & ~Q(to_unit=F("institute"))),
                name="custody_parcel_goes_to_one_receiver",
                violation_error_message=_("A parcel goes to the appointing body or to another institute."),
            ),
            models.CheckConstraint(
                condition=Q(state=ConsignmentState.SENT.value, ended_at__isnull=True)
                | (Q(state=ConsignmentState.ENDED.value) & Q(ended_at__isnull=False)),
                name="custody_parcel_is_on_its_way_until_ended",
                violation_error_message=_("A parcel that has ended has the moment of it."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "sent_on"],
                name="custody_parcel_on_its_way",
                condition=Q(state=ConsignmentState.SENT.value),
            ),
            models.Index(
                fields=["to_unit"], name="custody_parcel_to_us", condition=Q(state=ConsignmentState.SENT.value)
            ),
        ]

    def __str__(self) -> str:
        return self.tracking


class ConsignmentItem(AuditedModel):
    """One object of a parcel, and how its seal stood when it arrived. An object is in one open parcel at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consignment = models.ForeignKey(
        Consignment, verbose_name=_("parcel"), on_delete=models.PROTECT, related_name="items"
    )
    custody_object = models.ForeignKey(
        CustodyObject, verbose_name=_("object"), on_delete=models.PROTECT, related_name="consignment_items"
    )
    is_open = models.BooleanField(_("open"), default=True)
    seal_state = models.CharField(_("seal"), max_length=8, choices=choices_of(SealState), blank=True)
    remark = models.CharField(_("remark"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("object of a parcel")
        verbose_name_plural = _("objects of a parcel")
        constraints = [
            models.UniqueConstraint(
                fields=["custody_object"],
                condition=Q(is_open=True),
                name="custody_object_is_sent_once",
                violation_error_message=_("This object is already on its way."),
            ),
            models.CheckConstraint(
                condition=Q(seal_state__in=["", SealState.INTACT.value]) | ~Q(remark=""),
                name="custody_parcel_seal_is_remarked",
                violation_error_message=_("Describe what is wrong with the seal."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.custody_object_id)
