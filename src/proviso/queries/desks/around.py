"""What waits at a desk besides matters: rounds for a second person, errands and mail for anybody, work that was not done. Of the reader's reviews."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from proviso.domain.errands import FOUND_BY, METHODS, FoundBy, Held, State
from proviso.domain.rounds import Stage
from proviso.queries.desks.in_matter import AGENCY, SECOND, Wait
from proviso.queries.desks.rows import NOW, Row
from proviso.queries.errands import missed_runs
from proviso.queries.pages.reading import Reading
from proviso.records import errand_rows, models

MOST_ERRANDS = 200
BY_HAND = tuple(kind.value for kind, found in FOUND_BY.items() if found is FoundBy.PERSON)


def around(
    record: Reading, desks: Sequence[str], chosen: str, *, now: datetime, known: date
) -> Iterator[Row]:
    yield from _rounds(record, desks, known)
    room = _Room(record, frozenset(desks))
    yield from _errands(record, room)
    yield from _mail(record, room)
    if not chosen:
        for run in missed_runs(record.runs, now=now):
            minutes = run.every.total_seconds() / 60
            ended = f"last ended {run.ended:%Y-%m-%d %H:%M} UTC" if run.ended else "never ended"
            yield Row(
                group=NOW,
                review="",
                wait=Wait(
                    kind="run-missed",
                    about=run.name,
                    who=AGENCY,
                    says=f"{run.name} should run every {minutes:g} minutes",
                    why=f"It {ended}. Whoever runs the installation looks: proviso doctor.",
                    since=(run.ended or run.began).date(),
                ),
            )


def _rounds(record: Reading, desks: Sequence[str], known: date) -> Iterator[Row]:
    for name in desks:
        held = record.review(name, known=known)
        for one in held.sendings.named.values():
            if one.stage is Stage.RELEASED:
                continue
            opened = held.rounds.get(one.round)
            many = "1 letter" if len(one.matters) == 1 else f"{len(one.matters):,} letters"
            approve = one.stage is Stage.PREPARED
            yield Row(
                group="",
                review=name,
                place=("round", name, one.round),
                wait=Wait(
                    kind="round-approval" if approve else "round-release",
                    about=one.round,
                    who=SECOND if approve else AGENCY,
                    says=f"{'Approve' if approve else 'Release'} the round {one.round} ({many})",
                    why=one.letter_kind.replace("-", " ").capitalize() + ".",
                    since=opened.on if opened else None,
                ),
            )


class _Room:
    """Of which matter and review a stream is, of those that are asked about."""

    def __init__(self, record: Reading, desks: frozenset[str]) -> None:
        self.record, self.desks = record, desks

    def of(self, streams: Iterable[str]) -> dict[str, tuple[str, str, str]]:
        """Matter, review and respondent of each of these streams that is of a matter at the desks."""
        names = [one[7:] for one in streams if one.startswith("matter:")]
        rows = self.record.at_desk(names) if names else {}
        return {
            f"matter:{name}": (name, one.review, one.respondent)
            for name, one in rows.items()
            if one.review in self.desks
        }


def _errands(record: Reading, room: _Room) -> Iterator[Row]:
    waiting = [State.AMBIGUOUS.value, State.FAILED.value]
    every = record.errands.order_by("number")
    rows = list(every.filter(state__in=waiting)[:MOST_ERRANDS])
    rows += list(every.filter(state=State.OWED.value, kind__in=BY_HAND)[:MOST_ERRANDS])
    where = room.of({one.stream for one in rows})
    for row in rows:
        if row.stream in where:
            yield _errand(errand_rows.held(row), where[row.stream])


def _errand(one: Held, where: tuple[str, str, str]) -> Row:
    what = one.errand.letter or "a notice"
    kind, says = "send-by-hand", f"Carry {what} to {one.errand.to}, by {METHODS[one.errand.kind]}"
    if one.state is State.AMBIGUOUS:
        kind, says = "send-unclear", f"Find out whether {what} to {one.errand.to} went out"
    elif one.state is State.FAILED:
        kind, says = "send-failed", f"{what} to {one.errand.to} was not handed over"
    return Row(
        group=NOW,
        review=where[1],
        matter=where[0],
        respondent=where[2],
        place=("errand", str(one.number)),
        wait=Wait(
            kind=kind,
            about=f"errand {one.number}",
            says=says,
            why=one.why,
            who=AGENCY,
            since=one.owed_at.date(),
        ),
    )


def _mail(record: Reading, room: _Room) -> Iterator[Row]:
    rows: list[models.Arrival] = list(
        record.arrivals.exclude(waits="").filter(settled="").order_by("taken_at")[:MOST_ERRANDS]
    )
    where = room.of({one.stream for one in rows})
    for one in rows:
        if one.stream in where:
            matter, review, respondent = where[one.stream]
            about = f" about {one.letter}" if one.letter else ""
            yield Row(
                group=NOW,
                review=review,
                matter=matter,
                respondent=respondent,
                place=("mail", one.sha256),
                wait=Wait(
                    kind="mail",
                    about=one.sha256[:12],
                    says=f"Read the {one.kind} from {one.sender or 'nobody named'}{about}",
                    why=one.waits,
                    who=AGENCY,
                    since=one.taken_at.date(),
                ),
            )
