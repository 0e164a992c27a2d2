"""What leaves a transaction: events for handlers, notifications for people, dispatches for bodies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.messaging.enums import (
    Channel,
    DeliveryState,
    DispatchKind,
    DispatchState,
    FactKind,
    NotificationKind,
    WebhookState,
)
from saraptama.foundation.messaging.rights import VIEW, WEBHOOKS
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
        indexes = [
            models.Index(fields=["recipient", "state", "-sent_at"], name="dispatch_of_recipient"),
            models.Index(fields=["content_sha256"], name="dispatch_by_content", condition=~Q(content_sha256="")),
        ]


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Questions about the addresses that are told what happened."""

    def visible_to(self, actor: ActorRef) -> "WebhookQuerySet":
        """Those of the actor's own body that are not deleted."""
        if actor.body_id is None or not actor.may(WEBHOOKS):
            return self.none()
        return self.filter(body_id=actor.body_id).exclude(state=WebhookState.CLOSED)

    def listening(self) -> "WebhookQuerySet":
        """Those for which messages are made; of a disabled one they wait until it is switched on again."""
        return self.exclude(state=WebhookState.CLOSED)


class Webhook(AuditedModel):
    """An address at which the system of an appointing body is told what happened to its orders.

    The signing secret is not stored: it follows from the service's own key, the id and the generation.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey("reference.AppointingBody", on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=60, choices=FactKind.choices))
    description = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=WebhookState.choices, default=WebhookState.ACTIVE)
    generation = models.PositiveSmallIntegerField(default=1)
    secret_changed_at = models.DateTimeField()
    told_from = models.BigIntegerField()
    created_by = models.UUIDField()
    created_at = models.DateTimeField()

    objects = WebhookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") & ~Q(kinds=[]),
                name="a_webhook_has_an_address_and_is_told_something",
                violation_error_message=_("Name the address and what it is told of."),
            ),
        ]
        indexes = [
            models.Index(fields=["body", "id"], name="webhook_of_body"),
        ]


class WebhookHealth(models.Model):
    """How the last attempts at an address went: a count for the operator, no fact of the record."""

    webhook = models.OneToOneField(Webhook, on_delete=models.PROTECT, primary_key=True, related_name="health")
    failures = models.PositiveIntegerField(default=0)
    last_success_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)


class WebhookDelivery(models.Model):
    """One message to one address, until it was taken. `position` is the leaf of the act in the log: the cursor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    position = models.BigIntegerField(null=True)
    message_id = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, choices=FactKind.choices)
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.JSONField(default=list)
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "position"], name="a_fact_is_told_once_to_an_address"),
        ]
        indexes = [
            models.Index(fields=["webhook", "-id"], name="webhook_delivery_of_webhook"),
            models.Index(fields=["webhook"], name="webhook_delivery_waiting", condition=Q(state="WAITING")),
        ]


class TellingProgress(models.Model):
    """How far the log was read for those who are told what happened: the next leaf to look at. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="telling_progress_is_one_row")]


class KeptAnswer(models.Model):
    """The answer to a machine's write under its idempotency key: a repeat gets it again, and does nothing."""

    id = models.BigAutoField(primary_key=True)
    actor_id = models.UUIDField()
    key = models.CharField(max_length=100)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="a_key_names_one_request")]
        indexes = [models.Index(fields=["kept_at"], name="kept_answer_by_age")]
