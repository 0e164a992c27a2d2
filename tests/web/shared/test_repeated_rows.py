"""Rows are added and removed by buttons of the form; nothing that was typed is lost."""

from django import forms
from django.http import QueryDict
from django.utils import translation

from saraptama.web.shared.forms import Form
from saraptama.web.shared.gallery import SampleForm, SampleQuestion
from saraptama.web.shared.repeaters import Repeater, asked_for_rows


def questions(*texts: str, minimum: int = 1, maximum: int = 4, **button: str) -> Repeater[SampleQuestion]:
    data = QueryDict(mutable=True)
    data["questions-count"] = str(len(texts))
    for number, text in enumerate(texts):
        data[f"questions-{number}-text"] = text
    data.update({f"questions-{name}": value for name, value in button.items()})
    return Repeater(
        SampleQuestion,
        prefix="questions",
        title="Questions",
        row_title="Question",
        add_label="Add",
        data=data,
        minimum=minimum,
        maximum=maximum,
    )


def texts(repeater: Repeater[SampleQuestion]) -> list[str]:
    return [str(row["text"].value() or "") for row in repeater.rows]


def test_the_first_page_shows_the_least_number_of_rows() -> None:
    fresh = Repeater(SampleQuestion, prefix="q", title="", row_title="", add_label="", minimum=2)
    assert len(fresh.rows) == 2


def test_rows_at_hand_are_shown_for_change() -> None:
    fresh = Repeater(
        SampleQuestion, prefix="q", title="", row_title="", add_label="", initial=[{"text": "a"}, {"text": "b"}]
    )
    assert texts(fresh) == ["a", "b"]


def test_add_keeps_what_was_typed_and_shows_no_errors() -> None:
    asked = questions("", "two", add="1")
    assert asked_for_rows(SampleForm(QueryDict("")), asked)
    assert texts(asked) == ["", "two", ""]
    assert not any(row.errors for row in asked.rows)


def test_remove_takes_the_row_in_the_middle() -> None:
    assert texts(questions("one", "two", "three", remove="1")) == ["one", "three"]


def test_the_last_row_stays() -> None:
    assert texts(questions("one", remove="0")) == ["one"]


def test_no_row_is_added_above_the_limit() -> None:
    assert len(questions("1", "2", "3", "4", add="1").rows) == 4


def test_an_invented_count_asks_for_no_more_than_the_limit() -> None:
    data = QueryDict("questions-count=1000000")
    asked = Repeater(SampleQuestion, prefix="questions", title="", row_title="", add_label="", data=data, maximum=3)
    assert len(asked.rows) == 3


def test_empty_rows_above_the_minimum_do_not_count() -> None:
    sent = questions("one", "", "three")
    assert sent.is_valid()
    assert [row["text"] for row in sent.cleaned] == ["one", "three"]


def test_too_few_rows_are_refused_in_words() -> None:
    with translation.override("en"):
        sent = questions("")
        assert not sent.is_valid()
        assert sent.rows[0].errors["text"] == ["This field is required."]
        optional = Repeater(
            SampleQuestion,
            prefix="questions",
            title="",
            row_title="",
            add_label="",
            data=QueryDict("questions-count=0"),
            minimum=0,
        )
        assert optional.is_valid()


class Sample(Form):
    """A row with something proposed."""

    name = forms.CharField()
    quantity = forms.IntegerField(initial=1)
    came = forms.BooleanField(initial=True, required=False)


def test_a_row_that_is_added_proposes_what_the_first_one_did() -> None:
    sent = QueryDict("rows-count=1&rows-0-name=a&rows-0-quantity=7&rows-add=1")
    asked = Repeater(Sample, prefix="rows", title="", row_title="", add_label="", data=sent)
    assert asked_for_rows(asked)
    assert [(row["quantity"].value(), row["came"].value()) for row in asked.rows] == [("7", False), ("1", True)]


def test_a_row_that_was_only_added_does_not_count() -> None:
    sent = QueryDict("rows-count=2&rows-0-name=a&rows-0-quantity=7&rows-1-name=&rows-1-quantity=1&rows-1-came=on")
    asked = Repeater(Sample, prefix="rows", title="", row_title="", add_label="", data=sent)
    assert asked.is_valid()
    assert len(asked.cleaned) == 1
