"""What may be done with examinations."""

from django.utils.translation import gettext_noop

from saraptama.kernel.rights import declare

VIEW = declare("examinations.view", gettext_noop("see examinations and their terms"))
ACCEPT = declare("examinations.accept", gettext_noop("accept examinations for production"))
ASSIGN = declare("examinations.assign", gettext_noop("direct examinations to units and assign experts"))
PERFORM = declare("examinations.perform", gettext_noop("perform examinations assigned to oneself"))
PETITION = declare("examinations.petition", gettext_noop("petition the appointing body"))
SUSPEND = declare(
    "examinations.suspend", gettext_noop("suspend and resume production, return examinations without execution")
)
AGREE = declare("examinations.agree", gettext_noop("agree to the form of drafts, never to their findings"))
ANSWER = declare(
    "examinations.answer", gettext_noop("answer petitions, decide on extensions and withdraw for the appointing body")
)
DELIVER = declare("examinations.deliver", gettext_noop("note that results were delivered, and close examinations"))
REDATE = declare(
    "examinations.redate", gettext_noop("count the open examinations again by a corrected working calendar")
)
