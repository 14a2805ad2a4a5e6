"""``/api/v1/docs``: the OpenAPI document as a page; nothing is fetched from other sites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from rutinlots.api.errors import ApiWithOneErrorShape

_LIMITS = ("enum", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "maxProperties")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a schema's table."""

    name: str
    type: str
    schema: str | None  # the schema to link to
    required: bool
    notes: str


def serve_docs(api: ApiWithOneErrorShape, blueprint: Blueprint) -> None:
    """Add the page to a blueprint."""

    @blueprint.get("/docs")
    def docs() -> str:
        """Show the API's documentation."""
        spec = api.described().to_dict()
        schemas = spec["components"]["schemas"]
        return render_template(
            "api/docs.html",
            info=spec["info"],
            operations=list(_operations(spec)),
            schemas={name: (schema.get("description"), list(_rows(schema))) for name, schema in schemas.items()},
        )


def _operations(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for address, methods in spec["paths"].items():
        for method, operation in methods.items():
            if method == "parameters":
                continue
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            parameters = [*methods.get("parameters", ()), *operation.get("parameters", ())]
            yield {
                "id": f"{method}-{address.strip('/').replace('/', '-')}",
                "method": method.upper(),
                "address": address,
                "summary": operation.get("summary", ""),
                "description": operation.get("description", ""),
                "parameters": [_row(each["name"], each["schema"], each.get("required", False)) for each in parameters],
                "body": _type(body)[1] if body else None,
                "responses": [(status, *_answer(spec, response)) for status, response in sorted(operation["responses"].items())],
            }


def _answer(spec: Mapping[str, Any], response: Mapping[str, Any]) -> tuple[str, str | None]:
    if "$ref" in response:
        response = spec["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    content = response.get("content", {}).get("application/json", {})
    return response["description"].rstrip("."), _type(content["schema"])[1] if "schema" in content else None


def _rows(schema: Mapping[str, Any]) -> Iterator[Row]:
    for name, inner in schema.get("properties", {}).items():
        yield _row(name, inner, name in schema.get("required", ()))


def _row(name: str, schema: Mapping[str, Any], required: bool) -> Row:
    words, leads_to = _type(schema)
    return Row(name=name, type=words, schema=leads_to, required=required, notes=_notes(schema))


def _type(schema: Mapping[str, Any]) -> tuple[str, str | None]:
    """The type in words, and the schema to link to."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return name, name
    if several := schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf"):
        types = [_type(each) for each in several]
        return " or ".join(word for word, _ in types), next((name for _, name in types if name), None)
    kind = schema.get("type", "anything")
    if isinstance(kind, list):
        kind = " or ".join(kind)
    if kind.startswith("array"):
        word, name = _type(schema["items"])
        return kind.replace("array", f"list of {word}"), name
    if isinstance(inner := schema.get("additionalProperties"), dict) and "properties" not in schema:
        word, name = _type(inner)
        return f"mapping to {word}", name
    return (f"{kind} ({schema['format']})" if "format" in schema else kind), None


def _notes(schema: Mapping[str, Any]) -> str:
    limits = [f"{name}: {_listed(schema[name])}" for name in _LIMITS if name in schema]
    return "; ".join([*([schema["description"]] if "description" in schema else ()), *limits])


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
