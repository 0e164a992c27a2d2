"""The cast: the people of the demo and of the tests, always the same, always fictional.

IINs have the impossible date 99.99.99, so none can belong to a person (integration.md, section 7).
"""

from dataclasses import dataclass
from datetime import date

from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind

PASSWORD = "Saraptama-2026"  # noqa: S105 - printed on the demo's own sign-in page
"""Everybody's password in the demo."""

TOTP_SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - the demo's second factor; `saraptama demo code LOGIN` prints the code


@dataclass(frozen=True)
class Member:
    """One of the cast: who they are, where they sit, what they may do."""

    login: str
    surname: str
    name: str
    patronymic: str
    iin_serial: int
    language: Language
    kind: UserKind
    roles: tuple[RoleCode, ...]
    unit: str = ""
    """The unit's code; empty for people from outside."""
    body: str = ""
    """The appointing body's code, for orderers."""
    specialties: tuple[str, ...] = ()
    position: str = ""
    certificate_until: date | None = None
    says: str = ""
    """What this person does in the story."""


INSTITUTE = "I71"
LABORATORY = "I71-CRIM"
POLICE = "71-03-1"
COURT = "71-01-1"
ADVOCATES = "71-08-1"
NOTARIES = "71-10-1"

AIGERIM = Member(
    "aigerim", "Ахметова", "Айгерім", "Сәкенқызы", 1, Language.KK, UserKind.STAFF, (RoleCode.CLERK,), INSTITUTE,
    says="records clerk: registers orders, accepts materials, sends conclusions out",
)  # fmt: skip
BOLAT = Member(
    "bolat", "Жүнісов", "Болат", "Маратұлы", 2, Language.RU, UserKind.STAFF, (RoleCode.CUSTODIAN,), INSTITUTE,
    says="custodian: keeps the objects",
)  # fmt: skip
NURLAN = Member(
    "nurlan", "Әбенов", "Нұрлан", "Тілекұлы", 3, Language.KK, UserKind.STAFF, (RoleCode.DIRECTOR,), INSTITUTE,
    says="director of the institute in Astana",
)  # fmt: skip
DANA = Member(
    "dana", "Оспанова", "Дана", "Ерланқызы", 4, Language.RU, UserKind.STAFF, (RoleCode.HEAD,), LABORATORY,
    says="head of the criminalistic laboratory: assigns, agrees to drafts",
)  # fmt: skip
YERLAN = Member(
    "yerlan", "Сейітов", "Ерлан", "Қайратұлы", 5, Language.RU, UserKind.STAFF, (RoleCode.EXPERT,), LABORATORY,
    specialties=("1.1", "1.2"), position="SENIOR_EXPERT", certificate_until=date(2029, 6, 30),
    says="expert: handwriting and technical examination of documents",
)  # fmt: skip
SAULE = Member(
    "saule", "Қасымова", "Сәуле", "Бақытқызы", 6, Language.KK, UserKind.STAFF, (RoleCode.EXPERT,), LABORATORY,
    specialties=("1.1", "1.3"), position="LEADING_EXPERT", certificate_until=date(2028, 3, 31),
    says="expert: handwriting and authorship",
)  # fmt: skip
MARAT = Member(
    "marat", "Төлегенов", "Марат", "Асқарұлы", 7, Language.RU, UserKind.STAFF, (RoleCode.EXPERT,), LABORATORY,
    specialties=("1.1",), position="EXPERT", certificate_until=date(2026, 9, 30),
    says="expert whose certificate has run out: the candidate list says so",
)  # fmt: skip
TIMUR = Member(
    "timur", "Исмаилов", "Тимур", "Рашидович", 8, Language.RU, UserKind.ORDERER, (RoleCode.ORDERER,), body=POLICE,
    says="investigator: appoints, answers petitions, receives conclusions",
)  # fmt: skip
KARLYGASH = Member(
    "karlygash", "Бекова", "Қарлығаш", "Нұржанқызы", 9, Language.KK, UserKind.ORDERER, (RoleCode.ORDERER,), body=COURT,
    says="judge: appoints and receives",
)  # fmt: skip
GULNAR = Member(
    "gulnar", "Мұқанова", "Гүлнар", "Серікқызы", 12, Language.KK, UserKind.ORDERER, (RoleCode.ORDERER,), body=NOTARIES,
    says="notary: appoints by a resolution in a matter of inheritance",
)  # fmt: skip
ARMAN = Member(
    "arman", "Дәуітов", "Арман", "Болатұлы", 13, Language.RU, UserKind.ORDERER, (RoleCode.ORDERER,), body=ADVOCATES,
    says="advocate: orders a study by contract",
)  # fmt: skip
RUSLAN = Member(
    "ruslan", "Ким", "Руслан", "", 10, Language.EN, UserKind.STAFF, (RoleCode.ADMINISTRATOR,), "CENTRE",
    says="administrator: people, roles, reference data; sees no case",
)  # fmt: skip
ZARINA = Member(
    "zarina", "Сағынова", "Зарина", "Дәуренқызы", 11, Language.RU, UserKind.STAFF, (RoleCode.AUDITOR,), "CENTRE",
    says="auditor: reads the log of acts, changes nothing",
)  # fmt: skip

CAST = (AIGERIM, BOLAT, NURLAN, DANA, YERLAN, SAULE, MARAT, TIMUR, KARLYGASH, GULNAR, ARMAN, RUSLAN, ZARINA)

MACHINE_LOGIN = "e-case"
MACHINE_CLIENT_ID = "demo-e-case"
MACHINE_SECRET = "demo-e-case-secret"  # noqa: S105 - printed by the demo
