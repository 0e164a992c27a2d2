"""Order documents are read strictly: what is not exactly an order is refused by name, and nothing is guessed."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.integrations.order_documents.document import Article
from saraptama.integrations.order_documents.reading import MOST_BYTES, read_order, validate
from saraptama.integrations.order_documents.submission import article_text, to_submission
from saraptama.kernel.errors import Refusal, Refusals
from tests.order_samples import FILES, NARCOTICS, UNREADABLE, WRONG_FIELDS, changed, handwriting, laughs


def codes(refusal: Refusal) -> list[str]:
    return [part.code for part in (refusal.reasons if isinstance(refusal, Refusals) else [refusal])]


def as_bytes(order: Any) -> bytes:
    return json.dumps(order).encode()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sample_is_an_order(path: Any) -> None:
    assert to_submission(read_order(path.read_bytes())).questions


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_refused(case: str) -> None:
    content, code = UNREADABLE[case]
    with pytest.raises(Refusal) as refused:
        read_order(content)
    assert codes(refused.value) == [code]


@pytest.mark.parametrize("case", WRONG_FIELDS)
def test_what_is_no_order_is_refused(case: str) -> None:
    order, code = WRONG_FIELDS[case]
    with pytest.raises(Refusal) as refused:
        to_submission(read_order(as_bytes(order)))
    assert codes(refused.value) == [code]


def test_a_document_of_more_than_two_megabytes_is_not_read() -> None:
    with pytest.raises(Refusal) as refused:
        read_order(b" " * (MOST_BYTES + 1))
    assert refused.value.code == "document_too_large"
    assert refused.value.status == 413


def test_laughs_are_refused_before_anything_is_expanded() -> None:
    with pytest.raises(Refusal) as refused:
        read_order(laughs())
    assert refused.value.code == "forbidden_xml"


def test_every_defect_is_named_with_its_place() -> None:
    order = changed("objects.1.quantity", "-1") | {"language": "en", "plott": "…"}
    with pytest.raises(Refusals) as refused:
        read_order(as_bytes(order))
    assert {(reason.code, reason.field) for reason in refused.value.reasons} == {
        ("field_wrong", "language"),
        ("field_wrong", "objects.2.quantity"),
        ("field_unknown", "plott"),
    }


def test_at_most_fifty_defects_are_listed() -> None:
    with pytest.raises(Refusals) as refused:
        read_order(as_bytes(handwriting() | {f"f{n}": n for n in range(80)}))
    assert len(refused.value.reasons) == 50


def test_a_comment_does_not_cut_a_field_in_two() -> None:
    with_comment = re.sub(rb"<number>(.)", rb"<number>\1<!-- no. --><?break?>", NARCOTICS.read_bytes(), count=1)
    assert read_order(with_comment) == read_order(NARCOTICS.read_bytes())


def test_xml_that_names_a_wrong_encoding_is_read_as_the_utf_8_that_it_is() -> None:
    declared = NARCOTICS.read_bytes().replace(b'encoding="UTF-8"', b'encoding="windows-1251"')
    assert read_order(declared) == read_order(NARCOTICS.read_bytes())


def test_a_byte_order_mark_is_forgiven() -> None:
    assert read_order(b"\xef\xbb\xbf" + as_bytes(handwriting())) == validate(handwriting())


def test_a_wrong_field_in_xml_is_said_as_in_json() -> None:
    wrong = NARCOTICS.read_bytes().replace(b"<kind>RESOLUTION</kind>", b"<kind>LETTER</kind>")
    with pytest.raises(Refusal) as refused:
        read_order(wrong)
    assert (refused.value.code, refused.value.field) == ("field_wrong", "kind")


def test_an_element_twice_in_xml_is_a_repeated_field() -> None:
    twice = NARCOTICS.read_bytes().replace(b"<language>", b"<language>ru</language><language>", 1)
    with pytest.raises(Refusal) as refused:
        read_order(twice)
    assert refused.value.code == "repeated_field"


def test_a_text_of_true_stays_a_text() -> None:
    wrong = re.sub(rb"<place>[^<]*</place>", b"<place>true</place>", NARCOTICS.read_bytes())
    assert read_order(wrong).place == "true"


def test_a_question_goes_to_its_specialty_by_place() -> None:
    order = changed("examination.specialties", ["1.1", "1.2"])
    order["examination"]["composition"] = "COMPLEX"
    order["questions"][1]["specialty"] = "1.2"
    assert [q.specialty_seq for q in to_submission(validate(order)).questions] == [None, 2, None]


@pytest.mark.parametrize(
    ("article", "text"),
    [
        ({"article": "190", "part": "3", "point": "2", "law": "УК РК"}, "ст.190 ч.3 п.2 УК РК"),
        ({"article": "217", "suffix": "1"}, "ст.217-1"),
        ({"article": "188", "part": "3"}, "ст.188 ч.3"),
    ],
)
def test_articles_are_written_as_practice_does(article: dict[str, str], text: str) -> None:
    assert article_text(Article(**article)) == text


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    try:
        read_order(content)
    except Refusal as refusal:
        assert refusal.text()


NAMES = st.sampled_from(["schema", "kind", "number", "case", "questions", "objects", "text", "x"])
PLAIN = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=20))
def test_no_data_break_the_reader(content: Any) -> None:
    try:
        validate(content)
    except Refusal as refusal:
        assert refusal.text()
