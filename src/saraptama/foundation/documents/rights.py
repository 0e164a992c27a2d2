"""What a person may do with stored files."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

READ = declare("documents.read", gettext_noop("open the stored files of the cases of one's units"))
HOLD = declare("documents.hold", gettext_noop("place and lift a legal hold on the files of a case"))
ERASE = declare("documents.erase", gettext_noop("erase the files of a case for ever, under an act"))
KEEP_STORE = declare(
    "documents.keep_store", gettext_noop("see the state of the store of files and have every file re-checked")
)
