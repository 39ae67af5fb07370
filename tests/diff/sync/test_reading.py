"""How Argo CD reads what stands on objects, projects and windows."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diff import asked
from generator.diff.cluster.scope import identity
from generator.diff.nouns import Identity
from generator.diff.sync import hook, ignored, jq, project, wave, window
from generator.diff.sync.jq import Each, Index, Key, Select
from generator.diff.sync.policy import policy
from tests.diff.sync import world
from tests.diff.sync.world import app, config, deployment, job, thing

HOOK = "argocd.argoproj.io/hook"
WAVE = "argocd.argoproj.io/sync-wave"


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (".spec.replicas", (Key("spec"), Key("replicas"))),
        (
            ".spec.data[]?.remoteRef.nullBytePolicy",
            (Key("spec"), Key("data"), Each(), Key("remoteRef"), Key("nullBytePolicy")),
        ),
        ('.metadata.annotations["a.b/c"]', (Key("metadata"), Key("annotations"), Key("a.b/c"))),
        (".spec.containers[0].image", (Key("spec"), Key("containers"), Index(0), Key("image"))),
        (
            '.spec.containers[] | select(.name == "app") | .env',
            (Key("spec"), Key("containers"), Each(), Select((Key("name"),), "app"), Key("env")),
        ),
    ],
)
def test_a_simple_jq_path_is_read(text: str, steps: tuple[object, ...]) -> None:
    assert jq.steps(text) == steps


@pytest.mark.parametrize("text", [".spec | keys", "..", ".a + .b", ".a[1:2]", "", "spec replicas"])
def test_another_jq_expression_is_not_guessed(text: str) -> None:
    assert jq.steps(text) is None


@pytest.mark.parametrize(
    ("paths", "left"),
    [
        ({"jsonPointers": ["/spec/replicas"]}, {"list": [{"name": "a", "x": 1}, {"name": "b", "x": 2}]}),
        ({"jsonPointers": ["/spec/list/0/x"]}, {"replicas": 1, "list": [{"name": "a"}, {"name": "b", "x": 2}]}),
        ({"jqPathExpressions": [".spec.list[].x"]}, {"replicas": 1, "list": [{"name": "a"}, {"name": "b"}]}),
        (
            {"jqPathExpressions": ['.spec.list[] | select(.name == "b")']},
            {"replicas": 1, "list": [{"name": "a", "x": 1}]},
        ),
        (
            {"jqPathExpressions": ['.spec.list[] | select(.name == "b") | .x']},
            {"replicas": 1, "list": [{"name": "a", "x": 1}, {"name": "b"}]},
        ),
    ],
)
def test_what_is_ignored_is_left_out_of_the_comparison(paths: dict[str, Any], left: dict[str, Any]) -> None:
    spec = {"replicas": 1, "list": [{"name": "a", "x": 1}, {"name": "b", "x": 2}]}
    one = thing("Widget", "w", "x.example.com/v1", spec=spec)
    manifest = app(ignoreDifferences=[{"group": "x.example.com", "kind": "Widget", **paths}])

    assert ignored.without(one, ignored.paths(manifest, one))["spec"] == left


@pytest.mark.parametrize(
    "entry",
    [{"group": "apps", "kind": "StatefulSet"}, {"group": "", "kind": "Deployment"}, {"name": "other"}],
    ids=str,
)
def test_what_is_ignored_of_another_object_is_not(entry: dict[str, str]) -> None:
    whole = {"group": "apps", "kind": "Deployment", "jsonPointers": ["/spec/replicas"], **entry}

    assert ignored.paths(app(ignoreDifferences=[whole]), deployment("web")) == ()


def test_what_is_respected_is_applied_as_the_cluster_has_it() -> None:
    manifest = app(ignoreDifferences=[{"group": "*", "kind": "Deployment", "jsonPointers": ["/spec/replicas"]}])
    paths = ignored.paths(manifest, deployment("web"))

    found = ignored.respecting(deployment("web", replicas=2), deployment("web", replicas=5), paths)

    assert found["spec"]["replicas"] == 5


@pytest.mark.parametrize(
    ("notes", "phases"),
    [
        ({}, (0,)),
        ({HOOK: "PreSync"}, (-1,)),
        ({HOOK: "PreSync, PostSync"}, (-1, 1)),
        ({HOOK: "Skip"}, ()),
        ({"helm.sh/hook": "pre-install,pre-upgrade"}, (-1,)),
        ({"helm.sh/hook": "post-install"}, (1,)),
        ({"helm.sh/hook": "test"}, ()),
        ({"helm.sh/hook": "crd-install"}, (0,)),
        ({HOOK: "SyncFail", "helm.sh/hook": "pre-install"}, (2,)),
    ],
    ids=str,
)
def test_a_hook_runs_in_its_phases(notes: dict[str, str], phases: tuple[int, ...]) -> None:
    assert hook.phases(job("migrate", notes=notes)) == phases


@pytest.mark.parametrize(
    ("notes", "number"), [({WAVE: "-3"}, -3), ({WAVE: "x"}, 0), ({"helm.sh/hook-weight": "4"}, 4), ({}, 0)], ids=str
)
def test_a_wave_is_a_number_or_a_weight(notes: dict[str, str], number: int) -> None:
    assert asked.wave(config("one", notes=notes)) == number


def _order(*objects: dict[str, Any], gone: tuple[dict[str, Any], ...] = (), last: bool = False) -> list[str]:
    targets, live = ({identity(one, "shop"): one for one in some} for some in (objects, gone))
    return [f"{'-' * one.is_prune}{one.identity.name}" for one in wave.tasks(targets, live, hooks={}, last=last)]


def test_the_order_is_phase_wave_kind_name() -> None:
    found = _order(
        deployment("web"),
        config("two"),
        config("one"),
        config("late", notes={WAVE: "1"}),
        job("post", notes={HOOK: "PostSync"}),
        job("pre", notes={HOOK: "PreSync"}),
    )

    assert found == ["pre", "one", "two", "web", "late", "post"]


def test_what_leaves_git_goes_in_reverse_waves() -> None:
    gone = tuple(config(name, notes={WAVE: number}) for name, number in (("a", "1"), ("b", "2"), ("c", "3")))

    assert _order(gone=gone) == ["-c", "-b", "-a"]


def test_what_leaves_git_goes_after_all_where_it_is_asked() -> None:
    assert _order(config("one", notes={WAVE: "5"}), gone=(config("a"),), last=True) == ["one", "-a"]


def test_a_definition_comes_before_the_first_object_of_its_kind() -> None:
    names = {"group": "x.example.com", "names": {"kind": "Widget"}}
    definition = thing("CustomResourceDefinition", "d", "apiextensions.k8s.io/v1", spec=names, notes={WAVE: "9"})

    assert _order(config("one"), thing("Widget", "w", "x.example.com/v1"), definition) == ["one", "d", "w"]


@pytest.mark.parametrize(
    ("spec", "permits"),
    [
        ({}, True),
        ({"sourceRepos": ["https://git.example.com/*"]}, True),
        ({"sourceRepos": ["https://git.example.com/*/*"]}, False),
        ({"sourceRepos": ["*", "!https://git.example.com/shop.git"]}, False),
        ({"destinations": [{"server": "*", "namespace": "shop"}]}, True),
        ({"destinations": [{"name": "in-cluster", "namespace": "shop*"}]}, True),
        ({"destinations": [{"server": "*", "namespace": "other"}]}, False),
        ({"destinations": [{"server": "*", "namespace": "*"}, {"server": "*", "namespace": "!shop"}]}, False),
    ],
    ids=str,
)
def test_a_project_permits_sources_and_destinations(spec: dict[str, Any], permits: bool) -> None:
    assert (project.objection(world.project(**spec), app()) == "") is permits


@pytest.mark.parametrize(
    ("spec", "kind", "space", "permits"),
    [
        ({}, "ConfigMap", "shop", True),
        ({"namespaceResourceBlacklist": [{"group": "", "kind": "ConfigMap"}]}, "ConfigMap", "shop", False),
        ({"namespaceResourceWhitelist": []}, "ConfigMap", "shop", False),
        ({"namespaceResourceWhitelist": [{"group": "", "kind": "Config*"}]}, "ConfigMap", "shop", True),
        ({"clusterResourceWhitelist": []}, "Namespace", "", False),
        ({"clusterResourceWhitelist": [{"group": "", "kind": "Namespace", "name": "n"}]}, "Namespace", "", True),
        ({"clusterResourceWhitelist": [{"group": "", "kind": "Namespace", "name": "m"}]}, "Namespace", "", False),
    ],
    ids=str,
)
def test_a_project_permits_kinds(spec: dict[str, Any], kind: str, space: str, permits: bool) -> None:
    assert project.permits_kind(world.project(**spec), Identity("", kind, space, "n")) is permits


@pytest.mark.parametrize(
    ("schedule", "duration", "shut", "may"),
    [
        ("* * * * *", "1h", True, False),
        ("0 * * * *", "1h", True, False),
        ("*/30 * * * *", "20m", False, True),
        ("0 22 * * *", "8h", False, True),
        ("0 0,12 * * *", "12h", True, False),
        ("0 0 * * 1", "168h", True, False),
        ("0 0 * * mon-fri", "24h", False, True),
        ("0 0 1 1 *", "1h", False, True),
        ("what", "1h", False, True),
    ],
)
def test_a_window_counts_as_shut_only_where_it_always_is(schedule: str, duration: str, shut: bool, may: bool) -> None:
    one = {"kind": "deny", "schedule": schedule, "duration": duration, "applications": ["*"]}
    found = window.windows(world.project(syncWindows=[one]), "app", policy(app()))

    assert (window.is_shut(found), window.may_be_shut(found)) == (shut, may)


@pytest.mark.parametrize(
    ("schedule", "duration", "shut", "may"),
    [
        ("* * * * *", "1h", False, False),
        ("0 22 * * *", "8h", False, True),
        ("0 0 1 1 *", "1h", True, False),
        ("0 0 * * sat", "1m", True, False),
    ],
)
def test_a_window_that_hardly_ever_lets_through_is_shut(schedule: str, duration: str, shut: bool, may: bool) -> None:
    one = {"kind": "allow", "schedule": schedule, "duration": duration, "applications": ["*"]}
    found = window.windows(world.project(syncWindows=[one]), "app", policy(app()))

    assert (window.is_shut(found), window.may_be_shut(found)) == (shut, may)


@pytest.mark.parametrize(
    ("asked", "concerns"),
    [
        ({"applications": ["app"]}, True),
        ({"applications": ["other"]}, False),
        ({"applications": ["other"], "namespaces": ["shop"]}, True),
        ({"applications": ["other"], "namespaces": ["shop"], "andOperator": True}, False),
        ({"namespaces": ["sh*"]}, True),
        ({}, False),
    ],
    ids=str,
)
def test_a_window_concerns_applications_by_name_namespace_and_cluster(asked: dict[str, Any], concerns: bool) -> None:
    one = {"kind": "deny", "schedule": "* * * * *", "duration": "1h", **asked}

    assert bool(window.windows(world.project(syncWindows=[one]), "app", policy(app()))) is concerns
