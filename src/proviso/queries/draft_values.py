"""What a letter says of its recipient, from the record: award, condition, earlier letters, authority, items. Not whom it is for."""

from dataclasses import dataclass

from proviso.domain.letters import Letter, LetterKind
from proviso.domain.programmes import Award, Programmes
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.standing import Standing
from proviso.letters import deficiency
from proviso.letters.content import Letterhead
from proviso.letters.library import load
from proviso.letters.rounds import Override, RoundFile
from proviso.letters.values import Value
from proviso.records.models import Matter

RULE = "The record's own rule: a letter says only what the record holds, or what its round tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known of one recipient when its letter is drafted.

    `prime` holds the award that this government is only paid through; `applicants` hold it
    together with the government. Both by name.
    """

    file: RoundFile
    matter: Matter
    override: Override
    standing: Standing
    award: Award | None
    review: Review
    programmes: Programmes
    name: str
    state: str
    prime: str | None
    applicants: str | None
    letterhead: Letterhead
    earlier: Letter | None


def values_of(case: Case) -> dict[str, Value] | Refusal:
    """The recipient's own words over the round's, and those over the record's."""
    asked = _asked(case)
    if isinstance(asked, Refusal):
        return asked
    told: dict[str, Value] = {
        **_of_award(case),
        **_of_condition(case),
        **_of_earlier(case),
        **asked,
        "government": case.name,
        "prime": case.prime,
        "applicants": case.applicants,
        "authority": case.file.authority or _authority(case),
        "due": case.file.due,
        **case.file.values,
        **case.override.values,
    }
    return {name: value for name, value in told.items() if value is not None}


def items_of(case: Case) -> tuple[str, ...]:
    """The names of the items that the letter asks for."""
    if case.file.kind != LetterKind.DEFICIENCY:
        return case.file.items
    found = _open(case)
    return () if isinstance(found, Refusal) else found.names


def _open(case: Case) -> deficiency.OpenItems | Refusal:
    asked = case.file.items or (case.earlier.items if case.earlier else ())
    return deficiency.open_items(asked, findings=case.standing.findings, review=case.review)


def _asked(case: Case) -> dict[str, Value] | Refusal:
    if case.file.kind == LetterKind.DEFICIENCY:
        found = _open(case)
        if isinstance(found, Refusal):
            return found
        return {"items": found.items, "accepted": found.accepted}
    rows: list[dict[str, str | None]] = []
    for name in case.file.items:
        item = case.review.items.get(name)
        if item is None:
            cure = "Define the item first (define-item), or correct its name."
            return undrafted("item.unknown", f"The review has no item {name!r}.", cure)
        rows.append({"asks": item.asks, "time_frame": item.time_frame})
    return {"items": tuple(rows)} if rows else {}


def _of_award(case: Case) -> dict[str, Value]:
    matter, award = case.matter, case.award
    made = award.made if award else None
    noted = case.programmes.noted.get(matter.programme)
    title = f"the {noted.title} ({matter.programme})" if noted else matter.programme
    found: dict[str, Value] = {"programme": title, "year": str(matter.year)}
    if made is None:
        return {**found, "award": f"applied for in fiscal year {matter.year} (not made yet)"}
    number = f"(number not on record), fiscal year {made.year}"
    found["award"] = made.number or number
    return found


def _of_condition(case: Case) -> dict[str, Value]:
    attached = case.award.conditions if case.award else {}
    opened = case.review.opened
    wanted = case.file.conditions or ((opened.condition,) if opened else ())
    name = next((one for one in wanted if one in attached), wanted[0] if wanted else None)
    if name is None:
        return {}
    return _condition_said(case, name, attached[name].numbered if name in attached else None)


def _condition_said(case: Case, name: str, number: str | None) -> dict[str, Value]:
    published = case.programmes.conditions.get((case.matter.programme, name, case.matter.year))
    title = published.title if published else name
    return {"condition": f"{title} (special condition {number})" if number else title}


def _of_earlier(case: Case) -> dict[str, Value]:
    held = case.earlier
    if held is None:
        return {}
    kind = load().kinds.get(held.kind)
    answers = [
        one.on
        for one in case.standing.responses.received
        if one.letter == held.letter and one.on is not None and one.on <= case.file.on
    ]
    return {
        "earlier": held.on,
        "earlier_title": kind.title if kind else held.kind,
        "earlier_due": held.due,
        "answered": answers[-1] if answers else None,
    }


def _authority(case: Case) -> str | None:
    held = case.review.authorities.get(case.file.kind)
    return held.authority if held else None


def undrafted(code: str, reason: str, cure: str = "Correct it, or leave this one out.") -> Refusal:
    """Why a letter cannot be drafted."""
    return Refusal(code=code, reason=reason, cure=cure, authority=RULE)
