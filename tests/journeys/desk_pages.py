"""The pages of the desks that every page test visits, by who visits them. A new page of a desk adds its row here."""

# role: the addresses that are visited signed in with it, in one sitting
PAGES: dict[str, tuple[str, ...]] = {
    "analyst": (
        "/desk/",
        "/desk/matters/T03-FY2024/",
        "/desk/matters/T03-FY2024/do/note-matter/",
        "/desk/matters/T03-FY2024/do/send-letter/",
        "/desk/matters/T03-FY2024/do/start-clock/",
    ),
    "approver": ("/desk/matters/T03-FY2024/do/approve/",),
    "counsel": (),
    "auditor": ("/desk/audit/", "/desk/audit/?kind=act", "/desk/audit/?who=nobody-at-all"),
    "admin": ("/desk/people/", "/desk/people/new/", "/desk/people/?q=nobody-at-all"),
    "respondent-owner": ("/respond/people/", "/respond/people/new/"),
}
