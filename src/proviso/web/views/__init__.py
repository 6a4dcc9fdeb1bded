"""One module for each page or group of pages: fetch, call, answer. Nothing is counted or decided here."""
