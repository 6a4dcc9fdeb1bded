"""Tests of the public pages, over the reference review, which is brought in once for this folder."""
