"""The file of one round of reminders, made from the file a desk keeps for all of them: its round, day and recipients are filled in. Sends nothing."""

import json
import re
import tomllib
from collections.abc import Sequence
from datetime import date

from proviso.domain.letters import LetterKind
from proviso.domain.refusals import Refusal
from proviso.letters.round_file import AUTHORITY

OWN = ("recipients", "due")
LETTER = "R-{matter}-{on}"


def reminder_file(
    text: str, *, name: str, round: str, on: date, matters: Sequence[str]
) -> str | Refusal:
    """The round's file as text; `name` is what a refusal calls the desk's file."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        return _refused(f"{name}: it is not TOML: {wrong}.", "Correct it there.")
    if told.get("kind") != LetterKind.REMINDER:
        return _refused(f"{name}: kind: found {told.get('kind')!r}.", 'Write: kind = "reminder".')
    for key in OWN:
        if key in told:
            why = f"{name}: {key}: each round of reminders has its own; a reminder sets no new day."
            return _refused(why, f"Take {key} out.")
    kept = re.sub(r"(?m)^(round|on)[ \t]*=.*\n?", "", text)
    head = [f"round = {json.dumps(round)}", f"on = {on.isoformat()}"]
    if "letter" not in told:
        head.append(f"letter = {json.dumps(LETTER)}")
    listed = "".join(f"  {json.dumps(one)},\n" for one in matters)
    return "\n".join(head) + f"\n{kept.rstrip()}\n\n[recipients]\nmatters = [\n{listed}]\n"


def _refused(reason: str, cure: str) -> Refusal:
    return Refusal(code="reminders.file", reason=reason, cure=cure, authority=AUTHORITY)
