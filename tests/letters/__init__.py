"""Tests of the words on paper."""
