"""Bytes into a document to read: text, web page, PDF, message. Nothing is proposed here."""
