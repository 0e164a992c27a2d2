"""The words of intake. Plain Python, so that the rules can use them; their labels stand in `labels.py`."""

from enum import StrEnum


class Channel(StrEnum):
    """The way by which an order reached the service; statistics separate them (features A11)."""

    API = "API"
    PORTAL = "PORTAL"
    PAPER = "PAPER"
    FILE = "FILE"
    GATEWAY = "GATEWAY"


class OrderKind(StrEnum):
    """What appoints: a resolution (CPC 272), a court's ruling (GPK 82), a contract (Order 484) or a referral."""

    RESOLUTION = "RESOLUTION"
    RULING = "RULING"
    CONTRACT = "CONTRACT"
    REFERRAL = "REFERRAL"


class Series(StrEnum):
    """Number series by basis: orders of bodies, referrals and contracts are counted apart; so are incoming papers."""

    ORDER = "ORDER"
    REFERRAL = "REFERRAL"
    CONTRACT = "CONTRACT"
    INCOMING = "INCOMING"


class CaseCategory(StrEnum):
    """The kind of proceedings (domain.md 4.2); a contract belongs to none."""

    CRIM = "CRIM"
    CIV = "CIV"
    ADM = "ADM"


class ExamKind(StrEnum):
    """First study of the question, an addition to an incomplete one, or a repetition of a doubted one (CPC 287)."""

    PRIMARY = "PRIMARY"
    ADDITIONAL = "ADDITIONAL"
    REPEATED = "REPEATED"


class Composition(StrEnum):
    """One expert, several of one specialty (CPC 281), or several specialties with a joint conclusion (CPC 282)."""

    SOLE = "SOLE"
    COMMISSION = "COMMISSION"
    COMPLEX = "COMPLEX"


class CaseNoKind(StrEnum):
    """Which register the case number comes from (domain.md 4.3)."""

    CRIMINAL_CASE = "CRIMINAL_CASE"
    KUI = "KUI"
    ERDR = "ERDR"
    ADM_MATERIAL = "ADM_MATERIAL"
    CIVIL_CASE = "CIVIL_CASE"


class ObjectKind(StrEnum):
    """What may be examined (Order 305), from a thing to a living person and the case file."""

    THING = "THING"
    DOCUMENT = "DOCUMENT"
    DIGITAL = "DIGITAL"
    SAMPLE = "SAMPLE"
    PERSON = "PERSON"
    CORPSE = "CORPSE"
    PLACE = "PLACE"
    CASE_FILE = "CASE_FILE"


class DestructionPermission(StrEnum):
    """What the appointing body allows to be destroyed or changed (CPC 272(1), O6); silence means nothing."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"


class PersonRole(StrEnum):
    """In what capacity a person is named in the order."""

    SUSPECT = "SUSPECT"
    ACCUSED = "ACCUSED"
    VICTIM = "VICTIM"
    WITNESS = "WITNESS"
    PLAINTIFF = "PLAINTIFF"
    DEFENDANT = "DEFENDANT"
    THIRD_PARTY = "THIRD_PARTY"
    OFFENDER = "OFFENDER"
    DECEASED = "DECEASED"
    REPRESENTATIVE = "REPRESENTATIVE"
    OTHER = "OTHER"


class Consent(StrEnum):
    """Written consent of a victim or witness to be examined (O9), or the exception of CPC 271(1) items 2, 3, 5."""

    NOT_NEEDED = "NOT_NEEDED"
    GIVEN = "GIVEN"
    EXCEPTED = "EXCEPTED"
    MISSING = "MISSING"


class SignatureStatus(StrEnum):
    """How the appointing person's signature stands (O11)."""

    VERIFIED = "VERIFIED"
    PAPER_SCAN = "PAPER_SCAN"
    UNCHECKED = "UNCHECKED"
    INVALID = "INVALID"
    ABSENT = "ABSENT"


class OrderState(StrEnum):
    """Where an order stands (domain.md, section 3)."""

    RECEIVED = "received"
    CHECKED = "checked"
    DEFICIENT = "deficient"
    REGISTERED = "registered"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class FindingOutcome(StrEnum):
    """What a missing particular means: registration is barred, the order is deficient, or a person is warned."""

    BLOCK = "block"
    DEFICIENT = "deficient"
    WARN = "warn"


class MaterialRequestState(StrEnum):
    """A request for what the order lacks: open until the body supplies it or the request is dropped."""

    OPEN = "open"
    SUPPLIED = "supplied"
    DROPPED = "dropped"


class EarlierRelation(StrEnum):
    """What an earlier order is to this one, as a person of the records office decided (CPC 287; features A7)."""

    FIRST = "FIRST"
    SUPPLEMENTED = "SUPPLEMENTED"
    SAME_CASE = "SAME_CASE"
    NOT_SAME = "NOT_SAME"


class LikenessReason(StrEnum):
    """Why an earlier order looks like this one."""

    SAME_PAPER = "SAME_PAPER"
    NAMED_IN_THE_ORDER = "NAMED_IN_THE_ORDER"
    SAME_CASE = "SAME_CASE"
    SAME_CASE_OF_THE_BODY = "SAME_CASE_OF_THE_BODY"
    SAME_MARK = "SAME_MARK"
    SAME_IIN = "SAME_IIN"
    SAME_NAME = "SAME_NAME"
    SAME_SEAL = "SAME_SEAL"
    SAME_ARTICLE = "SAME_ARTICLE"
    SAME_OBJECT = "SAME_OBJECT"
    SAME_BODY = "SAME_BODY"
    SAME_REGION = "SAME_REGION"


class Verdict(StrEnum):
    """What an earlier order is by its score: the same case, worth a look, or another case."""

    MATCH = "match"
    OFFER = "offer"
    APART = "apart"
