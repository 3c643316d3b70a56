"""Deadlines that come near, and people who go away: the use cases on both databases."""
