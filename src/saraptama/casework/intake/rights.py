"""What may be done at intake."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

INTAKE_VIEW = declare("intake.view", gettext_noop("see orders and their contents"))
INTAKE_SUBMIT = declare("intake.submit", gettext_noop("send orders of one's own body and withdraw them"))
INTAKE_REGISTER = declare("intake.register", gettext_noop("enter, check, register and close orders"))
INTAKE_FIND_PERSON = declare(
    "intake.find_person", gettext_noop("find orders by the identification number of a person of the case")
)
INTAKE_RETURN = declare("intake.return", gettext_noop("return orders and ask the body for what is missing"))
