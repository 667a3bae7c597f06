"""Where results go: screens, pipes, files, encodings."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from budgetcli.write.problems import width
from tests.conftest import ROOT, Run

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(ROOT),
    "LANG": "ja_JP.UTF-8",
    "TERM": "xterm-256color",
    "PAGER": "cat",
}


def on_terminal(*arguments: str, **env: str) -> str:
    """Return what the program shows on a terminal."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "budgetcli", *arguments]
    process = subprocess.Popen(command, stdout=child, stderr=child, env={**ENVIRONMENT, "COLUMNS": "80", **env})
    os.close(child)
    shown = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(timeout=60)
    os.close(parent)
    return shown.decode()


@pytest.mark.parametrize("ending", [".csv", ".json", ".md"])
def test_ending_of_the_file_says_the_format(ending: str, run: Run, tmp_path: Path) -> None:
    form = {".csv": "csv", ".json": "json", ".md": "markdown"}[ending]

    ran = run("list", "-o", f"out{ending}")

    assert (ran.out, ran.err, ran.code) == ("", "", 0)
    assert (tmp_path / f"out{ending}").read_text(encoding="utf-8") == run("list", "-f", form).out


def test_format_option_goes_before_the_ending(run: Run, tmp_path: Path) -> None:
    run("list", "-f", "csv", "-o", "out.txt")

    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("id,name,")


@pytest.mark.parametrize(
    ("encoding", "start"), [("utf-8-sig", b"\xef\xbb\xbfid,"), ("cp932", b"id,"), ("utf-8", b"id,")]
)
def test_encoding_for_excel(encoding: str, start: bytes, run: Run, tmp_path: Path) -> None:
    ran = run("list", "-o", "out.csv", "--encoding", encoding)
    data = (tmp_path / "out.csv").read_bytes()

    assert (ran.err, ran.code) == ("", 0)
    assert data.startswith(start)
    assert "地域おこし協力隊" in data.decode(encoding)


def test_cp932_has_the_twins_of_what_it_lacks(run: Run, tmp_path: Path) -> None:
    book = "year: r6\nunit: 億円\nitems:\n  - {name: 道路〜橋 −仮−, current: 1, previous: 2}\n"
    (tmp_path / "book.yaml").write_text(book, encoding="utf-8")

    run("list", "-d", "book.yaml", "-o", "out.csv", "--encoding", "cp932")

    assert "道路～橋 －仮－" in (tmp_path / "out.csv").read_text(encoding="cp932")


def test_every_line_of_a_table_fits_80_columns(run: Run) -> None:
    for command in ("list", "diff", "total"):
        assert max(map(width, run(command, env={"COLUMNS": "80"}).out.splitlines())) <= 80


def test_nothing_is_cut_unless_asked(run: Run) -> None:
    assert "…" not in run("diff", env={"COLUMNS": "80"}).out
    assert "…" in run("diff", "--no-wrap", env={"COLUMNS": "80"}).out


def test_every_item_is_one_line_down_a_pipe(run: Run) -> None:
    lines = [line for line in run("list").out.splitlines() if "都市・農山漁村" in line]

    assert len(lines) == 1
    assert "0.2" in lines[0]


def test_narrow_terminal_loses_no_figure(run: Run) -> None:
    out = "".join(run("total", "-c", "関係人口", env={"COLUMNS": "20"}).out.split())

    for figure in ("0.6", "1.7"):
        assert figure in out


def test_terminal_has_colour_and_a_pipe_has_none(run: Run) -> None:
    assert "\x1b[" in on_terminal("diff")
    assert "\x1b[" not in run("diff").out


@pytest.mark.parametrize(("arguments", "env"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})])
def test_colour_can_be_refused(arguments: list[str], env: dict[str, str]) -> None:
    assert "\x1b[" not in on_terminal("diff", *arguments, **env)


def test_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m budgetcli list -f csv | head -1"
    ran = subprocess.run(["bash", "-c", command], env=ENVIRONMENT, capture_output=True, timeout=60, check=False)

    assert ran.stdout.decode().startswith("id,name,")
    assert ran.stderr == b""


