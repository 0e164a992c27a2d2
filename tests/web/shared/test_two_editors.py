"""Two people at one record: the second is told what changed, by whom and when, and loses nothing typed."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from saraptama.foundation.accounts.enums import Language
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import choose_language
from saraptama.kernel.errors import StaleRecord
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.stale import RecordForm
from saraptama.web.shared.templatetags.web import error_summary

pytestmark = pytest.mark.django_db


class PersonForm(RecordForm):
    """A form over a person's account."""

    surname = forms.CharField(label="Surname")
    language = forms.ChoiceField(label="Language", choices=Language.choices)


def form_of(person: User, data: QueryDict | None = None) -> PersonForm:
    return PersonForm(data, record=person, values={"surname": person.surname, "language": person.language})


def sent(form: PersonForm, **typed: str) -> QueryDict:
    """What the browser sends: the hidden fields as drawn, and what was typed."""
    data = QueryDict(mutable=True)
    for hidden in form.hidden_fields():
        data[hidden.name] = str(hidden.value())
    data.update({"surname": form["surname"].value(), "language": form["language"].value(), **typed})
    return data


@pytest.fixture
def opened(actors: Any) -> QueryDict:
    """Somebody opens Aigerim's form and types a surname; meanwhile she herself chooses Kazakh."""
    aigerim = User.objects.get(login="aigerim")
    data = sent(form_of(aigerim), surname="Новая")
    other = Language.EN if aigerim.language != Language.EN else Language.KK
    choose_language(actors["aigerim"], user_id=aigerim.pk, language=other)
    return data


def stale_form(data: QueryDict) -> PersonForm:
    form = form_of(User.objects.get(login="aigerim"), data)
    assert form.is_valid()
    with pytest.raises(StaleRecord) as refused:
        form.check_version()
    add_refusal(form, refused.value)
    return form


def test_the_second_is_told_who_changed_what(opened: QueryDict) -> None:
    form = stale_form(opened)
    assert form.meanwhile is not None
    assert form.meanwhile.who == User.objects.get(login="aigerim").short_name()
    assert form.meanwhile.at is not None
    labels = dict(Language.choices)
    (change,) = form.meanwhile.changes
    assert (change.label, change.before, change.now) == (
        "Language",
        str(labels[opened["language"]]),
        str(labels[User.objects.get(login="aigerim").language]),
    )


def test_what_was_typed_stays_and_counts_when_sent_again(opened: QueryDict) -> None:
    form = stale_form(opened)
    assert form["surname"].value() == "Новая"
    again = form_of(User.objects.get(login="aigerim"), sent(form))
    assert again.is_valid()
    again.check_version()
    assert again.cleaned_data["surname"] == "Новая"


def test_the_summary_of_errors_shows_it(opened: QueryDict) -> None:
    assert error_summary(stale_form(opened))["meanwhile"] is not None


def test_a_record_nobody_touched_is_not_stale() -> None:
    aigerim = User.objects.get(login="aigerim")
    form = form_of(aigerim, sent(form_of(aigerim), surname="Другая"))
    assert form.is_valid()
    form.check_version()
