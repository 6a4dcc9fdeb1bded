"""A person judges one proposal of reading: the verdict is kept, and the act that follows is done, both or neither. What is proposed is reading's."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from proviso.acts.act import Deed, Receipt, Told
from proviso.acts.asked import ready
from proviso.acts.parsing import Wrong
from proviso.acts.perform import sitting
from proviso.acts.table import ALL
from proviso.domain.refusals import Refusal
from proviso.domain.verdicts import Kind, Value, Verdict, latest, why_not_judge
from proviso.outside.clock import now
from proviso.reading.proposal import Proposal
from proviso.reading.recording import VALUE_CELL, About, corrected, options, tie
from proviso.records import register, verdicts

AUTHORITY = "A rule proposes and a person decides (docs/reading.md)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person says of a proposal. `act` is empty where nothing is to be recorded; `cells` are what the act is told."""

    proposal: Proposal
    about: About
    verdict: Kind
    value: Value = None
    why: str = ""
    act: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict as it was kept, and the receipt of the act that followed, if one did."""

    verdict: Verdict
    receipt: Receipt | None = None


def judge(said: Judgement) -> Judged | Refusal | tuple[Wrong, ...]:
    """Keep the verdict, and do the act in the same transaction. Where the act is refused, nothing is kept."""
    made = _verdict(said)
    if refusal := _why_not(said, made):
        return refusal
    if not said.act:
        verdicts.keep(made)
        return Judged(verdict=made)
    asked = _ready(said)
    match asked:
        case (Deed() as deed, Told() as told):
            return _record(made, deed, told)
        case _:
            return asked


def _verdict(said: Judgement) -> Verdict:
    one = said.proposal
    value = one.value if said.verdict in (Kind.ACCEPTED, Kind.REJECTED) else said.value
    return Verdict(
        sha256=said.about.sha256, source=said.about.source, kind=str(one.kind), start=one.start, end=one.end,
        rule=one.rule, text=one.text, proposed=one.value, verdict=said.verdict, value=value, why=said.why.strip(),
        act=said.act, by=said.by, at=now(),
    )  # fmt: skip


def _why_not(said: Judgement, made: Verdict) -> Refusal | None:
    before = latest(verdicts.of_document(made.sha256)).get(made.place)
    if refusal := why_not_judge(made, before):
        return refusal
    offered = {one.value for one in said.proposal.alternatives}
    if made.verdict is Kind.OTHER_READING and made.value not in offered:
        return _no("no-such-reading", f"{made.value!r} is none of the competing readings.",
                   "Pick one of those that are offered, or give the verdict corrected.")  # fmt: skip
    return _why_not_act(said, made) if said.act else None


def _why_not_act(said: Judgement, made: Verdict) -> Refusal | None:
    """Refuse an act that does not follow from such a proposal, or that records another value than the verdict's."""
    held = corrected(said.proposal, made.value)
    offered = {one.act: one for one in options(held, said.about)}
    if said.act not in offered:
        names = ", ".join(offered) or "none: its value only serves other acts"
        return _no("no-such-act", f"{said.act!r} does not follow from a {made.kind}.",
                   f"What may follow: {names}.")  # fmt: skip
    cell = VALUE_CELL.get(said.act, "")
    told, wanted = said.cells.get(cell, "").strip(), offered[said.act].cells.get(cell, "")
    if cell and wanted and told != wanted:
        return _no("another-value", f"The verdict is for {wanted!r}, and the act would record {told!r}.",
                   "Give the verdict corrected, with the value that the act records.")  # fmt: skip
    return None


def _ready(said: Judgement) -> tuple[Deed, Told] | tuple[Wrong, ...]:
    """The act with its envelope: the source as evidence, the passage in the note, whatever else was told."""
    one, about = said.proposal, said.about
    note = " ".join(part for part in (said.cells.get("note", "").strip(), said.why.strip()) if part)
    tied = tie(one, about)
    beside = {
        "evidence": about.source,
        "note": note if tied in note else f"{note} {tied}".strip(),
        "by": said.by,
    }
    cells = {**said.cells, **beside}
    if not cells.get("on"):
        cells["on"] = about.published.isoformat() if about.published else ""
    if not cells["on"] and not cells.get("learned"):
        cells["learned"] = now().date().isoformat()
    key = f"verdict/{about.sha256[:32]}/{one.kind}/{one.start}-{one.end}/{said.act}"
    return ready(ALL[said.act], cells, at=now(), key=key, resolve=register.resolve)


def _record(made: Verdict, deed: Deed, told: Told) -> Judged | Refusal:
    with sitting() as one:
        outcome = one.do(deed, told)
        if isinstance(outcome, Refusal):
            return outcome
        kept = replace(made, stream=outcome.stream, entry=outcome.numbers[0])
        verdicts.keep(kept)
    with sitting() as last:
        last.checkpoint()
    return Judged(verdict=kept, receipt=outcome)


def _no(code: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"verdict.{code}", reason=reason, cure=cure, authority=AUTHORITY)
