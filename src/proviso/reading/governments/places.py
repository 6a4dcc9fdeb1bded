"""The register's names, ready to be looked up in a text. Which of several bodies is meant, choosing.py says.

The rows come from a door: reading opens no files of the register itself.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from proviso.domain.editions import RegisterRows
from proviso.reading.page import WORD

SORTS = {"state": "state", "territory": "state", "district": "state", "county": "county"}
COUNTIES = frozenset(
    "county parish borough census-area municipality city-and-borough municipio".split()
)
# Everyday names that the Census does not print.
EVERYDAY = {
    "boise": "ocd-division/country:us/state:id/place:boise_city",
    "ventura": "ocd-division/country:us/state:ca/place:san_buenaventura_~ventura~",
}
NOT_AS_NAMES = frozenset(("washington", "the district", "district"))
# Bare, in a dateline or a sentence, these names mean one city (the Associated Press's list).
ALONE = {
    "atlanta": "GA", "baltimore": "MD", "boston": "MA", "chicago": "IL", "cincinnati": "OH", "cleveland": "OH",
    "dallas": "TX", "denver": "CO", "detroit": "MI", "honolulu": "HI", "houston": "TX", "indianapolis": "IN",
    "las vegas": "NV", "los angeles": "CA", "miami": "FL", "milwaukee": "WI", "minneapolis": "MN",
    "new orleans": "LA", "new york": "NY", "oklahoma city": "OK", "philadelphia": "PA", "phoenix": "AZ",
    "pittsburgh": "PA", "st. louis": "MO", "salt lake city": "UT", "san antonio": "TX", "san diego": "CA",
    "san francisco": "CA", "seattle": "WA",
}  # fmt: skip
AP = (
    "Ala.=AL Ariz.=AZ Ark.=AR Calif.=CA Colo.=CO Conn.=CT Del.=DE Fla.=FL Ga.=GA Ill.=IL Ind.=IN Kan.=KS Ky.=KY "
    "La.=LA Md.=MD Mass.=MA Mich.=MI Minn.=MN Miss.=MS Mo.=MO Mont.=MT Neb.=NE Nev.=NV N.H.=NH N.J.=NJ N.M.=NM "
    "N.Y.=NY N.C.=NC N.D.=ND Okla.=OK Ore.=OR Pa.=PA R.I.=RI S.C.=SC S.D.=SD Tenn.=TN Tex.=TX Vt.=VT Va.=VA "
    "Wash.=WA W.Va.=WV Wis.=WI Wyo.=WY D.C.=DC P.R.=PR"
)


class Place(NamedTuple):
    """A government as the rules need it. `sort` is state, county, place or town."""

    ocd_id: str
    own_id: str
    name: str
    short: str
    sort: str
    state: str
    population: int
    geoid: str
    county: str


class Places:
    """Every name of the register in small letters, with the bodies that bear it."""

    def __init__(self, rows: RegisterRows) -> None:
        self.named: dict[str, list[Place]] = {}
        self.states: dict[str, str] = {}
        self.by_id: dict[str, Place] = {}
        self.aliases: dict[str, Place] = {}
        onward = {row.alias: row.ocd_id for row in rows.aliases}
        for row in rows.governments:
            place = _place(row, onward)
            self.by_id.setdefault(row.ocd_id, place)
            self._add(place)
        for surface in rows.surfaces:
            form = surface.surface_form.lower()
            held = self.by_id.get(surface.ocd_id)
            if held is not None and form not in NOT_AS_NAMES:
                self.aliases[form] = held
        for body in rows.bodies:
            if (held := self.by_id.get(body.ocd_id)) is not None:
                self.aliases.setdefault(body.name.lower(), held)
        for form, ocd_id in EVERYDAY.items():
            if (held := self.by_id.get(ocd_id)) is not None:
                self.named.setdefault(form, []).append(held)
        self.longest = _longest((*self.named, *self.aliases))

    def _add(self, place: Place) -> None:
        short, full = place.short.lower(), place.name.lower()
        for form in _forms(short, full):
            self.named.setdefault(form, []).append(place)
        if place.sort == "state":
            self.states[short] = place.state

    def of(self, form: str) -> list[Place]:
        """The bodies that a form of words may mean."""
        alias = self.aliases.get(form)
        return [alias] if alias is not None else self.named.get(form, [])

    @cached_property
    def state_codes(self) -> dict[str, str]:
        """`Calif.`, `Calif`, `CA`, `california`: to the state's two letters."""
        codes = dict(self.states)
        for pair in AP.split():
            short, code = pair.split("=")
            codes[short] = codes[short.rstrip(".")] = code
        codes.update({code: code for code in set(self.states.values())})
        codes["W. Va."] = "WV"
        return codes

    @cached_property
    def by_county(self) -> dict[str, Place]:
        """Counties by their GEOID."""
        return {one.geoid: one for one in self.by_id.values() if one.sort == "county"}

    @cached_property
    def after_name(self) -> re.Pattern[str]:
        """A state's name or abbreviation behind a comma or a bracket."""
        names = [name.title().replace(" Of ", " of ") for name in self.states]
        shorts = [form for form in self.state_codes if not form.islower()]
        forms = "|".join(re.escape(one) for one in sorted({*names, *shorts}, key=len, reverse=True))
        return re.compile(
            rf"(?:,\s*|\s*\()(?P<s>{forms})(?!\w)(?!\s+(?:City|County|Times|Post|University|Parish|Daily|Tribune)\b)"
        )

    @cached_property
    def in_state(self) -> re.Pattern[str]:
        """`in California`, `, all in California`."""
        names = sorted(
            (name.title().replace(" Of ", " of ") for name in self.states), key=len, reverse=True
        )
        return re.compile(
            rf",?\s+(?:(?:all|both|each)\s+)?in\s+(?:the\s+state\s+of\s+)?(?P<s>{'|'.join(map(re.escape, names))})(?!\w)"
        )


def _place(row: object, onward: dict[str, str]) -> Place:
    from proviso.domain.editions import GovernmentRow

    assert isinstance(row, GovernmentRow)  # noqa: S101 - a row of the register
    sort = _sort(row.ocd_id, row.type)
    canonical = onward.get(row.ocd_id, row.canonical_ocd_id)
    short = row.short_name
    return Place(
        canonical,
        row.ocd_id,
        row.name,
        short,
        sort,
        row.state,
        row.population or 0,
        row.geoid,
        row.county_geoid,
    )


def _sort(ocd_id: str, sort: str) -> str:
    last = ocd_id.rpartition("/")[2].partition(":")[0]
    if last in ("state", "territory", "district"):
        return "state"
    if last in ("county", "parish", "borough", "census_area", "municipio"):
        return "county"
    return "town" if sort in ("town", "township") else "place"


def _forms(short: str, full: str) -> Iterable[str]:
    yield short
    if full != short:
        yield full
    if short.startswith("city of "):  # New Jersey's City of Orange
        yield short.removeprefix("city of ")
    for saint, other in (
        ("st. ", "saint "),
        ("st. ", "st "),
        ("saint ", "st. "),
        ("fort ", "ft. "),
        ("mount ", "mt. "),
    ):
        if short.startswith(saint):
            yield other + short[len(saint) :]


def _longest(forms: Iterable[str]) -> dict[str, int]:
    """For each first word, how many tokens the longest name has that begins with it."""
    longest: dict[str, int] = {}
    for form in forms:
        words = WORD.findall(form)
        if words:
            longest[words[0]] = max(longest.get(words[0], 1), len(words))
    return longest
