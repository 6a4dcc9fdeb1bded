"""Whether like cases were treated alike: matters of a review in the same situation, side by side with what the agency did. It compares; it judges nothing.

Theory. A situation is what a respondent did, as the record has it: what sort of answer came, how it stood to its date,
and which level each item was found at. What the agency did is told as acts with days, counted from the answer, or where
none came from the date it was due. Where one matter of a situation has an act that another has not, they differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from proviso.domain.clocks import ClockKind
from proviso.domain.entries import Entry
from proviso.domain.facts.clocks import ExtensionDenied, ExtensionGranted
from proviso.domain.facts.findings import (
    ConcernRaised,
    DeterminationMade,
    DeterminationProposed,
    ItemEvaluated,
    MatterCleared,
    NoticeGiven,
)
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.matters import MatterReleased, MatterReopened, MatterSettled
from proviso.domain.facts.remedies import (
    RemedyImposed,
    RemedyProposed,
    RepaymentRequired,
    SpecificConditionsImposed,
    SumDisallowed,
)
from proviso.domain.facts.subpoenas import SubpoenaIssued
from proviso.domain.standing import Standing, timeline
from proviso.queries.desks.report_matters import Table, iso, named, shared, stood
from proviso.queries.pages.plain import counted, words
from proviso.queries.pages.reading import Reading
from proviso.queries.record import Record

ACTS: Mapping[type, str] = {
    ItemEvaluated: "Looked at the answer",
    ConcernRaised: "Raised a concern",
    ExtensionGranted: "Gave more time",
    ExtensionDenied: "Refused more time",
    NoticeGiven: "Gave notice",
    DeterminationProposed: "Proposed a determination",
    DeterminationMade: "Made a determination",
    MatterCleared: "Cleared the matter",
    MatterSettled: "Settled",
    MatterReleased: "Released",
    MatterReopened: "Reopened",
    SpecificConditionsImposed: "Imposed specific conditions",
    RemedyProposed: "Proposed a remedy",
    RemedyImposed: "Imposed a remedy",
    SumDisallowed: "Disallowed a sum",
    RepaymentRequired: "Required repayment",
    SubpoenaIssued: "Issued a subpoena",
}
NONE_CAME = "no answer on record"
BANDS = ((0, "on time"), (7, "1 to 7 days late"), (30, "8 to 30 days late"))
BEYOND = "more than 30 days late"
NO_DATE, NOT_YET, PASSED = "no date ran", "not due yet", "its date has passed"
COLUMNS = (
    "situation", "answer", "timing", "items", "matter", "government", "act", "day", "days_after",
    "counted_from", "differs",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Situation:
    """What respondents did: the sort of answer, how it stood to its date, the level of each item."""

    answer: str
    timing: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """One act of the agency: when first, and how many days after the answer or the due date. None is not known."""

    act: str
    on: date | None
    days: int | None
    again: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """One matter of a situation, with what the agency did since, by act."""

    matter: str
    government: str
    since: date | None
    did: Mapping[str, Did]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One act over the matters of a situation: in how many it was done, and its days from the first to the last."""

    act: str
    matters: int
    of: int
    shortest: int | None
    median: float | None
    longest: int | None

    @property
    def differs(self) -> bool:
        """Whether it was done in some of the matters, and not in others."""
        return 0 < self.matters < self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """The matters of one situation, and the acts compared."""

    number: int
    situation: Situation
    counted_from: str
    matters: tuple[Treated, ...]
    acts: tuple[Compared, ...]

    @property
    def differs(self) -> bool:
        """Whether some act was done in one of these matters and not in another."""
        return any(one.differs for one in self.acts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeTreatment:
    """Situations shared by several matters, those where acts differ first; `alone` are matters like no other."""

    review: str
    on: date
    known: date
    groups: tuple[Alike, ...]
    alone: int
    matters: int

    @property
    def says(self) -> str:
        """The comparison in a sentence."""
        differ = sum(one.differs for one in self.groups)
        shared_ = counted(len(self.groups), "situation is", "situations are")
        if not self.groups:
            return f"No two of the {counted(self.matters, 'matter')} are in the same situation."
        return f"{shared_} shared by several matters; in {differ} of them the acts differ."


def like_treatment(record: Record, review: str, *, on: date, known: date) -> LikeTreatment | None:
    """The comparison by the day; None for a review that is not at the reader's desk."""
    every = shared(record, review)
    if every is None:
        return None
    return every.list(
        ("like treatment", review, on, known), lambda: _compared(every, review, on, known)
    )


def like_treatment_csv(found: LikeTreatment) -> Table:
    """A row for each act of each compared matter, and for each act that others have and it has not."""
    rows = []
    for group in found.groups:
        items = "; ".join(f"{item}: {level}" for item, level in group.situation.items)
        said = (str(group.number), group.situation.answer, group.situation.timing, items)
        for one in group.matters:
            for act in group.acts:
                did = one.did.get(act.act)
                days = "" if did is None or did.days is None else str(did.days)
                told = (act.act, iso(did.on) if did else "not on record", days, group.counted_from)
                rows.append((*said, one.matter, one.government, *told, "yes" if act.differs else "no"))  # fmt: skip
    return (COLUMNS, *rows)


def _compared(record: Reading, review: str, on: date, known: date) -> LikeTreatment:
    found: dict[Situation, list[Treated]] = {}
    for one, standing in stood(record, review, on=on, known=known):
        entries = [
            each
            for each in record.entries(f"matter:{one.matter}")
            if each.told_by(on=on, known=known)
        ]
        since = _since(standing)
        treated = Treated(
            matter=one.matter,
            government=named(record, one),
            since=since,
            did=_did(timeline(entries), since),
        )
        found.setdefault(_situation(standing, on), []).append(treated)
    several = sorted((one, some) for one, some in found.items() if len(some) > 1)
    groups = [_alike(0, situation, tuple(some)) for situation, some in several]
    groups.sort(key=lambda one: (not one.differs, -len(one.matters)))
    return LikeTreatment(
        review=review,
        on=on,
        known=known,
        groups=tuple(
            _alike(number, one.situation, one.matters) for number, one in enumerate(groups, start=1)
        ),
        alone=sum(len(some) == 1 for some in found.values()),
        matters=sum(map(len, found.values())),
    )


def _situation(standing: Standing, on: date) -> Situation:
    received = standing.responses.received
    items = standing.findings.items
    return Situation(
        answer=words(received[-1].kind) if received else NONE_CAME,
        timing=_timing(standing, on),
        items=tuple(sorted((name, str(one.level)) for name, one in items.items())),
    )


def _timing(standing: Standing, on: date) -> str:
    """How the first answer stood to the first date of a request."""
    dues = standing.clocks.of_kind(ClockKind.REQUEST_DUE)
    if not dues:
        return NO_DATE
    first = next((one.on for one in standing.responses.received if one.on), None) or dues[0].met
    if first is None:
        return PASSED if dues[0].due < on else NOT_YET
    late = (first - dues[0].due).days
    return next((said for most, said in BANDS if late <= most), BEYOND)


def _since(standing: Standing) -> date | None:
    """The day from which acts are counted: the first answer's, else the first due date."""
    answered = next((one.on for one in standing.responses.received if one.on), None)
    dues = standing.clocks.of_kind(ClockKind.REQUEST_DUE)
    return answered or (dues[0].due if dues else None)


def _did(entries: Iterable[Entry], since: date | None) -> dict[str, Did]:
    found: dict[str, Did] = {}
    for one in entries:
        act = _act(one.fact)
        if act is None or (since is not None and one.on is not None and one.on < since):
            continue
        held = found.get(act)
        if held is not None:
            found[act] = Did(act=act, on=held.on, days=held.days, again=held.again + 1)
            continue
        days = (one.on - since).days if one.on and since else None
        found[act] = Did(act=act, on=one.on, days=days)
    return found


def _act(fact: object) -> str | None:
    """The agency's act in words; letters and determinations by their kind."""
    if isinstance(fact, LetterSent):
        return f"Sent a {words(fact.kind)} letter"
    said = ACTS.get(type(fact))
    if isinstance(fact, DeterminationMade):
        return f"{said}: {words(fact.outcome)}"
    return said


def _alike(number: int, situation: Situation, matters: tuple[Treated, ...]) -> Alike:
    every = dict.fromkeys(act for one in matters for act in one.did)
    return Alike(
        number=number,
        situation=situation,
        counted_from="the due date" if situation.answer == NONE_CAME else "the answer",
        matters=matters,
        acts=tuple(_act_of(act, matters) for act in every),
    )


def _act_of(act: str, matters: tuple[Treated, ...]) -> Compared:
    did = [one.did[act] for one in matters if act in one.did]
    days = [one.days for one in did if one.days is not None]
    return Compared(
        act=act,
        matters=len(did),
        of=len(matters),
        shortest=min(days, default=None),
        median=median(days) if days else None,
        longest=max(days, default=None),
    )
