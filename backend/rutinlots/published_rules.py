"""Rules of which a part is published in the database: named where they can't be used, and taken out of it again."""

import os
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rules import Rules
from rutinlots.rule_files.file import read_rule_file
from rutinlots.rule_loader import RulesError, load
from rutinlots.store import Author, Published, RuleChanges


class PublishedRulesError(RulesError):
    """Rules that can't be used, some of which are in the database: an operator who looks in the folder finds no fault there."""

    def __init__(self, error: RulesError, published: Collection[str]):
        super().__init__(error.problems)
        faulty = {problem.file for problem in error.problems}
        # Where none of them is faulty itself, one may lack what a file of the folder refers to.
        self.files = sorted(faulty.intersection(published) or published)

    def __str__(self) -> str:
        return (
            f"{super().__str__()}\n"
            f"Team leaders have published {', '.join(self.files)}: that text is in the database, not in the folder. "
            "Put the folder's file in force instead with: rutinlots withdraw FILE\n"
            "The text stays in the workshop's history."
        )


def told(error: RulesError, published: Collection[str]) -> RulesError:
    """The error, with what is published if anything is."""
    return PublishedRulesError(error, published) if published else error


def load_with_published(folder: Path, published: Mapping[str, Published]) -> Rules:
    """The rules as a server reads them. :raises RulesError:"""
    texts = {file: each.text for file, each in published.items()}
    try:
        return load(folder, texts)
    except RulesError as error:
        raise told(error, texts) from error


def withdraw(changes: RuleChanges, folder: Path, file: str, author: Author, now: datetime) -> None:
    """Take a file out of the database, so that the folder's is in force. :raises KeyError: if it isn't there."""
    published, there = changes.published()[file].text, folder_text(folder, folder / file)
    changes.publish(author, file, published, there, "Tillbaka till filen i mappen", now, folder=there)


def folder_text(folder: Path, path: Path) -> str:
    """A file as the folder has it; empty for no file, and for a link out of the folder, as to the server's keys."""
    if not is_inside(folder, path):
        return ""
    try:
        return read_rule_file(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (RuleFileError, UnicodeDecodeError):
        return ""


def is_inside(folder: Path, path: Path) -> bool:
    """Does a path lead into the folder, by whatever links?"""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
