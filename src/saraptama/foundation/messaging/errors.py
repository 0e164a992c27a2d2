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
