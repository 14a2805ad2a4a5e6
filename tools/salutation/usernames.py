"""Invented local parts of addresses such as people and companies choose them, for measuring the salutation judgement.

Nothing here is anybody's address. The same seed gives the same list.
"""

import random
from collections.abc import Callable, Iterator

# None of these lists is read by the product.
THINGS = (
    "sparkcykel solros segelbåt motorcykel fiskare båtliv husvagn golfbana innebandy hockeytok bandyspelare "
    "travhäst ridskola hundgård katthem korthus sommarstuga stugby skidåkare löparglad maraton cykelfantast "
    "schackmatt pokerface gitarrist trumslagare körsång dansband rockabilly hårdrock bagarmamma tårtbit kaffekopp "
    "tebjudning chokladboll lakrits saltlakrits surdeg kanelbulle blåbär hallonbåt jordgubbe rabarber potatis "
    "gurka tomat paprika svamplock kantarell rönnbär granbarr björkris ekollon havsutsikt solnedgång månsken "
    "norrsken regnbåge åskmoln snöflinga istapp vinterdäck grillmästare ölprovare vinälskare whiskyvän "
    "teknikfreak datanörd spelhåla filmtittare bokmal serietok fotograf målare keramik stickning virkning "
    "quiltning lapptäcke antikbod loppis vedhuggare skogshuggare traktor gräsklippare snöslunga motorsåg släpvagn "
    "tankbil lastbil epatraktor raggare volvo saab duett amazon mopedist vespa båtmotor roddbåt kanotist dykare "
    "surfare seglare klättrare orientering friluftsliv fjällräven tältplats"
).split()
ENGLISH = (
    "dark shadow wolf dragon ninja pixel cyber turbo mega super master lucky happy crazy sunny silent golden "
    "silver iron steel night storm fire ice thunder blue red black white green gamer player hunter rider runner "
    "driver dancer singer painter hacker coder geek monkey panda tiger eagle falcon phoenix viper cobra shark "
    "bear fox rabbit kitten puppy rocket star moon sun ocean river mountain forest flower rose daisy candy sugar "
    "honey cookie cake pizza burger coffee music guitar piano drum metal punk jazz soul angel devil demon ghost "
    "zombie king queen prince knight wizard witch pirate viking samurai"
).split()
GIVEN = (
    "anna erik maria lars karin anders eva johan kristina per lena nils birgitta mikael marie jan elisabeth peter "
    "ingrid karl ulla thomas sofia daniel emma fredrik malin andreas linda magnus sara jonas hanna mattias jenny "
    "ali fatima mohammed zahra hassan amina oskar elin viktor ida simon julia lisa kalle pelle lasse bosse olle "
    "nisse maggan micke jocke robban anki kicki lotta"
).split()
SURNAMES = (
    "andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson "
    "jansson hansson bengtsson lindberg lindström lindqvist lindgren berg berglund bergström sandberg sjöberg "
    "forsberg nyström holm holmgren ek ekström ekberg lund lundgren lundqvist åberg öberg sundberg söderberg "
    "wallin hedlund dahl dahlberg nordin blom björklund falk norberg engström eklund åkesson mårtensson sjögren "
    "nyberg lundin hermansson ohlsson palm frisk stål rask hjelm ahlqvist selin melin hellström westerberg "
    "zetterlund hagström mohammadi hosseini ahmadi nguyen kowalski popovic yilmaz"
).split()
TRADES = (
    "bygg måleri el rör plåt snickeri tak mark åkeri städ trädgård fastigheter holding invest konsult transport "
    "redovisning service teknik media design data solutions group consulting import handel skog gård hotell "
    "restaurang pizzeria salong frisör tandvård"
).split()
PLACES = (
    "solgården eken linden björken tallen ängen sjöbo västra norra södra östra hammarby kungsholmen lidingö nacka "
    "täby solna vasa vega orion sirius neptun saturnus fyren kajen hamnen kvarnen bruket gläntan höjden dalen "
    "parken torget"
).split()
ROLES = (
    "info faktura ekonomi kundtjanst kundservice styrelsen kontakt kontor kontoret order support admin reception "
    "mail post inkop lager lon hr it vaktmastare forvaltning forvaltare expeditionen bokning salj jobb press "
    "noreply invoice billing office sales hello test registrator kansli ordforande sekreterare kassor fakturor "
    "leverantorsreskontra redovisning uthyrning felanmalan drift"
).split()
_FOLD = str.maketrans("åäöé", "aaoe")


