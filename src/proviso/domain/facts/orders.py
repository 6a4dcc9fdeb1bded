"""What the ledger can say of court cases, orders and their effects. Not what the press says they do (see sources)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFiled:
    """A lawsuit, or an agency notice file. `filed` of the case is the entry's `on`."""

    case: str
    title: str
    court: str
    docket: str
    plaintiffs: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEntered:
    """A court's act in a case, or an agency's notice of non-enforcement. The entry's `on` is the day entered, None where not found."""

    order: str
    case: str
    court: str
    docket: str
    kind: str
    regulates: str
    citation: str | None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRead:
    """What an order does: bars, requires or unknown x acts x conditions x programmes and years x actors x bodies x interval.

    `covers` is in the cover language (see domain/cover.py). An interval is [since, until).
    Where the first day is only known to lie between two days, `since` is the earliest
    and `since_latest` the latest; None for `since_latest` with `since_certain` false
    means that no latest day is known either. The same day in both, not certain: it may have begun
    earlier, nobody knows when, and it is counted from that day. `covers_certain` false: it may cover these bodies.
    """

    effect: str
    order: str
    kind: str
    acts: tuple[str, ...]
    conditions: tuple[str, ...]
    programmes: tuple[str, ...]
    years: tuple[int, ...]
    binds: tuple[str, ...]
    covers: tuple[str, ...]
    covers_certain: bool
    since: date | None
    since_certain: bool
    since_latest: date | None
    until: date | None
    says: str
    flag: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanged:
    """A later order's action on an earlier effect or change: stays, lifts, narrows, vacates, supersedes, permits, affirms.

    `target` is an effect id (O08.1) or a change id (O13.a). `certain` false: it may do so.
    """

    change: str
    order: str
    kind: str
    target: str
    covers: tuple[str, ...]
    certain: bool
    since: date | None
    until: date | None
    says: str
    flag: str | None


CaseFact = CaseFiled | OrderEntered | EffectRead | OrderChanged
