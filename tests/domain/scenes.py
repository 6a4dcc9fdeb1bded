"""Scenes for the gate: a village of one city, its matter, award and review, told by facts. Not the reference review."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from proviso.domain import programmes, reviews
from proviso.domain.facts import Fact
from proviso.domain.facts.matters import IdentityConfirmed, MatterOpened
from proviso.domain.facts.programmes import AwardMade, ConditionAttached, ConditionPublished
from proviso.domain.facts.reviews import ReviewOpened
from proviso.domain.gate import gate
from proviso.domain.questions import Ground, Question
from proviso.domain.rulebook import Procedure
from proviso.domain.scene import Scene, surroundings
from proviso.domain.standing import after, stand
from proviso.outside import rulebook
from tests.builders import a, entries

BOOK = rulebook.load()
CITY = "ocd-division/country:us/state:vt/place:alder"
NEIGHBOUR = "ocd-division/country:us/state:vt/place:birch"
OPENED_ON = date(2018, 1, 2)
TODAY = date(2018, 3, 1)
LATE = date(2021, 12, 31)
JAG = BOOK.procedures["byrne-jag-1373-2018"][0]
OPENED = MatterOpened(
    matter="alder",
    review="village",
    respondent=CITY,
    programme="16.738",
    year=2017,
    conditions=("section-1373", "notice"),
    award="A-1",
    role="direct",
    hearing_right="arguable",
)
AWARD = a(
    AwardMade, award="A-1", programme="16.738", year=2017, recipient=CITY, kind="direct", cents=100
)
TERM = a(ConditionAttached, award="A-1", condition="section-1373", numbered="23")
PUBLISHED = a(ConditionPublished, programme="16.738", condition="section-1373", year=2017)
CONFIRMED = IdentityConfirmed(ids=(CITY, "5000001"), confirmed_by="Avery Bell")
REVIEW = a(ReviewOpened, review="village", programme="16.738", condition="section-1373")
Dated = tuple[Fact, date | None]
Told = Fact | Dated


def dated(facts: Iterable[Told], *, otherwise: date = OPENED_ON) -> tuple[Dated, ...]:
    """Each fact with its day; one without a day happened when the matter was opened."""
    return tuple(one if isinstance(one, tuple) else (one, otherwise) for one in facts)


def scene(  # one parameter for each thing that a test may tell otherwise
    *facts: Told,
    opened: MatterOpened | None = OPENED,
    review: Iterable[Told] = (REVIEW,),
    award: Iterable[Told] | None = (AWARD, TERM),
    around: Iterable[Told] = (PUBLISHED,),
    procedure: Procedure | None = JAG,
    on: date = TODAY,
) -> Scene:
    """A city under review, its matter told by `facts` after the opening. `opened=None`: no matter."""
    told = entries(*dated((opened, *facts) if opened else ()), stream="matter:alder")
    held = reviews.fold(entries(*dated(review), stream="review:village"))
    kept = entries(*dated(award or ()), stream="award:A-1")
    beside = entries(*dated(around), stream="programme:16.738")
    seen = surroundings(BOOK, (*beside, *kept), known=LATE)
    return Scene(
        around=seen,
        body=seen.body(CITY, "city"),
        name="Alder",
        standing=stand(told, on=on, known=on) if opened else None,
        review=held,
        procedure=procedure,
        award=None if award is None else programmes.fold(kept),
    )


def undated(around: Scene, *facts: Fact) -> Scene:
    """The same scene with facts whose day is not known, as an act sees them that is about to be done."""
    standing = around.standing
    assert standing is not None
    for entry in entries(*((fact, None) for fact in facts), stream="matter:alder"):
        standing = after(standing, entry)
    return replace(around, standing=standing)


def question(act: str, *, on: date = TODAY, **told: object) -> Question:
    """May this be done to Alder under section 1373 on FY2017 money?"""
    asked: dict[str, object] = {
        "respondent": CITY,
        "programme": "16.738",
        "year": 2017,
        "condition": "section-1373",
        "actor": "us/doj/ojp",
        "known": on,
    }
    return Question(act=act, on=on, **(asked | told))  # type: ignore[arg-type]


def grounds(act: str, around: Scene, *, on: date = TODAY, **told: object) -> Mapping[str, Ground]:
    """The gate's grounds by code; each says enough to act on."""
    found = gate(around, question(act, on=on, **told)).grounds
    for one in found:
        assert one.says.endswith("."), one.says
        assert one.authority, one.code
        assert (one.cure is None) is (one.holds is True), one.code
        assert one.holds is True or str(one.cure).endswith("."), one.cure
        assert one.group == BOOK.grounds[one.code].group
    return {one.code: one for one in found}


def refs(*numbers: int, stream: str = "matter:alder") -> tuple[str, ...]:
    return tuple(f"{stream}#{number}" for number in numbers)
