"""Waves: the order of a first start."""

from generator import yamlio
from generator.argocd import waves
from generator.nodes import plain
from tests.repositories import WEB, files, generated, over


def test_the_bands_stand_in_the_order_of_a_first_start():
    bands = [waves.PROJECTS, waves.PLATFORM, waves.DATASTORES, waves.SERVICES, waves.ROUTES]

    assert bands == [-100, -50, -10, 0, 1000]


def test_a_wave_is_text():
    assert waves.annotation(-10) == {"argocd.argoproj.io/sync-wave": "-10"}


def test_a_datastore_comes_before_every_service():
    assert waves.wave("postgres", {"postgres"}, {"postgres": 3}) == -10


def test_a_service_comes_after_what_it_needs():
    assert [waves.wave(name, (), {"api": 0, "shop": 1}) for name in ("api", "shop")] == [0, 1]


def test_the_deepest_service_still_comes_before_the_routes():
    assert waves.wave("deep", (), {"deep": 5000}) == 999


def test_an_edge_without_an_order_orders_nothing():
    services = {"app": over(WEB, {"needs": {"api": {}}}), "api": over(WEB, {"needs": {"app": {"order": False}}})}
    found = generated(files(services)).files

    written = (plain(yamlio.parse(found[f"argocd/dev/apps/{name}.yaml"].encode(), "app.yaml")) for name in ("api", "app"))
    assert [one["metadata"]["annotations"][waves.ANNOTATION] for one in written] == ["0", "1"]
