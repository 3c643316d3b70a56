"""Ten thousand feedbacks or ten million: the same question, the same time? `python -m tests.bench.large`."""
