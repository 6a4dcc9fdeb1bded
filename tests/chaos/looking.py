"""What is lost and what is doubled, looked for where it would show: in the outbox, at the mail server, in the ledger."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from proviso.acts import errands
from proviso.acts.envelopes import message_of
from proviso.domain.errands import Errand, Kind, State
from proviso.domain.verifying import verify
from proviso.outside import folders
from proviso.outside.keys import signed_by
from proviso.records import errand_rows, streams
from tests.chaos.installation import keys_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How it stands once everything was carried and everything unclear was decided."""

    errands: int
    lost: int
    doubled: int
    settled: int
    entries_lost: int
    entries_doubled: int
    decided_by_a_person: int
    ledger_breaks: int

    @property
    def well(self) -> bool:
        """Nothing lost, nothing doubled, everything told once."""
        wrong = asdict(self)
        return self.settled == self.errands and not any(
            wrong[name]
            for name in ("lost", "doubled", "entries_lost", "entries_doubled", "ledger_breaks")
        )


def decide(taken: Iterable[str]) -> int:
    """As a person does: look at the mail server for each unclear errand, and say what it shows."""
    there = set(taken)
    decided = 0
    for held in list(errand_rows.every([State.AMBIGUOUS])):
        sent = message_of(held.errand).id in there
        why = "The mail server's list shows it." if sent else "It is not in the server's list."
        errands.settle(held.number, sent=sent, why=why, by="Pat Person")
        if not sent:
            errands.retry(held.number, by="Pat Person")
        decided += 1
    return decided


def look(owed: list[Errand], taken: Iterable[str], decided: int) -> Found:
    """Compare what was owed with what was handed over, and with what the ledger tells."""
    over = _handed_over(taken)
    times = [over[_mark(one)] for one in owed]
    told = Counter(link.key for link in streams.links("matter:"))
    entries = [told[f"errand/{one.key}"] for one in owed]
    done = set(keys_in([State.DONE]))
    return Found(
        errands=len(owed),
        lost=sum(one == 0 for one in times),
        doubled=sum(max(0, one - 1) for one in times),
        settled=sum(one.key in done for one in owed),
        entries_lost=sum(one == 0 for one in entries),
        entries_doubled=sum(max(0, one - 1) for one in entries),
        decided_by_a_person=decided,
        ledger_breaks=len(verify(streams.links(), (), signed_by).breaks),
    )


def _handed_over(taken: Iterable[str]) -> Counter[str]:
    """How often each errand's mark is seen: in a file's name, or as a Message-ID."""
    names = [name for kind in (Kind.PRINT, Kind.PORTAL) for name in folders.handed_over(kind)]
    return Counter([name[:81] for name in names] + list(taken))


def _mark(one: Errand) -> str:
    if one.kind is Kind.MAIL:
        return message_of(one).id
    from proviso.acts.envelopes import file_of
    from proviso.domain.errands import content_name

    return content_name(one.key, file_of(one)[0])
