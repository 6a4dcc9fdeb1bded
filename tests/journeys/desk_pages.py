"""The pages of the desks that every page test visits, by who visits them. A new page of a desk adds its row here."""

# role: the addresses that are visited signed in with it, in one sitting
PAGES: dict[str, tuple[str, ...]] = {
    "analyst": (
        "/desk/",
        "/desk/matters/T03-FY2024/",
        "/desk/matters/T03-FY2024/do/note-matter/",
        "/desk/matters/T03-FY2024/do/send-letter/",
        "/desk/matters/T03-FY2024/do/start-clock/",
        "/desk/templates/",
        "/desk/templates/sa-2025/new/",
        "/desk/templates/sa-2025/document-request/document_request/1/",
        "/desk/templates/sa-2025/document-request/document_request/1/edit/",
    ),
    "approver": (
        "/desk/matters/T03-FY2024/do/approve/",
        "/desk/templates/sa-2025/document-request/document_request/1/approve/",
    ),
    "counsel": (
        "/desk/docket/",
        "/desk/docket/file/",
        "/desk/docket/cases/Z01/",
        "/desk/docket/cases/Z01/order/",
        "/desk/docket/cases/Z01/orders/ZO4/effect/",
        "/desk/docket/cases/Z01/orders/ZO4/change/",
        "/desk/reports/",
        "/desk/reports/lateness/?on=2026-03-06",
        "/desk/reports/like-treatment/?on=2026-03-06",
        "/desk/reports/like-treatment/?on=2020-01-01",
        "/desk/reports/money/?on=2026-03-06",
    ),
    "auditor": ("/desk/audit/", "/desk/audit/?kind=act", "/desk/audit/?who=nobody-at-all"),
    "admin": ("/desk/people/", "/desk/people/new/", "/desk/people/?q=nobody-at-all"),
    "respondent-owner": (
        "/respond/people/",
        "/respond/people/new/",
        "/respond/",
        "/respond/T03-FY2024/",
        "/respond/T03-FY2024/answer/L-T03-2024-3/",
        "/respond/T03-FY2024/answer/L-T03-2024-3/check/",
        "/respond/T03-FY2024/receipts/RS-T03-2024-1/",
        "/respond/T03-FY2024/ask/record-receipt/",
        "/respond/T03-FY2024/reply/entry/matter:T03-FY2024%231/",
        "/respond/T03-FY2025/do/file-objection/",
    ),
}
