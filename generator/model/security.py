"""What a service says of its security contexts: Kubernetes' names, and what Pod Security baseline allows at most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import model_validator

from generator.model.mistake import Keys, mistake
from generator.model.permitted import CAPABILITIES, SYSCTLS
from generator.model.scalar import Choice, Text, Whole
from generator.strict import Strict, key

LOWEST_PORT = "net.ipv4.ip_unprivileged_port_start"
BIND, ALL = "NET_BIND_SERVICE", "ALL"


def _capability_remedy(text: str) -> str:
    plain = text.upper().removeprefix("CAP_")
    return f"did you mean `{plain}`?" if plain != text and plain in (*CAPABILITIES, ALL) else ""


ADDED = Choice(
    code="bad-capability",
    expected="a capability that Pod Security baseline allows",
    values=lambda: CAPABILITIES,
    remedy=_capability_remedy,
)
DROPPED = Text(
    code="bad-capability",
    expected="`ALL`, or a capability such as `CHOWN`",
    pattern="[A-Z][A-Z_]*",
    never="^CAP_",
    remedy=_capability_remedy,
)
SYSCTL = Choice(code="bad-sysctl", expected="a kernel setting that stays within the pod", values=lambda: SYSCTLS)
SETTING = Text(
    code="bad-sysctl",
    expected="numbers as a text, such as `1024 65535`",
    pattern="[0-9]+([ \t]+[0-9]+)*",
    longest=255,
)
PROFILE = Text(
    code="bad-path",
    expected="the name of a profile on the node, such as `profiles/audit.json`",
    pattern=r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
    never=r"(^|/)\.\.?(/|$)",
    longest=253,
)
Group = Annotated[int, Whole(most=2147483647, noun="a group id, a number")]


class Profile(Strict):
    """A profile that confines the processes of the pod, as in Kubernetes."""

    type: Literal["RuntimeDefault", "Localhost"] = key("the runtime's own, or one that lies on the node")
    localhost_profile: Annotated[str, PROFILE] | None = key("the profile on the node, with `Localhost`", None)

    @model_validator(mode="after")
    def _names_one_profile(self) -> Self:
        if self.type == "Localhost" and self.localhost_profile is None:
            message = "`type: Localhost` needs `localhostProfile`"
            raise mistake("missing-key", message, "name the profile on the node", at=("type",))
        if self.type != "Localhost" and self.localhost_profile is not None:
            message, at = "`localhostProfile` goes with `type: Localhost` only", ("localhostProfile",)
            raise mistake("conflicting-keys", message, "remove `localhostProfile`", at=at, beside=("type",))
        return self


class Sysctl(Strict):
    """A kernel setting of the pod."""

    name: Annotated[str, SYSCTL] = key("the setting, such as `net.ipv4.ip_unprivileged_port_start`")
    value: Annotated[str, SETTING] = key("its value, quoted")


class Capabilities(Strict):
    """What the container's processes may do beyond any user's."""

    add: list[Annotated[str, ADDED]] = key("what they may do in spite of `drop`", [])
    drop: list[Annotated[str, DROPPED]] = key("what is taken away; `[ALL]` if not given", [ALL])


class SecurityContext(Strict):
    """Kubernetes' security contexts of the pod and of its container; each field goes where Kubernetes has it, and what
    both have to the pod."""

    run_as_group: Group | None = key("the group id; that of `runAsUser` if not given", None)
    run_as_non_root: bool | None = key("false: the container may run as root; needs `podSecurity: baseline`", None)
    fs_group: Group | None = key("the group that owns the volumes; that of `runAsUser` if not given", None)
    fs_group_change_policy: Literal["OnRootMismatch", "Always"] | None = key("when the volumes get that group", None)
    supplemental_groups: list[Group] = key("further groups of the processes", [])
    seccomp_profile: Profile | None = key("which system calls there are; the runtime's profile if not given", None)
    app_armor_profile: Profile | None = key("which AppArmor profile there is", None)
    sysctls: list[Sysctl] = key("kernel settings of the pod", [])
    read_only_root_filesystem: bool | None = key("false: writes anywhere; needs a `waive`", None)
    allow_privilege_escalation: bool | None = key("true: it may gain rights; needs `podSecurity: baseline`", None)
    capabilities: Capabilities | None = key("what its processes may do beyond any user's", None)

    @model_validator(mode="before")
    @classmethod
    def _user_stands_beside(cls, value: Any) -> Any:
        if isinstance(value, dict) and "runAsUser" in value:
            message = "`runAsUser` is a key of the service itself"
            raise mistake("key-elsewhere", message, "move it up, beside `securityContext`", at=("runAsUser",))
        return value

    def loosened(self) -> Iterator[tuple[Keys, str]]:
        """What Pod Security restricted refuses and baseline allows: the key path, and what stands there."""
        if self.run_as_non_root is False:
            yield ("runAsNonRoot",), "runAsNonRoot: false"
        if self.allow_privilege_escalation:
            yield ("allowPrivilegeEscalation",), "allowPrivilegeEscalation: true"
        if self.capabilities is not None:
            if ALL not in self.capabilities.drop:
                yield ("capabilities", "drop"), "capabilities.drop without ALL"
            for index, name in enumerate(self.capabilities.add):
                if name != BIND:
                    yield ("capabilities", "add", index), f"capabilities.add: {name}"

    @property
    def lowest_port(self) -> int:
        """The lowest port that the container can listen on."""
        named = [int(sysctl.value) for sysctl in self.sysctls if sysctl.name == LOWEST_PORT and sysctl.value.isdigit()]
        kept = self.capabilities is not None and (BIND in self.capabilities.add or ALL not in self.capabilities.drop)
        as_root = 1 if self.run_as_non_root is False and kept else 1024
        return min([as_root, *named])
