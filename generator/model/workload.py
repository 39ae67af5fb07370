"""What every service with a container of ours says: where its pods run, and what they are marked with."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import model_validator

from generator.model.container import Container
from generator.model.image import AnyImage
from generator.model.mistake import mistake
from generator.model.places import upwards
from generator.model.port import Port
from generator.model.scalar import Text, Whole
from generator.model.security import SecurityContext
from generator.model.service import Service
from generator.model.texts import AnnotationKey, AnnotationText, BalancerAnnotationKey, IngressAnnotationKey
from generator.model.volume import OwnVolume, VolumeFrom, Volumes
from generator.model.words import HOST_PATTERN, LabelKey, LabelValue
from generator.strict import Strict, key

PRIORITY_CLASS = Text(
    code="bad-name", expected="the name of a priority class", pattern=HOST_PATTERN, longest=253, never="^system-"
)


class Toleration(Strict):
    """A taint of nodes that the pods put up with, as in Kubernetes."""

    key_: LabelKey | None = key("the taint's key; none means every taint, with `Exists`", None, alias="key")
    operator: Literal["Exists", "Equal"] = key("whether the value counts", "Equal")
    value: LabelValue | None = key("the taint's value, with `Equal`", None)
    effect: Literal["NoSchedule", "PreferNoSchedule", "NoExecute"] | None = key(
        "the taint's effect; none is every", None
    )
    toleration_seconds: Annotated[int, Whole()] | None = key("how long a pod stays, with `NoExecute`", None)

    @model_validator(mode="after")
    def _kubernetes_takes_it(self) -> Self:
        if self.operator == "Exists" and self.value:
            message = "a toleration with the operator `Exists` takes no value"
            raise mistake("bad-toleration", message, "remove `value`", at=("value",), beside=("operator",))
        if self.key_ is None and self.operator != "Exists":
            message = "a toleration without `key` needs the operator `Exists`"
            raise mistake("bad-toleration", message, "add `key`, or `operator: Exists`")
        if self.toleration_seconds is not None and self.effect != "NoExecute":
            message = "`tolerationSeconds` needs the effect `NoExecute`"
            raise mistake("bad-toleration", message, "add `effect: NoExecute`", at=("tolerationSeconds",))
        return self


class Annotations(Strict):
    """Annotations to add, by the object that gets them."""

    pod: dict[AnnotationKey, AnnotationText] = key("on each pod", {})
    service: dict[AnnotationKey, AnnotationText] = key("on the Service", {})
    load_balancer: dict[BalancerAnnotationKey, AnnotationText] = key("on the Service of its load balancer", {})
    ingress: dict[IngressAnnotationKey, AnnotationText] = key("on the environment's Ingress", {})


class Workload(Container, Service):
    """A service with a container of ours."""

    image: AnyImage = key("the image: `{repository, tag, digest}`, or `{from: <service>}`")
    security_context: SecurityContext = key("what differs from the strictest security contexts", SecurityContext)
    node_selector: dict[LabelKey, LabelValue] = key("labels of the nodes that the pods may run on", {})
    tolerations: list[Toleration] = key("taints of nodes that the pods put up with", [])
    priority_class_name: Annotated[str, PRIORITY_CLASS] | None = key("the priority class of the pods", None)
    pod: dict[str, Any] = key("fields of Kubernetes' PodSpec that have no key here; lists are added to", {})
    container: dict[str, Any] = key("fields of Kubernetes' Container that have no key here", {})
    annotations: Annotations = key("annotations to add to the pods, the Services, the Ingress", Annotations)
    volumes: Volumes = key("volumes that outlive pods, by path: a size, or `{from: <service>}`", {})

    @cached_property
    def own_volumes(self) -> dict[str, OwnVolume]:
        """The volumes of its own, in order of their paths."""
        own = {path: volume for path, volume in sorted(self.volumes.items()) if not isinstance(volume, VolumeFrom)}
        return {path: OwnVolume(storage=size) if isinstance(size, str) else size for path, size in own.items()}

    @cached_property
    def taken_volumes(self) -> dict[str, VolumeFrom]:
        """The volumes of others that it mounts, in order of their paths."""
        return {path: volume for path, volume in sorted(self.volumes.items()) if isinstance(volume, VolumeFrom)}

    @model_validator(mode="after")
    def _volumes_have_paths_of_their_own(self) -> Self:
        for path in self.volumes:
            if path in self.volumes_by_path:
                message = f"`{path}` is a volume, and among the folders of `writable`"
                raise mistake("path-taken", message, "keep one of them", at=("volumes", path), beside=("writable",))
            for file in upwards(path):
                if file in self.files:
                    message = f"`{file}` is a file, and `{path}` a volume"
                    raise mistake("path-taken", message, at=("volumes", path), beside=("files", file))
        return self

    @property
    def all_ports(self) -> dict[str, Port]:
        """The ports that it listens on, in order of their names."""
        return {}
