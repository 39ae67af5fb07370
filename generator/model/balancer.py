"""`loadBalancer`: a load balancer of a service's own, by which the world reaches ports that do not speak HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.mistake import mistake
from generator.model.network import Cidr, PortNumber
from generator.model.port import Port, unknown_port
from generator.model.words import PortName, RouteHost
from generator.strict import Strict, key

LISTENERS = 50
"""What one load balancer of AWS has at most."""


class LoadBalancer(Strict):
    """A Network Load Balancer: which ports, by which number from outside, and for whom."""

    ports: dict[PortName, PortNumber] = key(
        "ports of the service, each with the number that the world sees", min_length=1, max_length=LISTENERS
    )
    host: RouteHost | None = key("its name in DNS, as in `routes`: `ssh` under the environment's domain", None)
    internal: bool = key("true: it has private addresses alone", False)
    sources: list[Cidr] | None = key(
        "who may come; everybody outside if not given, and with `internal` the VPC", None, min_length=1
    )

    def check(self, ports: Mapping[str, Port], *, asked: bool) -> None:
        """Raise an error for what does not go together with the ports of its service; `asked`: its readiness probe goes
        to a port."""
        for name in self.ports:
            if name not in ports:
                raise unknown_port(name, ports, ("loadBalancer", "ports", name))
        self._each_listener_has_one_target(ports)
        if not asked and all(port.protocol == "udp" for port in ports.values()):
            message = "the service has UDP alone: a load balancer asks by TCP whether a pod is up"
            hint = "add a port that answers by TCP, and a readiness probe that asks it"
            raise mistake("udp-port", message, hint, at=("loadBalancer",), beside=("ports",))

    def _each_listener_has_one_target(self, ports: Mapping[str, Port]) -> None:
        first: dict[int, str] = {}
        for name, number in self.ports.items():
            other = first.setdefault(number, name)
            at, beside = ("loadBalancer", "ports", name), ("loadBalancer", "ports", other)
            if other == name:
                continue
            one, another = ports[other], ports[name]
            if (one.protocol == "udp") is (another.protocol == "udp"):
                message = f"the ports `{other}` and `{name}` are both `{number}` outside"
                raise mistake("duplicate-port", message, "give one of them another number", at=at, beside=beside)
            if one.number != another.number:
                message = (
                    f"`{other}` and `{name}` share the listener `{number}`, which sends to one port of the pod, "
                    f"and they are `{one.number}` and `{another.number}`"
                )
                raise mistake("split-listener", message, "give one of them another number", at=at, beside=beside)
