"""What leaves a transaction: events for handlers, notifications for people, dispatches for bodies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.messaging.enums import Channel, DispatchKind, DispatchState, NotificationKind
from saraptama.foundation.messaging.rights import VIEW
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id


class OutboxEvent(models.Model):
    """A published fact, stored in the transaction of its act."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    payload = models.JSONField()
    actor_id = models.UUIDField()
    recorded_at = models.DateTimeField()


class Reaction(models.Model):
    """One handler's work on one event, done: a repeated job does not do it again."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="reactions")
    handler = models.CharField(max_length=120)
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="a_handler_reacts_once")]


class Notification(models.Model):
    """A line in a person's notifications."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField()
    kind = models.CharField(max_length=30, choices=NotificationKind.choices)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-created_at"], name="notification_of_person"),
            models.Index(fields=["user_id"], condition=Q(read_at__isnull=True), name="notification_unread"),
        ]


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Questions about what was sent."""

    def visible_to(self, actor: ActorRef) -> "DispatchQuerySet":
        """An orderer sees what was sent to the own body; staff what their units sent, within their grants."""
        if actor.body_id is not None:
            return self.filter(recipient_id=actor.body_id)
        within = Q(pk__in=[])
        for grant in actor.grants_of(VIEW):
            if not grant.unit_path:
                return self
            within |= Q(unit__path=grant.unit_path) | Q(unit__path__startswith=f"{grant.unit_path}.")
        return self.filter(within)

    def waiting(self) -> "DispatchQuerySet":
        """Sent, and not yet received."""
        return self.filter(state=DispatchState.SENT)


class Dispatch(AuditedModel):
    """Something sent to the appointing body, until its receipt (law art. 34: within 3 days after completion)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=DispatchKind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    subject_table = models.CharField(max_length=63)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=300)
    unit = models.ForeignKey("reference.Unit", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey("reference.AppointingBody", on_delete=models.PROTECT, related_name="+")
    files = ArrayField(models.UUIDField(), default=list)
    content_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=DispatchState.choices, default=DispatchState.SENT)
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.UUIDField(null=True)
    receiver_name = models.CharField(max_length=200, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_table", "subject_id"],
                name="a_subject_is_dispatched_once_per_kind",
                violation_error_message=_("This was sent already."),
            ),
            models.CheckConstraint(
                condition=Q(state="RECEIVED", received_at__isnull=False) | Q(state="SENT", received_at__isnull=True),
                name="received_means_with_a_time_of_receipt",
                violation_error_message=_("What was received has a time of receipt."),
            ),
        ]
        indexes = [models.Index(fields=["recipient", "state", "-sent_at"], name="dispatch_of_recipient")]
