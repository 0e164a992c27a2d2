"""What may be done with objects."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

CUSTODY_VIEW = declare("custody.view", gettext_noop("see objects, their places and their chains"))
CUSTODY_ACCEPT = declare(
    "custody.accept", gettext_noop("accept objects from the appointing body and keep the storage tree")
)
CUSTODY_MOVE = declare("custody.move", gettext_noop("place objects, move them, hand them over and receive them"))
CUSTODY_RETURN = declare("custody.return", gettext_noop("return objects to the appointing body"))
CUSTODY_END = declare(
    "custody.end", gettext_noop("declare objects lost, destroy them under an act, and close incidents")
)
