"""What accounts refuse, and why."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal, StaleRecord


class LoginTaken(Refusal):
    """Two people cannot share a login: an act must point at one of them."""

    code = "login_taken"
    message = _("The login “{login}” is already in use. Choose another.")
    status = 409


class IinTaken(Refusal):
    """One person is one user."""

    code = "iin_taken"
    message = _("A user with this IIN already exists. Give that user the role instead.")
    status = 409


class IinWrong(Refusal):
    """The number fails its own check digits or carries an impossible date of birth."""

    code = "iin_wrong"
    message = _("The IIN is not valid: its digits do not fit together. Check it against the identity document.")


class UserDataWrong(Refusal):
    """A field of the user breaks a rule of the record."""

    code = "user_data_wrong"
    message = _("The user was not saved: {reason}")


class PasswordTooWeak(Refusal):
    """The password fails the service's policy."""

    code = "password_too_weak"
    message = _("The password is not accepted: {reason}")


class RoleAlreadyHeld(Refusal):
    """The same role in the same unit on the same days."""

    code = "role_already_held"
    message = _("The user already holds this role here. End it first, or choose another unit.")
    status = 409


class RoleNotHeld(Refusal):
    """Only a role held can be ended or delegated."""

    code = "role_not_held"
    message = _("This role is not held on these days. Check the role and the dates.")
    status = 409


class RoleEndsTooEarly(Refusal):
    """A role cannot end before it began."""

    code = "role_ends_too_early"
    message = _("The last day is before the first. Give a day on or after {valid_from}.")


class DelegationRefused(Refusal):
    """A deputy is another person, for a role held by the one who delegates, for days that make sense."""

    code = "delegation_refused"
    message = _("The role cannot be delegated: {reason}")


class NotADeputy(Refusal):
    """Nobody acts for another without a delegation in force."""

    code = "not_a_deputy"
    message = _("There is no delegation in force that lets you act for this person.")
    status = 403


class UserUnknown(Refusal):
    """No such user."""

    code = "user_unknown"
    message = _("There is no user “{login}”.")
    status = 404


class NotOnOneself(Refusal):
    """Nobody removes a protection from their own account: a second person does."""

    code = "not_on_oneself"
    message = _("This is done by another administrator, not on one's own account.")
    status = 403


class PersonChangedMeanwhile(StaleRecord):
    """Two administrators changed one person: the second is told what stands there now."""

    message: ClassVar[Any] = _(
        "Somebody changed this person meanwhile: {changes}. Compare, and save again if it is still right."
    )


class NothingToRemove(Refusal):
    """The person has no second factor."""

    code = "nothing_to_remove"
    message = _("This person has no second factor. Nothing was changed.")
    status = 409


class MachineUnknown(Refusal):
    """The client was closed, or never was."""

    code = "machine_unknown"
    message = _("There is no open client “{client}”. Reload the list.")
    status = 404


class UserInactive(Refusal):
    """A user who left keeps a place in history, but no rights."""

    code = "user_inactive"
    message = _("This user may no longer act. An administrator can restore the access.")
    status = 403


class ScopeUnknown(Refusal):
    """A machine is given rights that its role has, and no others."""

    code = "scope_unknown"
    message = _("These scopes are not rights of the machine's role: {scopes}.")


class DemoOnly(Refusal):
    """Known secrets exist in the demonstration and nowhere else."""

    code = "demo_only"
    message = _("This works in the demonstration only.")
    status = 403


class TokenRequired(Refusal):
    """A machine came without an access token, or with one that is not valid now."""

    code = "token_required"
    message = _("Send a valid access token in the Authorization header.")
    status = 401
