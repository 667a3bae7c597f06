r"""Rebuild source.pdf and source.txt of every document from its authored source.html (or .fodt, .fodp).

Needs Chromium (or LibreOffice for text documents and slides), poppler-utils (pdftotext) and Japanese fonts; on Debian:

    apt-get install chromium libreoffice-writer libreoffice-impress poppler-utils \
        fonts-ipaexfont-gothic fonts-ipaexfont-mincho fonts-noto-cjk
    python bench/slides/make.py                # all documents
    python bench/slides/make.py seen/NAME …    # some of them

A document's recipe.toml says how its text comes out of the PDF and what a careless copy did to it:

    extract = "raw"          # pdftotext's order: "plain", "raw" (order of the content stream) or "layout";
                             # "vertical" for pages of vertical text: columns from the right, each from the top
    blocks = [148]           # for "vertical": where a further row of columns begins, in mm from the top
    form_feeds = true        # keep the form feed between pages, or put an empty line there
    damage = [["from", "to"], …]   # each must be found; all places are replaced

A recipe without `extract` is that of a text which somebody wrote down by hand: only its PDF is made anew.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
MIDDLES = 4  # points by which the characters of one column may be out of line
ORDERS = {"plain": [], "raw": ["-raw"], "layout": ["-layout"]}


def main(names: list[str]) -> int:
    """Rebuild the named documents, or all of them, and return the exit status."""
    folders = [HERE / name for name in names] or sorted(path.parent for path in HERE.glob("*/*/recipe.toml"))
    for folder in folders:
        recipe = tomllib.loads((folder / "recipe.toml").read_text(encoding="utf-8"))
        pdf = make_pdf(folder)
        if "extract" not in recipe:
            continue
        if recipe["extract"] == "vertical":
            text = extract_vertical(pdf, recipe["blocks"])
        else:
            text = extract(pdf, ORDERS[recipe["extract"]])
        if not recipe["form_feeds"]:
            text = text.replace("\f", "\n")
        (folder / "source.txt").write_text(damage(text, recipe.get("damage", []), folder), encoding="utf-8")
        print(f"{folder.relative_to(HERE)}: {pdf.stat().st_size // 1024} KB, {len(text)} characters")
    return 0


def make_pdf(folder: Path) -> Path:
    """Print the authored source to source.pdf and return its path."""
    pdf, page = folder / "source.pdf", folder / "source.html"
    with tempfile.TemporaryDirectory() as profile:
        if page.exists():
            command = [
                program("chromium", "chromium-browser", "google-chrome"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                "--disable-pdf-tagging",
                f"--user-data-dir={profile}",
                f"--print-to-pdf={pdf}",
                page.as_uri(),
            ]
        else:
            command = [
                program("soffice", "libreoffice"),
                "--headless",
                f"-env:UserInstallation=file://{profile}",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                str(next(folder.glob("source.fod[tp]"))),
            ]
        subprocess.run(command, check=True, capture_output=True)
    return pdf


def extract(pdf: Path, order: list[str]) -> str:
    """Return the text of the PDF in the given reading order."""
    command = [program("pdftotext"), *order, "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def extract_vertical(pdf: Path, blocks: list[float]) -> str:
    """Return the text of vertical pages as a viewer copies it: a line for a column."""
    command = [program("pdftotext"), "-bbox", str(pdf), "-"]
    found = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    pages = []
    for page in found.split("<page ")[1:]:
        columns: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
        for left, top, right, bottom, word in WORD.findall(page):
            row = sum(float(top) >= block * 72 / 25.4 for block in blocks)
            middle = round((float(left) + float(right)) / 2)
            key = next((key for key in columns if key[0] == row and abs(key[1] + middle) <= MIDDLES), (row, -middle))
            columns.setdefault(key, []).append((float(top), float(bottom), html.unescape(word)))
        pages.append("\n".join(join(sorted(columns[key])) for key in sorted(columns)))
    return "\n\f".join(pages) + "\n\f"


def join(words: list[tuple[float, float, str]]) -> str:
    """Return the characters of a column, a space where there is a gap of half a character or more."""
    line, end = "", None
    for top, bottom, word in words:
        line += ("　" if end is not None and top - end > (bottom - top) / 2 else "") + word
        end = bottom
    return line


def damage(text: str, changes: list[list[str]], folder: Path) -> str:
    """Return the text with each change made everywhere; a change that finds nothing is an error."""
    for old, new in changes:
        if old not in text:
            message = f"{folder.name}: nothing to damage: {old!r}"
            raise SystemExit(message)
        text = text.replace(old, new)
    return text


def program(*names: str) -> str:
    """Return the first of these programs that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
    message = f"needs one of: {', '.join(names)}"
    raise SystemExit(message)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
