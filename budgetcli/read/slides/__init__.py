"""Slides and other running text into draft books."""

from budgetcli.read.slides.dating import document_year
from budgetcli.read.slides.draft import Draft, read_slides
from budgetcli.read.slides.found import Untaken
from budgetcli.read.slides.pages import read_pages

__all__ = ["Draft", "Untaken", "document_year", "read_pages", "read_slides"]
