"""What the draining counts, as Prometheus text when somebody asks."""

from collections.abc import Callable, Iterable

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app.jazz.draining import Draining


class DrainCollector(Collector):
    """Shows the numbers of this process's draining; none before it has begun."""

    def __init__(self, look: Callable[[], Draining | None]) -> None:
        self._look = look

    def collect(self) -> Iterable[Metric]:
        """The numbers of this moment."""
        draining = self._look()
        if draining is None:
            return
        records = CounterMetricFamily(
            "doorstep_drain_records", "Records delivered, by what became of them", labels=["outcome"]
        )
        for outcome, count in draining.counts.items():
            records.add_metric([outcome], count)
        yield records
        for name, (about, value) in draining.gauges().items():
            yield GaugeMetricFamily(f"doorstep_drain_{name}", about, value=value)
