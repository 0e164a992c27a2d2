"""Acts of a workplace. They change no record of a case, so they leave no audit entry."""

from saraptama.foundation.desktop.services.kept_forms import keep_form, put_back_form
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
    "begin_sending",
    "choose_columns",
    "finish_sending",
    "forget_old_forms",
    "give_up_sending",
    "keep_form",
    "open_with",
    "put_back_form",
    "remove_view",
    "save_view",
]
