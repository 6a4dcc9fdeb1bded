"""What a person decides on a proposal of reading: accepted, corrected, another reading, rejected. What is proposed is reading's.

Authority: the record's own rule on machines: a rule proposes, a person decides, and only
what a person accepts is recorded.

Theory. A passage has one proposal of a kind. A verdict on it may be given anew, and the
latest counts, until an entry came of it: the ledger is not unwritten, so that from then on
the record is corrected by acts, not by another verdict. A rule's accept rate is accepted of
shown; a value that was corrected, or replaced by a competing reading, was not right.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from proviso.domain.refusals import Refusal

Value = str | int | float | None
LONGEST = 2_000


class Kind(StrEnum):
    """What was decided."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    OTHER_READING = "other-reading"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One decision. `proposed` is what the rule gave, `value` what the person holds; `stream` and `entry` are what came of it."""

    sha256: str
    source: str
    kind: str
    start: int
    end: int
    rule: str
    text: str
    proposed: Value
    verdict: Kind
    value: Value
    why: str = ""
    act: str = ""
    stream: str = ""
    entry: int | None = None
    by: str
    at: datetime

    @property
    def place(self) -> tuple[str, int, int]:
        """The proposal it speaks of, within its document."""
        return self.kind, self.start, self.end

    @property
    def ref(self) -> str:
        """The entry that came of it, as pages cite it; empty where none did."""
        return f"{self.stream}#{self.entry}" if self.entry is not None else ""


def latest(verdicts: Iterable[Verdict]) -> Mapping[tuple[str, int, int], Verdict]:
    """The verdict that counts on each proposal of one document, from all in the order given."""
    return {one.place: one for one in verdicts}


def why_not_judge(one: Verdict, before: Verdict | None) -> Refusal | None:
    """Refuse a verdict that says nothing, contradicts itself, or comes after an entry was made of the passage."""
    if not one.by.strip():
        return _no("nobody", "Nobody is named who decides.", "Say who decides (by).")
    if before is not None and before.entry is not None:
        why = f"The passage is on record as {before.ref}, accepted by {before.by}."
        return _no("on-record", why, "Correct the record by an act, such as correct-report.")
    if len(one.why) > LONGEST:
        why = f"The reason has {len(one.why):,} characters; {LONGEST:,} are kept."
        return _no("long", why, "Shorten it.")
    return _why_not_value(one)


def _why_not_value(one: Verdict) -> Refusal | None:
    if one.verdict is Kind.ACCEPTED and one.value != one.proposed:
        why = f"Accepted is what was proposed ({_shown(one.proposed)}), not {_shown(one.value)}."
        return _no("another-value", why, "Give the verdict corrected or other-reading.")
    if one.verdict in (Kind.CORRECTED, Kind.OTHER_READING) and one.value == one.proposed:
        why = f"The value is what was proposed: {_shown(one.value)}."
        return _no("same-value", why, "Accept it, or give another value.")
    if one.verdict is Kind.REJECTED and one.act:
        why = "A rejected proposal records nothing."
        return _no("rejected", why, "Reject it alone, or correct it.")
    return None


def tally(verdicts: Iterable[Verdict]) -> Mapping[str, Mapping[Kind, int]]:
    """For each rule, how often each verdict was given. Give the verdicts that count."""
    counts: dict[str, dict[Kind, int]] = {}
    for one in verdicts:
        of_rule = counts.setdefault(one.rule, dict.fromkeys(Kind, 0))
        of_rule[one.verdict] += 1
    return counts


def _shown(value: Value) -> str:
    return "no value" if value is None else json.dumps(value, ensure_ascii=False)


def _no(code: str, reason: str, cure: str) -> Refusal:
    return Refusal(
        code=f"verdict.{code}",
        reason=reason,
        cure=cure,
        authority="A rule proposes and a person decides (docs/reading.md).",
    )
