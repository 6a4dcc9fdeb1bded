"""Rows of special districts that do not exist, to take the register to the size of the country.

The Census counts about 91,000 governments; the register holds 39,000. The rest, mostly special and
school districts, are made up here: ids say `synthetic`, GEOIDs begin with ZZ. The same seed gives
the same rows.
"""

import random
from dataclasses import replace

from proviso.domain.editions import GovernmentRow
from proviso.domain.register import Register
from proviso.outside.gazetteer import rows

WHOLE_COUNTRY = 91_000
TYPES = ("special_district", "special_district", "special_district", "school_district")


def synthetic(n: int, seed: int) -> tuple[GovernmentRow, ...]:
    """n districts, spread over the register's counties by lot."""
    counties = [row for row in rows().governments if row.geoid == row.county_geoid]
    lot = random.Random(seed)
    return tuple(_district(number, lot.choice(counties), lot) for number in range(n))


def register_of(total: int = WHOLE_COUNTRY, seed: int = 1373) -> Register:
    """The register with as many synthetic districts as bring it to `total` governments."""
    real = rows()
    more = synthetic(total - len(Register(real)), seed)
    return Register(replace(real, governments=real.governments + more))


def _district(number: int, county: GovernmentRow, lot: random.Random) -> GovernmentRow:
    type_ = lot.choice(TYPES)
    ocd_id = f"{county.ocd_id}/{type_}:synthetic_{number:06d}"
    short = f"Synthetic {number:06d}"
    return GovernmentRow(
        ocd_id,
        ocd_id,
        f"ZZ{number:08d}",
        f"{short} District",
        short,
        type_,
        county.state,
        county.geoid,
        lot.randrange(200, 90_000),
        None,
        "synthetic",
        "",
    )
