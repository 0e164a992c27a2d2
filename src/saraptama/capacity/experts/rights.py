"""What may be done to the register of experts."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

EXPERTS_VIEW = declare("experts.view", gettext_noop("see experts, their certificates and absences"))
EXPERTS_MANAGE = declare("experts.manage", gettext_noop("enter experts, certificates, absences and secondments"))
