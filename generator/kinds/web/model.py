"""What a person may write for a `web`: a service that has ports, and routes from outside where it is public."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from generator.model.deployed import Deployed
from generator.model.duration import Duration, Pause, seconds
from generator.model.mistake import mistake
from generator.model.network import RoutePath
from generator.model.port import unknown_port
from generator.model.serving import Shutdown
from generator.model.words import Label, PortName, RouteHost
from generator.strict import Strict, key


class Route(Strict):
    """A host and a path that lead here from outside, or a host that leads to another one."""

    host: RouteHost = key('`"@"` is the environment\'s domain, `api` a name under it; or a whole host')
    path: RoutePath = key("the beginning of the paths that come here", "/")
    port: PortName | None = key("the port that they come to, by name; the first port if not given", None)
    redirect: RouteHost | None = key("the host that this one leads to, for good", None)
    internal: bool = key("true: reached from inside the VPC alone, by a load balancer of its own", False)
    sticky: Pause | None = key("how long a browser comes back to the same pod; `0s` ends it", None)
    idle_timeout: Duration | None = key("how long a connection may be silent; 60s, as AWS has it, if not given", None)

    @model_validator(mode="after")
    def _leads_one_way(self) -> Self:
        for name, field in (("path", "path"), ("port", "port"), ("sticky", "sticky"), ("idleTimeout", "idle_timeout")):
            if self.redirect is not None and field in self.model_fields_set:
                message = f"a route with `redirect` leads a whole host elsewhere, and takes no `{name}`"
                raise mistake("conflicting-keys", message, f"remove `{name}`", at=(name,), beside=("redirect",))
        for name, given, longest in (("sticky", self.sticky, "7d"), ("idleTimeout", self.idle_timeout, "4000s")):
            if given is not None and seconds(given) > seconds(longest):
                message = f"found `{given}`, expected at most `{longest}`, which is what AWS takes"
                raise mistake("bad-duration", message, at=(name,))
        if self.redirect == self.host:
            message = f"the host `{self.host}` leads to itself"
            raise mistake("bad-redirect", message, at=("redirect",), beside=("host",))
        return self


class Unhurried(Shutdown):
    """How a pod stops that a load balancer must forget first."""

    delay: Pause = key("the pause before the signal, in which load balancers forget the pod", "20s")
    grace: Duration = key("the time from the beginning of `delay` until it is killed", "60s")


class Web(Deployed):
    """A service that is called: by people through routes, by other services through its ports."""

    kind: Literal["web"] = key("a Deployment that people or services call")
    shutdown: Unhurried = key("how a pod stops", Unhurried)
    routes: dict[Label, Route] = key("hosts and paths that lead here; the first is the service's `url`", {})

    @model_validator(mode="after")
    def _has_a_port(self) -> Self:
        if not self.all_ports:
            raise mistake(
                "missing-key", "a `web` needs `port` or `ports`", "add the port that it listens on: `port: 8080`"
            )
        return self

    @model_validator(mode="after")
    def _routes_come_to_ports(self) -> Self:
        for name, route in self.routes.items():
            if route.port is not None and route.port not in self.all_ports:
                raise unknown_port(route.port, self.all_ports, ("routes", name, "port"))
        return self
