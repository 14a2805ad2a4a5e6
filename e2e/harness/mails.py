"""A reply without findings, and its parts, for tests that break one of them."""

GREETING = "Hej Björn,"
CLOSING = "Du är välkommen att återkomma om du undrar över något mer."
SIGNATURE = """Med vänlig hälsning,
Sandra
Kundservice
Ellevio AB (publ)
0771-53 53 00
kundservice@ellevio.se
www.ellevio.se"""
REPLY = f"""{GREETING}

Tack för att du kontaktar oss. Elnätet är vårt, elhandlaren väljer du själv.

{CLOSING}

{SIGNATURE}"""
