"""State machines as tables: the table drives permission, button, audit entry, notification and diagram."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from saraptama.kernel.errors import Refusal, gettext_noop

State = TypeVar("State", bound=str)


class TransitionRefused(Refusal):
    """The act is not possible in the state in which the record now is."""

    code = "wrong_state"
    message = gettext_noop("This cannot be done now: the record is in the state “{state}”.")
    status = 409


@dataclass(frozen=True)
class Transition(Generic[State]):
    """One arrow: the act's name, where it may start, where it ends, whose turn it is."""

    act: str
    sources: tuple[State, ...]
    target: State
    by: str


class Workflow(Generic[State]):
    """A complete table of states with their owners, and transitions by act."""

    def __init__(
        self, *, name: str, initial: State, owners: dict[State, str], transitions: Iterable[Transition[State]]
    ) -> None:
        self.name = name
        self.initial = initial
        self.owners = owners
        self.transitions = tuple(transitions)
        self._by_act = {t.act: t for t in self.transitions}
        if len(self._by_act) != len(self.transitions):
            raise ValueError(f"{name}: an act stands twice")
        unowned = {s for t in self.transitions for s in (*t.sources, t.target)} - set(owners)
        if unowned:
            raise ValueError(f"{name}: states without owner: {sorted(unowned)}")

    def target_of(self, act: str, state: State, *, describe: Callable[[State], str] = str) -> State:
        """The state after the act, or TransitionRefused. An act that is not in the table is a KeyError."""
        transition = self._by_act[act]
        if state not in transition.sources:
            raise TransitionRefused(state=describe(state), act=act)
        return transition.target

    def can(self, act: str, state: State) -> bool:
        """Whether the act may start in this state."""
        return state in self._by_act[act].sources

    def acts_from(self, state: State) -> tuple[str, ...]:
        """The acts that may start here, in table order: the buttons."""
        return tuple(t.act for t in self.transitions if state in t.sources)

    def diagram(self) -> str:
        """The machine as a Mermaid state diagram; generated into docs/states and compared by the gate."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for transition in self.transitions:
            lines += [f"    {source} --> {transition.target}: {transition.act}" for source in transition.sources]
        sources = {source for t in self.transitions for source in t.sources}
        lines += [f"    {state} --> [*]" for state in self.owners if state not in sources]
        return "\n".join(lines) + "\n"
