"""Commits in which a behaviour of Argo CD is met, is not, and nearly is: each a base and a head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.diff.nouns import Cluster, Object
from generator.errors import Place, Problem
from tests.diff.sync.world import (
    ARGO,
    CASCADE,
    app,
    config,
    deployment,
    job,
    options,
    project,
    side,
    thing,
)

HOLDS, NOT, NEARLY = "holds", "does not", "nearly"
HOOK = {"argocd.argoproj.io/hook": "PreSync"}
SYNC = "argocd.argoproj.io/sync-options"
ONE, TWO, OLD, NEW = config("one"), config("two"), config("one", "info"), config("one", "debug")
WEB, WEB2 = deployment("web"), deployment("web", "web:2")
IGNORED = {"ignoreDifferences": [{"group": "apps", "kind": "Deployment", "jsonPointers": ["/spec/replicas"]}]}
SERVER = options("ServerSideApply=true")
SHUT = {"kind": "deny", "schedule": "* * * * *", "duration": "1h", "applications": ["*"]}
NIGHTLY = {**SHUT, "schedule": "0 22 * * *"}

APP, ROOT = app(), app("root")


class Example(NamedTuple):
    """One commit and what it is an example of."""

    rule: str
    says: str
    base: Cluster
    head: Cluster
    idea: str

    def __str__(self) -> str:
        return f"{self.rule} {self.says}: {self.idea}"


def plain(
    rule: str, says: str, idea: str, old: Iterable[Object], new: Iterable[Object], was: Object = APP, now: Any = None
) -> Example:
    """One Application over one folder."""
    base = side([was], app=old)
    return Example(rule, says, base, side([now or was], base, app=new), idea)


def tree(
    rule: str,
    says: str,
    idea: str,
    old: Iterable[Object],
    new: Iterable[Object],
    folders: Mapping[str, Iterable[Object]] | None = None,
    root: Object = ROOT,
) -> Example:
    """An Application of Applications; the other folders are the same on both sides."""
    others = folders or {"shop": [config("three")]}
    base = side([root], root=old, **others)
    return Example(rule, says, base, side([root], base, root=new, **others), idea)


def hand(rule: str, says: str, idea: str, old: Iterable[Object], new: Iterable[Object], **folders: Any) -> Example:
    """What is applied by hand is another; a folder may be a pair."""
    sides = [{key: one[n] if isinstance(one, tuple) else one for key, one in folders.items()} for n in (0, 1)]
    base = side(old, **sides[0])
    return Example(rule, says, base, side(new, base, **sides[1]), idea)


def _set(*names: str, **spec: Any) -> dict[str, Any]:
    elements = [{"name": name} for name in names]
    template = {"metadata": {"name": "{{.name}}"}, "spec": app("{{.name}}")["spec"]}
    whole = {"goTemplate": True, "generators": [{"list": {"elements": elements}}], "template": template, **spec}
    return thing("ApplicationSet", "set", ARGO, space="argocd", spec=whole)


def _prune(word: str) -> dict[str, str]:
    return {SYNC: f"Prune={word}"}


FINAL = app("shop", finalizers=[CASCADE])
BARE = app("shop")
MANUAL = {"syncPolicy": {}}
CLAIM = thing("PersistentVolumeClaim", "data", spec={"storageClassName": "gp3"})
SETTINGS = thing("ConfigMap", "argocd-cm", space="argocd", data={"application.resourceTrackingMethod": "label"})
ANNOTATED = thing("ConfigMap", "argocd-cm", space="argocd", data={"application.resourceTrackingMethod": "annotation"})
BROKEN = Problem(code="x", message="no such folder", place=Place("app"))
GIVEN = {"a": ([ONE, WEB], [ONE]), "b": ([TWO], [TWO, WEB])}
FORCED = config("two", notes={SYNC: "Force=true,Replace=true"})
EXAMPLES = (
    plain("A1", HOLDS, "an object leaves git", [ONE, TWO], [ONE]),
    plain("A1", HOLDS, "one that is never pruned", [ONE, config("two", notes=_prune("false"))], [ONE]),
    plain("A1", HOLDS, "one that a person confirms", [ONE, config("two", notes=_prune("confirm"))], [ONE]),
    plain("A1", NOT, "an object changes", [OLD], [NEW]),
    plain("A1", NEARLY, "what leaves git is a hook", [ONE, job("m", notes=HOOK)], [NEW]),
    plain("A2", HOLDS, "every object leaves git", [ONE, TWO], []),
    plain("A2", NOT, "one of two leaves git", [ONE, TWO], [ONE]),
    plain("A2", NEARLY, "it may be empty", [ONE], [], app(syncPolicy=options(allowEmpty=True))),
    plain("A2", NEARLY, "all are replaced by others", [ONE], [TWO]),
    tree("A3", HOLDS, "an Application with a finalizer leaves git", [ONE, FINAL], [ONE]),
    tree("A3", HOLDS, "one without a finalizer leaves git", [ONE, BARE], [ONE]),
    tree("A3", NOT, "nothing leaves git", [OLD, FINAL], [NEW, FINAL]),
    tree(
        "A3", NEARLY, "its parent does not prune", [ONE, FINAL], [ONE], root=app("root", syncPolicy={"automated": {}})
    ),
    tree("A4", HOLDS, "the parent does not prune", [ONE, BARE], [ONE], root=app("root", syncPolicy={"automated": {}})),
    tree("A4", NOT, "the parent prunes", [ONE, BARE], [ONE]),
    tree("A4", NEARLY, "an object leaves git, no Application", [ONE, TWO, BARE], [ONE, BARE]),
    tree("A5", HOLDS, "a finalizer goes", [FINAL], [BARE]),
    hand(
        "A5",
        HOLDS,
        "a set preserves too late",
        [_set("a", "b")],
        [_set("b", syncPolicy={"preserveResourcesOnDeletion": True})],
        a=[ONE],
        b=[TWO],
    ),
    tree("A5", NOT, "the Application is the same", [OLD, FINAL], [NEW, FINAL]),
    tree("A5", NEARLY, "another finalizer goes", [app("shop", finalizers=["x.example.com/y"])], [BARE]),
    tree(
        "A6",
        HOLDS,
        "an Application of Applications leaves git",
        [ONE, app("mid", finalizers=[CASCADE])],
        [ONE],
        {"mid": [FINAL], "shop": [TWO]},
    ),
    tree("A6", NOT, "one without Applications leaves git", [ONE, FINAL], [ONE]),
    tree("A6", NEARLY, "a child leaves git, its parent stays", [TWO, FINAL], [TWO], {"shop": [ONE]}),
    tree("A7", HOLDS, "an Application has another name", [FINAL], [app("store", path="shop", finalizers=[CASCADE])]),
    tree("A7", NOT, "an Application leaves git", [ONE, FINAL], [ONE]),
    tree(
        "A7",
        NEARLY,
        "another one comes instead",
        [FINAL],
        [app("store", finalizers=[CASCADE])],
        {"shop": [ONE], "store": [TWO]},
    ),
    hand(
        "A8",
        HOLDS,
        "another cluster",
        [app()],
        [app(destination={"server": "https://x", "namespace": "shop"})],
        app=[ONE],
    ),
    hand(
        "A8",
        HOLDS,
        "a known cluster",
        [app(), app("b", destination={"server": "https://x", "namespace": "b"})],
        [
            app(destination={"server": "https://x", "namespace": "shop"}),
            app("b", destination={"server": "https://x", "namespace": "b"}),
        ],
        app=[ONE],
        b=[TWO],
    ),
    hand("A8", NOT, "the same cluster", [app()], [app(syncPolicy={})], app=[ONE]),
    hand(
        "A8",
        NEARLY,
        "the same cluster by its name",
        [app()],
        [app(destination={"name": "in-cluster", "namespace": "shop"})],
        app=[ONE],
    ),
    hand("A9", HOLDS, "another namespace", [app()], [app(space="other")], app=[ONE]),
    hand("A9", NOT, "the same namespace", [app()], [app(syncPolicy={})], app=[ONE]),
    hand(
        "A9",
        NEARLY,
        "another cluster",
        [app()],
        [app(destination={"server": "https://x", "namespace": "other"})],
        app=[ONE],
    ),
    hand(
        "A10",
        HOLDS,
        "a kind is denied",
        [app(project="shop"), project()],
        [app(project="shop"), project(namespaceResourceBlacklist=[{"group": "", "kind": "ConfigMap"}])],
        app=[ONE],
    ),
    hand(
        "A10",
        HOLDS,
        "another project",
        [app(project="shop"), project(), project("two")],
        [app(project="two"), project(), project("two")],
        app=[ONE],
    ),
    hand("A10", HOLDS, "its project goes", [app(project="shop"), project()], [app(project="shop")], app=([OLD], [NEW])),
    hand(
        "A10",
        NOT,
        "nothing is denied",
        [app(project="shop"), project()],
        [app(project="shop"), project()],
        app=([OLD], [NEW]),
    ),
    hand(
        "A10",
        NEARLY,
        "another kind is denied",
        [app(project="shop"), project()],
        [app(project="shop"), project(namespaceResourceBlacklist=[{"group": "", "kind": "Secret"}])],
        app=([OLD], [NEW]),
    ),
    plain("A11", HOLDS, "automated sync is switched off", [OLD], [NEW], app(), app(**MANUAL)),
    plain("A11", HOLDS, "by enabled: false", [OLD], [NEW], app(), app(syncPolicy={"automated": {"enabled": False}})),
    plain("A11", NOT, "it stays on", [OLD], [NEW]),
    plain("A11", NEARLY, "prune is switched off", [OLD], [NEW], app(), app(syncPolicy={"automated": {}})),
    plain("A12", HOLDS, "automated sync is switched on", [OLD], [NEW], app(**MANUAL), app()),
    plain("A12", HOLDS, "selfHeal is switched on", [ONE], [ONE], app(), app(syncPolicy=options(selfHeal=True))),
    plain("A12", NOT, "it was on", [OLD], [NEW]),
    plain(
        "A12",
        NEARLY,
        "prune is on, automated sync is not",
        [ONE],
        [ONE],
        app(**MANUAL),
        app(syncPolicy={"automated": {"enabled": False, "prune": True}}),
    ),
    plain("A13", HOLDS, "an ignored field changes", [WEB], [deployment("web", replicas=2)], app(**IGNORED)),
    plain("A13", NOT, "another field changes", [WEB], [WEB2], app(**IGNORED)),
    plain(
        "A13",
        NEARLY,
        "the field is ignored of another kind",
        [thing("StatefulSet", "db", "apps/v1", spec={"replicas": 1})],
        [thing("StatefulSet", "db", "apps/v1", spec={"replicas": 2})],
        app(**IGNORED),
    ),
    plain("A14", HOLDS, "a hook runs", [OLD, job("m", notes=HOOK)], [NEW, job("m", notes=HOOK)]),
    plain("A14", HOLDS, "a hook alone changes", [ONE, job("m", notes=HOOK)], [ONE, job("m", "m:2", notes=HOOK)]),
    plain(
        "A14",
        HOLDS,
        "a hook needs what comes after it",
        [ONE],
        [ONE, thing("ServiceAccount", "a"), job("m", notes=HOOK, serviceAccountName="a")],
    ),
    plain("A14", NOT, "there is no hook", [OLD], [NEW]),
    plain("A14", NEARLY, "Helm's test is no hook of a sync", [OLD], [NEW, job("m", notes={"helm.sh/hook": "test"})]),
    plain("A15", HOLDS, "a Job becomes a hook", [OLD, job("m")], [NEW, job("m", notes=HOOK)]),
    plain("A15", HOLDS, "a hook becomes a Job", [ONE, job("m", notes=HOOK)], [ONE, job("m")]),
    plain("A15", NOT, "a hook stays one", [OLD, job("m", notes=HOOK)], [NEW, job("m", notes=HOOK)]),
    plain(
        "A15",
        NEARLY,
        "a hook of another phase",
        [OLD, job("m", notes=HOOK)],
        [NEW, job("m", notes={"argocd.argoproj.io/hook": "Sync"})],
    ),
    hand("A16", HOLDS, "an object moves", [app("a"), app("b")], [app("a"), app("b")], **GIVEN),
    hand("A16", HOLDS, "two have it", [app("a"), app("b")], [app("a"), app("b")], a=[ONE, WEB], b=([TWO], [TWO, WEB])),
    hand("A16", NOT, "each has its own", [app("a"), app("b")], [app("a"), app("b")], a=([ONE], [NEW]), b=[TWO]),
    hand(
        "A16", NEARLY, "in another namespace", [app("a"), app("b", space="b")], [app("a"), app("b", space="b")], **GIVEN
    ),
    plain("A17", HOLDS, "another kind of the same name", [ONE, WEB], [ONE, thing("StatefulSet", "web", "apps/v1")]),
    plain("A17", NOT, "the same kind", [WEB], [WEB2]),
    plain(
        "A17",
        NEARLY,
        "another version of the API",
        [ONE, thing("Ingress", "x", "networking.k8s.io/v1beta1")],
        [ONE, thing("Ingress", "x", "networking.k8s.io/v1")],
    ),
    plain("A18", HOLDS, "an object is replaced", [OLD], [config("one", "debug", notes={SYNC: "Replace=true"})]),
    plain("A18", NOT, "an object is applied", [OLD], [NEW]),
    plain("A18", NEARLY, "it says no", [OLD], [config("one", "debug", notes={SYNC: "Replace=false"})]),
    plain("A19", HOLDS, "an object that is always created anew", [OLD, FORCED], [NEW, FORCED]),
    plain("A19", HOLDS, "Force where a change is refused", [job("m")], [job("m", "m:2", notes={SYNC: "Force=true"})]),
    plain("A19", NOT, "no Force", [OLD], [NEW]),
    plain("A19", NEARLY, "Force where a change is taken", [OLD], [config("one", "debug", notes={SYNC: "Force=true"})]),
    plain("A20", HOLDS, "server-side apply is switched on", [ONE], [ONE], app(), app(syncPolicy=SERVER)),
    plain("A20", NOT, "the way stays", [OLD], [NEW], app(syncPolicy=SERVER)),
    plain("A20", NEARLY, "another option comes", [ONE], [ONE], app(), app(syncPolicy=options("PruneLast=true"))),
    plain(
        "A21",
        HOLDS,
        "a refusal under server-side apply",
        [OLD, job("m")],
        [NEW, job("m", "m:2")],
        app(syncPolicy=SERVER),
    ),
    plain("A21", NOT, "nothing is refused", [OLD], [NEW], app(syncPolicy=SERVER)),
    plain("A21", NEARLY, "a refusal under client-side apply", [OLD, job("m")], [NEW, job("m", "m:2")]),
    plain("A21", NEARLY, "what is refused is new", [ONE], [ONE, config("two", "bad")], app(syncPolicy=SERVER)),
    plain(
        "A21",
        NEARLY,
        "its comparison does not ask",
        [OLD, job("m")],
        [NEW, job("m", "m:2")],
        app(syncPolicy=SERVER, notes={"argocd.argoproj.io/compare-options": "ServerSideDiff=false"}),
    ),
    hand("A22", HOLDS, "an entry leaves a set", [_set("a", "b")], [_set("b")], a=[ONE], b=[TWO]),
    hand("A22", NOT, "an entry comes", [_set("b")], [_set("a", "b")], a=[ONE], b=[TWO]),
    hand("A22", NEARLY, "the order of entries", [_set("a", "b")], [_set("b", "a")], a=[ONE], b=[TWO]),
    hand("A23", HOLDS, "objects are marked by labels", [app()], [app(), SETTINGS], app=[ONE]),
    hand("A23", NOT, "they were", [app(), SETTINGS], [app(), SETTINGS], app=([OLD], [NEW])),
    hand("A23", NEARLY, "the default is spelled out", [app()], [app(), ANNOTATED], app=([OLD], [NEW])),
    hand("A24", HOLDS, "another folder", [app()], [app(path="two")], app=[ONE], two=[TWO]),
    hand("A24", NOT, "the same folder", [app()], [app(syncPolicy={})], app=[ONE]),
    hand("A24", NEARLY, "its content is another", [app()], [app()], app=([OLD], [NEW])),
    plain("A25", HOLDS, "a label changes", [WEB], [{**WEB, "metadata": {"name": "web", "labels": {"v": "2"}}}]),
    plain("A25", NOT, "the spec changes", [WEB], [WEB2]),
    plain(
        "A25",
        NEARLY,
        "a label of the pods changes",
        [WEB],
        [deployment("web", template={"metadata": {"labels": {"v": "2"}}})],
    ),
    hand(
        "A26",
        HOLDS,
        "a window denies",
        [app(project="shop"), project()],
        [app(project="shop"), project(syncWindows=[SHUT])],
        app=([OLD], [NEW]),
    ),
    hand(
        "A26",
        HOLDS,
        "a window denies at night",
        [app(project="shop"), project(syncWindows=[NIGHTLY])],
        [app(project="shop"), project(syncWindows=[NIGHTLY])],
        app=([OLD], [NEW]),
    ),
    hand(
        "A26", NOT, "no window", [app(project="shop"), project()], [app(project="shop"), project()], app=([OLD], [NEW])
    ),
    hand(
        "A26",
        NEARLY,
        "a window of others",
        [app(project="shop"), project()],
        [app(project="shop"), project(syncWindows=[{**SHUT, "applications": ["other"]}])],
        app=([OLD], [NEW]),
    ),
    plain("A27", HOLDS, "a claim comes", [ONE], [ONE, CLAIM]),
    plain("A27", NOT, "a ConfigMap comes", [ONE], [ONE, TWO]),
    plain(
        "A27",
        NEARLY,
        "a Service that no load balancer serves",
        [ONE],
        [ONE, thing("Service", "s", spec={"type": "ClusterIP"})],
    ),
)
