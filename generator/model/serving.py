"""Workloads that stay up: ports, probes, metrics, the way they stop, and the jobs around a rollout."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Tag, model_validator

from generator.model.balancer import LoadBalancer
from generator.model.duration import Duration, Pause, seconds
from generator.model.job import Job
from generator.model.mistake import Keys, mistake
from generator.model.network import HttpPath, PortNumber
from generator.model.port import AnyPort, Port, PortSettings, port_of, unknown_port
from generator.model.probe import Probes
from generator.model.words import Label, PortName
from generator.model.workload import Workload
from generator.strict import Strict, key
from generator.suggest import near

MOST_JOBS = 50
"""Jobs on one side of a rollout; each has a step of its own."""


class Shutdown(Strict):
    """How a pod stops."""

    delay: Pause = key("the pause before the signal, in which load balancers forget the pod", "5s")
    grace: Duration = key("the time from the beginning of `delay` until it is killed", "30s")

    @model_validator(mode="after")
    def _grace_outlasts_delay(self) -> Self:
        if seconds(self.grace) <= seconds(self.delay):
            message = f"the grace `{self.grace}` is not longer than the delay `{self.delay}`, which it includes"
            raise mistake("grace-too-short", message, "raise `grace`", at=("grace",), beside=("delay",))
        return self

    @property
    def delay_seconds(self) -> int:
        """The pause before the signal."""
        return seconds(self.delay)

    @property
    def grace_seconds(self) -> int:
        """The time until it is killed."""
        return seconds(self.grace)


class Metrics(Strict):
    """Where Prometheus finds the metrics."""

    port: PortName = key("the port, by name")
    path: HttpPath = key("the path", "/metrics")
    interval: Duration = key("how often they are read", "30s")


AnyMetrics = Annotated[
    Annotated[Literal["none"], Tag("(none)")] | Annotated[Metrics, Tag("(metrics)")],
    Discriminator(lambda value: "(metrics)" if isinstance(value, dict | Metrics) else "(none)"),
]


class Serving(Workload):
    """A workload that stays up, and may be called."""

    port: PortNumber | None = key("short for `ports: {http: …}`", None)
    ports: dict[PortName, AnyPort] | None = key("the ports that it listens on, by name", None, min_length=1)
    probes: Probes = key("how Kubernetes asks whether it is up", Probes)
    metrics: AnyMetrics = key("where Prometheus finds its metrics, or `none`", "none")
    shutdown: Shutdown = key("how a pod stops", Shutdown)
    load_balancer: LoadBalancer | None = key("a load balancer of its own, for what is not HTTP", None)
    before: dict[Label, Job] = key(
        "jobs that must succeed before each rollout, in their order", {}, max_length=MOST_JOBS
    )
    after: dict[Label, Job] = key("jobs once each rollout is done, in their order", {}, max_length=MOST_JOBS)

    @property
    def jobs(self) -> Iterator[tuple[list[str], Job]]:
        """The jobs before and after a rollout, each with its key path."""
        for stage, jobs in (("before", self.before), ("after", self.after)):
            for name, job in jobs.items():
                yield [stage, name], job

    @cached_property
    def all_ports(self) -> dict[str, Port]:
        """The ports that it listens on: `http` first, then in order of their names."""
        given: dict[str, Any] = {"http": self.port} if self.port is not None else dict(self.ports or {})
        return {name: port_of(name, given[name]) for name in sorted(given, key=lambda name: (name != "http", name))}

    @cached_property
    def default_port(self) -> str | None:
        """The port that is meant where none is named: the first that is not UDP, or the first of all."""
        connected = (name for name, port in self.all_ports.items() if port.protocol != "udp")
        return next(connected, next(iter(self.all_ports), None))

    @property
    def endpoint(self) -> Metrics | None:
        """Where its metrics are; None where it has none."""
        return self.metrics if isinstance(self.metrics, Metrics) else None

    @model_validator(mode="after")
    def _ports_are_ports(self) -> Self:
        if self.port is not None and self.ports is not None:
            message = "found `port` and `ports`, expected one of them"
            raise mistake("conflicting-keys", message, "move it into `ports`", at=("ports",), beside=("port",))
        taken: dict[tuple[int, bool], str] = {}
        for name, port in self.all_ports.items():
            keys = self._keys_of(name)
            lowest = self.security_context.lowest_port
            if port.number < lowest:
                why = "the container does not run as root"
                if self.security_context.run_as_non_root is False:
                    why = "root without `NET_BIND_SERVICE` is as anybody else"
                message = f"found `{port.number}`, expected {lowest} or more: {why}"
                raise mistake("privileged-port", message, "let the process listen on another port", at=keys)
            other = taken.setdefault((port.number, port.protocol == "udp"), name)
            if other != name:
                message = f"the ports `{other}` and `{name}` are both `{port.number}`"
                raise mistake("duplicate-port", message, "keep one of them", at=keys, beside=self._keys_of(other))
        return self

    @model_validator(mode="after")
    def _jobs_end(self) -> Self:
        ends = [path[-1] for path, job in self.jobs if not job.is_its_service]
        for path, job in self.jobs:
            job.check(self.volumes, path)
            if job.is_its_service:
                message = "without `command` or `args` it would run what its service runs, and never end"
                meant = near(path[-1], ends)
                hint = f"did you mean `{meant}`?" if meant else "add `command`, or an `image` of its own"
                raise mistake("missing-key", message, hint, at=path)
        return self

    @model_validator(mode="after")
    def _named_ports_exist(self) -> Self:
        for keys, reference in self._references():
            if reference is None and not self.all_ports:
                raise mistake(
                    "missing-port", "no port is named here, and the service has none", "add `port`", at=keys[:-1]
                )
            if isinstance(reference, str) and reference not in self.all_ports:
                raise unknown_port(reference, self.all_ports, keys)
            if self._is_udp(self.default_port if reference is None else reference):
                what = "metrics are read" if keys[0] == "metrics" else "a probe asks"
                message = f"found `{reference}`, which is UDP" if reference is not None else "the service has UDP alone"
                hint = "name another port" if keys[0] == "metrics" else "name another port, or ask by `exec`"
                raise mistake("udp-port", f"{message}: {what} by TCP", hint, at=keys if reference else keys[:-1])
        return self

    def _is_udp(self, reference: str | int | None) -> bool:
        """Whether a port is UDP and no other one beside; of a number that is not listed nobody knows."""
        meant = {port.protocol for name, port in self.all_ports.items() if reference in (name, port.number)}
        return meant == {"udp"}

    @model_validator(mode="after")
    def _balanced_ports_go_together(self) -> Self:
        if self.load_balancer is not None:
            probe = self.probes.readiness
            self.load_balancer.check(self.all_ports, asked=probe is not None and probe.exec is None)
        return self

    def _references(self) -> Iterator[tuple[list[str], str | int | None]]:
        for name, probe in self.probes.given().items():
            if probe.exec is None:
                yield ["probes", name, "port" if probe.grpc is None else "grpc"], probe.asked_port
        if self.endpoint is not None:
            yield ["metrics", "port"], self.endpoint.port

    def _keys_of(self, name: str) -> Keys:
        if self.port is not None:
            return ("port",)
        value = (self.ports or {}).get(name)
        return ("ports", name, "port") if isinstance(value, PortSettings) else ("ports", name)
