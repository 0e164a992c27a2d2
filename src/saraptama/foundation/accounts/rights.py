"""What may be done to accounts themselves."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

ACCOUNTS_MANAGE = declare("accounts.manage", gettext_noop("create users, give and end roles, tie machines to clients"))
ACCOUNTS_VIEW = declare("accounts.view", gettext_noop("see users, their roles and deputies"))
ACCOUNTS_DELEGATE = declare("accounts.delegate", gettext_noop("name a deputy for one's own role"))
