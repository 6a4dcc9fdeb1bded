"""A shelf of answers: so many are kept, and the one that was asked for longest ago is let go first. What an answer is, is not known here."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from threading import Lock
from typing import TypeVar, cast

A = TypeVar("A")
NONE = object()


class Shelf:
    """Kept by several threads at once; a page that has taken an answer keeps it, whatever becomes of the shelf."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable, make: Callable[[], A]) -> A:
        """The answer under this key; made where there is none, without holding others up."""
        with self._lock:
            found = self._held.get(key, NONE)
            if found is not NONE:
                self._held.move_to_end(key)
                return cast("A", found)
        made = make()
        with self._lock:
            self._held[key] = made
            self._held.move_to_end(key)
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        return made

    def under(self, kind: str) -> Iterator[tuple[Hashable, object]]:
        """The answers whose keys begin with this word."""
        with self._lock:
            held = list(self._held.items())
        return ((key, one) for key, one in held if isinstance(key, tuple) and key[0] == kind)
