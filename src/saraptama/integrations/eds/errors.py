"""Refusals of the signature services."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class TimeStampAuthorityDown(Refusal):
    """RFC 3161: no time stamp could be had, so there is no seal yet; the conclusion stays signed, seal pending."""

    code = "seal.time_stamp_authority_down"
    message = _("The time-stamp authority does not answer. The signed conclusion is kept; sealing is tried again.")
    status = 503
