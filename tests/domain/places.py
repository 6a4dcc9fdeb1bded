"""The register that tests share, and small registers made of a few rows."""

from functools import cache

from proviso.domain.editions import AliasRow, BodyRow, GovernmentRow, RegisterRows, SurfaceRow
from proviso.domain.identity import Government
from proviso.domain.register import Register
from proviso.outside.gazetteer import load_register

US = "ocd-division/country:us"


@cache
def whole_register() -> Register:
    return load_register()


def the(ocd_id: str) -> Government:
    """The government with this id, the country's part left out."""
    found = whole_register().get(f"{US}/{ocd_id}")
    assert found is not None, ocd_id
    return found


def row(ocd_id: str, geoid: str, name: str, type_: str, onto: str = "") -> GovernmentRow:
    return GovernmentRow(
        ocd_id, onto or ocd_id, geoid, name, name, type_, "MV", "", None, None, "", ""
    )


def register(
    *rows: GovernmentRow,
    aliases: tuple[AliasRow, ...] = (),
    surfaces: tuple[SurfaceRow, ...] = (),
    bodies: tuple[BodyRow, ...] = (),
) -> Register:
    return Register(
        RegisterRows(
            edition="village",
            sha256="",
            governments=rows,
            aliases=aliases,
            surfaces=surfaces,
            bodies=bodies,
        )
    )
