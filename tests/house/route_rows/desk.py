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
    "desk_roster_import": ("prepare", SEND),
    "desk_roster_example": ("prepare", READ),
    "readings": ("prepare", READ),
    "reading": ("prepare", SEND),
    "desk_docket": ("docket", READ),
    "desk_file_case": ("docket", SEND),
    "desk_case": ("docket", READ),
    "desk_enter_order": ("docket", SEND),
    "desk_read_effect": ("docket", SEND),
    "desk_change_order": ("docket", SEND),
    "desk_people": ("keep-accounts", READ),
    "desk_person": ("keep-accounts", READ),
    "desk_person_new": ("keep-accounts", SEND),
    "desk_person_role": ("keep-accounts", SEND),
    "desk_person_role_end": ("keep-accounts", SEND),
    "desk_person_link": ("keep-accounts", SEND),
    "desk_person_close": ("keep-accounts", SEND),
    "desk_audit": ("see-audit", READ),
    "desk_audit_csv": ("see-audit", READ),
}
