"""Text that is no language of the page: logins and codes, and sources written by whoever entered them."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from saraptama.web.administration.delivered_sources import in_words


@dataclass(frozen=True)
class Code:
    """A login or a code, set apart from words."""

    text: str

    def __str__(self) -> SafeString:
        return format_html("<code>{}</code>", self.text)

    def __html__(self) -> SafeString:
        """Markup already: templates do not escape it."""
        return self.__str__()


def as_written(text: str) -> str:
    """A text as it was entered; one in Latin letters is marked as English, so that it is read aloud as such.

    What came with the service is said in the reader's language.
    """
    text = in_words(text)
    return format_html('<span lang="en">{}</span>', text) if text.isascii() and any(map(str.isalpha, text)) else text
