"""The words of conclusions. Plain Python, so that the pure rules may use them. Names for people: labels.py."""

from enum import StrEnum


class ConclusionKind(StrEnum):
    """What the document says: findings, or that none can be given."""

    CONCLUSION = "CONCLUSION"
    IMPOSSIBLE = "IMPOSSIBLE"
    """A motivated message of impossibility (CPC art. 79, 284)."""


class ConclusionState(StrEnum):
    """Where a conclusion stands, from the first word to its delivery."""

    DRAFTING = "DRAFTING"
    """The experts write."""
    SUBMITTED = "SUBMITTED"
    """Before the heads, who check the form (Law 44-VI art. 8); nothing can be written."""
    AGREED = "AGREED"
    """The form is agreed; the document can be made."""
    RENDERED = "RENDERED"
    """Revision 1 exists: these are the bytes that the experts sign, one after another."""
    SIGNED = "SIGNED"
    """Every expert has signed; the log's checkpoint is awaited. The examination is completed here."""
    LOGGED = "LOGGED"
    """The log proves the signatures; the seal is awaited (a time-stamp authority may be down)."""
    SEALED = "SEALED"
    """The container is sealed and can be delivered."""
    DELIVERED = "DELIVERED"
    """The appointing body has it."""
    REPLACED = "REPLACED"
    """A later conclusion of the same examination stands in its place."""
    WITHDRAWN = "WITHDRAWN"
    """Withdrawn on a ground after it was sealed."""
    ABANDONED = "ABANDONED"
    """Given up before anybody signed: the order was withdrawn or returned."""


class Outcome(StrEnum):
    """How a question was answered (dictionary `answer_outcome`; domain.md, 4.6), most certain first."""

    CATEGORICAL_POSITIVE = "CATEGORICAL_POSITIVE"
    CATEGORICAL_NEGATIVE = "CATEGORICAL_NEGATIVE"
    PROBABLE = "PROBABLE"
    UNDECIDED = "UNDECIDED"
    """It was not possible to answer the question."""
    UNSOLVED = "UNSOLVED"
    """The question was not taken up; the text says why."""


class Section(StrEnum):
    """A part that the experts write by hand; everything else comes from the record."""

    PLACE = "place"
    MATERIALS = "materials"
    ATTENDED = "attended"
    CIRCUMSTANCES = "circumstances"
    RESEARCH = "research"
    INITIATIVE = "initiative"
    """Findings beyond the questions (CPC art. 79), with consent."""
    RETURNED = "returned"
    """What happens to the objects."""


class MandatoryElement(StrEnum):
    """What a conclusion must contain (CPC art. 283; features F8): signing is refused while one is missing."""

    NUMBER = "NUMBER"
    GROUNDS = "GROUNDS"
    DATES = "DATES"
    EXPERT = "EXPERT"
    CERTIFICATE = "CERTIFICATE"
    LIABILITY_WARNING = "LIABILITY_WARNING"
    QUESTIONS = "QUESTIONS"
    OUTCOME = "OUTCOME"
    OBJECTS = "OBJECTS"
    METHODS = "METHODS"
    RESEARCH = "RESEARCH"
    REFERENCE = "REFERENCE"
    """What the text refers to by number: a picture or a table that is there."""
    REASON = "REASON"
    """Of a message of impossibility."""


class PublicStatus(StrEnum):
    """What the page behind the QR code answers (features F6). Never more than this and a date."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
