"""E-mail about notifications: in the person's language, when the person wishes, and nothing of a case in it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from saraptama.foundation.accounts.models import User
from saraptama.foundation.desktop.enums import MailMode
from saraptama.foundation.desktop.services import wish_mail
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.services import notify
from saraptama.kernel import clock
from saraptama.web.shared.mailing import write_to_everybody

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=clock.ALMATY)


@pytest.fixture
def dana(db: None) -> User:
    """Dana has an address, reads Russian, and was told that an examination waits."""
    dana = User.objects.get(login="dana")
    User.objects.filter(pk=dana.pk).update(email="dana@example.invalid", language="ru")
    with clock.held_at(NOON):
        notify([dana.pk], kind=NotificationKind.TO_ASSIGN, params={"number": "71-2026-000777"})
    return dana


def write_at(moment: datetime) -> int:
    with clock.held_at(moment):
        return write_to_everybody()


def test_a_letter_says_what_waits_and_where_and_no_more(dana: User, mailoutbox: list[Any]) -> None:
    assert write_at(NOON + timedelta(minutes=2)) == 1
    (letter,) = mailoutbox
    assert letter.to == ["dana@example.invalid"]
    assert "/notifications/" in letter.body
    assert "71-2026-000777" not in letter.subject + letter.body


def test_nobody_is_written_to_twice_about_the_same(dana: User, mailoutbox: list[Any]) -> None:
    write_at(NOON + timedelta(minutes=2))
    assert write_at(NOON + timedelta(minutes=3)) == 0
    assert len(mailoutbox) == 1


def test_what_happens_together_comes_in_one_letter(dana: User, mailoutbox: list[Any]) -> None:
    with clock.held_at(NOON + timedelta(seconds=30)):
        notify([dana.pk], kind=NotificationKind.TO_AGREE)
    assert write_at(NOON + timedelta(seconds=40)) == 0
    assert write_at(NOON + timedelta(minutes=2)) == 1


def test_daily_means_the_next_morning(dana: User, actors: Any, mailoutbox: list[Any]) -> None:
    wish_mail(actors["dana"], mode=MailMode.DAILY)
    write_at(NOON - timedelta(hours=3))
    assert write_at(NOON.replace(hour=23)) <= 1
    mailoutbox.clear()
    with clock.held_at(NOON.replace(hour=23, minute=30)):
        notify([dana.pk], kind=NotificationKind.TO_AGREE)
    assert write_at(NOON.replace(hour=23, minute=50)) == 0
    assert write_at(NOON + timedelta(hours=20, minutes=1)) == 1


def test_never_means_never_and_a_muted_kind_is_not_told(dana: User, actors: Any, mailoutbox: list[Any]) -> None:
    wish_mail(actors["dana"], mode=MailMode.NEVER)
    assert write_at(NOON + timedelta(minutes=2)) == 0
    wish_mail(actors["dana"], mode=MailMode.AT_ONCE, muted=[NotificationKind.TO_ASSIGN])
    assert write_at(NOON + timedelta(minutes=2)) == 0
    assert mailoutbox == []


def test_a_letter_that_the_server_refuses_is_tried_again(
    dana: User, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from saraptama.web.shared import mailing

    def broken(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "send_mail", broken)
        assert write_at(NOON + timedelta(minutes=2)) == 0
    assert write_at(NOON + timedelta(minutes=3)) == 1
