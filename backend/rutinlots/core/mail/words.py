"""Words that classify greetings and signatures, in Swedish, English and Norwegian; all case-folded."""

JOINERS = frozenset({"och", "o", "and", "og", "samt"})

# After these the name is over: "Anna Berg tel 070-…", "Anna på Solrosen".
STOPPERS = frozenset(
    """
    tel telefon tfn mobil mob mobile phone ring kundnr kundnummer kund-nr personnr personnummer pnr orgnr adress
    mejl mail e-post epost email på från i hos genom via för med till av c/o född om vid gm fr gällande angående
    """.split()
)

# Before a name, and no part of it.
TITLES = frozenset(
    """
    advokat jurist dr doktor prof professor herr hr fru fröken mr mrs ms miss ordförande ordf kassör sekreterare vd
    vicevärd kamrer ing ingenjör kapten pastor
    """.split()
)

# A signature line with one of these is no person's.
ORGANISATIONS = frozenset(
    """
    ab hb kb oy as asa inc ltd gmbh llc brf bostadsrättsföreningen bostadsrättsförening samfälligheten
    samfällighetsföreningen kundservice kundtjänst kundcenter kundsupport support ekonomi ekonomiavdelningen
    fakturor faktura administration administrationen redovisning redovisningen styrelsen styrelse familjen fam
    family föreningen förening fastigheter fastighets fastigheten team teamet ellevio kravgruppen stiftelsen kommun
    kommunen region regionen skolan företaget bolaget gruppen receptionen kontoret byrån customer service department
    office kund kunden kunder undertecknad lgh lägenhet leverantörsreskontra reskontra inköp jourmontör
    """.split()
)
ORGANISATION_ENDINGS = (
    "avdelningen", "gruppen", "teamet", "bolaget", "bolagen", "föreningen", "förening", "byrån", "kommun", "verket",
    "fastigheter", "förvaltning", "service", "chefen",
)  # fmt: skip
ROLE_ENDINGS = ("aren", "arna", "erna", "anden")

STREET_ENDINGS = (
    "gatan", "gata", "vägen", "väg", "gränd", "torget", "torg", "stigen", "backen", "allén", "allé", "plan", "kajen",
)  # fmt: skip

PLACE_ENDINGS = (
    "område", "området", "centrum", "hamnen", "parken", "udden", "höjden", "stugby", "villastad", "camping", "skolan", "kyrkan",
    "stationen", "sjukhus", "industri", "kajplats", "fritidshus", "samhälle", "gårdsväg",
)  # fmt: skip

# What a greeting is followed by when no name comes: "Hej jag undrar …", "Hej tack för …".
SENTENCE_WORDS = frozenset(
    """
    jag vi du ni han hon den det de dom man en ett min mitt mina din ditt dina vår vårt våra er ert era sin sitt
    sina denna detta dessa här där nu då så som att och men eller för om på i av till från med utan efter innan
    under över vid hos mellan enligt angående gällande avseende ang beträffande tack tackar stort tusen hoppas hör
    undrar undrade har hade kan kunde ska skall skulle vill ville måste behöver fick fått får ser såg är var blev
    blir bli gör gjorde återkommer återkopplar bifogar skickar skickade önskar önskade beklagar ursäkta förlåt
    trevligt kul roligt bra vad vilken vilket vilka vem varför hur när varmt välkommen välkomna igen alla även
    eftersom sedan idag igår imorgon inte ingen inga något någon några tyvärr ja nej japp ok okej visst absolut
    självklart naturligtvis we you he she they it the a an this that these my your our thank thanks for to from with
    regarding about please sorry can could have has had is are was were will would should just takk jeg dere vil
    skal ikke og
    """.split()
)

# These few are sentences even alone before a comma; of the others many are names too (Mina, Kan, Han).
NEVER_NAMES = frozenset(
    """
    tack tackar jag vi du ni igen och där alla det då här nu ja nej ok okej thanks thank i we you there all
    allesammans hela er dig takk
    """.split()
)

# Capitalised words at a line's start or end that are no names.
NOT_NAMES = (SENTENCE_WORDS - {"mina", "kan", "min", "han", "alla"}) | frozenset(
    """
    tack tackar tacksam hälsningar hälsning hälsn mvh hej hejsan hejdå ja nej ok okej okay obs ps bilaga bilagor
    bifogat bifogar skickat skickad skickades sent hämta get svar svara se här nu detta det den de vi jag du ni man
    akut brådskande återkom återkommer ring kontakta väntar hoppas trevlig trevligt ha ses hörs snälla please thanks
    thank regards best cheers januari februari mars april maj juni juli augusti september oktober november december
    måndag tisdag onsdag torsdag fredag lördag söndag idag imorgon sverige sweden norge stockholm göteborg malmö
    uppsala västerås örebro linköping karlstad kalmar halmstad borås norrköping eskilstuna gävle sundsvall umeå
    nyköping kundnummer personnummer adress namn telefon ämne från till datum faktura elnät elavtal flytt uppsägning
    avtal anläggning avläsning mätare autogiro kontonummer ocr hur vad när var varför vem vilken vilka kan har är
    ska skall vill måste vänligen vänlig allt god gott kram puss bästa kära dear yes no hello hi hey frågor fråga
    undrar undrande
    viele vielen liebe herzliche herzlichen freundliche freundlichen grüße grüßen grüsse gruß mfg nachricht terveisin terveiset
    ystävällisin ystävällisesti parhain kiitos kiittäen viesti bedste venlig venlige vennlig vennlige hilsen hilsner hilsener
    besked melding vriendelijke groet groeten cordialement salutations cordiales saludos saludo saluti cordiali pozdrawiam
    pozdrowienia poważaniem lugupidamisega tervitades atentamente danke merci gracias grazie cumprimentos sincerely yours
    meddelande message wishes warmly
    """.split()
)
