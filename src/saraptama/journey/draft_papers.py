"""Before step 1. Papers of an order that is still being written: each is safe from the moment it was uploaded.

Every paper stands under a key of its own, so that taking one away, or discarding the draft, erases it for good. When
the order is sent the papers go into its case.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.services import discard_draft, save_draft
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.rights import ERASE
from saraptama.foundation.documents.selectors import facts_of
from saraptama.foundation.documents.services import erase_case, read_for_system, store
from saraptama.foundation.documents.types import FileFacts
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Scope

MOST_PAPERS = 20
"""Of one order; more come in an archive or with the objects."""

ATTACHED = "attached"
"""Where a draft names its papers. No page of the order is called so, hence nobody can type into it."""

_NOBODY_ELSE = Scope(confidentiality=Confidentiality.OFFICIAL_USE)
"""An order that was not sent concerns nobody but its writer."""


class TooManyPapers(Refusal):
    """Papers of an order are looked through by a person."""

    code = "too_many_papers"
    message = _("An order takes {most} files here. Put further ones into one archive, or send them with the objects.")
    status = 409


def papers_of(actor: ActorRef, draft_id: UUID) -> list[FileFacts]:
    """The papers of one's own draft, in the order of their uploading."""
    draft = intake.drafts_of(actor).filter(pk=draft_id).first()
    return _facts(draft.pages) if draft is not None else []


@transaction.atomic
def attach(
    actor: ActorRef, *, draft_id: UUID, kind: FileKind, name: str, media_type: str, stream: BinaryIO
) -> FileFacts:
    """Keep a paper with the draft. Raises NotVisible, TooManyPapers, and what a file can be refused for."""
    ids = _locked(actor, draft_id)
    if len(ids) >= MOST_PAPERS:
        raise TooManyPapers(most=MOST_PAPERS)
    kept = store(
        actor,
        name=name,
        media_type=media_type,
        case_id=new_id(),
        kind=kind,
        stream=stream,
        scope=_NOBODY_ELSE,
    )
    _name(actor, draft_id, [*ids, kept.id])
    return facts_of([kept.id])[kept.id]


@transaction.atomic
def detach(actor: ActorRef, *, draft_id: UUID, paper_id: UUID) -> None:
    """Take a paper away and erase it; one that is gone already is no mistake."""
    ids = _locked(actor, draft_id)
    if paper_id in ids:
        _name(actor, draft_id, [kept for kept in ids if kept != paper_id])
        _erase(draft_id, facts_of([paper_id]).values())


def hand_in(actor: ActorRef, *, draft_id: UUID, order_id: UUID, scope: Scope) -> None:
    """Put the papers into the case of the order that the draft has become."""
    for paper in papers_of(actor, draft_id):
        store(
            actor,
            name=paper.name,
            media_type=paper.media_type,
            case_id=order_id,
            kind=FileKind(paper.kind),
            stream=cast(BinaryIO, _Streamed(read_for_system(paper.id).stream())),
            scope=scope,
        )


@transaction.atomic
def forget(actor: ActorRef, *, draft_id: UUID) -> None:
    """Discard a draft and erase its papers; one that is gone already is no mistake."""
    papers = papers_of(actor, draft_id)
    discard_draft(actor, draft_id=draft_id)
    _erase(draft_id, papers)


def _locked(actor: ActorRef, draft_id: UUID) -> list[UUID]:
    """The ids of the papers, with the draft locked: two uploads at once both count."""
    draft = intake.drafts_of(actor).select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotVisible
    return _ids(draft.pages)


def _ids(pages: dict[str, dict[str, list[str]]]) -> list[UUID]:
    return [UUID(text) for text in pages.get(ATTACHED, {}).get("files", [])]


def _facts(pages: dict[str, dict[str, list[str]]]) -> list[FileFacts]:
    ids = _ids(pages)
    known = facts_of(ids)
    return [known[one] for one in ids if one in known]


def _name(actor: ActorRef, draft_id: UUID, ids: list[UUID]) -> None:
    save_draft(actor, draft_id=draft_id, page=ATTACHED, typed={"files": [str(one) for one in ids]})


def _erase(draft_id: UUID, papers: Iterable[FileFacts]) -> None:
    for paper in papers:
        erase_case(service_actor(ERASE), case_id=paper.case_id, act=f"draft {draft_id}", occurred_on=clock.today())


class _Streamed:
    """The chunks of an opened file, read one at a time as from a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, _size: int = -1) -> bytes:
        """The next chunk, whatever its size; empty at the end."""
        return next(self._chunks, b"")
