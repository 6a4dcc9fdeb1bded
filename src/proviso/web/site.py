"""What this site is and is not, in the words of its strip; its name and navigation. The setting is SITE_KIND."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The strip above every page: in bold what the site is, then what it is not."""

    says: str
    adds: str


NAME = "Proviso"
MOTTO = "Grant conditions, on one record"
KINDS = {
    "demo": Kind(
        says="Demonstration. Not a government website.",
        adds="A review of 2017 and 2018, rebuilt from published letters, orders and reports. Nothing here is a notice to anyone.",
    ),
    "independent": Kind(
        says="An independent record. Not a government website.",
        adds="Kept from published letters, orders and reports. Nothing here is a notice to anyone.",
    ),
    "agency_gov": Kind(
        says="The agency's own record of its reviews.",
        adds="Letters are served as each letter says, not through these pages.",
    ),
    "agency_other": Kind(
        says="Kept for the agency, outside a government domain.",
        adds="Letters are served as each letter says, not through these pages.",
    ),
}
# Above every page of a training review, whatever the site is.
TRAINING = Kind(
    says="Training. The places and people on this page do not exist.",
    adds="No government is meant, no date binds anyone, and none of it is in the public record.",
)
# Shown in this order, as far as the route is built.
NAVIGATION = (
    ("home", "Home"),
    ("reviews", "Reviews"),
    ("orders", "Orders"),
    ("governments", "Governments"),
    ("sources", "Sources"),
    ("may", "May this be done?"),
    ("date", "Date calculator"),
    ("verify", "Verify"),
    ("about", "About the data"),
    ("desk", "Your desk"),
)
