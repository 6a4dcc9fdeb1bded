"""The words of a matter's forms, by act. A field that is not named there has its usual label, and its meaning as a hint."""

from collections.abc import Mapping

from proviso.acts.act import Act
from proviso.web.forms.wording import Words
from proviso.web.forms.words_early import EARLY
from proviso.web.forms.words_late import LATE

WORDS: Mapping[str, Words] = {**EARLY, **LATE}


def words_for(act: Act) -> Words:
    """The words of an act's form; its own help where it has no row."""
    return WORDS.get(act.name) or Words(do=act.says.rstrip("."))
