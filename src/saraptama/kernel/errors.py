"""A refusal: what the system says when it will not do what it was asked."""

from collections.abc import Callable
from typing import Any, ClassVar

_translate: Callable[[str], str] = str


def speak_through(translate: Callable[[str], str]) -> None:
    """Say how sentences of the kernel reach a person's language; without it they stay English (`verify` offline)."""
    global _translate
    _translate = translate


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the catalogues; it is translated when it is said."""
    return sentence


class Refusal(Exception):
    """Base of every named refusal. A subclass is one reason; nothing was written when it is raised.

    `code` is quoted by people and machines and never changes; `message` is a sentence (translatable, with
    `{placeholders}`) saying what is wrong and how to mend it; `field` names the input it speaks of.
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[Any] = gettext_noop("The act was refused.")
    status: ClassVar[int] = 422

    def __init__(self, *, field: str = "", **params: Any) -> None:
        super().__init__(self.code)
        self.field = field
        self.params = params

    def __str__(self) -> str:
        return f"[{self.code}] {self.text()}"

    def text(self) -> str:
        """The sentence for a person, in the language active now."""
        params = {key: str(value) for key, value in self.params.items()}
        if "right" in params:
            params["right"] = _translate(params["right"])
        return _translate(str(self.message)).format(**params)


class Refusals(Refusal):
    """Several reasons at once, so that a person mends them in one go."""

    code = "several_reasons"
    message = gettext_noop("Several things must be mended first.")

    def __init__(self, reasons: list[Refusal]) -> None:
        super().__init__()
        self.reasons = reasons

    def text(self) -> str:
        return " ".join(reason.text() for reason in self.reasons)


class NotPermitted(Refusal):
    """The actor has no right to this act here."""

    code = "not_permitted"
    message: ClassVar[Any] = gettext_noop("You have no right to do this: {right}.")
    status = 403


class NotVisible(Refusal):
    """The thing does not exist, or the actor may not know that it does."""

    code = "not_found"
    message = gettext_noop("Nothing was found by this address.")
    status = 404


class StaleRecord(Refusal):
    """Somebody changed the record after it was opened."""

    code = "changed_meanwhile"
    message = gettext_noop("The record was changed meanwhile. Reload the page, compare, and repeat what you wrote.")
    status = 409
