"""What may be done with conclusions."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

VIEW = declare("conclusions.view", gettext_noop("see conclusions and drafts of one's units"))
DRAFT = declare("conclusions.draft", gettext_noop("write conclusions of examinations assigned to oneself"))
CHECK = declare("conclusions.check", gettext_noop("check the form of drafts, withdraw conclusions"))
SIGN = declare("conclusions.sign", gettext_noop("sign conclusions of examinations assigned to oneself"))
DELIVER = declare("conclusions.deliver", gettext_noop("send sealed conclusions and note their receipt"))
RECEIVE = declare("conclusions.receive", gettext_noop("receive conclusions on the orders of one's own body"))
