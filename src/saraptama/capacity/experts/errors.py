"""What the register of experts refuses, and why."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class ExpertAlreadyRegistered(Refusal):
    """One person is one expert."""

    code = "expert_already_registered"
    message = _("This person is already in the register of experts.")
    status = 409


class ExpertUnknown(Refusal):
    """No such expert, or one the actor may not see."""

    code = "expert_unknown"
    message = _("There is no such expert.")
    status = 404


class ExpertDataWrong(Refusal):
    """A field breaks a rule of the register."""

    code = "expert_data_wrong"
    message = _("The record of the expert was not saved: {reason}")


class CertificateNumberTaken(Refusal):
    """A number of a certificate is given once."""

    code = "certificate_number_taken"
    message = _("A certificate with the number {number} is already in the register.")
    status = 409


class CertificateAlreadySuspended(Refusal):
    """A certificate is suspended once."""

    code = "certificate_already_suspended"
    message = _("The certificate is suspended since {day} already.")
    status = 409


class DaysOverlap(Refusal):
    """The same person cannot be away twice, or lent to two institutes, on one day."""

    code = "days_overlap"
    message = _("On some of these days an entry already exists ({first_day} – {last_day}). Change the days.")
    status = 409


class DaysReversed(Refusal):
    """Days run forward."""

    code = "days_reversed"
    message = _("The last day is before the first. Change the days.")
