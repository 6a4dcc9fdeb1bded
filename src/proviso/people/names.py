"""What the people are called whom entries name by id. Accounts themselves are in roles."""

from proviso.people.models import User


def names() -> dict[str, str]:
    """Each account's name by the id under which entries name it."""
    return dict(User.objects.values_list("person", "name"))
