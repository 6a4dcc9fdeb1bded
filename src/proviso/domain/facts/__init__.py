"""Everything the ledger can say: one module per noun. Facts are past tense and never change once written.

To add one: define it in its noun's module and add it to that module's union.
"""

from typing import get_args

from proviso.domain.facts.answers import AnswerFact
from proviso.domain.facts.clocks import ClockFact
from proviso.domain.facts.findings import FindingFact
from proviso.domain.facts.governments import GovernmentFact
from proviso.domain.facts.letters import LetterFact
from proviso.domain.facts.matters import MatterFact
from proviso.domain.facts.orders import CaseFact
from proviso.domain.facts.programmes import AwardFact, ProgrammeFact
from proviso.domain.facts.remedies import RemedyFact
from proviso.domain.facts.responses import ResponseFact
from proviso.domain.facts.reviews import ReviewFact
from proviso.domain.facts.sources import SourceFact
from proviso.domain.facts.subpoenas import SubpoenaFact

MatterRoomFact = (
    MatterFact
    | LetterFact
    | ClockFact
    | ResponseFact
    | AnswerFact
    | FindingFact
    | SubpoenaFact
    | RemedyFact
)
Fact = (
    GovernmentFact | ProgrammeFact | AwardFact | ReviewFact | CaseFact | SourceFact | MatterRoomFact
)
FACTS: tuple[type[Fact], ...] = get_args(Fact)
