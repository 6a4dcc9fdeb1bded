"""Whether service has started a clock: which proof a procedure asks for. How service grows is in letters, counting in counting.

Authority: the procedure's rule for the start of a period; 2 CFR 200.341 (notice to the recipient).

Theory. A date printed in a letter stays as printed. Whether it runs against the respondent
depends on the letter's service: only one that was delivered (or received, where the
procedure says so) to the right addressee starts a clock. What the agency owes itself, and
what hangs on no letter, needs no service.
"""

from collections.abc import Mapping

from proviso.domain.clocks import Clock
from proviso.domain.letters import PROVEN, Letter, Letters, Service

STARTS: Mapping[str, frozenset[Service]] = {
    "delivered": PROVEN,
    "received": PROVEN - {Service.DELIVERED},
}
USUAL = "delivered"


def enough(letter: Letter, rule: str = USUAL) -> bool:
    """Whether the letter's service is what the procedure's rule asks for."""
    return letter.service in STARTS[rule]


def started(letters: Letters, clock: Clock, rule: str = USUAL) -> bool:
    """Whether the clock runs: one against the respondent that hangs on a letter starts with its service."""
    if clock.runs_against != "respondent" or clock.letter is None:
        return True
    letter = letters.sent.get(clock.letter)
    return letter is not None and enough(letter, rule)
