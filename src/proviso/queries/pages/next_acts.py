"""What may lawfully happen next in a matter, and why: the gate's answer for each act and condition, in four groups. The gate is the domain's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.gate import gate
from proviso.domain.questions import Answer, Ground, Question
from proviso.queries.pages.plain import condition_title, counted, named, veiled
from proviso.queries.pages.reading import Reading
from proviso.queries.pages.telling import addresses
from proviso.records.models import Matter

OPEN, ONLY_AFTER = "open now", "only after something else happens"
BLOCKED, UNSETTLED = "blocked by a court order", "not settled"
GROUPS = (OPEN, ONLY_AFTER, BLOCKED, UNSETTLED)
SAID = {
    OPEN: "{some} the agency may {steps} on this day.",
    BLOCKED: "{some} it may not {steps}: a court order bars it.",
    UNSETTLED: "{some} it is not settled whether it may {steps}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground: what it asks, whether it holds (None: not known), what the record says, on what authority and evidence.

    `evidence` cites entries, `sources` what those entries rest on; `cure` is what would change it.
    """

    code: str
    group: str
    asks: str
    holds: bool | None
    says: str
    authority: str
    order: str | None
    evidence: tuple[str, ...]
    sources: tuple[str, ...]
    cure: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAct:
    """One act on account of one condition: which of the four groups, why in a sentence, every ground, those against it first."""

    act: str
    title: str
    condition: str
    condition_title: str
    group: str
    says: str
    authority: str
    two_people: bool
    askable: bool
    grounds: tuple[Reason, ...]
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """All of them, by group in the order of GROUPS. `says` is the one-sentence answer."""

    says: str
    acts: tuple[NextAct, ...]

    def of(self, group: str) -> tuple[NextAct, ...]:
        """Those of one group."""
        return tuple(one for one in self.acts if one.group == group)


def next_acts(record: Reading, one: Matter, *, on: date, known: date) -> Next:
    """Every askable act on account of every condition of the matter; the other acts on account of the review's own."""
    standing = record.standing(one.matter, on=on, known=known)
    opened = standing.matter.opened
    body = record.body(one.respondent)
    if opened is None or body is None:
        return Next(says="The matter had not begun by that day.", acts=())
    scene = record.scene(body, one, on=on, known=known)
    review = record.review(one.review, known=known).opened
    own = review.condition if review else None
    found = []
    for act, rule in record.book.acts.items():
        for condition in opened.conditions if rule.askable else (own or opened.conditions[0],):
            question = Question(
                act=act,
                respondent=one.respondent,
                programme=one.programme,
                year=one.year,
                condition=condition,
                actor=review.actor if review else None,
                on=on,
                known=known,
            )
            found.append(next_act(record, one, gate(scene, question)))
    found.sort(key=lambda each: GROUPS.index(each.group))
    return Next(says=_says(found), acts=tuple(found))


def next_act(record: Reading, one: Matter, answer: Answer) -> NextAct:
    """One answer of the gate as a page prints it."""
    question = answer.question
    rule = record.book.acts[question.act]
    against = answer.against
    hidden = addresses(record, f"matter:{one.matter}")
    grounds = sorted(answer.grounds, key=lambda each: (each.holds is True, each.holds is None))
    group = group_of(answer)
    return NextAct(
        act=question.act,
        title=rule.title,
        condition=question.condition or "",
        condition_title=condition_title(record, question.condition or ""),
        group=group,
        says=veiled(named(record, _why(group, grounds)), hidden),
        authority=rule.authority,
        two_people=rule.two_people,
        askable=rule.askable,
        grounds=tuple(reason(record, each, hidden) for each in grounds),
        orders=tuple(dict.fromkeys(each.order for each in against if each.order)),
    )


def group_of(answer: Answer) -> str:
    """Blocked where an order bars it; else not settled where something is not known and nothing fails; else only after."""
    against = answer.against
    if not against:
        return OPEN
    if any(each.group == "orders" and each.holds is False for each in against):
        return BLOCKED
    if any(each.group == "orders" for each in against) or all(
        each.holds is None for each in against
    ):
        return UNSETTLED
    return ONLY_AFTER


def _why(group: str, grounds: list[Ground]) -> str:
    if group == OPEN:
        return "Every condition that the law sets is met, as far as the record shows."
    if group in {BLOCKED, UNSETTLED}:
        orders = [each for each in grounds if each.group == "orders" and each.holds is not True]
        return (orders or grounds)[0].says
    return grounds[0].says


def reason(record: Reading, one: Ground, hidden: tuple[str, ...]) -> Reason:
    """One ground of the gate's answer as a page prints it."""
    rule = record.book.grounds.get(one.code)
    return Reason(
        code=one.code,
        group=one.group,
        asks=rule.title if rule else one.code,
        holds=one.holds,
        says=veiled(named(record, one.says), hidden),
        authority=one.authority,
        order=one.order,
        evidence=one.evidence,
        sources=sources_of(record, one.evidence),
        cure=one.cure,
    )


def sources_of(record: Reading, refs: Iterable[str]) -> tuple[str, ...]:
    """The sources that these entries rest on."""
    found: dict[str, None] = {}
    for ref in refs:
        stream, _, number = ref.partition("#")
        entries = record.entries(stream)
        at = int(number) - 1 if number.isdigit() else -1
        if 0 <= at < len(entries):
            found.update(dict.fromkeys(entries[at].evidence))
    return tuple(found)


def _says(found: list[NextAct]) -> str:
    """The answer in short, about the steps that orders can bar."""
    askable = [one for one in found if one.askable]
    if not askable:
        return "No step can be asked about in this matter."
    every = len({one.condition for one in askable})
    told = [
        SAID[group].format(
            some=f"For {number} of {every} conditions" if number < every else "",
            steps=in_a_row(titles, "and" if group == OPEN else "or"),
        )
        for group in SAID
        for number, titles in _by_number(askable, group).items()
    ]
    if all(one.group != OPEN for one in askable):
        told.insert(0, "The agency may take none of these steps on this day.")
    rest = {one.act for one in askable} - {one.act for one in askable if one.group != ONLY_AFTER}
    if rest:
        told.append(f"{counted(len(rest), 'step has', 'steps have')} to wait for something else.")
    return " ".join(_sentence(one) for one in told)


def _by_number(askable: list[NextAct], group: str) -> dict[int, list[str]]:
    """The steps of a group, by the number of conditions on whose account they are in it; the most first."""
    many = Counter(one.title for one in askable if one.group == group)
    found: dict[int, list[str]] = {}
    for title, number in many.most_common():
        found.setdefault(number, []).append(title[:1].lower() + title[1:])
    return found


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


def in_a_row(parts: Sequence[str], last: str) -> str:
    """a, b and c."""
    *most, end = parts or [""]
    return f"{', '.join(most)} {last} {end}" if most else end
