"""How the words of a form are written down: its button, what it is for, how its fields are asked. The words are in words_early and words_late."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from proviso.web.forms.asks import Wording

ID = "Id in the record"
ID_HINT = "Suggested. Change it only where your papers use another."
LETTER, CONTACT = "Letter", "Contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One act: `do` on its button and as its title, `why` under it, how it asks, and what is said once it is recorded."""

    do: str
    why: str = ""
    says: str = "It is recorded."
    asks: Wording = field(default_factory=Wording)


def words(
    do: str,
    about: str = "",
    order: str = "",
    /,
    *,
    done: str = "It is recorded.",
    without: str = "",
    hints: Mapping[str, str] | None = None,
    **labels: str,
) -> Words:
    """`order` names the fields to ask first, `without` those that are not asked; `labels` are by field."""
    asks = Wording(
        labels=labels,
        hints=hints or {},
        without=frozenset(without.split()),
        order=tuple(order.split()),
        quiet=True,
    )
    return Words(do=do, why=about, says=done, asks=asks)
