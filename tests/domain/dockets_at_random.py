"""Dockets, bodies and questions at random, in a small country, so that orders meet. For properties that hold for any."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from proviso.domain.cover import Body, Membership
from proviso.domain.docket import WITH_FORCE, WITHOUT_FORCE, Docket, docket_of
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.sweep import Asked
from tests.builders import entry

Told = EffectRead | OrderChanged
FIRST, LAST = date(2018, 1, 1), date(2018, 1, 12)
DAYS = st.dates(FIRST, LAST)
NATION = "ocd-division/country:us"
XA, XB = f"{NATION}/state:xa", f"{NATION}/state:xb"
IDS = (NATION, XA, XB, f"{XA}/county:elm", f"{XA}/place:ash", f"{XB}/place:oak", f"{XB}/place:fir")
TYPES = {"place": "city", "county": "county", "state": "state"}
ELIGIBLE = {"mayors": frozenset({"city"}), "counties": frozenset({"county", "state"})}
ASSOCIATIONS = ("mayors", "counties", "unheard-of")
ACTS, CONDITIONS = ("enforce", "deny"), ("notice", "access")

MEMBERSHIPS = st.builds(
    Membership,
    association=st.sampled_from(ASSOCIATIONS),
    member=st.booleans(),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
)


def _body(ocd_id: str, memberships: tuple[Membership, ...], recipients: frozenset[str]) -> Body:
    level = ocd_id.rpartition("/")[2].partition(":")[0]
    state = next((one for one in (XA, XB) if ocd_id.startswith(one)), None)
    return Body(ocd_id, state, TYPES.get(level, "nation"), memberships, recipients)


def bodies(ocd_id: str) -> SearchStrategy[Body]:
    """That body with any memberships, paid through any awards."""
    return st.builds(
        _body,
        st.just(ocd_id),
        st.lists(MEMBERSHIPS, max_size=2).map(tuple),
        st.frozensets(st.sampled_from((XA, IDS[5])), max_size=1),
    )


ROSTERS: SearchStrategy[tuple[Body, ...]] = st.tuples(*(bodies(one) for one in IDS))
TERMS = st.one_of(
    st.just("everyone"),
    st.sampled_from(IDS),
    st.sampled_from([f"within:{XA}", f"within:{XB}", f"subdivisions:{XA}", f"subdivisions:{XB}"]),
    st.sampled_from([f"subrecipients:{XA}", f"subrecipients:{IDS[5]}", f"subrecipients:{XB}"]),
    st.sampled_from([f"members:{one}" for one in ASSOCIATIONS]),
    st.builds("members:{}@{}".format, st.sampled_from(ASSOCIATIONS), DAYS),
)
COVERS = st.lists(
    st.builds("{}{}".format, st.sampled_from(("", "", "-")), TERMS), min_size=1, max_size=3
).map(tuple)
WIDE = st.just(("everyone",)) | COVERS


def _some(*names: object) -> SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(names), max_size=2).map(tuple)


def _effects(number: int) -> SearchStrategy[EffectRead]:
    return st.builds(
        EffectRead,
        effect=st.just(f"E{number}"),
        order=st.sampled_from(("O1", "O2")),
        kind=st.sampled_from(("bars", "bars", "bars", "requires", "unknown")),
        acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=2).map(tuple),
        conditions=_some(*CONDITIONS, "*"),
        programmes=_some("16.738", "16.710"),
        years=_some(2017, 2018),
        binds=_some("us", "us/doj", "us/dhs"),
        covers=WIDE,
        covers_certain=st.sampled_from((True, True, False)),
        since=st.none() | DAYS,
        since_certain=st.sampled_from((True, True, False)),
        since_latest=st.none() | DAYS,
        until=st.none() | st.none() | DAYS,
        says=st.just("Bars what it names."),
        flag=st.sampled_from((None, "The day was not found.")),
    )


def _changes(number: int, targets: tuple[str, ...]) -> SearchStrategy[OrderChanged]:
    return st.builds(
        OrderChanged,
        change=st.just(f"C{number}"),
        order=st.sampled_from(("O2", "O3")),
        kind=st.sampled_from((*sorted(WITH_FORCE), *sorted(WITHOUT_FORCE))),
        target=st.sampled_from(targets),
        covers=WIDE,
        certain=st.sampled_from((True, True, False)),
        since=st.none() | DAYS,
        until=st.none() | st.none() | DAYS,
        says=st.just("Acts on what it names."),
        flag=st.none(),
    )


@st.composite
def dockets(draw: st.DrawFn) -> tuple[Told, ...]:
    """Effects, and changes that act on effects and on one another, in the order recorded."""
    effects = draw(st.integers(1, 4))
    told: list[Told] = [draw(_effects(number)) for number in range(effects)]
    names = [f"E{number}" for number in range(effects)]
    for number in range(draw(st.integers(0, 5))):
        told.append(draw(_changes(number, tuple(names))))
        names.append(f"C{number}")
    return tuple(told)


QUESTIONS = st.builds(
    Asked,
    act=st.sampled_from((*ACTS, "neither")),
    condition=st.sampled_from((None, *CONDITIONS)),
    programme=st.sampled_from((None, "16.738")),
    year=st.sampled_from((None, 2017, 2018)),
    actor=st.sampled_from((None, "us/doj", "us/doj/ojp", "us/dhs")),
)


def docket_told(facts: tuple[Told, ...]) -> Docket:
    """The docket that these facts make, one entry each."""
    return docket_of(
        [
            entry(fact, stream="case:C1", number=number, on=FIRST)
            for number, fact in enumerate(facts, start=1)
        ],
        known=LAST,
    )
