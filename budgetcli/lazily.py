"""Modules of the standard library that Typer imports and this program seldom needs, put off until they are used."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

SELDOM = frozenset({"subprocess", "textwrap", "tokenize", "ipaddress", "bz2", "lzma"})
"""For launching files, wrapping help, reading source, IPv6 addresses in URLs, and archives."""


class _Module(ModuleType):
    """A module that is executed when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        """Execute the module, unless it is the machinery of imports that asks; then it is like any other."""
        if name.startswith("__"):
            raise AttributeError(name)
        self.__class__ = ModuleType  # type: ignore[assignment]  # its own base
        spec: Any = self.__spec__
        spec.loader = self.__loader__ = spec.loader.loader
        spec.loader.exec_module(self)
        return getattr(self, name)


class _Loader:
    """Leaves the execution to the module; importlib.util.LazyLoader ends its laziness at a second import."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Return the module, which is yet to be executed."""
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""


class _Finder:
    """Finds the modules that are seldom needed."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Return the spec of such a module."""
        spec = PathFinder.find_spec(name, path, target) if name in SELDOM else None
        if spec and spec.loader:
            spec.loader = _Loader(spec.loader)  # type: ignore[assignment]  # its abstract class takes 10 ms to import
        return spec


@contextmanager
def seldom_used() -> Iterator[None]:
    """Put the modules off that are imported inside; it saves a tenth of the time of a start."""
    sys.meta_path.insert(0, _Finder)
    try:
        yield
    finally:
        sys.meta_path.remove(_Finder)
