"""How often does the salutation judgement interrupt a name, and how often does it miss a user name?

    python -m tools.salutation.measure [--given FILE] [--usernames FILE] [--show N]

Without files: the given names are Faker's Swedish ones with their weights (which the shipped list contains: figures of
what a *known* name meets, and, with each name taken out of the list in turn, of what an *unknown* one meets), and the
user names are invented. FILE holds lines "name<tab>bearers", or one local part a line. A name or local part belongs to
the part that was looked at while the judgement was made (dev, 3 in 10) or to the one that was not (test), by its hash.
"""

import argparse
import dataclasses
import hashlib
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from faker.providers.person.sv_SE import Provider

from rutinlots.core.names.recipient import Evidence
from rutinlots.core.names.register import Names, names_from_texts
from rutinlots.core.names.salutation import judge_greeting
from rutinlots.core.names.spelling import fold
from tools.salutation.usernames import GIVEN, SURNAMES, contact_names, usernames

FOLDER = Path(__file__).parents[2] / "shared_rules" / "names"
VERDICTS = ("sure", "unsure", "fine")
TARGETS = {"two words": 0.1, "signed": 0.1, "one word, other address": 1.0, "one word, same address": 7.0}


def part(text: str) -> str:
    """Which part a name or local part belongs to."""
    return "dev" if hashlib.sha256(text.casefold().encode()).digest()[0] < 77 else "test"


def situations(name: str) -> Iterable[tuple[str, str, Evidence]]:
    """(situation, greeted name, evidence) for a customer with that given name."""
    chance = random.Random(name)
    surname = chance.choice(SURNAMES)
    local, last = fold(name).replace(" ", ".").replace("'", ""), fold(surname)
    digits = chance.randint(10, 99)
    first = name.split()[0]
    for email in (f"{local}.{last}@mail.example", f"{last}{digits}@mail.example", f"{local[:3]}{last[:3]}@firma.example"):
        yield "two words", first, Evidence(f"{name} {surname.capitalize()}", email)
    for display in (name, f"{name} {surname.capitalize()}", f"{last}{digits}".capitalize()):
        yield "signed", name, Evidence(display, f"{last}{digits}@mail.example", (name,))
    yield "signed", name, Evidence(name, f"{local}@mail.example", (f"{name} {surname.capitalize()}",))
    for email in (f"{last}{digits}@mail.example", f"info@{last}.example", f"{local}.{last}@mail.example"):
        yield "one word, other address", name, Evidence(name, email)
    yield "one word, same address", name, Evidence(name, f"{local}@mail.example")


def measure_names(given: dict[str, float], names: Names, show: int, unknown: bool = False) -> None:
    """Print the share of bearers who are interrupted (sure) and who get a hint (unsure)."""
    total: defaultdict[tuple[str, str], float] = defaultdict(float)
    hit: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    worst: list[tuple[float, str, str]] = []
    common, rare = frozenset(names.common), frozenset(names.rare)
    for name, bearers in given.items():
        key = fold(name)
        without = dataclasses.replace(names, common=common - {key}, rare=rare - {key}) if unknown else names
        for situation, greeted, evidence in situations(name):
            verdict = judge_greeting(greeted, evidence, without).verdict
            total[situation, part(name)] += bearers
            hit[situation, part(name), verdict] += bearers
            if verdict == "sure" and part(name) == "dev":
                worst.append((bearers, name, situation))
    for situation, target in TARGETS.items():
        for half in ("dev", "test"):
            whole = total[situation, half] or 1
            sure, unsure = (100 * hit[situation, half, verdict] / whole for verdict in ("sure", "unsure"))
            print(f"  {situation:26} {half:5} interrupted {sure:6.3f} %  hint {unsure:6.2f} %   (at most {target} %)")
    if show:
        print("  dev, interrupted:", *(f"{n}/{s}" for _, n, s in sorted(worst, reverse=True)[:show]), sep="\n    ")


def measure_usernames(entries: list[tuple[str, str]], names: Names, show: int) -> None:
    """Print the share of local parts that are noticed (sure or unsure) and that are interrupted (sure)."""
    count: Counter[tuple[str, str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    missed: list[str] = []
    for kind, local in entries:
        for way, contact in contact_names(local):
            if way == "first token" and contact.casefold() in GIVEN:
                continue  # "Anna" out of anna.svensson is her name
            verdict = judge_greeting(contact.split()[0], Evidence(contact, f"{local}@mail.example"), names).verdict
            count[way, part(local), verdict] += 1
            if way == "whole":
                kinds[kind, verdict] += 1
            if part(local) == "dev" and (verdict == "fine" or (verdict == "unsure" and way == "whole")):
                missed.append(f"{local} ({way}: {verdict})")
    for way in ("whole", "first token"):
        for half in ("dev", "test"):
            whole = sum(count[way, half, verdict] for verdict in VERDICTS) or 1
            sure, noticed = (100 * share / whole for share in (count[way, half, "sure"], whole - count[way, half, "fine"]))
            print(f"  {way:12} {half:5} n={whole:6} noticed {noticed:6.2f} %  interrupted {sure:6.2f} %")
    weak = sorted({kind for kind, _ in kinds}, key=lambda kind: kinds[kind, "sure"] / sum(kinds[kind, v] for v in VERDICTS))
    print("  weakest kinds (sure/unsure/fine):")
    for kind in weak[:5]:
        print(f"    {kind} {'/'.join(str(kinds[kind, verdict]) for verdict in VERDICTS)}")
    if show:
        print("  dev, not interrupted:", *missed[:show], sep="\n    ")


def main() -> int:
    """Print all figures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--given", type=Path, help="given names with bearers, tab between")
    parser.add_argument("--usernames", type=Path, help="local parts, one on a line")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N of dev's interrupted names and missed user names")
    options = parser.parse_args()
    texts = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    begin = time.process_time()
    names = names_from_texts(texts)
    print(f"names built in {1000 * (time.process_time() - begin):.0f} ms from {sum(map(len, texts.values())) // 1024} KB")
    if options.given:
        rows = (line.rsplit("\t", 1) for line in options.given.read_text(encoding="utf-8").splitlines() if "\t" in line)
        print(f"given names of {options.given.name}")
        measure_names({name: float(bearers) for name, bearers in rows}, names, options.show)
    else:
        swedish = dict(Provider.first_names)
        print("the thousand commonest given names, known")
        measure_names(swedish, names, options.show)
        print("the same, each as if it were in no list")
        measure_names(dict(list(swedish.items())[::10]), names, 0, unknown=True)
    entries = usernames(6000)
    if options.usernames:
        entries = [("given", line.strip()) for line in options.usernames.read_text(encoding="utf-8").splitlines() if line.strip()]
    print("user names")
    measure_usernames(entries, names, options.show)
    begin = time.process_time()
    for _, local in entries[:2000]:
        judge_greeting(local.capitalize(), Evidence(local.capitalize(), f"{local}@mail.example", ("Anna Berg",)), names)
    print(f"one judgement: {1000 * (time.process_time() - begin) / min(2000, len(entries)):.3f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
