"""The words of an examination. Plain Python, so that the pure rules may use them. Names for people: labels.py."""

from enum import StrEnum


class ExaminationState(StrEnum):
    """Where an examination stands (domain.md §3). Each state has an owner in the workflow: whose turn it is."""

    REGISTERED = "registered"
    """Entered in the journal under its order's number."""
    AWAITING_OBJECTS = "awaiting_objects"
    """Not everything that the order sends has arrived; no term runs."""
    ACCEPTED = "accepted"
    """Order and objects are taken by the body: the statutory term runs (Law 44-VI art. 34)."""
    ASSIGNED = "assigned"
    """The head has chosen the expert or experts, who have not yet accepted."""
    IN_PRODUCTION = "in_production"
    """The expert is warned of liability, has declared no conflict, and works."""
    SUSPENDED = "suspended"
    """Production stands still on a documented ground."""
    AWAITING_APPROVAL = "awaiting_approval"
    """The draft is before the heads, who check its form and never its findings (art. 8)."""
    APPROVED = "approved"
    """The last head has agreed; the expert signs next."""
    COMPLETED = "completed"
    """The expert has signed a conclusion, or a message that none can be given. The term has ended."""
    DELIVERED = "delivered"
    """The result has been handed over or sent to the appointing body."""
    CLOSED = "closed"
    """Receipt is confirmed and the objects are accounted for."""
    RETURNED = "returned"
    """Returned without execution, with a reason."""
    WITHDRAWN = "withdrawn"
    """The appointing body recalled its order."""


class Complexity(StrEnum):
    """Category of complexity, set by the expert with a justification; it sets the norm of days (Order 303)."""

    SIMPLE = "SIMPLE"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    SPECIAL = "SPECIAL"


class SuspensionGround(StrEnum):
    """Why production stands still (domain.md §4.2). Only the petition is grounded in art. 34."""

    PETITION = "S1"
    """A petition for additional materials was sent."""
    TRIP = "S2"
    """The expert is away on duty, by an internal order."""
    SICK = "S3"
    """The expert is ill; the number of the sick note is kept, never a diagnosis."""
    COURT_CALL = "S4"
    """The expert is called to court."""
    COMPLEX_PART = "S5"
    """The expert takes part in a complex examination."""


class Result(StrEnum):
    """How an examination ended (domain.md §4.2)."""

    CONCLUSION = "CONCLUSION"
    IMPOSSIBLE = "IMPOSSIBLE"
    """A motivated message that no conclusion can be given (CPC art. 79, 284)."""
    RETURNED = "RETURNED"
    """Return without execution after a ground of suspension was not removed (art. 34)."""
    WITHDRAWN = "WITHDRAWN"


class PetitionKind(StrEnum):
    """What the expert or the head asks of the appointing body."""

    ADDITIONAL_MATERIALS = "ADDITIONAL_MATERIALS"
    """Sending it suspends production by itself (art. 34)."""
    EXTENSION = "EXTENSION"
    """Only the appointing body extends the term; asking does not stop the clock (art. 34)."""
    DESTRUCTION_PERMISSION = "DESTRUCTION_PERMISSION"
    """Permission to destroy or change an object (CPC art. 272(1), 79)."""
    ACCESS_TO_OBJECT = "ACCESS_TO_OBJECT"
    """Access to an object that cannot be brought (domain.md §6.3)."""
    SECURITY = "SECURITY"
    """Measures of security for the expert; confidential (CPC art. 79)."""
    INITIATIVE_CONSENT = "INITIATIVE_CONSENT"
    """Consent to findings beyond the questions (CPC art. 79)."""
    EXPERT_REPLACEMENT = "EXPERT_REPLACEMENT"
    COMPLEX_PARTNER = "COMPLEX_PARTNER"
    """To bring in an expert of another specialty (CPC art. 282)."""


class PetitionDecision(StrEnum):
    """What the appointing body answered."""

    GRANTED = "GRANTED"
    PARTLY = "PARTLY"
    REFUSED = "REFUSED"


class AgreementDecision(StrEnum):
    """A head's word on the form of the draft (domain.md §4.2)."""

    AGREED = "AGREE"
    AGREED_WITH_REMARKS = "AGREE_WITH_REMARKS"
    DISAGREED = "DISAGREE"
    """Needs a comment; the draft goes back to the expert."""


class AssignmentRole(StrEnum):
    """An expert's part in the examination."""

    LEAD = "LEAD"
    MEMBER = "MEMBER"


class ExaminationPlace(StrEnum):
    """Where production takes place; large objects are examined where they stand."""

    LAB = "LAB"
    ON_SITE = "ON_SITE"
    COURT = "COURT"
    MEDICAL_ORG = "MEDICAL_ORG"


class DeathConfirmation(StrEnum):
    """What confirms death before a corpse is dissected (Order 183 of 23.02.2026)."""

    EARLY_CHANGES = "EARLY_CHANGES"
    """Early post-mortem changes have set in."""
    DEATH_ACT = "DEATH_ACT"
    """Death was confirmed earlier and an act of death drawn up."""


class Stage(StrEnum):
    """In whose hands an examination is; the clocks of the stages add up to the whole time (features D6)."""

    REGISTRY = "REGISTRY"
    OBJECTS = "OBJECTS"
    """Waiting for objects that the order sends."""
    HEAD = "HEAD"
    EXPERT = "EXPERT"
    AGREEMENT = "AGREEMENT"
    DELIVERY = "DELIVERY"
    OTHERS = "OTHERS"
    """Standing still: the appointing body has to answer, or another documented ground holds."""


