"""What crashes and rollbacks leave behind is cleared at night; what is in use stays."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from saraptama.foundation.documents import services
from saraptama.foundation.documents.tasks import SURELY_OVER, housekeeping
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from tests.foundation.documents.test_reading import stored

pytestmark = pytest.mark.django_db


def test_only_what_nothing_names_any_more_is_removed(home: Path, aigul: ActorRef, case: UUID) -> None:
    kept = stored(aigul, case, b"kept")
    with pytest.raises(RuntimeError), transaction.atomic():
        stored(aigul, case, b"rolled back")
        raise RuntimeError
    housekeeping(timestamp=0)
    assert len(list((home / "files").glob("??/??/*"))) == 2
    with clock.held_at(clock.now() + SURELY_OVER + timedelta(hours=1)):
        housekeeping(timestamp=0)
    assert [path.name for path in (home / "files").glob("??/??/*")] == [kept.ciphertext_sha256]
    assert services.open_file(aigul, kept.id).read() == b"kept"
