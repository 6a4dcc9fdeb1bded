"""Acts on sources: what was published or sent, whose words it carries, which values it reports."""

from proviso.acts.act import Act
from proviso.domain import sources
from proviso.domain.facts.sources import (
    ReportCorrected,
    SourceNoted,
    StatementCarried,
    StatementRecorded,
    ValueReported,
)

ACTS = (
    Act(
        name="note-source",
        fact=SourceNoted,
        room="source",
        says="Note a document that someone published or sent.",
        why_not=lambda see, fact: sources.why_not_note_source(see.sources, fact),
        opens=True,
    ),
    Act(
        name="record-statement",
        fact=StatementRecorded,
        room="source",
        says="Record someone's words or stance, attributed.",
        why_not=lambda see, fact: sources.why_not_record_statement(see.sources, fact),
    ),
    Act(
        name="carry-statement",
        fact=StatementCarried,
        room="source",
        says="Record that a source carried a statement, and in which form.",
        why_not=lambda see, fact: sources.why_not_carry_statement(see.sources, fact),
    ),
    Act(
        name="report-value",
        fact=ValueReported,
        room="source",
        says="Record a value that a source gives for a fact.",
        why_not=lambda see, fact: sources.why_not_report_value(see.sources, fact),
    ),
    Act(
        name="correct-report",
        fact=ReportCorrected,
        room="source",
        says="Record that a source corrected a value it had given.",
        why_not=lambda see, fact: sources.why_not_correct_report(see.sources, fact),
    ),
)
