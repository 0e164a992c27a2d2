"""What people may do with what is sent and received."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

SEND = declare("messaging.send", gettext_noop("Send conclusions, petitions and letters to the appointing body"))
RECEIVE = declare("messaging.receive", gettext_noop("Receive what was sent to one's own body, and give the receipt"))
VIEW = declare("messaging.view", gettext_noop("See what was sent and whether it was received"))
WEBHOOKS = declare(
    "messaging.webhooks", gettext_noop("Name the addresses at which one's own body's system is told what happened")
)
KEEP_JOBS = declare("messaging.keep_jobs", gettext_noop("see background jobs and begin failed ones again"))
