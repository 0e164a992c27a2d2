"""What the register of methods refuses, and why."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class MethodNotValid(Refusal):
    """An examination uses a registered method for its specialty, in force on the day of use (Order 331)."""

    code = "method_not_valid"
    message = _("The method {number} is not in the register for specialty {specialty} on {day}. Choose another.")


class MethodUnknown(Refusal):
    """No such version of a method."""

    code = "method_unknown"
    message = _("There is no such method in the register.")
    status = 404


class MethodVersionTaken(Refusal):
    """A version of a method is entered once."""

    code = "method_version_taken"
    message = _("The version {version} of the method {number} is already in the register.")
    status = 409


class MethodDataWrong(Refusal):
    """A field breaks a rule of the register."""

    code = "method_data_wrong"
    message = _("The method was not saved: {reason}")


class MethodAlreadyWithdrawn(Refusal):
    """A version is withdrawn once."""

    code = "method_already_withdrawn"
    message = _("This version of the method is withdrawn already.")
    status = 409
