"""Rules for counting days: what each one says, from which day, on whose authority. Counting is in counting.

A rule is dated data (rulebook/counting.toml). One code has several versions, each in
force from `since` to the day before `until`; the version in force on the day that
starts a period governs it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from proviso.domain.calendar import in_words
from proviso.domain.periods import Direction, Unit
from proviso.domain.refusals import Refusal

Roll = Literal["forward", "back", "none"]
Closures = Literal["count", "flag"]
StateHolidays = Literal["none", "after-only", "always", "instead"]
MailWhen = Literal["after-expiry", "with-period"]
ROLLS: tuple[Roll, ...] = ("forward", "back", "none")
CLOSURES: tuple[Closures, ...] = ("count", "flag")
STATE_HOLIDAYS: tuple[StateHolidays, ...] = ("none", "after-only", "always", "instead")
MAIL_WHEN: tuple[MailWhen, ...] = ("after-expiry", "with-period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of one rule.

    `unit` is what plain "days" means here; `period` fixes the length, if the rule
    has one of its own. `roll` says what becomes of a last day that is closed in a
    period counted forward, `roll_before` the same for one counted back.
    `short_below`: in periods of fewer days than this, closed days in between are
    not counted. `mail_days` are added for service by a method in `mail_by`:
    `after-expiry` adds them once the last day has rolled, `with-period` before.
    `closures`: `count` treats a day closed by executive order as a holiday, `flag`
    only says so. `state_holidays`: whether a state's holidays play a part, and
    `instead` means that they take the place of the federal ones. `ends` is the hour
    at which the last day ends, if the rule says. `notes` are said with every date,
    `note_before` with those counted back.
    """

    code: str
    title: str
    authority: str
    since: date
    until: date | None = None
    unit: Unit = "calendar-days"
    period: int | None = None
    counts_trigger: bool = False
    roll: Roll = "forward"
    roll_before: Roll = "back"
    short_below: int = 0
    mail_days: int = 0
    mail_by: tuple[str, ...] = ()
    mail_when: MailWhen = "after-expiry"
    mail_authority: str = ""
    closures: Closures = "flag"
    state_holidays: StateHolidays = "none"
    ends: str = ""
    notes: tuple[str, ...] = ()
    note_before: str = ""

    @property
    def version(self) -> str:
        """`frcp-6a@2009-12-01`: the code and the day from which this version holds."""
        return f"{self.code}@{self.since.isoformat()}"

    def in_force(self, on: date) -> bool:
        """Whether this version holds on that day."""
        return self.since <= on and (self.until is None or on < self.until)

    def adds_days_for(self, method: str) -> bool:
        """Whether service by this method adds the mail days."""
        return self.mail_days > 0 and method in self.mail_by

    def rolls(self, direction: Direction) -> Roll:
        """What becomes of a closed last day, in this direction."""
        return self.roll if direction == "after" else self.roll_before

    def says(self, direction: Direction) -> tuple[str, ...]:
        """What the explanation adds for this rule."""
        back = (self.note_before,) if direction == "before" and self.note_before else ()
        return self.notes + back

    def sees_state_holidays(self, direction: Direction) -> bool:
        """Whether a state's own holidays close a day, in this direction."""
        return self.state_holidays == "always" or (
            self.state_holidays == "after-only" and direction == "after"
        )


def in_force(rules: Iterable[Rule], *, code: str, on: date) -> Rule | Refusal:
    """Find the version of the rule `code` that holds on that day."""
    known = sorted(rules, key=lambda rule: (rule.code, rule.since))
    versions = [rule for rule in known if rule.code == code]
    if not versions:
        return Refusal(
            code="rule.unknown",
            reason=f"There is no counting rule called {code}.",
            cure=f"Use one of: {', '.join(dict.fromkeys(rule.code for rule in known))}.",
            authority="The rulebook, counting.toml",
        )
    for rule in versions:
        if rule.in_force(on):
            return rule
    first = versions[0]
    return Refusal(
        code="rule.not-in-force",
        reason=(
            f"No version of {code} that was in force on {in_words(on)} is in the rulebook; "
            f"the earliest holds from {in_words(first.since)}."
        ),
        cure="Use the rule that governed then, or add its text of that time to the rulebook.",
        authority=first.authority,
    )
