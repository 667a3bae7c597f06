"""Files written whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from budgetcli.write.file import write_whole
from tests.conftest import ROOT

OLD, NEW = b"old" * 1_000_000, b"new" * 1_000_000
WRITER = """
import sys
from pathlib import Path
from budgetcli.write.file import write_whole
while True:
    for letters in (b"new", b"old"):
        write_whole(Path(sys.argv[1]), letters * 1_000_000)
"""


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name != "out"]


def test_bytes_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "out", NEW)

    assert (tmp_path / "out").read_bytes() == NEW
    assert leftovers(tmp_path) == []


def test_killed_at_any_moment_the_old_or_the_new_stands_whole(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(OLD)
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-c", WRITER, path], cwd=ROOT)
        time.sleep(0.2 + random.random() / 10)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.read_bytes() in (OLD, NEW)


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "out").symlink_to(tmp_path / "real")

    write_whole(tmp_path / "out", NEW)

    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real").read_bytes() == NEW


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(OLD)
    path.chmod(0o640)

    write_whole(path, NEW)

    assert path.stat().st_mode & 0o777 == 0o640


def test_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "out", NEW)
    finally:
        os.umask(before)

    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


def test_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "out", NEW)


def test_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "out", NEW)


def test_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out"
    path.write_bytes(OLD)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, NEW)

    assert path.read_bytes() == OLD
    assert leftovers(tmp_path) == []
