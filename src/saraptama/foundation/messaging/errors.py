"""Refusals of messaging."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class AlreadyReceived(Refusal):
    """A receipt is given once; the first one stands."""

    code = "already_received"
    message = _("This was received already on {received_on}. The first receipt stands.")
    status = 409


class ReceiptDoesNotFit(Refusal):
    """The receiver confirms another file than the one that was sent."""

    code = "receipt_does_not_fit"
    message = _("The hash in the receipt is not the hash of what was sent. Download the file again and compare.")


class NotTheRecipient(Refusal):
    """Only the body to which something was sent may receive it."""

    code = "not_the_recipient"
    message = _("This was sent to another body.")
    status = 403


class WrongWebhookAddress(Refusal):
    """The service calls public addresses over https only, and never with a password in the address."""

    code = "wrong_webhook_address"
    message = _("This address cannot be called: {reason}")


class TooManyWebhooks(Refusal):
    """A body names a handful of addresses, not hundreds."""

    code = "too_many_webhooks"
    message = _("A body may name {most} addresses. Delete one that is not needed any more.")
    status = 409


class WebhookNotActive(Refusal):
    """Nothing is sent to an address that is disabled."""

    code = "webhook_not_active"
    message = _("This address is disabled. Switch it on again first.")
    status = 409


class KeyUsedForAnother(Refusal):
    """An idempotency key names one request."""

    code = "idempotency_conflict"
    message = _("This Idempotency-Key was used for another request. Send each new request under a key of its own.")
    status = 409


class TooOften(Refusal):
    """More requests in a minute than the service answers."""

    code = "too_often"
    message = _("Too many requests. Repeat this one after {seconds} seconds.")
    status = 429


class JobNotFailed(Refusal):
    """Only what has failed is begun again by hand."""

    code = "job_not_failed"
    message = _("This job is not among the failed ones any more. Reload the page.")
    status = 409
