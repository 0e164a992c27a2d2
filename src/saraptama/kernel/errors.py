"""A refusal: what the system says when it will not do what it was asked."""

from typing import Any, ClassVar


class Refusal(Exception):
    """Base of every named refusal. A subclass is one reason; nothing was written when it is raised.

    `code` is quoted by people and machines and never changes; `message` is a sentence (translatable, with
    `{placeholders}`) saying what is wrong and how to mend it; `field` names the input it speaks of.
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[Any] = "The act was refused."
    status: ClassVar[int] = 422

    def __init__(self, *, field: str = "", **params: Any) -> None:
        super().__init__(self.code)
        self.field = field
        self.params = params

    def __str__(self) -> str:
        return f"[{self.code}] {self.text()}"

    def text(self) -> str:
        """The sentence for a person, in the language active now."""
        return str(self.message).format(**{key: str(value) for key, value in self.params.items()})


class Refusals(Refusal):
    """Several reasons at once, so that a person mends them in one go."""

    code = "several_reasons"
    message = "Several things must be mended first."

    def __init__(self, reasons: list[Refusal]) -> None:
        super().__init__()
        self.reasons = reasons

    def text(self) -> str:
        return " ".join(reason.text() for reason in self.reasons)


class NotPermitted(Refusal):
    """The actor has no right to this act here."""

    code = "not_permitted"
    message: ClassVar[Any] = "You have no right to do this: {right}."
    status = 403


class NotVisible(Refusal):
    """The thing does not exist, or the actor may not know that it does."""

    code = "not_found"
    message = "Nothing was found by this address."
    status = 404


class StaleRecord(Refusal):
    """Somebody changed the record after it was opened."""

    code = "changed_meanwhile"
    message = "The record was changed meanwhile. Reload the page, compare, and repeat what you wrote."
    status = 409
