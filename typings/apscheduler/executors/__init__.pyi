"""The part of APScheduler 3 that we use; it ships no types of its own."""
