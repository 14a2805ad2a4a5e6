"""Prometheus metrics and the access log; both name addresses by route pattern, so that they hold no customer's text."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from flask import Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from rutinlots.live_rules import LiveRules

log = logging.getLogger("rutinlots.access")

_WAITING = (0, 1, 2, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512)
_LABELS = 1024  # remembered of a metric
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self.requests = Counter("rutinlots_requests", "Requests answered.", ["method", "address", "status"], registry=registry)
        self.check_seconds = Histogram(
            "rutinlots_check_seconds", "Duration of checks.", ["moment"], buckets=_SECONDS, registry=registry
        )
        self.findings = Counter("rutinlots_findings", "Findings returned.", ["check"], registry=registry)
        self.events = Counter("rutinlots_events", "Events recorded.", ["kind"], registry=registry)
        self.store_failures = Counter("rutinlots_store_failures", "Requests that failed in the database.", registry=registry)
        self.turned_away = Counter("rutinlots_turned_away", "Requests refused.", ["why"], registry=registry)
        self.waiting = Histogram(
            "rutinlots_waiting", "Queue length when a request was started.", buckets=_WAITING, registry=registry
        )
        self.rules_problems = Gauge("rutinlots_rules_problems", "Faults in a refused rule set.", registry=registry)
        self.rules_since = Gauge("rutinlots_rules_since", "When the rules in force were loaded, Unix time.", registry=registry)

        # Labels found at once: of a call's time, in which six are counted, they would be a hundredth.
        self.request, self.finding = lru_cache(_LABELS)(self.requests.labels), lru_cache(_LABELS)(self.findings.labels)
        self.check_time = lru_cache(_LABELS)(self.check_seconds.labels)

        self.others: Sequence[Callable[[], bytes]] = ()
        """Where the figures of the server's other processes come from."""

    def latest(self) -> bytes:
        """All figures as text: counts are the sums of all processes', gauges this one's."""
        return _summed([self.own(), *(other() for other in self.others)]) if self.others else self.own()

    def own(self) -> bytes:
        """This process's figures as text."""
        return generate_latest(self.registry)

    def follow(self, live_rules: LiveRules) -> None:
        """Report the state of the rules."""
        self.rules_problems.set_function(lambda: len(live_rules.in_force.problems))
        self.rules_since.set_function(lambda: live_rules.in_force.since.timestamp())


def _summed(texts: Sequence[bytes]) -> bytes:
    families: dict[str, Metric] = {}
    for text in texts:
        for family in text_string_to_metric_families(text.decode()):
            known = families.setdefault(family.name, family)
            if known is not family and family.type in ("counter", "histogram"):
                sums = {(each.name, *sorted(each.labels.items())): each for each in known.samples}
                for each in family.samples:
                    key = each.name, *sorted(each.labels.items())
                    sums[key] = each._replace(value=each.value + sums[key].value) if key in sums else each
                known.samples = list(sums.values())
    registry = CollectorRegistry()
    registry.register(_Read(families.values()))
    return generate_latest(registry)


class _Read(Collector):
    def __init__(self, families: Iterable[Metric]):
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


def metrics() -> Metrics:
    """The metrics of the current app."""
    return metrics_of(current_app)


def metrics_of(app: Flask) -> Metrics:
    """The metrics of an app."""
    found: Metrics = app.extensions["rutinlots.metrics"]
    return found


def measure(app: Flask) -> None:
    """Count and log every request, and serve ``/metrics``."""
    app.extensions["rutinlots.metrics"] = Metrics()

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        # An unknown address may hold anything, so it is not logged.
        address = request.url_rule.rule if request.url_rule else "(unknown)"
        metrics().request(request.method, address, response.status_code).inc()
        if log.isEnabledFor(logging.INFO) and not g.get("unlogged"):
            took = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
            entry = {"method": request.method, "address": address, "status": response.status_code, "milliseconds": round(took, 1)}
            log.info("%(method)s %(address)s %(status)d %(milliseconds).1f ms", entry, extra=entry)
        return response

    @app.get("/metrics")
    def figures() -> Response:
        return Response(metrics().latest(), content_type=CONTENT_TYPE_LATEST)
