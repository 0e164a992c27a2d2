"""Somebody who works by the keyboard alone and listens: no mouse, and what a screen reader would say is looked at.

Nothing is focused, clicked or filled by the driver: only keys are pressed, as fingers would.
"""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, Locator

from tests.browser.by_ear import announced, wrong_by_ear
from tests.browser.person import Person

MOST_STOPS = 160
"""No control is further from another on the same page."""

PASTED = 40
"""Longer texts are pasted: they were written elsewhere."""

BREATH = 50
"""Milliseconds until a key has begun to work."""

DIRECTION = """(e) => e === document.activeElement ? 'here'
  : document.activeElement !== document.body && document.activeElement.compareDocumentPosition(e)
    & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab'"""

SAME_CHOICE = """(e) => {
  const at = document.activeElement;
  if (at.type !== 'radio' || at.name !== e.name || at.form !== e.form) return null;
  const all = [...e.form.querySelectorAll('input[type=radio]')].filter(o => o.name === e.name && !o.disabled);
  return all.indexOf(e) - all.indexOf(at);
}"""


@dataclass
class PersonByKeyboard(Person):
    """Presses keys; every page that opens is listened to."""

    heard: list[str] = field(default_factory=list)
    """What was announced: messages, errors, states."""
    misheard: list[str] = field(default_factory=list)
    """What a screen reader could not say of the pages so far."""
    listened_to: set[str] = field(default_factory=set)

    def to(self, target: Locator) -> None:
        """Tab by tab, or back; what cannot be reached so cannot be reached at all."""
        target.wait_for()
        for _ in range(MOST_STOPS):
            key = target.evaluate(DIRECTION)
            if key == "here":
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard does not reach {target}")

    def activates(self, target: Locator) -> None:
        self.listens()
        self.to(target)
        self.page.keyboard.press("Enter")
        self.listens()

    def marks(self, target: Locator) -> None:
        target.wait_for()
        if target.get_attribute("type") == "radio":
            self._to_the_choice(target)
        else:
            self.to(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def _to_the_choice(self, target: Locator) -> None:
        """Tab stops at one button of a group; the arrows go on to the others."""
        for _ in range(MOST_STOPS):
            steps = target.evaluate(SAME_CHOICE)
            if steps is not None:
                for _ in range(abs(steps)):
                    self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
                return
            self.page.keyboard.press(target.evaluate(DIRECTION))
        raise AssertionError(f"the keyboard does not reach {target}")

    def fills(self, target: Locator, text: str) -> None:
        self.to(target)
        if target.get_attribute("type") == "date":
            year, month, day = text.split("-")
            self.page.keyboard.type(month + day + year)  # the order in which the browser of the tests asks for them
            return
        self.page.keyboard.press("Control+A")
        if len(text) > PASTED or "\n" in text:
            self.page.keyboard.insert_text(text)
        else:
            self.page.keyboard.type(text)

    def takes(self, target: Locator, entry: str) -> None:
        self.to(target)
        labels = [(one.text_content() or "").strip() for one in target.locator("option").all()]
        steps = labels.index(entry.strip()) - int(target.evaluate("e => e.selectedIndex"))
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")

    def hands_in(self, target: Locator, file: Path) -> None:
        """The browser's own window of files, opened by a key."""
        self.to(target)
        with self.page.expect_file_chooser() as window:
            self.page.keyboard.press("Space")
        window.value.set_files(file)

    def listens(self) -> None:
        """The page as it is spoken, or the next one if it is just opening."""
        self.page.wait_for_timeout(BREATH)
        self.page.wait_for_load_state()
        try:
            self._hears()
        except Error:
            self.page.wait_for_load_state()
            self._hears()

    def _hears(self) -> None:
        """Each address once; what it announces every time."""
        self.heard += [said for said in announced(self.page) if said not in self.heard]
        address = self.page.url.partition("?")[0]
        if address not in self.listened_to:
            self.listened_to.add(address)
            self.misheard += [f"{address}: {wrong}" for wrong in wrong_by_ear(self.page)]
