"""What the people are called whom entries name by id, and who holds a role somewhere. Giving roles is in roles."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from proviso.domain.roles import Role
from proviso.people.models import Confirmation, Membership, User


def names() -> dict[str, str]:
    """What to call people by the id under which entries name them: accounts by name, who bears a letter by the letter."""
    bore = Confirmation.objects.filter(confirmed_at__isnull=False).values_list("person", "letter")
    return {
        **{person: f"Bearer of letter {letter}" for person, letter in bore},
        **dict(User.objects.values_list("person", "name")),
    }


def who_holds(roles: Collection[Role], body: str, *, on: date) -> dict[str, str]:
    """Who holds one of these roles at a body on a day: names by the id under which entries name them."""
    still = Q(last=None) | Q(last__gte=on)
    rows = Membership.objects.filter(still, role__in=[one.value for one in roles], body=body)
    told = rows.filter(first__lte=on, user__is_active=True).order_by("user__name")
    return dict(told.values_list("user__person", "user__name"))
