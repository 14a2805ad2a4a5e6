"""The letters that parsing is tried on: mails and drafts as people write them, with their parts marked.

A line that begins with ``%%`` is not in the letter. ``%% mail NAME | SIGNER`` begins a mail, and a draft begins with
``%% draft NAME | GREETING | NAME IN IT | SIGNER | HOW MANY GREETINGS`` ("-" is none). ``%% own``, ``%% closing``,
``%% signature`` and ``%% quote`` tell what the lines below them are.
"""

from dataclasses import dataclass, field
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass
class Letter:
    """``facts`` are the fields after the name, None for "-"."""

    name: str
    facts: list[str | None]
    sections: list[tuple[str, list[str]]] = field(default_factory=lambda: [("own", [])])

    @property
    def text(self) -> str:
        return "\n".join(line for _, lines in self.sections for line in lines).strip("\n")

    def words(self, part: str) -> str:
        """The text of a part, each run of blanks as one."""
        return in_a_row("\n".join("\n".join(lines) for name, lines in self.sections if name == part))


def in_a_row(text: str) -> str:
    return " ".join(text.split())


def read(*files: str) -> list[Letter]:
    letters: list[Letter] = []
    for file in files:
        for line in (_FOLDER / file).read_text("utf-8").splitlines():
            kind, _, rest = line.removeprefix("%% ").partition(" ") if line.startswith("%% ") else ("", "", "")
            if kind in ("mail", "draft"):
                name, *facts = (part.strip() for part in rest.split("|"))
                letters.append(Letter(name, [None if fact == "-" else fact for fact in facts]))
            elif kind:
                letters[-1].sections.append((kind, []))
            else:
                letters[-1].sections[-1][1].append(line)
    return letters
