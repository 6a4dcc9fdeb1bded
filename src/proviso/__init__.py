"""Proviso: a grant-condition compliance review on one record. Nothing lives in this file but the name."""
