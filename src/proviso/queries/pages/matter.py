"""The page of one matter: where it stands, what may happen next and why, dates, letters, answers, money, orders, history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.facts.answers import ReplyFiled
from proviso.domain.facts.findings import ConcernAnswered, ConcernRaised
from proviso.domain.facts.matters import IdentityQuestioned
from proviso.domain.facts.responses import PolicyNoted, ProductionReceived, ResponseReceived
from proviso.domain.letters import Letter, proven
from proviso.domain.standing import Standing, timeline
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.corrections import Correction, corrections_in
from proviso.queries.pages.dates import Dated, dates
from proviso.queries.pages.docket import lawsuits
from proviso.queries.pages.effects import OrderLine, effects_on
from proviso.queries.pages.lines import Line, lines_of
from proviso.queries.pages.money import Money, money
from proviso.queries.pages.next_acts import Next, next_acts, sources_of
from proviso.queries.pages.outlets import SourceLine, StatementLine, citations, source_lines
from proviso.queries.pages.plain import Day, day_of, the_day, veiled, words
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.review import ReviewHead, head
from proviso.queries.pages.speaking import MATCHED, about_government
from proviso.queries.pages.telling import Told, addresses, tell
from proviso.records.models import Matter

NO_REPLY = "No reply to this is on record. That is no finding that there was none."
SERVICE = {
    "sent": "Sent; nothing on record shows that it arrived",
    "attempted": "Delivery was attempted; nothing on record shows that it arrived",
    "delivered": "Delivered",
    "received": "Received",
    "viewed": "Viewed",
    "bounced": "Came back",
    "refused": "Refused",
    "misaddressed": "Went to the wrong addressee",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOn:
    """One letter: what it is, how far its service has come, what shows that, whether its files are on record."""

    letter: str
    kind: str
    on: Day
    round: str | None
    addressee: str
    signed_by: str
    authority: str
    asks: tuple[str, ...]
    due: Day | None
    service: str
    service_said: str
    service_on: Day | None
    proven: bool
    non_receipt: bool
    sha256: str | None
    html_sha256: str | None
    ref: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOn:
    """One answer, and the volumes that came with it."""

    response: str
    kind: str
    on: Day
    letter: str | None
    signed_by: str | None
    summary: str
    volumes: tuple[str, ...]
    ref: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOn:
    """A provision of local law or policy."""

    policy: str
    provision: str
    says: str
    since: Day
    until: Day | None
    ref: str
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim of the agency with the respondent's reply beside it; `why` where no reply is on record."""

    claim: str
    on: Day
    says: str
    provision: str | None
    reply: str | None
    reply_on: Day | None
    why: str | None
    replies: tuple["ReplyOn", ...]
    ref: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyOn:
    """What the government replied, to what: a concern, a statement, a report or an entry."""

    to: str
    about: str
    says: str
    on: Day
    signed_by: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPage:
    """Everything that is public about one matter on a day. `undated` is what has no known day."""

    on: date
    known: date
    line: Line
    head: ReviewHead
    role: str
    hearing_right: str
    conditions: tuple[str, ...]
    identity: str
    identity_note: str | None
    next: Next
    dates: tuple[Dated, ...]
    letters: tuple[LetterOn, ...]
    answers: tuple[AnswerOn, ...]
    policies: tuple[PolicyOn, ...]
    claims: tuple[Claim, ...]
    replies: tuple[ReplyOn, ...]
    money: Money
    orders: tuple[OrderLine, ...]
    lawsuits: tuple[str, ...]
    statements: tuple[StatementLine, ...]
    statements_why: str
    corrections: tuple[Correction, ...]
    history: tuple[Told, ...]
    undated: tuple[Told, ...]
    sources: tuple[SourceLine, ...]
    other_matters: tuple[str, ...]


def matter(
    name: str, *, on: date | None = None, known: date | None = None
) -> MatterPage | NotAsked:
    """The matter of that id, or the only one of the government that is named."""
    record = reading()
    day, seen = days(on, known)
    one = meant(record, name)
    return one if isinstance(one, NotAsked) else page_of(record, one, day, seen)


