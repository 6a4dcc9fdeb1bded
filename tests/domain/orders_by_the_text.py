"""Which orders bar an act, a second time: read from the words of the domain alone, one body at a time, slowly.

Shares nothing with docket, cover, sweep or the grounds: facts in, names of effects out. What
it rests on: an effect is acts x conditions x awards x actors x bodies x [from, until); a later
order acts on what it names and on nothing else; what is not known stays not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from proviso.domain.cover import Body
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.questions import Question

Told = EffectRead | OrderChanged
Known = bool | None
Eligible = Mapping[str, frozenset[str]]
ENDS = ("stays", "lifts", "narrows", "vacates", "supersedes", "merges", "dissolves", "permits")


def negated(known: Known) -> Known:
    return None if known is None else not known


def every(known: Iterable[Known]) -> Known:
    seen = list(known)
    if False in seen:
        return False
    return None if None in seen else True


def some(known: Iterable[Known]) -> Known:
    return negated(every([negated(one) for one in known]))


def member(body: Body, named: str, day: date, eligible: Eligible) -> Known:
    association, _, stated = named.partition("@")
    when = date.fromisoformat(stated) if stated else day
    for one in body.memberships:
        begun = one.since is None or when >= one.since
        ended = one.until is not None and when >= one.until
        if one.association == association and begun and not ended:
            return one.member
    if association not in eligible:
        return None
    return None if body.type in eligible[association] else False


def covered_by_term(term: str, body: Body, day: date, eligible: Eligible) -> Known:
    if term == "everyone":
        return True
    if term.startswith("ocd-division/"):
        return body.ocd_id == term
    kind, _, of = term.partition(":")
    if kind == "members":
        return member(body, of, day, eligible)
    if kind == "subrecipients":
        return of in body.recipients
    inside = body.state is not None and body.state == of
    return inside if kind == "within" else inside and body.ocd_id != of


def covered(covers: Sequence[str], body: Body, day: date, eligible: Eligible) -> Known:
    named = [one for one in covers if not one.startswith("-")]
    but = [one[1:] for one in covers if one.startswith("-")]
    return every(
        [
            some([covered_by_term(one, body, day, eligible) for one in named]),
            negated(some([covered_by_term(one, body, day, eligible) for one in but])),
        ]
    )


def running(told: Told, day: date) -> Known:
    if told.until is not None and day >= told.until:
        return False
    sure = told.since
    if isinstance(told, EffectRead) and not told.since_certain:
        sure = told.since_latest
    if sure is not None and day >= sure:
        return True
    return False if told.since is not None and day < told.since else None


def in_force(told: Told, facts: Sequence[Told], body: Body, day: date, eligible: Eligible) -> Known:
    effect = isinstance(told, EffectRead)
    name = told.effect if isinstance(told, EffectRead) else told.change
    sure = told.covers_certain if isinstance(told, EffectRead) else told.certain
    parts = [
        running(told, day),
        covered(told.covers, body, day, eligible),
        True if sure else None,
    ]
    for other in facts:
        acts_on_it = isinstance(other, OrderChanged) and other.target == name
        if acts_on_it and isinstance(other, OrderChanged) and other.kind in ENDS:
            parts.append(negated(in_force(other, facts, body, day, eligible)))
    assert effect or isinstance(told, OrderChanged)
    return every(parts)


def named(names: Sequence[object], asked: object) -> Known:
    if not names or "*" in names:
        return True
    return None if asked is None else asked in names


def reaches(effect: EffectRead, question: Question) -> Known:
    offices = question.actor.split("/") if question.actor else []
    above = ["/".join(offices[: depth + 1]) for depth in range(len(offices))]
    bound = not effect.binds or not offices or any(one in above for one in effect.binds)
    return every(
        [
            question.act in effect.acts,
            named(effect.conditions, question.condition),
            named(effect.programmes, question.programme),
            named(effect.years, question.year),
            bound,
        ]
    )


def against(
    facts: Sequence[Told], body: Body, eligible: Eligible, question: Question
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The effects that bar for sure, and those that may bar."""
    bars, may = [], []
    for told in facts:
        if isinstance(told, EffectRead) and told.kind == "bars":
            known = every(
                [in_force(told, facts, body, question.on, eligible), reaches(told, question)]
            )
            if known is True:
                bars.append(told.effect)
            elif known is None:
                may.append(told.effect)
    return tuple(bars), tuple(may)
