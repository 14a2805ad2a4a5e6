export async function composePage() { return "Nytt e-postmeddelande : Ellevio Kundservice"; }
