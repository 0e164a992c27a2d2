"""Roles as declared objects: each post and the rights that come with it.

Accounts stands below the contexts that own most rights, so a role names them by code. A test asserts that each code
is declared by its context; `saraptama docs` prints the table.
"""

from dataclasses import dataclass

from saraptama.foundation.accounts.enums import RoleCode


@dataclass(frozen=True)
class Role:
    """A post: whose it is, what it may do, and whether a password alone is too little to enter it, whether a
    deputy may hold it. An expert acts in own name (art. 8), so nobody deputises for one."""

    code: RoleCode
    says: str
    rights: frozenset[str]
    second_factor: bool
    delegable: bool


def _role(code: RoleCode, says: str, *rights: str, second_factor: bool = True, delegable: bool = False) -> Role:
    return Role(code, says, frozenset(rights), second_factor, delegable)


_SEES_CASEWORK = ("intake.view", "custody.view", "examinations.view")

ROLES: dict[RoleCode, Role] = {
    role.code: role
    for role in (
        _role(
            RoleCode.CLERK,
            "alone registers orders (domain.md 2.5), accepts materials, enters what came on paper, sends results out",
            *_SEES_CASEWORK,
            "intake.find_person",
            "intake.register",
            "intake.return",
            "custody.accept",
            "custody.move",
            "custody.return",
            "conclusions.view",
            "conclusions.deliver",
            "accounts.delegate",
            "documents.read",
            "messaging.send",
            "messaging.view",
            "examinations.accept",
            "examinations.answer",
            "examinations.deliver",
            delegable=True,
        ),
        _role(
            RoleCode.CUSTODIAN,
            "keeps the objects: accepts, stores, hands over, gives back",
            "intake.view",
            "custody.view",
            "custody.accept",
            "custody.move",
            "custody.return",
            "custody.end",
            "accounts.delegate",
            "documents.read",
            delegable=True,
        ),
        _role(
            RoleCode.DIRECTOR,
            "heads the forensic body: assigns to laboratories, petitions for extension, checks the form of conclusions",
            *_SEES_CASEWORK,
            "intake.return",
            "examinations.assign",
            "examinations.suspend",
            "examinations.petition",
            "conclusions.view",
            "conclusions.check",
            "experts.view",
            "experts.manage",
            "methods.view",
            "accounts.view",
            "accounts.delegate",
            "documents.read",
            "documents.hold",
            "documents.erase",
            "audit.export",
            "messaging.send",
            "messaging.view",
            "examinations.accept",
            "examinations.agree",
            delegable=True,
        ),
        _role(
            RoleCode.HEAD,
            "heads a laboratory: assigns experts, checks the form of conclusions, never the findings (art. 8)",
            *_SEES_CASEWORK,
            "examinations.assign",
            "examinations.suspend",
            "examinations.petition",
            "conclusions.view",
            "conclusions.check",
            "experts.view",
            "methods.view",
            "accounts.delegate",
            "documents.read",
            "messaging.view",
            "examinations.accept",
            "examinations.agree",
            delegable=True,
        ),
        _role(
            RoleCode.EXPERT,
            "performs examinations in own name and signs the conclusion",
            "custody.view",
            "custody.move",
            "examinations.perform",
            "examinations.petition",
            "conclusions.view",
            "conclusions.draft",
            "conclusions.sign",
            "methods.view",
        ),
        _role(
            RoleCode.ORDERER,
            "appoints examinations, answers petitions, receives conclusions; sees the own body's orders only",
            "intake.find_person",
            "intake.submit",
            "intake.view",
            "examinations.view",
            "examinations.answer",
            "conclusions.receive",
            "messaging.receive",
            second_factor=False,
        ),
        _role(
            RoleCode.ADMINISTRATOR,
            "keeps users, roles and reference data; sees no case",
            "accounts.manage",
            "accounts.view",
            "accounts.delegate",
            "reference.edit",
            "reference.import",
            "examinations.redate",
            "experts.manage",
            "experts.view",
            "methods.manage",
            "methods.view",
            "audit.view",
            "messaging.keep_jobs",
            "documents.keep_store",
            delegable=True,
        ),
        _role(
            RoleCode.AUDITOR,
            "reads every record and its history, changes nothing",
            *_SEES_CASEWORK,
            "conclusions.view",
            "accounts.view",
            "experts.view",
            "methods.view",
            "documents.read",
            "messaging.view",
            "audit.view",
            "audit.export",
        ),
        _role(
            RoleCode.API_ORDERER,
            "an appointing body's information system: sends orders and answers, fetches states and conclusions",
            "intake.submit",
            "intake.view",
            "examinations.view",
            "examinations.answer",
            "conclusions.receive",
            "custody.view",
            "messaging.receive",
            "messaging.webhooks",
            second_factor=False,
        ),
    )
}

PRIVILEGED = frozenset(code for code, role in ROLES.items() if role.second_factor)
"""Roles that a password alone does not open (features.md Q3)."""


def rights_of(code: str) -> frozenset[str]:
    """The rights that come with a role; an unknown role is a KeyError."""
    return ROLES[RoleCode(code)].rights
