"""Refusals: a "no" as a value, with its reason and its cure. Raises nothing and decides nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an act may not be done, or a question cannot be answered.

    `code` is stable and dotted (`clock.unknown`); `reason` says what is wrong, in
    one or two plain sentences; `cure` says what to do next; `authority` is the
    law, rule or convention that asks for it.
    """

    code: str
    reason: str
    cure: str
    authority: str
