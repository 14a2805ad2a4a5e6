"""Creates a new check file, ready to be filled in."""

import re
from pathlib import Path

_NAME = re.compile(r"([a-z]+(?:-[a-z]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)")

_TEMPLATE = """\
id: {id}
title: Kort rubrik om felet
covers: [KM-04]
level: hint
status: trial
moments: [write, send]
source: {{routine: kundmail, section: "4 Skrivriktlinjer"}}
message: Säg vad som är fel och vad man gör åt det.
why: >-
  Säg varför regeln finns, så att den som läser förstår den.
present:
  in: draft
  any:
    - pattern: 'exempelord\\w*'
      except:
        - because: Säg varför mönstret inte gäller i en sådan mening, eller ta bort except.
          pattern: 'ett exempel på'
bad:
  - name: första exemplet visas i handboken och spelas upp för nya
    draft: |
      Hej Anna,

      Tack för att du kontaktar oss. Här står ett <mark>exempelord</mark>.

      Ha en fin dag!
  - name: ett annat sätt att skriva det
    draft: |
      Hej Anna,

      Tack för att du kontaktar oss. <mark>Exempelordet</mark> står här.

      Ha en fin dag!
good:
  - name: som det ska vara
    draft: |
      Hej Anna,

      Tack för att du kontaktar oss.

      Ha en fin dag!
  - name: något som liknar felet
    because: Säg varför det ändå är bra.
    draft: |
      Hej Anna,

      Tack för att du kontaktar oss. Det här är ett exempel på ett exempelord.

      Ha en fin dag!
  - name: ett bra exempel till
    draft: |
      Hej Anna,

      Tack för att du hör av dig.

      Ha en fin dag!
"""


def new_check(folder: Path, name: str) -> Path:
    """Write a valid check file, to be filled in.

    :param folder: the folder of rules.
    :param name: theme and id, ``halsning/double-greeting``.
    :raises ValueError: (in Swedish) when the name is not of that form, the folder has no rules, or the check is there already.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"”{name}” ska vara tema/namn med små bokstäver och bindestreck, till exempel halsning/dubbel")
    if not (folder / "settings.yaml").is_file():
        raise ValueError(f"i {folder} finns inga regler (settings.yaml saknas); se --rules")
    theme, check_id = match.groups()
    path = folder / "checks" / theme / f"{check_id}.yaml"
    taken = list((folder / "checks").glob(f"*/{check_id}.yaml"))
    if taken:
        raise ValueError(f"det finns redan en kontroll som heter {check_id}: {taken[0].relative_to(folder)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEMPLATE.format(id=check_id), encoding="utf-8")
    return path
