"""The ticket's properties: the fields of the form, their Swedish labels and choices."""

from dataclasses import dataclass, field

STATUSES = {
    2: "Öppen",
    3: "Väntar svar internt",
    4: "Löst",
    5: "Avslutad",
    6: "Väntar på kund",
    7: "Väntar på tredje part",
}
PRIORITIES = {1: "Låg", 2: "Medel", 3: "Hög", 4: "Brådskande"}
GROUPS = {7001: "Kundservice", 7002: "Produktspecialist Releasy", 7003: "Backoffice", 7004: "Kravgruppen"}
AGENTS = {80001: "Sandra Lind", 80002: "Amir Haddad", 80003: "Lotta Nyman"}
TYPES = ["Fråga", "Ändring", "Felanmälan", "Klagomål", "Information"]
CATEGORIES = {
    "Faktura": ["Fakturakopia", "E-faktura", "Autogiro", "Betalning"],
    "Avtal": ["Elnätsavtal", "Säkring", "Uppsägning"],
    "Flytt": ["Inflyttning", "Utflyttning"],
    "Avbrott": ["Pågående", "Ersättning"],
    "Mätning": ["Mätarbyte", "Förbrukning"],
    "Solceller": ["Föranmälan", "Ersättning för inmatad el"],
    "Dödsbo": ["Avtal", "Faktura"],
    "Krav": ["Hänvisning"],
    "Övrigt": ["Synpunkt", "Annat"],
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """A property: ``name`` to Freshdesk, ``key`` to the mock, ``label`` to the agent. ``kind`` is select or text."""

    key: str
    name: str
    label: str
    kind: str = "select"
    type: str = "custom_dropdown"
    required: bool = False
    choices: tuple[str, ...] = ()
    parent: str | None = None
    ids: dict[str, int] = field(default_factory=dict, compare=False)


def _numbered(choices: dict[int, str]) -> dict[str, int]:
    return {label: number for number, label in choices.items()}


# In the form's order.
FIELDS = (
    Field(
        key="status",
        name="status",
        label="Status",
        type="default_status",
        choices=tuple(STATUSES.values()),
        ids=_numbered(STATUSES),
    ),
    Field(
        key="priority",
        name="priority",
        label="Prioritet",
        type="default_priority",
        choices=tuple(PRIORITIES.values()),
        ids=_numbered(PRIORITIES),
    ),
    Field(key="group", name="group", label="Grupp", type="default_group", choices=tuple(GROUPS.values()), ids=_numbered(GROUPS)),
    Field(
        key="agent", name="agent", label="Handläggare", type="default_agent", choices=tuple(AGENTS.values()), ids=_numbered(AGENTS)
    ),
    Field(key="type", name="ticket_type", label="Typ", type="default_ticket_type", required=True, choices=tuple(TYPES)),
    Field(key="category", name="cf_interna_kategorier", label="Interna kategorier", required=True, choices=tuple(CATEGORIES)),
    Field(key="subcategory", name="cf_underkategori", label="Underkategori", parent="category"),
    Field(key="customer_number", name="cf_kundnummer", label="Kundnummer", kind="text", type="custom_text"),
    Field(key="facility_id", name="cf_anlaggningsid", label="Anläggnings-id", kind="text", type="custom_text"),
)
BY_KEY = {item.key: item for item in FIELDS}


def choices(item: Field, parent_value: str | None = None) -> list[str]:
    """What can be chosen; a dependent field's choices follow its parent's value."""
    if item.parent is not None:
        return CATEGORIES.get(parent_value or "", [])
    return list(item.choices)


def rest(required: bool) -> list[dict[str, object]]:
    """The form as ``GET /api/v2/ticket_fields`` gives it. ``required`` False: no property is required."""
    fields: list[dict[str, object]] = [
        {"id": 61000, "name": "requester", "label": "Sök efter en kontakt", "type": "default_requester", "position": 1,
         "required_for_agents": True, "required_for_closure": False, "required_for_customers": True},
        {"id": 61001, "name": "subject", "label": "Ämne", "type": "default_subject", "position": 2,
         "required_for_agents": True, "required_for_closure": False, "required_for_customers": True},
    ]  # fmt: skip
    for position, item in enumerate(FIELDS, start=3):
        entry: dict[str, object] = {
            "id": 61000 + position,
            "name": item.name,
            "label": item.label,
            "label_for_customers": item.label,
            "type": item.type,
            "position": position,
            "default": item.type.startswith("default_"),
            "required_for_agents": required and item.required,
            "required_for_closure": required and item.required,
            "required_for_customers": False,
            "customers_can_edit": False,
        }
        if item.key == "status":
            entry["choices"] = {str(number): [label, label] for number, label in STATUSES.items()}
        elif item.ids:
            entry["choices"] = item.ids
        elif item.choices:
            entry["choices"] = list(item.choices)
        elif item.parent:
            entry["choices"] = CATEGORIES
        fields.append(entry)
    return fields
