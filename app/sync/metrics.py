"""What the rooms count: plain numbers on the hot path, Prometheus text when somebody asks."""

from collections import Counter
from collections.abc import Callable, Iterable

from prometheus_client import Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

COMMIT_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
ROWS = (1, 2, 5, 10, 25, 50, 100, 250, 1000)

COUNTED = {
    "frames_in": "Frames received",
    "bytes_in": "Bytes received in frames",
    "frames_out": "Frames sent",
    "bytes_out": "Bytes sent in frames",
    "updates": "Updates taken into the journal",
    "commit_failures": "Transactions of the journal that failed",
    "compactions": "Journals compacted",
    "quarantined": "Rows of the journal put aside",
    "caught_up": "Rows taken over from other nodes",
}


class Meters:
    """The numbers of this process."""

    def __init__(self) -> None:
        self.frames_in = self.bytes_in = self.frames_out = self.bytes_out = 0
        self.updates = self.commit_failures = self.compactions = self.quarantined = self.caught_up = 0
        self.closed: Counter[int] = Counter()
        self.refused: Counter[int] = Counter()
        self.commit_seconds = Histogram(
            "doorstep_journal_commit_seconds", "Time of one transaction", registry=None, buckets=COMMIT_SECONDS
        )
        self.commit_rows = Histogram(
            "doorstep_journal_commit_rows", "Updates in one transaction", registry=None, buckets=ROWS
        )


Seen = tuple[Meters, dict[str, tuple[str, float]]]


class RoomsCollector(Collector):
    """Shows the meters, and what `gauges` says of this moment: name → (help, value)."""

    def __init__(self, look: Callable[[], Seen | None]) -> None:
        self._look = look

    def collect(self) -> Iterable[Metric]:
        """The numbers; none before the rooms have opened."""
        seen = self._look()
        if seen is None:
            return
        meters, gauges = seen
        for name, about in COUNTED.items():
            yield CounterMetricFamily(f"doorstep_sync_{name}", about, value=getattr(meters, name))
        for name, (about, value) in gauges.items():
            yield GaugeMetricFamily(f"doorstep_sync_{name}", about, value=value)
        closed = CounterMetricFamily("doorstep_sync_closed", "Connections closed, by code", labels=["code"])
        for code, count in meters.closed.items():
            closed.add_metric([str(code)], count)
        refused = CounterMetricFamily("doorstep_sync_refused", "Connections refused, by status", labels=["status"])
        for status, count in meters.refused.items():
            refused.add_metric([str(status)], count)
        yield closed
        yield refused
        yield from meters.commit_seconds.collect()
        yield from meters.commit_rows.collect()
