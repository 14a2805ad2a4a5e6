export async function listPage() { return "Alla ärenden : Ellevio Kundservice"; }
