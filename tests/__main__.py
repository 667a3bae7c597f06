"""Everything that must hold before a change is done: `python -m tests`.

Format, lint, types, the wheel in a clean environment from an empty folder,
and the tests with the domain's coverage.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
DOMAIN = "budgetcli/domain/*"


def run(*command: object, cwd: Path = ROOT) -> None:
    """Run a command and stop at the first that fails."""
    words = [str(word) for word in command]
    print("$", *words, flush=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BUDGETCLI")}
    done = subprocess.run(words, cwd=cwd, env=environment, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def check_wheel() -> None:
    """Build the wheel, install it alone, and run the main job where there is nothing else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(PYTHON, "-m", "build", "--wheel", "--outdir", folder)
        venv.create(folder / "clean", with_pip=True)
        programs = folder / "clean" / "bin"
        run(programs / "python", "-m", "pip", "install", "--quiet", *folder.glob("*.whl"))
        (folder / "empty").mkdir()
        run(programs / "budgetcli", "list", cwd=folder / "empty")
        run(programs / "budgetcli", "total", "--category", "関係人口", cwd=folder / "empty")


def main() -> None:
    """Run every check."""
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")
    check_wheel()
    run(PYTHON, "-m", "coverage", "run", "-m", "pytest")
    run(PYTHON, "-m", "coverage", "report", f"--include={DOMAIN}", "--fail-under=100")


if __name__ == "__main__":
    main()
