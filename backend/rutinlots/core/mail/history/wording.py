"""The words that mail programs put above quoted history, by language; all case-folded."""

from typing import NamedTuple


class Wording(NamedTuple):
    """One language's words, alternatives parted by a bar; ``separators`` stand between dashes or before a colon."""

    senders: str
    dates: str
    receivers: str
    subjects: str
    others: str = ""
    wrote: str = ""
    lead: str = ""  # before a date: "Den", "On", "Am"
    separators: str = ""


LANGUAGES = {
    "svenska": Wording(
        "från|avsändare", "skickat|datum|sänt|skickades|mottaget", "till|mottagare", "ämne|ärende|rubrik",
        "kopia|hemlig kopia|svara till|svar till|prioritet|bilagor|bifogade filer|viktighet", "skrev", "den|på|kl",
        "ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|vidarebefordrat brev|ursprungligt brev|"
        "ursprungligt mejl|ursprungligt mail|vidarebefordrat mejl|vidarebefordrat mail|påbörjat vidarebefordrat brev|"
        "börja vidarebefordrat brev|vidarebefordrat e-postmeddelande|svara på meddelande|tidigare meddelande|"
        "ursprungligt e-postmeddelande|svar på meddelande",
    ),
    "engelska": Wording(
        "from|sender", "sent|date|received|sent on", "to|recipient|recipients", "subject",
        "cc|bcc|reply-to|reply to|importance|priority|attachments|sensitivity", "wrote|writes", "on|at",
        "original message|forwarded message|begin forwarded message|begin forwarded mail|original appointment|"
        "reply message|forwarded mail|reply above this line|original email|forwarded email|forward message|"
        "start of forwarded message",
    ),
    "norska": Wording(
        "fra|avsender", "sendt|dato", "til|mottaker", "emne", "kopi|svar til|vedlegg|blindkopi", "skrev|skreiv", "den|på",
        "opprinnelig melding|original melding|videresendt melding|start på videresendt melding|videresendt e-post|"
        "opprinnelig e-post|starten på videresendt melding",
    ),
    "danska": Wording(
        "fra|afsender", "sendt|dato", "til|modtager", "emne", "cc|svar til|vedhæftede filer|vedhæftet", "skrev", "den|på",
        "oprindelig meddelelse|oprindelig besked|oprindelig mail|oprindelig e-mail|original besked|videresendt meddelelse|"
        "videresendt besked|start på videresendt besked|start på videresendt meddelelse|videresendt mail",
    ),
    "finska": Wording(
        "lähettäjä", "lähetetty|päivämäärä|pvm|päiväys|lähetysaika", "vastaanottaja|vastaanottajat|kenelle|saaja",
        "aihe|otsikko", "kopio|piilokopio|vastausosoite|liitteet|tärkeys", "kirjoitti|kirjoittaa", "klo|kello",
        "alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa|alkuperäinen sähköposti|"
        "edelleen lähetetty viesti|välitetyn viestin alku",
    ),
    "tyska": Wording(
        "von|absender", "gesendet|datum|gesendet am", "an|empfänger", "betreff",
        "kopie|antwort an|priorität|anlagen|anhänge|wichtigkeit", "schrieb", "am|den|vom",
        "ursprüngliche nachricht|original-nachricht|originalnachricht|weitergeleitete nachricht|original nachricht|"
        "anfang der weitergeleiteten nachricht|ursprüngliche mail|weitergeleitete e-mail|originale nachricht",
    ),
    "nederländska": Wording(
        "van|afzender", "verzonden|datum|verstuurd", "aan|ontvanger", "onderwerp", "kopie|antwoord aan|bijlagen", "schreef",
        "op", "oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd bericht|origineel bericht",
    ),
    "franska": Wording(
        "de|expéditeur", "envoyé|date|envoyé le", "à|destinataire|pour", "objet|sujet", "copie|répondre à|pièces jointes",
        "a écrit|écrit", "le", "message d'origine|message original|message transféré|début du message transféré|"
        "message d’origine|début du message réexpédié",
    ),
    "spanska": Wording(
        "de|remitente", "enviado|fecha|enviado el", "para|destinatario", "asunto", "responder a", "escribió", "el",
        "mensaje original|mensaje reenviado|inicio del mensaje reenviado|forwarded message",
    ),
    "italienska": Wording(
        "da|mittente", "inviato|data", "a|destinatario", "oggetto", "rispondi a", "ha scritto", "il|in data",
        "messaggio originale|messaggio inoltrato|inizio messaggio inoltrato",
    ),
    "portugisiska": Wording(
        "de|remetente", "enviado|enviada|data|enviada em", "para", "assunto", "", "escreveu", "em|a",
        "mensagem original|mensagem encaminhada|início da mensagem reencaminhada",
    ),
    "polska": Wording(
        "od|nadawca", "wysłano|data|wysłane", "do|adresat", "temat", "dw", "napisał|napisała|napisał(a)|pisze", "dnia|w dniu",
        "wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana dalej|przekazana wiadomość",
    ),
    "estniska": Wording(
        "saatja|kellelt", "saadetud|kuupäev", "adressaat|kellele|saaja", "teema", "koopia", "kirjutas", "kuupäeval",
        "algne teade|algne sõnum|edastatud sõnum|edastatud kiri",
    ),
    "ryska": Wording(
        "от|от кого", "отправлено|дата", "кому", "тема", "копия", "написал|написала|пишет|пишу", "в",
        "исходное сообщение|пересылаемое сообщение|пересланное сообщение",
    ),
    "turkiska": Wording("kimden|gönderen", "gönderildi|tarih", "kime|alıcı", "konu", "bilgi", "yazdı", "", "orijinal mesaj"),
    "tjeckiska": Wording(
        "od", "odesláno|datum", "komu", "předmět", "kopie", "napsal|napsala|napsal(a)", "dne",
        "původní zpráva|přeposlaná zpráva|původní e-mail",
    ),
}  # fmt: skip


