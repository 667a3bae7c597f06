"""The pager, as git uses it."""

import os
import shutil

LESS = "FRX"
"""Options of less where LESS names none: quit if all fits, keep colours, leave the screen as it is."""


def pager_command() -> list[str]:
    """Return the command of BUDGETCLI_PAGER, else of PAGER, else less; empty where there is none."""
    import shlex

    named = [os.environ[name] for name in ("BUDGETCLI_PAGER", "PAGER") if name in os.environ]
    words = shlex.split([*named, "less"][0])
    return words if words and words != ["cat"] and shutil.which(words[0]) else []


def page(text: str) -> bool:
    """Show the text in the pager until the user leaves it; say whether there is one."""
    import subprocess

    command = pager_command()
    if not command:
        return False
    environment = {"LESS": LESS, "LV": "-c", "LESSCHARSET": "utf-8", **os.environ}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process:  # noqa: S603  # the user's own
        try:
            process.communicate(text.encode("utf-8", "replace"))
        except KeyboardInterrupt:  # less takes Ctrl-C for itself
            process.wait()
    return True
