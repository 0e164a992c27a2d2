"""Refusals of the record."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class FolderOfAnotherLog(Refusal):
    """What stands in the folder is not an earlier state of this log: adding to it would mix two logs."""

    code = "folder_of_another_log"
    message = _("The folder {folder} holds another log, or this one in another state. Choose an empty folder.")


class LogIsEmpty(Refusal):
    """Before the first checkpoint there is nothing to publish."""

    code = "log_is_empty"
    message = _("The log has no checkpoint yet. Start the integrator and try again.")


class InspectionRuns(Refusal):
    """One inspection of a kind at a time: a second would only slow the first."""

    code = "inspection_runs"
    message = _("Such an inspection is under way. Wait for its outcome on this page.")
    status = 409


class NothingLoggedYet(Refusal):
    """An export proves what stands under a signed checkpoint; these acts wait for their place."""

    code = "nothing_logged_yet"
    message = _("The newest acts of this case wait for their place in the log. Try again in some seconds.")
    status = 409
