"""A form says what is wrong where it is wrong, names its legal ground, and marks what is optional."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from saraptama.kernel.errors import Refusals
from saraptama.web.shared.forms import add_refusal, summary_of
from saraptama.web.shared.gallery import NothingToStudy, NumberTaken, SampleForm


def drawn(form: forms.Form) -> str:
    with translation.override("en"):
        return str(form)


def filled(**changes: str) -> SampleForm:
    data = {"number": "12", "issued": "2026-11-20", "category": "CRIM", "kind": "PRIMARY", **changes}
    return SampleForm(data)


def test_a_field_is_described_by_its_ground_hint_and_error() -> None:
    html = drawn(SampleForm({}))
    assert 'aria-describedby="id_number_ground id_number_error"' in html
    assert "Criminal Procedure Code, art. 272" in html
    assert 'aria-describedby="id_issued_helptext id_issued_error"' in html


def test_optional_is_marked_and_required_is_not() -> None:
    html = drawn(SampleForm())
    assert html.count("(optional)") == 3
    assert "required" in html


def test_the_summary_leads_to_each_field_and_to_the_first_choice_of_a_group() -> None:
    with translation.override("en"):
        targets = [line["target"] for line in summary_of([SampleForm({})])]
    assert targets == ["id_number", "id_issued", "id_category", "id_kind_0"]


def test_an_unsent_form_has_no_summary() -> None:
    assert summary_of([SampleForm()]) == []


def test_reasons_of_a_refusal_stand_at_their_fields_and_the_others_on_top_with_their_code() -> None:
    form = filled()
    assert form.is_valid()
    with translation.override("en"):
        add_refusal(form, Refusals([NumberTaken(field="number", number="12"), NothingToStudy()]))
        lines = summary_of([form])
    assert lines[0]["code"] == "no_objects"
    assert (lines[1]["target"], lines[1]["text"].split(" of ")[0]) == ("id_number", "Order 12")


def test_a_refusal_of_an_unknown_field_is_not_lost() -> None:
    form = filled()
    add_refusal(form, NumberTaken(field="somewhere_else", number="12"))
    assert form.non_field_errors()


@pytest.mark.parametrize("typed", ["20.11.2026", "20112026", "20.11.26", "20/11/2026", "20 11 2026", "2026-11-20"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_day_may_be_typed_as_people_write_it_in_any_language(language: str, typed: str) -> None:
    with translation.override(language):
        form = filled(issued=typed)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["issued"] == date(2026, 11, 20)


def test_a_day_is_shown_as_it_is_typed_and_never_as_the_browser_speaks() -> None:
    shown = drawn(filled(issued="x"))
    assert 'placeholder="22.11.2026"' in shown and 'type="date"' not in shown


def test_what_a_person_typed_cannot_become_markup() -> None:
    assert "<script>" not in drawn(filled(number="<script>alert(1)</script>"))
