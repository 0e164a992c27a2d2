"""What may be asked of the record."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

AUDIT_VIEW = declare("audit.view", gettext_noop("see the state of the log of acts and have it verified"))
AUDIT_EXPORT = declare("audit.export", gettext_noop("see who acted in a case and who opened it, and take it as proof"))
