"""What people may do with what is sent and received."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

SEND = declare("messaging.send", gettext_noop("Send conclusions, petitions and letters to the appointing body"))
RECEIVE = declare("messaging.receive", gettext_noop("Receive what was sent to one's own body, and give the receipt"))
VIEW = declare("messaging.view", gettext_noop("See what was sent and whether it was received"))