def usernames(count: int, seed: int = 7) -> list[tuple[str, str]]:
    """That many different (kind, local part) pairs, each kind about equally often."""
    chance = random.Random(seed)
    found: dict[str, str] = {}
    while len(found) < count:
        kind = chance.choice(list(_KINDS))
        local = _KINDS[kind](chance).translate(_FOLD).casefold()
        if local not in found and len(local) > 1:
            found[local] = kind
    return [(kind, local) for local, kind in found.items()]


def _digits(chance: random.Random) -> str:
    kinds = [str(chance.randint(0, 99)), str(chance.randint(1940, 2012)), f"{chance.randint(0, 999):03}", "1", "01"]
    return chance.choice(kinds)


def _sign(chance: random.Random, signs: str = "._-") -> str:
    choices: list[str] = [*signs, ""]
    return chance.choice(choices)


def _letters(chance: random.Random) -> str:
    return "".join(chance.choice("abcdefghijklmnoprstuvw") for _ in range(chance.randint(1, 2)))


def _code(chance: random.Random) -> str:
    given, surname = chance.choice(GIVEN), chance.choice(SURNAMES)
    code = chance.choice([given[:3] + surname[:3], given[:4] + surname[:2]])
    return chance.choice([code, code + _digits(chance), _letters(chance) + _digits(chance)])


def _gamer(chance: random.Random) -> str:
    before, after = chance.choice(["", "xx", "the", "mr", "x_", "real"]), chance.choice(["", "", "99", "_x", "1337", "hd"])
    return before + chance.choice(ENGLISH) + chance.choice(ENGLISH) + after


def _initials(chance: random.Random) -> str:
    initials = ".".join(_letters(chance)) + chance.choice([".", ""])
    return initials + chance.choice(SURNAMES)


def _role(chance: random.Random) -> str:
    role = chance.choice(ROLES)
    return chance.choice([role, role, role + _sign(chance) + chance.choice(PLACES), role + _sign(chance) + _digits(chance)])


def _company(chance: random.Random) -> str:
    name, trade, sign = chance.choice(SURNAMES + PLACES), chance.choice(TRADES), _sign(chance)
    form = chance.choice(["ab", "hb", "", "", "brf", "kb"])
    if form == "brf":
        return f"brf{sign}{chance.choice(PLACES)}{chance.choice(['', '', '1', '23'])}"
    names = [f"{name}{sign}{trade}{form}", f"{name}s{trade}", f"{form or 'ab'}{sign}{trade}", f"{trade}{sign}{name}"]
    return chance.choice(names)


def _family(chance: random.Random) -> str:
    return chance.choice(["fam", "familjen", "fam.", "familjen.", "fam_"]) + chance.choice(SURNAMES)


def _pair(chance: random.Random) -> str:
    return chance.choice(GIVEN) + chance.choice(["och", "o", "_och_", "."]) + chance.choice(GIVEN) + chance.choice(SURNAMES)


_KINDS: dict[str, Callable[[random.Random], str]] = {
    "thing and digits": lambda c: c.choice(THINGS) + _digits(c),
    "one word": lambda c: c.choice([*THINGS, *PLACES]),
    "two words": lambda c: c.choice(THINGS) + _sign(c) + c.choice([*THINGS, *PLACES]),
    "gamer": _gamer,
    "English word and digits": lambda c: c.choice(ENGLISH) + _sign(c, "._") + _digits(c),
    "initials and surname": _initials,
    "letter and surname": lambda c: c.choice("abcdefghijklmnopstuv") + c.choice(SURNAMES),
    "surname": lambda c: c.choice(SURNAMES) + c.choice(["", "", "s", "_" + _digits(c)]),
    "first.last and digits": lambda c: c.choice(GIVEN) + _sign(c) + c.choice(SURNAMES) + _digits(c),
    "first.last": lambda c: c.choice(GIVEN) + _sign(c, "._") + c.choice(SURNAMES),
    "last.first": lambda c: c.choice(SURNAMES) + _sign(c, "._") + c.choice(GIVEN),
    "first and digits": lambda c: c.choice(GIVEN) + _sign(c, "._") + _digits(c),
    "code": _code,
    "role": _role,
    "company": _company,
    "household": _family,
    "pair": _pair,
    "street": lambda c: c.choice(["storgatan", "skolgatan", "ringvagen", "bjorkvagen", "angsvagen"]) + _digits(c),
}


def contact_names(local: str) -> Iterator[tuple[str, str]]:
    """How a contact made from an address may be called: (way, name). The greeting takes the name's first word."""
    yield "whole", local[:1].upper() + local[1:]
    first = local.replace("_", ".").replace("-", ".").partition(".")[0]
    if first != local and first:
        yield "first token", first[:1].upper() + first[1:]
