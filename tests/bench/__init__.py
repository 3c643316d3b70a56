"""Figures, each beside a baseline that was measured in the same run: `python -m tests.bench`."""
