"""What is fed with random bytes, and what must hold of what comes out: a book or problems, and nothing else.

A book that was made reads back with the same amounts; whatever is raised is a defect.
"""

import io
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from zipfile import ZipFile

from budgetcli.domain.book import Book, Item
from budgetcli.domain.problem import Problem
from budgetcli.domain.year import FiscalYear
from budgetcli.read.book import parse_book, read_book
from budgetcli.read.document import read_document
from budgetcli.read.slides import document_year, read_slides
from budgetcli.read.tables import joined, read_tables, same_items
from budgetcli.read.wanted import Wanted
from budgetcli.words import load_words
from budgetcli.write import problems as worded
from budgetcli.write.book import book_text
from tests.paper import FONT, Paper, assemble

ROOT = Path(__file__).parent.parent
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
LARGEST = 64 * 1024
"""Bytes of an input."""
SECONDS, MEGABYTES = 10, 2048
"""What one input may take at most."""
FOLDERS = ("tests/errors", "tests/slides", "tests/domain", "data")
ENDINGS = {
    "book": (".yaml", ".yml"),
    "table": (".csv", ".tsv"),
    "slides": (".txt",),
    "pdf": (".pdf",),
    "workbook": (".xlsx",),
}
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    + "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("AB", texts, strict=True)
        )
        + f'<c r="C{row}"><f>B{row}*2</f><v>{row}.5</v></c></row>'
        for row, texts in enumerate((("事業名", "令和6年度予算額（千円）"), ("移住支援", "1,234"), ("計", "△5")), 1)
    )
    + '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells></worksheet>'
)
"""A sheet with a formula and joint cells."""
R6 = FiscalYear(2024)
WORDS = [load_words(language) for language in ("ja", "en")]


def book(data: bytes) -> None:
    """Read the bytes as a book."""
    found, problems = read_book(_file("book.yaml", data))
    _tell(problems)
    assert found is not None or problems, "neither a book nor a problem"
    if found and not problems:
        _reads_back(found)


def table(data: bytes) -> None:
    """Import the bytes as a table of text."""
    _import(_file("table.csv", data))


def workbook(data: bytes) -> None:
    """Import the bytes as a workbook, or as the one sheet of one."""
    _import(_file("book.xlsx", data if data.startswith(b"PK") else packed(data)))


def slides(data: bytes) -> None:
    """Import the bytes as a text of slides."""
    _draft(_file("slides.txt", data))


def pdf(data: bytes) -> None:
    """Import the bytes as a PDF, or as what is drawn on the one page of one."""
    _draft(_file("slides.pdf", data if data.startswith(b"%PDF") else _printed(data)))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "book": book,
    "table": table,
    "workbook": workbook,
    "slides": slides,
    "pdf": pdf,
}


def seeds(target: str) -> Iterable[bytes]:
    """Return inputs to begin from: the forms and the errors that the tests have."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ENDINGS[target] and path.name not in ("ja.txt", "en.txt"):
                yield path.read_bytes()
    if target == "pdf":
        page = Paper().write("○移住支援 3.3億円（５年度 2.1億円）", 20, 20).panel(10, 10, 300, 35)
        yield "\n".join(page.table([20, 200, 300], [40, 60, 80]).write("500", 210, 44).drawn).encode()
    if target == "workbook":
        yield SHEET.encode()


def _file(name: str, data: bytes) -> Path:
    path = FOLDER / name
    path.write_bytes(data)
    return path


def _import(path: Path) -> None:
    tables, problems = read_tables(path, Wanted())
    _tell(problems)
    assert tables or problems, "neither a table nor a problem"
    for one in tables:
        _tell([*one.imported.problems, *one.imported.disagreements])
        assert one.imported.book.items or one.imported.problems, "neither items nor a problem"
    wrong = [*problems, *(problem for one in tables for problem in one.imported.problems)]
    if not wrong and not (alike := same_items(tables)):
        one_kind = {(one.imported.book.year, one.imported.book.unit) for one in tables}
        if len(one_kind) == 1:
            _reads_back(joined(tables))
    elif not wrong:
        _tell(alike)


def _draft(path: Path) -> None:
    text, problems = read_document(path)
    _tell(problems)
    if not problems:
        year = document_year(text) or R6
        _reads_back(read_slides(text, year, None, path.name, "", None).book)


def _reads_back(made: Book) -> None:
    """Hold that the book's text is a book with the same items."""
    read, problems = parse_book(book_text(made), "")
    _tell(problems)
    if made.items and not problems:
        assert read is not None
        assert [_figures(item) for item in read.items] == [_figures(item) for item in made.items]


def _figures(item: Item) -> tuple[object, ...]:
    amounts = (item.current, item.previous)
    return item.name, *(str(figure) for amount in amounts for figure in (amount.value, amount.whole))


def _tell(problems: list[Problem]) -> None:
    """Word the problems, which must never fail."""
    worded._lines.cache_clear()  # the file is another one under its old name
    for words in WORDS:
        text = worded.as_text(problems, words)
        assert bool(text) == bool(problems)
        assert not set(text) & set("\x00\x1b\u202e")


BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MAIN}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{LINKS}">'
    f'<Relationship Id="rId1" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": BOOK,
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">'
    f'<Relationship Id="rId1" Type="{KINDS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def packed(sheet: bytes) -> bytes:
    """Return a workbook of one sheet, whose XML the bytes are."""
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for name, text in PARTS.items():
            package.writestr(name, text)
        package.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


def _printed(drawn: bytes) -> bytes:
    """Return a PDF of one page, on which the operators of the bytes draw."""
    text = drawn.decode("latin-1")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 500]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>"
    stream = f"<</Length {len(text)}>>\nstream\n{text}\nendstream"
    return assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[4 0 R]>>", FONT, page, stream])
