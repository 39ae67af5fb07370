"""Services that an environment does without: nothing of them there, and the same as ever elsewhere."""

from __future__ import annotations

from tests.repositories import POSTGRES, WEB, WORKER, environment, files, generated, over, rendered

ENVIRONMENTS = {
    "dev": environment(1, "dev.example.com", services={"jobs": {"enabled": False}}),
    "prod": environment(2, "example.com"),
}
JOBS = over(WORKER, {"ports": {"http": 8080}, "scaling": {"min": 1, "max": 2, "cpu": 70}, "env": {"A": "b"}})
SERVICES = {"app": WEB, "db": POSTGRES, "jobs": over(JOBS, {"needs": {"db": {}}})}


def test_it_has_no_values_and_no_application_there() -> None:
    files_ = generated(files(SERVICES, ENVIRONMENTS)).files

    assert [path for path in files_ if "jobs" in path and ("dev" in path or "values/" in path)] == [
        "charts/jobs/values/prod.yaml"
    ]
    assert "argocd/prod/apps/jobs.yaml" in files_


def test_nothing_there_speaks_of_it_and_the_other_environment_stays_as_it_is() -> None:
    whole = rendered(generated(files(SERVICES, ENVIRONMENTS)))
    before = rendered(generated(files(SERVICES, {**ENVIRONMENTS, "dev": environment(1, "dev.example.com")})))
    without = {name: service for name, service in SERVICES.items() if name != "jobs"}
    never = rendered(generated(files(without, {"dev": environment(1, "dev.example.com")})))

    assert whole["prod"] == before["prod"]
    assert {name: objects for name, objects in whole["dev"].items() if name != "root"} == {
        name: objects for name, objects in never["dev"].items() if name != "root"
    }


def test_its_project_still_permits_its_kinds_so_that_what_goes_is_pruned() -> None:
    dev = rendered(generated(files(SERVICES, ENVIRONMENTS)))["dev"]["root"]
    whole = rendered(generated(files(SERVICES, {"dev": environment(1, "dev.example.com")})))["dev"]["root"]

    projects = [[one for one in objects if one["kind"] == "AppProject"] for objects in (dev, whole)]

    assert projects[0] == projects[1]


def test_a_service_that_no_environment_has_has_no_chart() -> None:
    files_ = generated(files({"app": WEB, "jobs": {**WORKER, "enabled": False}})).files

    assert [path for path in files_ if "jobs" in path] == []


def test_a_service_that_one_environment_enables_has_the_chart_of_its_own_file() -> None:
    dev = environment(1, "dev.example.com", services={"jobs": {"enabled": True}})
    files_ = generated(files({"app": WEB, "jobs": {**JOBS, "enabled": False}}, {**ENVIRONMENTS, "dev": dev})).files

    assert sorted(path for path in files_ if path.startswith("charts/jobs/values")) == [
        "charts/jobs/values.schema.json",
        "charts/jobs/values.yaml",
        "charts/jobs/values/dev.yaml",
    ]
    assert "enabled" not in files_["charts/jobs/values.yaml"]
