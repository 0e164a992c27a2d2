"""The words of messaging."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The way by which something leaves the house."""

    PORTAL = "PORTAL", _("Portal")
    API = "API", _("Machine interface")
    GATEWAY = "GATEWAY", _("State gateway")
    PAPER = "PAPER", _("On paper")


class DispatchKind(models.TextChoices):
    """What is sent to the appointing body."""

    CONCLUSION = "CONCLUSION", _("Conclusion")
    IMPOSSIBILITY = "IMPOSSIBILITY", _("Message of impossibility")
    PETITION = "PETITION", _("Petition")
    RETURN_LETTER = "RETURN_LETTER", _("Letter of return")


class DispatchState(models.TextChoices):
    """How far something that was sent has come; RECEIVED only with the recipient's own receipt."""

    SENT = "SENT", _("Sent, waiting for the receipt")
    RECEIVED = "RECEIVED", _("Received")


class NotificationKind(models.TextChoices):
    """Why a person is told."""

    ORDER_RECEIVED = "ORDER_RECEIVED", _("A new order has arrived")
    OBJECTS_EXPECTED = "OBJECTS_EXPECTED", _("Objects are expected")
    TO_ASSIGN = "TO_ASSIGN", _("An examination waits for assignment")
    ASSIGNED = "ASSIGNED", _("An examination was assigned to you")
    HAND_OVER_OFFERED = "HAND_OVER_OFFERED", _("Objects are offered to you")
    PETITION_RECEIVED = "PETITION_RECEIVED", _("The expert asks for something")
    PETITION_ANSWERED = "PETITION_ANSWERED", _("Your petition was answered")
    TO_AGREE = "TO_AGREE", _("A draft waits for your agreement")
    AGREED = "AGREED", _("Your draft was agreed")
    DISAGREED = "DISAGREED", _("Your draft came back with remarks")
    TO_SIGN = "TO_SIGN", _("A conclusion waits for your signature")
    DELIVERED = "DELIVERED", _("A conclusion is ready for you")
    RECEIPT = "RECEIPT", _("The conclusion was received")
    RETURNED = "RETURNED", _("An order was returned")
    TO_RETURN = "TO_RETURN", _("Objects wait to be returned")
    CONFLICT_OVERRIDE_WAITS = (
        "CONFLICT_OVERRIDE_WAITS",
        _("An assignment despite a conflict of interest waits for your decision"),
    )
    INCIDENT_OPENED = "INCIDENT_OPENED", _("An incident with an object was recorded")
    SIGNATURE_WITHDRAWN = "SIGNATURE_WITHDRAWN", _("An expert took their signature back")
    TERM_PASSES = "TERM_PASSES", _("The term of an examination is running out")
    TERM_ENDS = "TERM_ENDS", _("The term of an examination has come to its end")
    ASK_EXTENSION = "ASK_EXTENSION", _("Last day to ask for an extension of a term")
    CALENDAR_CORRECTED = "CALENDAR_CORRECTED", _("The calendar was corrected: dates of your examinations moved")
    PETITION_WAITS = "PETITION_WAITS", _("The expert's petition waits for your answer")
    PETITION_LIMIT = "PETITION_LIMIT", _("Last day to answer the expert's petition")
    DECIDE_ON_SILENCE = (
        "DECIDE_ON_SILENCE",
        _("No answer to the petition: decide whether to proceed on what exists or to return"),
    )
    EXPORT_READY = "EXPORT_READY", _("Your file is ready")
    WEBHOOK_DISABLED = (
        "WEBHOOK_DISABLED",
        _("Your system does not answer any more: it is told nothing until you mend it"),
    )


class FactKind(models.TextChoices):
    """What the system of an appointing body is told of, as its webhook names it. Codes never change."""

    ORDER_RECEIVED = "order.received"
    ORDER_CHECKED = "order.checked"
    ORDER_REGISTERED = "order.registered"
    MATERIAL_REQUESTED = "order.material_requested"
    ORDER_SUPPLEMENTED = "order.supplemented"
    ORDER_RETURNED = "order.returned"
    ORDER_WITHDRAWN = "order.withdrawn"
    ORDER_CLOSED = "order.closed"
    OBJECTS_ACCEPTED = "objects.accepted"
    OBJECTS_RETURNED = "objects.returned"
    EXAMINATION_REGISTERED = "examination.registered"
    EXAMINATION_ACCEPTED = "examination.accepted_for_production"
    EXAMINATION_SUSPENDED = "examination.suspended"
    EXAMINATION_RESUMED = "examination.resumed"
    EXAMINATION_COMPLETED = "examination.completed"
    EXAMINATION_RETURNED = "examination.returned_without_execution"
    EXAMINATION_WITHDRAWN = "examination.withdrawn"
    EXAMINATION_CLOSED = "examination.closed"
    PETITION_SENT = "petition.sent"
    PETITION_ANSWERED = "petition.answered"
    DISPATCH_SENT = "dispatch.sent"
    DISPATCH_RECEIVED = "dispatch.received"
    TEST = "webhook.test"


class WebhookState(models.TextChoices):
    """Whether an address is told anything: DISABLED after too many failures, until its owner mends it."""

    ACTIVE = "ACTIVE"
    DISABLED = "DISABLED"
    CLOSED = "CLOSED"


class DeliveryState(models.TextChoices):
    """How far one message to one address has come; FAILED when every attempt was in vain."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
