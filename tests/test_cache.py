"""What is kept between runs: byte for byte what was put there, or nothing."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from generator import cache
from generator.cache import Cache, Entry
from generator.temporary import PREFIX

KEY = "0" * 64
ENTRY = Entry({"a.yaml": b"a: 1\n", "empty": b"", "b": b"\xff\0"}, {"notes": ["x"], "none": None})


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "results")


def test_what_was_put_there_is_got_back(kept: Cache) -> None:
    kept.put({KEY: ENTRY})

    assert kept.get(KEY) == ENTRY
    assert kept.get("1" * 64) is None


def test_a_later_entry_takes_the_place_of_an_earlier_one(kept: Cache) -> None:
    kept.put({KEY: Entry({})})
    kept.put({KEY: ENTRY})

    assert kept.get(KEY) == ENTRY


@pytest.mark.parametrize("at", [0, 31, 32, 40, 60, -1])
def test_an_entry_of_which_one_bit_flipped_is_none(kept: Cache, at: int) -> None:
    kept.put({KEY: ENTRY})
    file = kept.folder / KEY
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)

    assert kept.get(KEY) is None


def test_an_entry_that_is_cut_off_is_none(kept: Cache) -> None:
    kept.put({KEY: ENTRY})
    whole = (kept.folder / KEY).read_bytes()

    for length in range(len(whole)):
        (kept.folder / KEY).write_bytes(whole[:length])
        assert kept.get(KEY) is None


def test_an_entry_under_another_name_is_none(kept: Cache) -> None:
    kept.put({KEY: ENTRY})
    shutil.copy(kept.folder / KEY, kept.folder / ("1" * 64))

    assert kept.get("1" * 64) is None


def test_only_the_owner_may_look_into_the_folder(kept: Cache) -> None:
    kept.put({KEY: ENTRY})

    assert kept.folder.stat().st_mode & 0o777 == 0o700


def test_the_entries_that_were_not_asked_for_the_longest_go_first(tmp_path: Path) -> None:
    kept = Cache(tmp_path, most=2500)
    large = Entry({"a": bytes(1000)})
    for number in range(2):
        kept.put({str(number) * 64: large})
        os.utime(tmp_path / (str(number) * 64), (number, number))
    kept.get("0" * 64)

    kept.put({"2" * 64: large})

    assert sorted(file.name[0] for file in tmp_path.iterdir()) == ["0", "2"]


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Cache(tmp_path / "file" / "results")

    kept.put({KEY: ENTRY})

    assert kept.get(KEY) is None


def test_a_full_disk_leaves_nothing_behind(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    kept.put({KEY: ENTRY})

    assert [*kept.folder.iterdir()] == []


def test_many_at_once_put_and_get_whole_entries(kept: Cache) -> None:
    wrong = []

    def work() -> None:
        for _ in range(50):
            kept.put({KEY: ENTRY})
            if kept.get(KEY) not in (None, ENTRY):
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (wrong, kept.get(KEY)) == ([], ENTRY)
    assert [file.name for file in kept.folder.iterdir()] == [KEY]


def test_it_lies_in_the_users_cache_unless_another_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("CARTWRIGHT_CACHE")
    assert cache.standard() == Cache(Path("/home/somebody/.cache/cartwright/results"))

    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache")
    assert cache.standard() == Cache(Path("/var/cache/cartwright/results"))

    monkeypatch.setenv("CARTWRIGHT_CACHE", "/elsewhere")
    assert cache.standard() == Cache(Path("/elsewhere"))

    monkeypatch.setenv("CARTWRIGHT_CACHE", "here")
    assert cache.standard() == Cache(Path.cwd() / "here")

    monkeypatch.setenv("CARTWRIGHT_CACHE", "off")
    assert cache.standard() is None


def test_another_cartwright_is_told_where_it_lies_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache")
    monkeypatch.setenv("CARTWRIGHT_CACHE", "off")
    assert cache.settings() == {"CARTWRIGHT_CACHE": "off", "XDG_CACHE_HOME": "/var/cache"}

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("CARTWRIGHT_CACHE")
    assert cache.settings() == {}


def test_a_key_names_the_program_and_each_part_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {cache.key("a", "b"), cache.key("ab"), cache.key("a", ""), cache.key("", "ab")}
    monkeypatch.setattr(cache, "_program", lambda: "another")

    assert len({*keys, cache.key("a", "b")}) == 5


def test_another_file_or_library_makes_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, installed = tmp_path / "generator", tmp_path / "site-packages"
    (package / "model").mkdir(parents=True)
    (package / "cache.py").write_text("")
    (installed / "pydantic-2.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(cache, "__file__", str(package / "cache.py"))
    monkeypatch.syspath_prepend(str(installed))
    known = []

    def differs() -> bool:
        cache._program.cache_clear()
        known.append(cache._program())
        return len({*known}) == len(known)

    assert differs()
    (package / "model" / "image.py").write_text("a")
    assert differs()
    (package / "model" / "image.py").write_text("bc")
    assert differs()
    (installed / "pydantic-2.0.dist-info").rename(installed / "pydantic-2.1.dist-info")
    assert differs()
    cache._program.cache_clear()


def test_what_a_killed_run_left_goes_once_nobody_can_be_writing_it(kept: Cache) -> None:
    kept.put({KEY: ENTRY})
    for name in (f"{PREFIX}1", f"{PREFIX}2"):
        (kept.folder / name).touch()
    os.utime(kept.folder / f"{PREFIX}1", (0, 0))

    kept.put({KEY: ENTRY})

    assert sorted(path.name for path in kept.folder.iterdir()) == [f"{PREFIX}2", KEY]
