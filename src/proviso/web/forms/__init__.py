"""Forms that do acts: what they ask, how they are checked before they are done. Which acts there are is in acts/table."""
