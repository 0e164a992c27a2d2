"""Files that come with an act: stored with the case, in the act's own transaction."""

from uuid import UUID

from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.policies import scopes_of_object
from saraptama.casework.custody.types import FileReceived
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import StoredFile, store
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Scope


def case_of(thing: CustodyObject) -> UUID:
    """The case under whose key the files of an object lie: its order; before any order, its act of acceptance."""
    return thing.order_id or thing.receipt_id


def scope_of(thing: CustodyObject) -> Scope:
    """Where the files of an object belong."""
    return scopes_of_object(thing)[0]


def keep(actor: ActorRef, thing: CustodyObject, file: FileReceived, kind: FileKind) -> StoredFile:
    """Store a file of an object, byte for byte as it came."""
    return store(
        actor,
        name=file.name,
        media_type=file.media_type,
        case_id=case_of(thing),
        kind=kind,
        stream=file.stream,
        scope=scope_of(thing),
    )
