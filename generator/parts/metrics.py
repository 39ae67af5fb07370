"""`metrics` -> what a ServiceMonitor scrapes, where somebody reads ServiceMonitors."""

from __future__ import annotations

from typing import Any

from generator.parts.routes import port_name
from generator.parts.subject import Subject


def metrics(subject: Subject) -> dict[str, Any]:
    """The endpoint to scrape; nothing where the service has none, or no one would read it."""
    given = subject.service.endpoint
    if given is None or not subject.around.facts.metrics:
        return {}
    return {"port": port_name(subject.service, given.port), "path": given.path, "interval": given.interval}


def metrics_port(subject: Subject) -> int | None:
    """The number of the scraped port."""
    given = subject.service.endpoint
    return None if given is None else subject.service.all_ports[port_name(subject.service, given.port)].number
