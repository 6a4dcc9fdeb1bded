"""Words on paper: kinds of letter, their content, and its three renderings. Not service, not sending, not the ledger."""
