"""Every route of the site, in one table. What a route answers stands in views/; who may ask, on its view's first line."""

from django.urls import path

from proviso.web.account_routes import account_routes
from proviso.web.desk.routes import desk_routes
from proviso.web.respond.routes import respond_routes
from proviso.web.views import (
    about,
    conflicts,
    corrections,
    dates,
    downloads,
    errors,
    gate,
    governments,
    home,
    letters,
    matters,
    notes,
    orders,
    review_files,
    reviews,
    roster,
    search,
    sources,
    statements,
    verify,
    words,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<str:name>/", reviews.review, name="review"),
    path("reviews/<str:name>/roster/", roster.roster, name="roster"),
    path("reviews/<str:name>/roster.csv", roster.roster_table, name="roster_csv"),
    path("reviews/<str:name>/roster.json", roster.roster_json, name="roster_json"),
    path("reviews/<str:name>/timeline.csv", review_files.timeline_csv, name="review_timeline"),
    path("reviews/<str:name>/feed.atom", review_files.feed, name="review_feed"),
    path("reviews/<str:name>/dates.ics", review_files.dates_ics, name="review_dates"),
    path("governments/", governments.governments, name="governments"),
    path("governments/<path:name>/", governments.government, name="government"),
    path("matters/<str:name>/", matters.matter, name="matter"),
    path("matters/<str:name>/dates.ics", matters.matter_dates, name="matter_dates"),
    path("matters/<str:name>/letters/<str:letter>.pdf", letters.letter_pdf, name="letter_pdf"),
    path("matters/<str:name>/letters/<str:letter>.html", letters.letter_page, name="letter_page"),
    path("may/", gate.may, name="may"),
    path("may.json", gate.may_json, name="may_json"),
    path("dates/", dates.date, name="date"),
    path("dates.json", dates.date_json, name="date_json"),
    path("dates.ics", dates.date_ics, name="date_ics"),
    path("due/", dates.due, name="due"),
    path("how-it-works/", words.how, name="how"),
    path("glossary/", words.glossary, name="glossary"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:name>/", orders.order, name="order"),
    path("cases/<str:name>/", orders.case, name="case"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<str:name>/", sources.source, name="source"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<str:name>/", statements.statement, name="statement"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<path:subject>/", conflicts.conflict, name="conflict"),
    path("search/", search.search, name="search"),
    path("verify/", verify.verify, name="verify"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("data/", downloads.downloads, name="downloads"),
    path("data/datapackage.json", downloads.datapackage, name="datapackage"),
    path("data/proviso-data.zip", downloads.everything, name="everything"),
    path("data/<slug:name>.<slug:form>", downloads.table, name="table"),
    path("about/", about.about, name="about"),
    path("accessibility/", notes.accessibility, name="accessibility"),
    path("privacy/", notes.privacy, name="privacy"),
    *desk_routes,
    *respond_routes,
    *account_routes,
]

handler400 = errors.bad_request
handler403 = errors.not_found  # what is sealed and what is not there look the same
handler404 = errors.not_found
handler500 = errors.failed
