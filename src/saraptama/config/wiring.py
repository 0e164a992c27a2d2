"""The one composition root: which adapter stands behind which port."""

from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from saraptama.kernel import errors


def bind_ports() -> None:
    """Bind every port. Adapters are made at their first use, so start-up touches nothing outside."""
    from saraptama.casework.conclusions import ports as conclusions
    from saraptama.foundation.documents import ports as documents
    from saraptama.foundation.messaging import ports as messaging
    from saraptama.integrations.storage.keys import DirectoryKeyStore, FileMasterKey
    from saraptama.integrations.storage.local import LocalStorage
    from saraptama.integrations.webhooks.caller import HttpWebhookCaller
    from saraptama.journey import ports as journey
    from saraptama.journey.reactions import REACTIONS
    from saraptama.journey.tell_systems import told_facts

    errors.speak_through(gettext)
    documents.storage.bind(lambda: LocalStorage(Path(settings.FILES_FOLDER)))
    documents.key_store.bind(lambda: DirectoryKeyStore(Path(settings.KEY_STORE_FOLDER)))
    documents.master_key.bind(lambda: FileMasterKey(Path(settings.MASTER_KEY_FILE)))
    messaging.reactions.bind(lambda: REACTIONS)
    messaging.told_facts.bind(lambda: told_facts)
    messaging.webhook_caller.bind(lambda: HttpWebhookCaller(private_allowed=settings.WEBHOOKS_TO_PRIVATE_ADDRESSES))
    if settings.DEMO:
        conclusions.signature_verifier.bind(_development_verifier)
        conclusions.container_builder.bind(_development_seal)
        journey.letter_seal.bind(_development_seal)
        journey.development_signer.bind(lambda: _sign_for_the_cast)


@lru_cache(maxsize=1)
def _authority() -> Any:
    from saraptama.integrations.eds.development_ca import DevelopmentAuthority

    return DevelopmentAuthority(Path(settings.HOME) / "keys" / "development")


def _development_verifier() -> Any:
    from saraptama.integrations.eds.verifier import CmsSignatureVerifier

    return CmsSignatureVerifier(_authority().trust())


def _development_seal() -> Any:
    from saraptama.integrations.eds.seal import development_seal

    return development_seal(_authority(), bin=DEMO_BIN, organisation=DEMO_ORGANISATION)


DEMO_BIN = "999940000010"
DEMO_ORGANISATION = "DEVELOPMENT: Сот сараптамалары орталығы"


def _sign_for_the_cast(user_id: UUID, content: bytes) -> bytes:
    """A detached signature with the throw-away key of this member of the cast."""
    from saraptama.foundation.accounts.selectors import iin_of, user
    from saraptama.integrations.eds.development_signer import sign_detached

    person, iin = user(user_id), iin_of(user_id)
    if person is None or iin is None:
        raise LookupError("only people with an IIN have a development key")
    surname, name, patronymic = (*person.full_name.split(" ", 2), "", "")[:3]
    return sign_detached(content, _authority().expert(iin=iin, surname=surname, name=name, patronymic=patronymic))


def on_jobs_ready(app: Any) -> None:
    """Called when the job queue is ready: jobs that no installed app holds are made known."""
    from saraptama.journey import jobs

    del jobs
