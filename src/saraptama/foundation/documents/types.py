"""What crosses the border of documents."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class FileState(StrEnum):
    """What a re-check of a stored file found."""

    INTACT = "INTACT"
    ALTERED = "ALTERED"
    MISSING = "MISSING"
    ERASED = "ERASED"


@dataclass(frozen=True)
class FileCheck:
    """The outcome of re-checking one file; `detail` names the act for an erased one, the fault for an altered one."""

    file_id: UUID
    state: FileState
    detail: str = ""


@dataclass(frozen=True)
class FileFacts:
    """A stored file as other contexts know it."""

    id: UUID
    case_id: UUID
    kind: str
    name: str
    media_type: str
    size: int
    commitment: str
