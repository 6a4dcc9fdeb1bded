"""What the gate looks at: the body, the docket, the matter as it stands, the rules of the day. Values; nothing is read here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.cover import Body, Membership
from proviso.domain.docket import Docket, docket_of
from proviso.domain.entries import Entry
from proviso.domain.facts.governments import AssociationNoted, MembershipNoted
from proviso.domain.facts.programmes import AwardMade, ConditionPublished
from proviso.domain.identity import state_of
from proviso.domain.programmes import Award
from proviso.domain.reviews import Review
from proviso.domain.rulebook import Procedure, RuleBook
from proviso.domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The day on which a condition was published (None: not known), and the entry that says so."""

    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is the same for every body: rules, docket, memberships, who is paid through whom, conditions on record."""

    rulebook: RuleBook
    docket: Docket
    eligible: Mapping[str, frozenset[str]]
    memberships: Mapping[str, tuple[Membership, ...]]
    paid_through: Mapping[str, frozenset[str]]
    published: Mapping[tuple[str, str, int], Published]

    def body(self, ocd_id: str, type_: str) -> Body:
        """A government as orders see it."""
        return Body(
            ocd_id=ocd_id,
            state=state_of(ocd_id),
            type=type_,
            memberships=self.memberships.get(ocd_id, ()),
            recipients=self.paid_through.get(ocd_id, frozenset()),
        )


def surroundings(rulebook: RuleBook, entries: Iterable[Entry], *, known: date) -> Surroundings:
    """Read them from the entries of the register, programmes, awards and cases, as known on `known`."""
    told = [entry for entry in entries if entry.learned <= known]
    eligible: dict[str, frozenset[str]] = {}
    memberships: dict[str, tuple[Membership, ...]] = {}
    paid: dict[str, frozenset[str]] = {}
    published: dict[tuple[str, str, int], Published] = {}
    for entry in told:
        match entry.fact:
            case AssociationNoted(association=name, eligible_types=types):
                eligible[name] = frozenset(types)
            case MembershipNoted() as fact:
                one = Membership(fact.association, fact.member, fact.since, fact.until)
                memberships[fact.ocd_id] = (one, *memberships.get(fact.ocd_id, ()))
            case AwardMade() as fact:
                for body in fact.subrecipients:
                    paid[body] = paid.get(body, frozenset()) | {fact.recipient}
            case ConditionPublished() as fact:
                what = (fact.programme, fact.condition, fact.year)
                published[what] = Published(on=entry.on, ref=entry.ref)
            case _:
                pass
    return Surroundings(
        rulebook=rulebook,
        docket=docket_of(told, known=known),
        eligible=eligible,
        memberships=memberships,
        paid_through=paid,
        published=published,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One body on one day. `standing` is None where the body has no matter that fits the question.

    `name` is how sentences call the body.
    """

    around: Surroundings
    body: Body
    name: str
    standing: Standing | None = None
    review: Review | None = None
    procedure: Procedure | None = None
    award: Award | None = None

    @property
    def rulebook(self) -> RuleBook:
        return self.around.rulebook
