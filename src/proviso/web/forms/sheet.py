"""What a form carries so that it is done once, and on what its reader saw: a key of its own, and how long the stream then was."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from proviso.outside.ids import new_key
from proviso.web.forms.asks import Ask

OWN = frozenset({"csrfmiddlewaretoken", "form-key", "form-seen", "form-step"})
CHECK, CHANGE, RECORD = "check", "change", "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`key` is the act's idempotency key; `seen` the number of entries that the stream had when the form was shown."""

    key: str
    seen: int


def blank(seen: int) -> Sheet:
    """A new form's."""
    return Sheet(key=new_key(), seen=seen)


def carried(post: QueryDict, seen: int) -> Sheet:
    """That of a form that was sent; a form that lost its key gets a new one, and counts as shown now."""
    key, told = post.get("form-key", ""), post.get("form-seen", "")
    if len(key) != 32 or not key.isalnum() or not told.isdigit():
        return blank(seen)
    return Sheet(key=key, seen=int(told))


def typed(post: QueryDict, listed: frozenset[str]) -> dict[str, str]:
    """What was filled in, by field. Several values, and lines of a field in `listed`, are joined by ;. Other lines by spaces."""
    found = {}
    for name in post:
        if name in OWN:
            continue
        parts = [str(one) for one in post.getlist(name)]
        if name in listed:
            lines = [line.strip() for part in parts for line in part.splitlines()]
            found[name] = "; ".join(line for line in lines if line)
        else:
            found[name] = "; ".join(" ".join(part.split()) for part in parts if part.strip())
    return found


def filled(asks: tuple[Ask, ...]) -> Mapping[str, str]:
    """What a check page carries on, unseen: every field with its value."""
    return {one.name: one.value for one in asks if one.value}
