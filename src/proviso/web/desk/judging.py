"""What a person says of a proposal, read from the form: the verdict, the value, and the act that is to follow with its cells."""

from dataclasses import replace

from proviso.acts.asked import stream_column
from proviso.acts.judging import Judgement
from proviso.acts.table import ALL
from proviso.domain.permissions import may_do
from proviso.domain.refusals import Refusal
from proviso.domain.roles import ALLOWS, Right
from proviso.domain.verdicts import Kind, Value
from proviso.outside import rulebook
from proviso.queries.reading_review import Item, Review
from proviso.reading.recording import Option, corrected, options
from proviso.web.forms.asks import Ask, asks_of
from proviso.web.problems import Problem
from proviso.web.signed_in import AtDesk

CELL = "cell-"
OTHER = "other-"


def said(request: AtDesk, found: Review, item: Item) -> Judgement:
    """The judgement that was sent. `other-2` is the second of the competing readings."""
    post = request.POST
    verdict, value = _verdict(post.get("verdict", ""), post.get("value", ""), item)
    cells = {
        name.removeprefix(CELL): " ".join(str(text).split())
        for name, text in post.items()
        if name.startswith(CELL)
    }
    if (act := ALL.get(post.get("act", ""))) and act.room == "source":
        cells["source"] = found.source.source  # what a document says is kept with that document
    return Judgement(
        proposal=item.proposal,
        about=found.about,
        verdict=verdict,
        value=value,
        why=" ".join(post.get("why", "").split()),
        act="" if verdict is Kind.REJECTED else post.get("act", ""),
        cells=cells,
        by=request.actor.id,
    )


def _verdict(told: str, value: str, item: Item) -> tuple[Kind, Value]:
    offered = item.proposal.alternatives
    number = told.removeprefix(OTHER)
    if told.startswith(OTHER) and number.isdigit() and 1 <= int(number) <= len(offered):
        return Kind.OTHER_READING, offered[int(number) - 1].value
    if told == Kind.CORRECTED:
        return Kind.CORRECTED, _as(value.strip(), item.proposal.value)
    return (Kind.REJECTED if told == Kind.REJECTED else Kind.ACCEPTED), item.proposal.value


def _as(text: str, like: Value) -> Value:
    """A corrected value of the sort that was proposed; as text where it is none."""
    plain = text.replace(",", "").removeprefix("$")
    try:
        if isinstance(like, int):
            return int(plain)
        return float(plain) if isinstance(like, float) else text
    except ValueError:
        return text


def why_not_allowed(request: AtDesk, one: Judgement) -> Refusal | None:
    """Refuse an act that the person's roles do not allow where it would be recorded."""
    if not one.act or one.act not in ALL:
        return None
    act, rights = ALL[one.act], _rights(request)
    if act.room == "matter":
        seen = request.door.matter(one.cells.get("matter", ""))
        rights = seen.rights if seen else frozenset()
    if act.room == "review" and one.cells.get("review") not in request.door.reviews(Right.PREPARE):
        rights = frozenset()
    if may_do(one.act, rights):
        return None
    return Refusal(
        code="verdict.not-yours",
        reason=f"Your roles do not allow {one.act} there, or there is no such matter.",
        cure="Keep the verdict without recording, and ask someone who may; or correct the matter's id.",
        authority="the record's own rule on roles",
    )


def _rights(request: AtDesk) -> frozenset[Right]:
    return frozenset(
        right for one in request.actor.on(request.door.on) for right in ALLOWS[one.role]
    )


def chosen(found: Review, item: Item, act: str, value: Value) -> Option | None:
    """The act that was chosen, with its cells as this value fills them."""
    held = corrected(item.proposal, value)
    return next((one for one in options(held, found.about) if one.act == act), None)


def asks(one: Option, typed: dict[str, str], problems: tuple[Problem, ...]) -> tuple[Ask, ...]:
    """What the act asks: the room it goes to, and its fields, filled from the passage as far as that says it."""
    act = ALL[one.act]
    cells = {**one.cells, **typed}
    wrong = {each.field: each for each in problems}
    room = stream_column(act)
    own = asks_of(
        act,
        book=rulebook.load(),
        typed=cells,
        offers={},
        fixed=("evidence", "note"),
        problems=problems,
    )
    first = (
        Ask(
            name=room,
            label=room.capitalize(),
            hint=f"The id of the {room} that it belongs to.",
            widget="line",
            needed=True,
            value=cells.get(room, ""),
            problem=wrong.get(room),
        ),
    ) if room else ()  # fmt: skip
    return tuple(replace(each, name=f"{CELL}{each.name}") for each in (*first, *own))
