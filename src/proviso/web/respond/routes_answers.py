"""The routes of a government's people: their matters, single acts, answers item by item, receipts and files."""

from django.urls import path

from proviso.web.respond import acts, answers, files, home, matters, receipts, signing

LETTER = "respond/<str:name>/answer/<str:letter>"
answer_routes = [
    path("respond/", home.respond, name="respond"),
    path("respond/<str:name>/", matters.respond_matter, name="respond_matter"),
    path("respond/<str:name>/dates.ics", matters.respond_dates, name="respond_dates"),
    path("respond/<str:name>/everything.zip", files.respond_everything, name="respond_everything"),
    path("respond/<str:name>/files/<slug:sha256>/", files.respond_file, name="respond_file"),
    path("respond/<str:name>/ask/<slug:act>/", acts.respond_ask, name="respond_ask"),
    path("respond/<str:name>/do/<slug:act>/", acts.respond_do, name="respond_do"),
    path("respond/<str:name>/reply/<slug:to>/<path:about>/", acts.respond_reply, name="respond_reply"),
    path(f"{LETTER}/", answers.respond_answer, name="respond_answer"),
    path(f"{LETTER}/add/<str:item>/", answers.respond_upload, name="respond_upload"),
    path(f"{LETTER}/take-out/<int:file>/", answers.respond_remove, name="respond_remove"),
    path(f"{LETTER}/check/", answers.respond_check, name="respond_check"),
    path(f"{LETTER}/sign/", signing.respond_sign, name="respond_sign"),
    path("respond/<str:name>/receipts/<str:response>/", receipts.respond_receipt, name="respond_receipt"),
    path("respond/<str:name>/receipts/<str:response>.pdf", receipts.respond_receipt_pdf, name="respond_receipt_pdf"),
    path("respond/<str:name>/receipts/<str:response>.receipt", receipts.respond_receipt_file, name="respond_receipt_file"),
]  # fmt: skip
