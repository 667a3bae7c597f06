"""Which items of several years' books are the same: by id, by name and category, and by what `formerly` declares."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.book import Book, Item
from budgetcli.domain.text import key, path

Name = tuple[str, ...]
"""The key of an item's name and category, with its measure where a book has several of that name."""


class Found(Enum):
    """What the words of a `formerly` lead to."""

    ONE = "one"
    NOWHERE = "nowhere"
    SEVERAL = "several"


class Origin(NamedTuple):
    """What one `formerly` of an item leads to."""

    text: str
    found: Found
    book: int = -1
    """The place of the earlier book among the books."""
    items: tuple[int, ...] = ()
    """The places in that book of the items that answer."""


class Lineage(NamedTuple):
    """How the items of some books hang together."""

    groups: tuple[tuple[int, ...], ...]
    """For each book the group of each of its items: those of one group are one line."""
    origins: dict[tuple[int, int], tuple[Origin, ...]]
    """What each `formerly` leads to, by the places of its book and item; none of the first book's."""


def trace(books: Sequence[Book]) -> Lineage:
    """Return the lineage of the books of one organisation, given from old to new.

    An item is that of an earlier book which has its id; else its name and category,
    unless both declare ids; else it is new. `formerly` joins it to the items that it
    names, so that n old items and m new ones become one group.
    """
    return _Tracer(books).trace()


class _Tracer:
    """The state of going through the books."""

    def __init__(self, books: Sequence[Book]) -> None:
        self.books = books
        self.parents: list[int] = []
        self.ids: list[str] = []
        self.by_id: dict[str, int] = {}
        self.by_name: dict[Name, int] = {}
        self.tracks: list[list[int]] = []
        self.catalogues: dict[int, Catalogue] = {}
        self.origins: dict[tuple[int, int], tuple[Origin, ...]] = {}

    def trace(self) -> Lineage:
        """Go through the books from old to new."""
        names = item_names(self.books)
        for number, book in enumerate(self.books):
            self.tracks.append(self.continued(book, names[number]))
            for place, item in enumerate(book.items):
                if item.formerly and number > 0:
                    self.join(number, place, item)
        groups = tuple(tuple(map(self.root, tracks)) for tracks in self.tracks)
        return Lineage(groups, self.origins)

    def continued(self, book: Book, names: Sequence[Name]) -> list[int]:
        """Return the track of each item: that of its id, else of its name and category, else a new one."""
        before = len(self.parents)
        tracks = [self.by_id.get(item.id, -1) for item in book.items]
        taken = set(tracks)
        for place, item in enumerate(book.items):
            if tracks[place] < 0:
                track = self.by_name.get(names[place], before)
                free = track < before and track not in taken and not (item.id and self.ids[track])
                tracks[place] = track if free else self.new_track()
                taken.add(tracks[place])
        for place, item in enumerate(book.items):
            self.by_name[names[place]] = tracks[place]
            if item.id:
                self.by_id[item.id] = tracks[place]
                self.ids[tracks[place]] = item.id
        return tracks

    def new_track(self) -> int:
        """Begin a track of its own."""
        self.parents.append(len(self.parents))
        self.ids.append("")
        return len(self.parents) - 1

    def join(self, number: int, place: int, item: Item) -> None:
        """Join an item to those that it was formerly."""
        track = self.tracks[number][place]
        before = list(reversed(range(number)))
        earlier = [other for other in before if self.books[other].year < self.books[number].year]
        if any(track in self.tracks[other] for other in before if other not in earlier):
            return  # the item of another edition of the year's book, which tells of the same past
        origins = tuple(self.origin(text, item, earlier or before) for text in item.formerly)
        self.origins[number, place] = origins
        for origin in origins:
            if origin.found is Found.ONE:
                self.parents[self.root(track)] = self.root(self.tracks[origin.book][origin.items[0]])

    def origin(self, text: str, item: Item, earlier: Sequence[int]) -> Origin:
        """Return what the words mean in the newest earlier book that has something of the name."""
        for number in earlier:
            if found := self.catalogue(number).find(text, item):
                return Origin(text, Found.ONE if len(found) == 1 else Found.SEVERAL, number, tuple(found))
        return Origin(text, Found.NOWHERE)

    def catalogue(self, number: int) -> "Catalogue":
        """Return the catalogue of a book, made when first asked for."""
        if number not in self.catalogues:
            self.catalogues[number] = Catalogue(self.books[number])
        return self.catalogues[number]

    def root(self, track: int) -> int:
        """Return what stands for all tracks that are joined."""
        while self.parents[track] != track:
            self.parents[track] = self.parents[self.parents[track]]
            track = self.parents[track]
        return track


class Catalogue:
    """The items of a book by what a `formerly` may call them: an id, or a name with any levels of the category."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.places: dict[str, list[int]] = {}
        for place, item in enumerate(book.items):
            for name in dict.fromkeys(map(key, _calls(item))):
                self.places.setdefault(name, []).append(place)

    def find(self, text: str, item: Item) -> list[int]:
        """Return the places of the items that the text means for an item: of several those of its own category."""
        found, own = self.places.get(key(text), []), category_key(item)
        return [place for place in found if category_key(self.book.items[place]) == own] or found

    def call(self, place: int, item: Item) -> str:
        """Return the shortest text by which `find` leads the item to that place alone; empty where none does."""
        return next((text for text in _calls(self.book.items[place]) if self.find(text, item) == [place]), "")


def _calls(item: Item) -> list[str]:
    """Return what an item may be called, the shortest first."""
    plain, measured = [*item.category, item.name], [*item.category, item.measure, item.name]
    texts = [item.id] if item.id else []
    for levels in (plain, measured) if item.measure else (plain,):
        texts += [" / ".join(levels[start:]) for start in range(len(levels) - 1, -1, -1)]
    return texts


def category_key(item: Item) -> str:
    """Return the key of the item's category."""
    return path(*item.category)


def item_names(books: Sequence[Book]) -> list[list[Name]]:
    """Return the key of each item's name and category, with its measure where some book has several of that name."""
    plain = [[(key(item.name), category_key(item)) for item in book.items] for book in books]
    ambiguous = {name for names in plain for name, count in Counter(names).items() if count > 1}
    return [
        [
            (*name, key(item.measure)) if name in ambiguous else name
            for name, item in zip(names, book.items, strict=True)
        ]
        for names, book in zip(plain, books, strict=True)
    ]
