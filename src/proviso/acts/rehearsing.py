"""What an act would do, without doing it: decided as perform decides it, in a transaction that is then undone."""

from proviso.acts.act import Deed, Told
from proviso.acts.perform import sitting
from proviso.domain.entries import Entry
from proviso.domain.refusals import Refusal


def rehearse(deed: Deed, told: Told) -> tuple[Entry, ...] | Refusal:
    """The entries that would be appended, the act's own first; or why it would be refused.

    Empty where the key was used before for this same act: it is done. Nothing stays written.
    """
    with sitting() as one:
        outcome = one.do(deed, told)
        found = one.entries
        one.undo()
    return outcome if isinstance(outcome, Refusal) else found
