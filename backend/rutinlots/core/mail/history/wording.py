"""The words that mail programs put above quoted history, by language; all case-folded."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Wording:
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
        senders="från|avsändare",
        dates="skickat|datum|sänt|skickades|mottaget",
        receivers="till|mottagare",
        subjects="ämne|ärende|rubrik",
        others="kopia|hemlig kopia|svara till|svar till|prioritet|bilagor|bifogade filer|viktighet",
        wrote="skrev",
        lead="den|på|kl",
        separators=(
            "ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|vidarebefordrat brev|"
            "ursprungligt brev|ursprungligt mejl|ursprungligt mail|vidarebefordrat mejl|vidarebefordrat mail|"
            "påbörjat vidarebefordrat brev|börja vidarebefordrat brev|vidarebefordrat e-postmeddelande|"
            "svara på meddelande|tidigare meddelande|ursprungligt e-postmeddelande|svar på meddelande"
        ),
    ),
    "engelska": Wording(
        senders="from|sender",
        dates="sent|date|received|sent on",
        receivers="to|recipient|recipients",
        subjects="subject",
        others="cc|bcc|reply-to|reply to|importance|priority|attachments|sensitivity",
        wrote="wrote|writes",
        lead="on|at",
        separators=(
            "original message|forwarded message|begin forwarded message|begin forwarded mail|original appointment|"
            "reply message|forwarded mail|reply above this line|original email|forwarded email|forward message|"
            "start of forwarded message"
        ),
    ),
    "norska": Wording(
        senders="fra|avsender",
        dates="sendt|dato",
        receivers="til|mottaker",
        subjects="emne",
        others="kopi|svar til|vedlegg|blindkopi",
        wrote="skrev|skreiv",
        lead="den|på",
        separators=(
            "opprinnelig melding|original melding|videresendt melding|start på videresendt melding|"
            "videresendt e-post|opprinnelig e-post|starten på videresendt melding"
        ),
    ),
    "danska": Wording(
        senders="fra|afsender",
        dates="sendt|dato",
        receivers="til|modtager",
        subjects="emne",
        others="cc|svar til|vedhæftede filer|vedhæftet",
        wrote="skrev",
        lead="den|på",
        separators=(
            "oprindelig meddelelse|oprindelig besked|oprindelig mail|oprindelig e-mail|original besked|"
            "videresendt meddelelse|videresendt besked|start på videresendt besked|"
            "start på videresendt meddelelse|videresendt mail"
        ),
    ),
    "finska": Wording(
        senders="lähettäjä",
        dates="lähetetty|päivämäärä|pvm|päiväys|lähetysaika",
        receivers="vastaanottaja|vastaanottajat|kenelle|saaja",
        subjects="aihe|otsikko",
        others="kopio|piilokopio|vastausosoite|liitteet|tärkeys",
        wrote="kirjoitti|kirjoittaa",
        lead="klo|kello",
        separators=(
            "alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa|"
            "alkuperäinen sähköposti|edelleen lähetetty viesti|välitetyn viestin alku"
        ),
    ),
    "tyska": Wording(
        senders="von|absender",
        dates="gesendet|datum|gesendet am",
        receivers="an|empfänger",
        subjects="betreff",
        others="kopie|antwort an|priorität|anlagen|anhänge|wichtigkeit",
        wrote="schrieb",
        lead="am|den|vom",
        separators=(
            "ursprüngliche nachricht|original-nachricht|originalnachricht|weitergeleitete nachricht|"
            "original nachricht|anfang der weitergeleiteten nachricht|ursprüngliche mail|weitergeleitete e-mail|"
            "originale nachricht"
        ),
    ),
    "nederländska": Wording(
        senders="van|afzender",
        dates="verzonden|datum|verstuurd",
        receivers="aan|ontvanger",
        subjects="onderwerp",
        others="kopie|antwoord aan|bijlagen",
        wrote="schreef",
        lead="op",
        separators="oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd bericht|origineel bericht",
    ),
    "franska": Wording(
        senders="de|expéditeur",
        dates="envoyé|date|envoyé le",
        receivers="à|destinataire|pour",
        subjects="objet|sujet",
        others="copie|répondre à|pièces jointes",
        wrote="a écrit|écrit",
        lead="le",
        separators=(
            "message d'origine|message original|message transféré|début du message transféré|message d’origine|"
            "début du message réexpédié"
        ),
    ),
    "spanska": Wording(
        senders="de|remitente",
        dates="enviado|fecha|enviado el",
        receivers="para|destinatario",
        subjects="asunto",
        others="responder a",
        wrote="escribió",
        lead="el",
        separators="mensaje original|mensaje reenviado|inicio del mensaje reenviado|forwarded message",
    ),
    "italienska": Wording(
        senders="da|mittente",
        dates="inviato|data",
        receivers="a|destinatario",
        subjects="oggetto",
        others="rispondi a",
        wrote="ha scritto",
        lead="il|in data",
        separators="messaggio originale|messaggio inoltrato|inizio messaggio inoltrato",
    ),
    "portugisiska": Wording(
        senders="de|remetente",
        dates="enviado|enviada|data|enviada em",
        receivers="para",
        subjects="assunto",
        wrote="escreveu",
        lead="em|a",
        separators="mensagem original|mensagem encaminhada|início da mensagem reencaminhada",
    ),
    "polska": Wording(
        senders="od|nadawca",
        dates="wysłano|data|wysłane",
        receivers="do|adresat",
        subjects="temat",
        others="dw",
        wrote="napisał|napisała|napisał(a)|pisze",
        lead="dnia|w dniu",
        separators="wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana dalej|przekazana wiadomość",
    ),
    "estniska": Wording(
        senders="saatja|kellelt",
        dates="saadetud|kuupäev",
        receivers="adressaat|kellele|saaja",
        subjects="teema",
        others="koopia",
        wrote="kirjutas",
        lead="kuupäeval",
        separators="algne teade|algne sõnum|edastatud sõnum|edastatud kiri",
    ),
    "ryska": Wording(
        senders="от|от кого",
        dates="отправлено|дата",
        receivers="кому",
        subjects="тема",
        others="копия",
        wrote="написал|написала|пишет|пишу",
        lead="в",
        separators="исходное сообщение|пересылаемое сообщение|пересланное сообщение",
    ),
    "turkiska": Wording(
        senders="kimden|gönderen",
        dates="gönderildi|tarih",
        receivers="kime|alıcı",
        subjects="konu",
        others="bilgi",
        wrote="yazdı",
        separators="orijinal mesaj",
    ),
    "tjeckiska": Wording(
        senders="od",
        dates="odesláno|datum",
        receivers="komu",
        subjects="předmět",
        others="kopie",
        wrote="napsal|napsala|napsal(a)",
        lead="dne",
        separators="původní zpráva|přeposlaná zpráva|původní e-mail",
    ),
}


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
# The labels that the customer's own words follow.
MESSAGE_KEYS = frozenset(
    "meddelande message fråga beskrivning ärendebeskrivning kommentar övrigt fritext viesti".split()
) | {
    "ditt meddelande", "ditt ärende", "din fråga", "dina frågor", "beskriv ditt ärende", "beskriv ärendet", "övriga upplysningar",
    "your message", "your question",
}  # fmt: skip

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
