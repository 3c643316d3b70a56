"""What is counted for the operator's Prometheus. Labels hold words of ours and keys of the configuration only:
nobody's name, and nothing that a customer said."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge


class Metrics:
    """The counters and gauges of one process, in a registry of its own."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.feedback = Counter(
            "klankbord_feedback",
            "Pieces of feedback answered, by source and by what became of them",
            ["source", "status"],
            registry=registry,
        )
        self.postings = Counter(
            "klankbord_postings_settled",
            "Attempts to make a message true, by platform and outcome",
            ["platform", "outcome"],
            registry=registry,
        )
        self.presses = Counter(
            "klankbord_presses",
            "What people pressed or typed, by platform and action",
            ["platform", "action"],
            registry=registry,
        )
        self.unsettled = Gauge(
            "klankbord_postings_unsettled",
            "Messages that do not stand as wanted: live ones wait their turn, parked and gone ones for the operator",
            ["standing"],
            registry=registry,
        )
        self.quarantined = Gauge(
            "klankbord_quarantined", "Refused bodies that are kept aside for the operator", registry=registry
        )
        self.left_alone = Gauge(
            "klankbord_updates_left_alone",
            "What a platform told us and we failed to handle, too often to try it again by ourselves",
            registry=registry,
        )

    def observe(self, *, postings: Mapping[str, int], quarantined: int, left_alone: int) -> None:
        """Set the gauges to what the database holds now; a standing that is not named has none."""
        self.unsettled.clear()
        for standing, many in postings.items():
            self.unsettled.labels(standing=standing).set(many)
        self.quarantined.set(quarantined)
        self.left_alone.set(left_alone)