def page_of(record: Reading, one: Matter, day: date, seen: date) -> MatterPage | NotAsked:
    """The page of this matter, asked of a record: the same on a desk as for everyone."""
    stands = record.standing(one.matter, on=day, known=seen)
    if stands.matter.opened is None:
        return NotAsked(
            code="matter.not-yet",
            why=f"{one.matter} had not begun by {the_day(day).said}, as known on {the_day(seen).said}.",
        )
    return record.page(
        ("matter", one.matter, day, seen), lambda: _page(record, one, stands, day, seen)
    )


def meant(record: Reading, name: str) -> Matter | NotAsked:
    """The matter of that id in any letter case, or the only one of the government."""
    if found := record.by_id.get(name) or naming.matter(record, name):
        return found
    ocd_id = naming.government(name)
    its_own = [one for one in record.matters if one.respondent == ocd_id] if ocd_id else []
    if len(its_own) == 1:
        return its_own[0]
    if its_own:
        return NotAsked(
            code="matter.several",
            why=f"{name} has several matters. Name one of them:",
            instead=tuple(one.matter for one in its_own),
        )
    return NotAsked(code="matter.unknown", why=f"{name!r} is no matter on record.")


def _page(record: Reading, one: Matter, stands: Standing, on: date, known: date) -> MatterPage:
    room = f"matter:{one.matter}"
    entries = [each for each in record.entries(room) if each.learned <= known]
    told = [each for each in entries if each.on is not None and each.on <= on]
    undated = [each for each in entries if each.on is None]
    every = lines_of(record, one.respondent, on=on, known=known)
    line = next(each for each in every if each.matter == one.matter)
    opened = stands.matter.opened
    assert opened is not None  # noqa: S101 - matter() has looked
    docket = effects_on(record, on=on, known=known)
    return MatterPage(
        on=on,
        known=known,
        line=line,
        head=head(record, one.review, known),
        role=words(opened.role),
        hearing_right=words(opened.hearing_right),
        conditions=opened.conditions,
        identity=str(stands.matter.identity),
        identity_note=_question(told),
        next=next_acts(record, one, on=on, known=known),
        dates=dates(record, one, on=on, known=known),
        letters=tuple(letters_on(record, one, stands, known)),
        answers=tuple(answers_on(record, room, told)),
        policies=tuple(policies_on(told)),
        claims=tuple(claims_on(record, room, told)),
        replies=_replies(record, room, told),
        money=money(record, (one,), on=on, known=known),
        orders=tuple(each for each in docket.orders() if each.order in line.orders),
        lawsuits=lawsuits(record, on, known).get(one.respondent, ()),
        statements=about_government(record, one.respondent, on=on, known=known),
        statements_why=MATCHED,
        corrections=corrections_in(record, told),
        history=tuple(tell(record, reversed(timeline(told)))),
        undated=tuple(tell(record, undated)),
        sources=source_lines(record, citations(told), known),
        other_matters=tuple(each.matter for each in every if each.matter != one.matter),
    )


def _question(told: Iterable[Entry]) -> str | None:
    asked = [each.fact.why for each in told if isinstance(each.fact, IdentityQuestioned)]
    return asked[-1] if asked else None


def letters_on(record: Reading, one: Matter, stands: Standing, known: date) -> Iterable[LetterOn]:
    """The letters of a matter, the newest first."""
    items = record.review(one.review, known=known).items
    hidden = addresses(record, f"matter:{one.matter}")
    sent = sorted(stands.letters.sent.values(), key=lambda each: each.on or date.min, reverse=True)
    for each in sent:
        asks = tuple(items[name].asks if name in items else name for name in each.items)
        yield _letter(record, each, asks, hidden)


