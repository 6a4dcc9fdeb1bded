"""Where the first sentence ends: law and names are full of points that are not an end."""

import pytest

from proviso.web.sentences import parted


@pytest.mark.parametrize(("text", "first"), [
    ("Sent. The letter says more.", "Sent."),
    ("Cited under 34 U.S.C. 10225. Issuer: Bureau.", "Cited under 34 U.S.C. 10225."),
    ("California ex rel. Becerra v. Sessions; filed. A second.", "California ex rel. Becerra v. Sessions; filed."),
    ("Stayed by 7th Cir. (en banc). It stands still.", "Stayed by 7th Cir. (en banc)."),
    ("Mayor Libby H. Schaaf answered. She objects.", "Mayor Libby H. Schaaf answered."),
    ("N.D. Cal. Judge Orrick ruled. An appeal followed.", "N.D. Cal. Judge Orrick ruled."),
    ("One sentence alone", "One sentence alone"),
    ("", ""),
])  # fmt: skip
def test_the_first_sentence_is_whole(text: str, first: str) -> None:
    told, rest = parted(text)
    assert told == first
    assert f"{told} {rest}".strip() == text
