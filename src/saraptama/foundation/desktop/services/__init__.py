"""Acts of a workplace. They change no record of a case, so they leave no audit entry."""

from saraptama.foundation.desktop.services.exports import (
    ask_for_export,
    begin_export,
    fail_export,
    finish_export,
    forget_old_exports,
    open_export,
    remove_export,
    report_rows,
)
from saraptama.foundation.desktop.services.kept_forms import keep_form, put_back_form
from saraptama.foundation.desktop.services.known_words import learn_words
from saraptama.foundation.desktop.services.mail import mark_mailed, wish_mail
from saraptama.foundation.desktop.services.sent_forms import (
    answer_to,
    begin_sending,
    finish_sending,
    forget_old_forms,
    give_up_sending,
)
from saraptama.foundation.desktop.services.views import choose_columns, open_with, remove_view, save_view

__all__ = [
    "answer_to",
    "ask_for_export",
    "begin_export",
    "begin_sending",
    "choose_columns",
    "fail_export",
    "finish_export",
    "finish_sending",
    "forget_old_exports",
    "forget_old_forms",
    "give_up_sending",
    "keep_form",
    "learn_words",
    "mark_mailed",
    "open_export",
    "open_with",
    "put_back_form",
    "remove_export",
    "remove_view",
    "report_rows",
    "save_view",
    "wish_mail",
]
