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
