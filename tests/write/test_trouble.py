"""Writing where it cannot be done, and by several at once: a clear error and nothing lost."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetcli.write.file import write_whole
from tests.conftest import ROOT, SHIPPED

NOBODY = 65534
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
WRITER = """
import sys, time
from pathlib import Path
from budgetcli.write.file import write_whole
end = time.monotonic() + 1
while time.monotonic() < end:
    write_whole(Path(sys.argv[1]), sys.argv[2].encode() * 300_000)
"""


def export(target: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "ja_JP.UTF-8"}
    command = [sys.executable, "-m", "budgetcli", "list", "-d", str(SHIPPED), "-o", str(target)]
    return subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False, cwd=target.parent)


def test_two_runs_at_once_leave_the_file_of_one_of_them(tmp_path: Path) -> None:
    path = tmp_path / "out"
    runs = [subprocess.Popen([sys.executable, "-c", WRITER, path, letter], cwd=ROOT) for letter in "ab"]
    seen = set()
    while any(run.poll() is None for run in runs):
        if path.exists():
            seen.add(path.read_bytes())
        time.sleep(0.01)
    assert [run.returncode for run in runs] == [0, 0]
    assert seen <= {b"a" * 300_000, b"b" * 300_000}
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def write_as_nobody(target: Path) -> int:
    """Return the number of the error that writing gives to a user without rights; 0 where it gives none."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os.setuid(NOBODY)
        write_whole(target, b"new")
    except OSError as error:
        os._exit(error.errno or 1)
    os._exit(0)


@pytest.mark.skipif(not IS_ROOT, reason="only root can become somebody else")
def test_a_folder_that_may_not_be_written_is_an_error_and_the_old_file_stands(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    assert write_as_nobody(target) == errno.EACCES
    assert target.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of 16 KB with a file on it that leaves no room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a file system can only be mounted by root")
    (disk / "old.csv").write_bytes(b"old")
    yield disk
    subprocess.run(["umount", str(disk)], check=False)


def test_a_full_disk_is_a_clear_error_and_the_old_file_stands(full_disk: Path) -> None:
    try:
        (full_disk / "filler").write_bytes(b"x" * 12_288)
        (full_disk / "more").write_bytes(b"x" * 12_288)
    except OSError:
        pass
    done = export(full_disk / "old.csv")
    assert done.returncode == 1
    assert "old.csv" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert (full_disk / "old.csv").read_bytes() == b"old"
    assert not list(full_disk.glob(".*tmp"))
