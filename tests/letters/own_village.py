"""Files of words as staff would write them: a closing letter, and a clause."""

WORDS = """\
// Ours since March.
words: closing
version: 2
since: 2018-01-01
about: Written by the Office of Grants.
---
= Closing {award}
{government}: {reason}
Closed {effective}. {keep_until}
{questions}
[clauses end]
"""

CLAUSE = """\
clause: site_visit
title: A visit comes first
kinds: document-request, validation-request
place: request
authority: 2 CFR 200.337(a)
version: 1
since: 2018-01-01
until: 2018-12-31
about: Written by the Office of Grants.
---
We will visit you before you answer, and see {award} with you.
"""


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)
