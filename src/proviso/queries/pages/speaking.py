"""Which statements speak of a government or for it: by the name of its office in the record. A match by name says so."""

import re
from datetime import date

from proviso.queries.pages.outlets import StatementLine, statement_lines
from proviso.queries.pages.reading import Reading, invented

MATCHED = "Found by the government's name in the speaker's role or the subject; the record ties statements to no id."


def about_government(
    record: Reading, ocd_id: str, *, on: date, known: date
) -> tuple[StatementLine, ...]:
    """Statements made by the day whose role or subject names the government. Two bodies of one name are told apart by kind alone."""
    body = record.body(ocd_id)
    if body is None:
        return ()
    return tuple(
        one
        for one in statement_lines(record, on=on, known=known, training=invented(ocd_id))
        if _names(one, body.short_name, body.counted_as)
    )


def _names(one: StatementLine, name: str, kind: str) -> bool:
    whole = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for text in (one.role, one.about):
        for found in whole.finditer(text):
            rest = text[found.end() :].lstrip()
            if (kind == "county") == rest.startswith("County") or kind == "state":
                return True
    return False
