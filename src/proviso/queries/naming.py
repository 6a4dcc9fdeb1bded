"""What may be typed for a thing on record: its id, or one given to it, in any letter case. What is then asked is elsewhere."""

import unicodedata
from collections.abc import Iterable

from proviso.queries.record import Record
from proviso.records import models, register


def government(name: str) -> str | None:
    """The canonical id behind an OCD id, an alias or an external id; None where it is none."""
    if not name.isprintable():
        return None
    name = unicodedata.normalize("NFC", name.strip())
    tries = (register.resolve(one) for one in dict.fromkeys((name, name.lower(), name.upper())))
    found = next((found for found in tries if found), None)
    if found or not name:
        return found
    alike = models.Alias.objects.filter(alias__iexact=name).values_list("ocd_id", flat=True)
    return _only(alike.distinct())


def matter(record: Record, name: str) -> models.Matter | None:
    """The matter of that id."""
    found = one_of(name, (one.matter for one in record.matters))
    return next((one for one in record.matters if one.matter == found), None)


def review(record: Record, name: str) -> str | None:
    """The id of the review that is meant."""
    return one_of(name, record.reviews)


def one_of(name: str, ids: Iterable[str]) -> str | None:
    """The id that is written so, or else the only one that differs in letter case alone."""
    known = tuple(ids)
    if name in known:
        return name
    return _only(one for one in known if one.casefold() == name.strip().casefold())


def _only(found: Iterable[str]) -> str | None:
    """The one of them; None where there is none, or more than one."""
    several = tuple(found)
    return several[0] if len(several) == 1 else None
