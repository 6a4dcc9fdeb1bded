"""Every route of the site, in one table. What a route answers stands in views/; who may ask, on its view's first line."""

from django.urls import path

from proviso.web.views import about, errors, governments, home, review_files, reviews, roster

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
    path("about/", about.about, name="about"),
]

handler400 = errors.bad_request
handler403 = errors.not_found  # what is sealed and what is not there look the same
handler404 = errors.not_found
handler500 = errors.failed