class TermState(StrEnum):
    """The statutory clock on a day."""

    WAITING = "WAITING"
    """Order or objects are not yet accepted: no term runs."""
    RUNNING = "RUNNING"
    SUSPENDED = "SUSPENDED"
    OVERDUE = "OVERDUE"
    """The day is past the due date and the examination is not finished."""
    STOPPED = "STOPPED"
    """Completed, returned or withdrawn."""


class DefectCode(StrEnum):
    """What is odd in the dated facts. The term is computed all the same, and says so."""

    REPEATED_FACT = "REPEATED_FACT"
    """The same fact stands twice; the earliest counts."""
    SUSPENDED_BEFORE_START = "SUSPENDED_BEFORE_START"
    SUSPENDED_AFTER_DUE = "SUSPENDED_AFTER_DUE"
    """Production was suspended when the term had already run out."""
    RESUMED_BEFORE_SUSPENDED = "RESUMED_BEFORE_SUSPENDED"
    RESUMED_WITHOUT_SUSPENSION = "RESUMED_WITHOUT_SUSPENSION"
    EXTENSION_WITHOUT_DAYS = "EXTENSION_WITHOUT_DAYS"
    EXTENSION_LONGER_THAN_NORM = "EXTENSION_LONGER_THAN_NORM"
    EXTENSIONS_MORE_THAN_NORM = "EXTENSIONS_MORE_THAN_NORM"
    FACT_AFTER_END = "FACT_AFTER_END"
    FINISHED_BEFORE_START = "FINISHED_BEFORE_START"
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"
    """A part of a written history that cannot be read; the rest is judged."""
    SAME_DAY_ORDER_UNKNOWN = "SAME_DAY_ORDER_UNKNOWN"
    """Facts of one day contradict each other, and nothing says which came first."""
    EXTENSION_NOT_BY_BODY = "EXTENSION_NOT_BY_BODY"
    """Only the appointing body extends the term (Law 44-VI art. 34)."""
    OUTSIDE_CALENDAR = "OUTSIDE_CALENDAR"
    """The answer lies outside the years of the working calendar."""


class CandidateRule(StrEnum):
    """Why an expert cannot be assigned: the first rule that fails, in this order."""

    CERTIFICATE = "CERTIFICATE"
    """No certificate for the specialty that is valid on the day (Law 44-VI art. 20)."""
    CERTIFICATE_SUSPENDED = "CERTIFICATE_SUSPENDED"
    NOT_IN_INSTITUTE = "NOT_IN_INSTITUTE"
    ABSENT = "ABSENT"
    RECUSED = "RECUSED"
    """Challenged, or withdrew (Law art. 19; CPC art. 272(10))."""
    DECLARED_CONFLICT = "DECLARED_CONFLICT"
    """Kinship or another conflict was declared in this case and not found groundless."""
    PRIOR_ROLE = "PRIOR_ROLE"
    """Stands among the persons of this case in another role."""
    FIRST_CONCLUSION = "FIRST_CONCLUSION"
    """Wrote the conclusion that the repeated examination doubts."""
    CAPACITY = "CAPACITY"
    """Has as much in work as the norm of load allows."""


CONFLICT_RULES = (CandidateRule.RECUSED, CandidateRule.DECLARED_CONFLICT, CandidateRule.PRIOR_ROLE)
"""Rules that two people together may set aside, with a ground and a document (features B5)."""


class RecusalSource(StrEnum):
    """Who says that an expert must not examine."""

    EXPERT = "EXPERT"
    """The expert: own withdrawal, or a declaration of kinship. Bars at once, until found groundless."""
    PARTY = "PARTY"
    """A participant's challenge (CPC art. 272(10)). Bars when it is granted."""
    BODY = "BODY"
    """The appointing body."""
    HEAD = "HEAD"
    """The head of the forensic body, from own knowledge. Bars at once, until found groundless."""


BARS_AT_ONCE = (RecusalSource.EXPERT, RecusalSource.HEAD)


class RecusalDecisionKind(StrEnum):
    """What became of a challenge or withdrawal."""

    GRANTED = "GRANTED"
    REFUSED = "REFUSED"


class OverrideDecision(StrEnum):
    """The second person's word on setting a conflict aside."""

    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"


class EndReason(StrEnum):
    """Why an assignment ended."""

    ILLNESS = "ILLNESS"
    LEAVE = "LEAVE"
    DISMISSAL = "DISMISSAL"
    RECUSAL = "RECUSAL"
    """A challenge was satisfied, or the expert declared a conflict of interest (Law 44-VI art. 19)."""
    LOAD = "LOAD"
    """The head spread the work anew."""
    SPECIALTY = "SPECIALTY"
    """Another specialty is needed."""
    COMMISSION = "COMMISSION"
    """The commission is formed anew after one of its experts declined."""


class AlertKind(StrEnum):
    """What the people of an examination are told about its term."""

    SHARE = "SHARE"
    """So much of the term has passed."""
    EXTENSION = "EXTENSION"
    """The last day that leaves the lead time of a petition for an extension (domain.md §5.4, example 9)."""


class DeadlineKind(StrEnum):
    """What must be there on a day that a person's calendar shows."""

    DUE = "DUE"
    ANSWER = "ANSWER"
    """The last day on which a petition suspends (art. 34)."""
    DELIVERY = "DELIVERY"
    """The last day to hand over the result, or the returned materials."""


class ReminderKind(StrEnum):
    """What follows from a petition that nobody answers (art. 34; R5, R6)."""

    WAITING = "WAITING"
    """The appointing body is reminded before the limit."""
    LIMIT = "LIMIT"
    """The last day on which the petition suspends."""
    DECISION = "DECISION"
    """The next working day: expert and head decide to proceed on what exists, or to return."""
