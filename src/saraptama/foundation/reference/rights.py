"""What may be done to reference data."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

REFERENCE_EDIT = declare("reference.edit", gettext_noop("change dictionaries, units, norms and the working calendar"))
REFERENCE_IMPORT = declare("reference.import", gettext_noop("load and import reference data from files"))