@pytest.mark.parametrize("form", ["table", "csv"])
def test_full_disk_behind_stdout_is_an_error(form: str) -> None:
    command = f"{sys.executable} -m budgetcli list -f {form} > /dev/full"
    ran = subprocess.run(["bash", "-c", command], env=ENVIRONMENT, capture_output=True, timeout=60, check=False)

    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("stdout に書けません：")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_stream_is_no_failure(closed: str) -> None:
    command = f"{sys.executable} -m budgetcli list {closed}"
    ran = subprocess.run(["bash", "-c", command], env=ENVIRONMENT, capture_output=True, timeout=60, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize(
    "environment", [{"LANG": "C"}, {"LANG": ""}, {"TERM": "dumb"}, {"PYTHONIOENCODING": "cp932"}], ids=str
)
def test_poor_environment_is_enough(environment: dict[str, str]) -> None:
    plain = {name: value for name, value in {**ENVIRONMENT, **environment}.items() if name != "HOME"}
    command = [sys.executable, "-m", "budgetcli", "total", "-c", "関係"]
    ran = subprocess.run(command, env=plain, capture_output=True, timeout=60, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"+183.3%" in ran.stdout


COMMANDS = [
    "list",
    "diff",
    "total",
    "trend",
    "show 協力隊",
    "check",
    "load",
    "chart",
    "--help",
    "list --help",
    "nothing",
]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp932"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_encoding_of_the_screen_is_a_traceback(command: str, encoding: str) -> None:
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": encoding, "COLUMNS": "20"}
    arguments = [sys.executable, "-m", "budgetcli", *command.split()]
    ran = subprocess.run(arguments, env=environment, capture_output=True, timeout=60, check=False)

    assert b"Traceback" not in ran.stderr
    assert ran.returncode in (0, 1, 2)


def test_interrupt_ends_as_shells_expect(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.yaml"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "budgetcli", "list", "-d", str(pipe)]
    # a shell lets what it runs in the background ignore interrupts, and children inherit that
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    signal.signal(signal.SIGINT, handler)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert b"Traceback" not in err


def test_version(run: Run) -> None:
    from budgetcli.version import VERSION

    assert run("--version").out == f"budgetcli {VERSION}\n" == run("--lang", "en", "--version").out


def test_help_in_both_languages(run: Run) -> None:
    assert "公表された予算を比べます" in run("-h", "--lang", "ja").out
    assert "Compare public budgets." in run("--lang", "en", "-h").out
    assert "区分ごとに合計します" in run("total", "-h", env={"LANG": "ja_JP.UTF-8"}).out


def test_language_of_the_variable_goes_before_the_locale(run: Run) -> None:
    assert "item" in run("list", env={"BUDGETCLI_LANG": "en"}).out
    assert "事業" in run("list", env={"LANG": "C", "BUDGETCLI_LANG": "ja"}).out


def test_wrong_option_is_a_usage_error(run: Run) -> None:
    assert run("list", "--nonsense").code == 2
    assert run("list", "--unit", "ドル").code == 2
    assert run("nonsense").code == 2
    assert run("diff", "--year", "来年").code == 2


def test_problems_leave_no_half_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "year: r6\nitems:\n  - {name: 甲, current: 1億円, previous: x}\n", encoding="utf-8"
    )
    (tmp_path / "out.csv").write_text("前のまま", encoding="utf-8")

    ran = run("list", "-d", "bad.yaml", "-o", "out.csv")

    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.startswith("bad.yaml:3:")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "前のまま"


def test_load_shows_what_could_be_read_and_every_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "year: r6\nitems:\n  - {name: 甲, current: 1億円, previous: x}\n", encoding="utf-8"
    )

    ran = run("load", "bad.yaml", env={"BUDGETCLI_LANG": "en"})

    assert "1 book(s), 1 items, 1 problem(s)" in ran.out
    assert "bad.yaml:3:" in ran.err
    assert ran.code == 1


def test_csv_loads_nothing_of_the_other_formats(run: Run) -> None:
    loaded = "import sys; from budgetcli.cli.app import app; app(['list', '-f', 'csv'], standalone_mode=False); "
    code = loaded + "print([name for name in ('xlsxwriter', 'vl_convert', 'jinja2', 'rich') if name in sys.modules])"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}

    assert subprocess.check_output([sys.executable, "-c", code], env=env, text=True).splitlines()[-1] == "[]"
