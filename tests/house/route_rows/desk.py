"""Who may ask each route of the agency desk, and with which methods."""

READ, SEND = ("GET", "HEAD"), ("GET", "HEAD", "POST")
# route: (who may ask it, with which methods)
ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "desk": ("signed-in", READ),
    "desk_matter": ("see", READ),
    "desk_act": ("see", SEND),
    "desk_reviews": ("see", READ),
    "desk_review_new": ("prepare", SEND),
    "desk_review": ("see", READ),
    "desk_review_act": ("see", SEND),
    "readings": ("prepare", READ),
    "reading": ("prepare", SEND),
}
