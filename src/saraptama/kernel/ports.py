"""A port: a named place where the core asks the outside for something. Adapters are bound in `config.wiring` only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class PortNotBound(RuntimeError):
    """A programming mistake: the composition root bound no adapter to this port."""


class Port(Generic[T]):
    """Holds the factory of one adapter and builds the adapter at the first use, once per process."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._factory: Callable[[], T] | None = None
        self._adapter: T | None = None

    def bind(self, factory: Callable[[], T]) -> None:
        """Say how the adapter is made. It is not made yet: start-up touches nothing outside."""
        self._factory = factory
        self._adapter = None

    @property
    def is_bound(self) -> bool:
        """Whether an adapter stands behind the port."""
        return self._factory is not None

    def get(self) -> T:
        """The adapter, or PortNotBound."""
        if self._adapter is None:
            if self._factory is None:
                raise PortNotBound(f"no adapter is bound to the port “{self.name}”")
            self._adapter = self._factory()
        return self._adapter

    @contextmanager
    def holding(self, adapter: T) -> Iterator[T]:
        """Use this adapter inside the block and the former one after it: tests, training runs, stand-alone tools."""
        before = (self._factory, self._adapter)
        self._factory, self._adapter = (lambda: adapter), adapter
        try:
            yield adapter
        finally:
            self._factory, self._adapter = before
