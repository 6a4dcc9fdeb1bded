"""The workers: doors through which errands are carried. How one errand is carried is in acts/errands."""
