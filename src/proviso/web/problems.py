"""A question that cannot be answered as asked: which field, what was typed, why, and what to do. Refusals of acts are the domain's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One field that cannot be used as it was filled in. `typed` is shown again, as typed."""

    field: str
    label: str
    typed: str
    reason: str
    cure: str


class BadQuestion(Exception):
    """Raised by a view whose address or form cannot be used; answered as a page with every problem on it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(one.reason for one in problems))
        self.problems = problems