def _letter(
    record: Reading, one: Letter, asks: tuple[str, ...], hidden: tuple[str, ...]
) -> LetterOn:
    return LetterOn(
        letter=one.letter,
        kind=words(one.kind),
        on=the_day(one.on),
        round=one.round,
        addressee=veiled(one.addressee, hidden),
        signed_by=one.signed_by,
        authority=one.authority,
        asks=asks,
        due=the_day(one.due) if one.due else None,
        service=str(one.service),
        service_said=SERVICE[one.service],
        service_on=the_day(one.service_on) if one.service_on else None,
        proven=proven(one),
        non_receipt=one.non_receipt,
        sha256=one.filed.sha256 if one.filed else None,
        html_sha256=one.filed.html_sha256 if one.filed else None,
        ref=one.ref,
        sources=sources_of(record, [one.ref]),
    )


def answers_on(record: Reading, room: str, told: list[Entry]) -> Iterable[AnswerOn]:
    """The answers that these entries tell, the newest first."""
    hidden = addresses(record, room)
    volumes = [each.fact for each in told if isinstance(each.fact, ProductionReceived)]
    for each in reversed(timeline(told)):
        if isinstance(fact := each.fact, ResponseReceived):
            its_own = (one for one in volumes if one.response == fact.response)
            yield AnswerOn(
                response=fact.response,
                kind="kind not known" if fact.kind == "unknown" else words(fact.kind),
                on=day_of(each),
                letter=fact.letter,
                signed_by=None if fact.signed_by == "not found" else fact.signed_by,
                summary=veiled(fact.summary, hidden),
                volumes=tuple(_volume(one) for one in its_own),
                ref=each.ref,
                sources=each.evidence,
            )


def _volume(one: ProductionReceived) -> str:
    many = (
        "number of documents not known" if one.documents is None else f"{one.documents:,} documents"
    )
    return f"Volume {one.volume}, {many}"


def policies_on(told: list[Entry]) -> Iterable[PolicyOn]:
    """The provisions of local law or policy that these entries note."""
    for each in told:
        if isinstance(fact := each.fact, PolicyNoted):
            yield PolicyOn(
                policy=fact.policy,
                provision=fact.provision,
                says=fact.says,
                since=day_of(each),
                until=the_day(fact.until) if fact.until else None,
                ref=each.ref,
                sources=each.evidence,
                note=each.note,
            )


def claims_on(record: Reading, room: str, told: list[Entry]) -> Iterable[Claim]:
    """The agency's concerns, each with its answer; where none names it, the answer to the letter that raised it."""
    hidden = addresses(record, room)
    named = {each.fact.concern: each for each in told if isinstance(each.fact, ConcernAnswered)}
    for each in told:
        if isinstance(fact := each.fact, ConcernRaised):
            reply, when = _reply(named.get(fact.concern), fact, told)
            yield Claim(
                claim=fact.concern,
                on=day_of(each),
                says=veiled(fact.says, hidden),
                provision=fact.provision,
                reply=veiled(reply, hidden) if reply else None,
                reply_on=when,
                why=None if reply else NO_REPLY,
                replies=tuple(
                    one
                    for one in _replies(record, room, told)
                    if (one.to, one.about) == ("concern", fact.concern)
                ),
                ref=each.ref,
                sources=each.evidence,
            )


def _replies(record: Reading, room: str, told: list[Entry]) -> tuple[ReplyOn, ...]:
    """What the government replied to what is claimed about it, in its own words."""
    hidden = addresses(record, room)
    return tuple(
        ReplyOn(
            to=fact.to,
            about=fact.about,
            says=veiled(fact.says, hidden),
            on=day_of(each),
            signed_by=fact.signed_by,
            ref=each.ref,
        )
        for each in told
        if isinstance(fact := each.fact, ReplyFiled)
    )


def _reply(
    answered: Entry | None, raised: ConcernRaised, told: list[Entry]
) -> tuple[str | None, Day | None]:
    if answered and isinstance(answered.fact, ConcernAnswered):
        return answered.fact.says, day_of(answered)
    for each in told:
        if (
            isinstance(each.fact, ResponseReceived)
            and raised.letter == each.fact.letter is not None
        ):
            return f"To the letter that raised it: {each.fact.summary}", day_of(each)
    return None, None
