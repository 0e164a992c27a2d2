"""A form acts once, however often its button is pressed or its page is gone back to."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from saraptama.foundation.desktop.models import KeptForm, SentForm
from saraptama.kernel import clock

REMEMBERED = timedelta(days=2)
"""Longer than a session: a page that old is not sent any more."""

AT_WORK = timedelta(seconds=90)
"""A sending not ended by then died with its process, and may be repeated: an act is one transaction."""


def begin_sending(digest: bytes) -> str | None:
    """Take a form for work: None when it is the first time, else the first answer (empty while that is at work)."""
    moment = clock.now()
    try:
        with transaction.atomic():
            SentForm.objects.create(digest=digest, sent_at=moment)
    except IntegrityError:
        if SentForm.objects.filter(digest=digest, answer="", sent_at__lt=moment - AT_WORK).update(sent_at=moment):
            return None
        return answer_to(digest)
    return None


def answer_to(digest: bytes) -> str | None:
    """Where the first sending led; empty while it is at work, None when it came to nothing."""
    return SentForm.objects.filter(digest=digest).values_list("answer", flat=True).first()


def finish_sending(digest: bytes, *, answer: str) -> None:
    """The form acted and led somewhere: from now on that is the answer to it."""
    SentForm.objects.filter(digest=digest).update(answer=answer)


def give_up_sending(digest: bytes) -> None:
    """The form did not act (it came back with errors, or was refused), so it may be sent again."""
    SentForm.objects.filter(digest=digest).delete()


def forget_old_forms() -> int:
    """Throw away what nobody will send or fetch any more."""
    limit = clock.now() - REMEMBERED
    sent, _each = SentForm.objects.filter(sent_at__lt=limit).delete()
    kept, _each = KeptForm.objects.filter(kept_at__lt=limit).delete()
    return sent + kept
