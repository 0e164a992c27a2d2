"""What may be done to the register of methods."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

METHODS_VIEW = declare("methods.view", gettext_noop("see the register of methods"))
METHODS_MANAGE = declare("methods.manage", gettext_noop("enter versions of methods and withdraw them"))