def _words(field: str) -> frozenset[str]:
    return frozenset(word for each in LANGUAGES.values() for word in getattr(each, field).split("|") if word)


SEPARATORS = _words("separators")
WROTE = _words("wrote")
LEADS = _words("lead")

# What a header's key tells: its kind.
KEYS: dict[str, str] = {
    **dict.fromkeys(_words("others"), "other"),
    **dict.fromkeys(_words("receivers"), "receiver"),
    **dict.fromkeys(_words("subjects"), "subject"),
    **dict.fromkeys(_words("dates"), "date"),
    **dict.fromkeys(_words("senders"), "sender"),
}

# A form on the web has these among its labels, a mail's headers have not.
FORM_KEYS = frozenset(
    """
    telefon telefonnummer mobil mobilnummer mobiltelefon tel phone kundnummer kundnr personnummer adress namn förnamn
    efternamn postnummer postadress ort anläggningsid anläggningsadress meddelande e-post e-postadress epost mejl
    mejladress name address message email e-mail organisationsnummer företag company puhelin nimi osoite viesti
    """.split()
) | {"ditt namn", "din e-post", "ditt meddelande", "ditt ärende", "anläggnings-id", "phone number", "customer number"}

# "Ni skrev den 3 mars: …" and "… skrev till oss: …" are the customer's own sentences.
SPEAKERS = frozenset(
    """
    jag vi ni du han hon de dom man er ert era min mitt mina din vår vårt våra hans hennes deras mig oss sig att till om så
    som och i där på
    i we you he she they my our your his her their to that in so who which and
    minä sinä hän me te he ich wir sie er mein unser dass jeg dere dem
    """.split()
)

WEEKDAYS = (
    "mån|tis|ons|tor|fre|lör|sön|man|tir|lør|søn|mon|tue|wed|thu|fri|sat|sun|die|mit|don|sam|son|mo|di|mi|do|fr|sa|so|"
    "ma|ti|ke|to|pe|la|su|lun|mar|mer|jeu|ven|dim|mié|jue|vie|sáb|dom|woe|zat|zon|vri|din|pon|wto|śro|czw|pią|sob|nie|"
    "wt|śr|pt|pn|nd|вт|ср|чт|пт|сб|вс|пн|gio|mié|es|te|ko|ne|re"
)  # fmt: skip
MONTHS = (
    "jan|feb|mar|mär|maj|mai|may|mei|apr|jun|jul|aug|sep|okt|oct|nov|dec|dez|des|déc|ene|gen|fév|avr|mag|giu|lug|ago|set|"
    "ott|dic|out|tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|mrt|juin|août|abr|fev|abril|"
    "sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru|veebr|märts|juuni|juuli|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек"
)  # fmt: skip
