"""What a form of a matter can choose from besides what stands in the matter: rules, ways, cases; and what its fields begin with. See offers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.facts.orders import CaseFiled
from proviso.domain.findings import open_proposal
from proviso.domain.remedies import Remedies, repayable
from proviso.domain.standing import Standing
from proviso.domain.tolling import end_tolling
from proviso.outside.counting import load_rules
from proviso.queries.desks.offers import Offer, Offers, offers_of
from proviso.queries.pages.reading import Reading
from proviso.records.models import Matter

WAYS = {
    "channel": ("letter", "e-mail", "portal", "personal service", "publication"),
    "method": ("post", "e-mail", "portal", "personal service", "publication"),
    "route": ("28 CFR part 18", "34 U.S.C. 10224", "the procedure's own"),
}
OUTCOMES = ("compliant", "not-compliant")
NOTICED = (
    Offer(id="determination", says="The determination that is proposed"),
    Offer(id="remedy", says="The remedy that is proposed"),
)  # the words by which the gate finds a notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a form offers, and what its fields begin with."""

    offers: Offers
    start: Mapping[str, str]


def filled(
    record: Reading, one: Matter, act: str, fields: Mapping[str, bool], *, on: date
) -> Filled:
    """For an act in a matter as it stands on a day; `fields` are the act's, each with whether it needs one value."""
    standing = record.standing(one.matter, on=on, known=on)
    own = offers_of(record, one, on=on, known=on)
    offers = {**own, **_more(record, act, fields.keys(), standing)}
    only = {name: offers[name][0].id for name in fields if len(offers.get(name, ())) == 1}
    start = {name: value for name, value in only.items() if fields[name]}
    return Filled(offers=offers, start={**start, **_start(record, one, act, standing, on)})


def _more(
    record: Reading, act: str, names: Collection[str], standing: Standing
) -> dict[str, tuple[Offer, ...]]:
    more = {name: _plain(words) for name, words in WAYS.items() if name in names}
    if "rule" in names:
        titles = {rule.code: rule.title for rule in load_rules()}
        more["rule"] = tuple(Offer(id=code, says=title) for code, title in titles.items())
    if "case" in names:
        filed = (each.fact for each in record.surrounding if isinstance(each.fact, CaseFiled))
        more["case"] = tuple(
            Offer(id=each.case, says=f"{each.case}: {each.title}") for each in filed
        )
    if act == "determine":
        more["outcome"] = _plain(OUTCOMES)
    if act == "give-notice":
        more["about"] = NOTICED
    if act == "file-appeal":
        more["against"] = _proposed(standing)
    return more


def _plain(words: tuple[str, ...]) -> tuple[Offer, ...]:
    return tuple(Offer(id=one, says=one) for one in words)


def _proposed(standing: Standing) -> tuple[Offer, ...]:
    """Determinations and remedies that stand proposed or made."""
    found, ends = standing.findings, standing.remedies
    names = [found.proposed.told.determination] if found.proposed else []
    names += [found.determination.determination] if found.determination else []
    return _plain(tuple(dict.fromkeys([*names, *ends.proposed, *ends.imposed])))


def _start(
    record: Reading, one: Matter, act: str, standing: Standing, on: date
) -> Mapping[str, str]:
    """What the record knows already of what the act will say."""
    ends, proposed = standing.remedies, open_proposal(standing.findings)
    match act:
        case "issue-subpoena":
            held = record.review(one.review, known=on).authorities.get("subpoena")
            named = ("authority", "issuer", "forum")
            return {name: getattr(held, name) for name in named} if held else {}
        case "determine" if proposed:
            told = proposed.told
            return {"determination": told.determination, "says": told.says}
        case "impose-remedy":
            left = [each for name, each in ends.proposed.items() if name not in ends.imposed]
            if len(left) != 1:
                return {}
            return {**_sum(left[0].cents), "remedy": left[0].remedy, "kind": left[0].kind}
        case "require-repayment":
            return _to_repay(ends)
        case _:
            return {}


def _to_repay(ends: Remedies) -> dict[str, str]:
    """The award under which a sum was last disallowed and is not asked back yet, and how much of it."""
    left = {award: cents for award, cents in repayable(ends).items() if cents}
    last = next((one.award for one in reversed(ends.disallowed) if one.award in left), None)
    return {**_sum(left[last]), "award": last} if last else {}


def _sum(cents: int | None) -> dict[str, str]:
    return {} if cents is None else {"cents": f"{cents / 100:.2f}"}


def settled(standing: Standing, act: str, told: Mapping[str, str]) -> Mapping[str, str]:
    """The fields that follow from the record and from what was told: a date that runs again, a date as it was before."""
    clock = standing.clocks.named.get(told.get("clock", ""))
    if clock is None:
        return {}
    if act == "recompute-due":
        return {"was": clock.due.isoformat()}
    if act == "end-tolling":
        return _runs_again(standing, told)
    return {}


def _runs_again(standing: Standing, told: Mapping[str, str]) -> Mapping[str, str]:
    # Read when it is first needed: the holidays of the world take half a second to load.
    from proviso.outside.holidays import federal_calendar

    try:
        ended = date.fromisoformat(told.get("ended", ""))
    except ValueError:
        return {}
    found = end_tolling(
        standing.clocks,
        clock=told["clock"],
        ended=ended,
        rules=load_rules(),
        calendar=federal_calendar(),
    )
    if not isinstance(found, tuple):
        return {"due": ended.isoformat()}
    due = next((one.due for one in found if hasattr(one, "due")), ended)
    return {"due": due.isoformat()}
