"""Schemas that are hard for small LLMs: the set that `bench/ladder.py` asks for.

Each schema has a text to read its values out of, a value that fits, and one that does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Shape:
    """A schema with what it is hard by; ``misfit`` is a near miss."""

    name: str
    feature: str
    text: str
    schema: dict[str, Any]
    fit: Any
    misfit: Any


TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
NUMBER: dict[str, Any] = {"type": "number"}


def obj(required: list[str] | None = None, *, more: Any = False, **properties: Any) -> Any:
    """The schema of an object; all properties are required unless some are named."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": more,
    }


def rows(item: Any, **bounds: int) -> Any:
    return {"type": "array", "items": item, **bounds}


def one_of(*values: Any) -> Any:
    return {"enum": list(values)}


def either(*schemas: Any) -> Any:
    return {"anyOf": list(schemas)}


_TREE = {
    "$defs": {"node": obj(name=TEXT, parts=rows({"$ref": "#/$defs/node"}))},
    "$ref": "#/$defs/node",
}
_LIST = {
    "$defs": {"cell": obj(value=WHOLE, next=either({"$ref": "#/$defs/cell"}, {"type": "null"}))},
    "$ref": "#/$defs/cell",
}
_SUM = {
    "$defs": {
        "term": either(
            obj(number=NUMBER),
            obj(plus=rows({"$ref": "#/$defs/term"}, minItems=2, maxItems=2)),
        )
    },
    "$ref": "#/$defs/term",
}
_REPLY = {
    "$defs": {"post": obj(["by"], by=TEXT, replies=rows({"$ref": "#/$defs/post"}))},
    "$ref": "#/$defs/post",
}
_PEN = {"what": "pen", "count": 3}
_LONG = "the_total_amount_in_euros_of_all_invoices_that_were_paid_after_their_due_date"
_LONGER = "number_of_days_between_the_first_reminder_and_the_payment_of_the_invoice"

_NESTED = (
    ("two", "Ann lives in Rome.", obj(person=obj(name=TEXT, city=TEXT))),
    ("three", "Ann Li, Rome, Italy.", obj(person=obj(name=TEXT, at=obj(city=TEXT, country=TEXT)))),
    ("four", "Shelf 2 holds box 7.", obj(a=obj(b=obj(c=obj(shelf=WHOLE, box=WHOLE))))),
    ("siblings", "From Oslo to Rome.", obj(start=obj(city=TEXT), end=obj(city=TEXT))),
    ("pairs", "At 3, 4 and 5, 6.", obj(points=rows(rows(WHOLE, minItems=2, maxItems=2)))),
    ("optional", "Ann has no phone.", obj(["name"], name=TEXT, phone=obj(number=TEXT))),
)
_NESTED_VALUES: tuple[tuple[Any, Any], ...] = (
    ({"person": {"name": "Ann", "city": "Rome"}}, {"person": {"name": "Ann"}}),
    (
        {"person": {"name": "Ann Li", "at": {"city": "Rome", "country": "Italy"}}},
        {"person": {"name": "Ann Li", "at": "Rome"}},
    ),
    (
        {"a": {"b": {"c": {"shelf": 2, "box": 7}}}},
        {"a": {"b": {"c": {"shelf": 2, "box": "7"}}}},
    ),
    ({"start": {"city": "Oslo"}, "end": {"city": "Rome"}}, {"start": {"city": "Oslo"}}),
    ({"points": [[3, 4], [5, 6]]}, {"points": [[3, 4, 5]]}),
    ({"name": "Ann"}, {"name": "Ann", "phone": {}}),
)

_PLAIN: dict[str, tuple[tuple[str, str, Any, Any, Any], ...]] = {
    "enum": (
        ("colour", "The light is red.", obj(c=one_of("red", "green")), {"c": "red"}, {"c": "blue"}),
        ("cased", "It is urgent.", obj(p=one_of("LOW", "HIGH")), {"p": "HIGH"}, {"p": "high"}),
        ("numbers", "Two stars.", obj(stars=one_of(1, 2, 3)), {"stars": 2}, {"stars": "2"}),
        ("mixed", "Unknown size.", obj(s=one_of("S", "L", None)), {"s": None}, {"s": "null"}),
        (
            "spaces",
            "Not yet.",
            obj(s=one_of("done", "not yet")),
            {"s": "not yet"},
            {"s": "not_yet"},
        ),
        (
            "several",
            "Mo and We.",
            obj(days=rows(one_of("Mo", "Tu", "We"))),
            {"days": ["Mo", "We"]},
            {"days": "Mo"},
        ),
    ),
    "union": (
        (
            "number or text",
            "Room 12b.",
            obj(room=either(WHOLE, TEXT)),
            {"room": "12b"},
            {"room": 1.5},
        ),
        ("nullable", "No date.", obj(d={"type": ["string", "null"]}), {"d": None}, {"d": 0}),
        (
            "tagged",
            "A circle of radius 2.",
            either(
                obj(kind={"const": "circle"}, r=NUMBER), obj(kind={"const": "square"}, side=NUMBER)
            ),
            {"kind": "circle", "r": 2},
            {"kind": "circle", "side": 2},
        ),
        (
            "or error",
            "The file is missing.",
            either(obj(rows=WHOLE), obj(error=TEXT)),
            {"error": "missing"},
            {"error": "missing", "rows": 0},
        ),
        ("one or many", "Ann.", obj(who=either(TEXT, rows(TEXT))), {"who": ["Ann"]}, {"who": [1]}),
        (
            "exactly one",
            "Call 555.",
            {"oneOf": [obj(phone=TEXT), obj(mail=TEXT)]},
            {"phone": "555"},
            {"phone": "555", "mail": "a"},
        ),
    ),
    "rows": (
        ("some", "3 pens.", rows(obj(what=TEXT, count=WHOLE), minItems=1), [_PEN], []),
        ("few", "Red, blue.", obj(c=rows(TEXT, maxItems=2)), {"c": ["a"]}, {"c": ["a", "b", "c"]}),
        (
            "unique",
            "1, 2.",
            obj(n={**rows(WHOLE), "uniqueItems": True}),
            {"n": [1, 2]},
            {"n": [1, 1]},
        ),
        (
            "within rows",
            "Ann: 3 pens.",
            rows(obj(who=TEXT, buys=rows(obj(what=TEXT, count=WHOLE)))),
            [{"who": "Ann", "buys": [_PEN]}],
            [{"who": "Ann", "buys": _PEN}],
        ),
        (
            "tuple",
            "Oslo, 7 degrees.",
            obj(p={"type": "array", "prefixItems": [TEXT, NUMBER], "items": False, "minItems": 2}),
            {"p": ["Oslo", 7]},
            {"p": [7, "Oslo"]},
        ),
        (
            "empty",
            "There is none.",
            obj(found=rows(TEXT, maxItems=0)),
            {"found": []},
            {"found": ["x"]},
        ),
    ),
    "format": (
        (
            "date",
            "The third of May 2024.",
            obj(d={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
            {"d": "2024-05-03"},
            {"d": "3 May 2024"},
        ),
        (
            "code",
            "Item ab, number 7.",
            obj(c={"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3}$"}),
            {"c": "AB-007"},
            {"c": "ab-7"},
        ),
        (
            "short",
            "A fine day by the sea.",
            obj(t={"type": "string", "maxLength": 8}),
            {"t": "sea"},
            {"t": "A fine day"},
        ),
        (
            "not empty",
            "It is cold.",
            obj(t={"type": "string", "minLength": 2}),
            {"t": "cold"},
            {"t": ""},
        ),
        (
            "time",
            "Half past nine.",
            obj(t={"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}),
            {"t": "09:30"},
            {"t": "9.30"},
        ),
    ),
    "recursion": (
        (
            "tree",
            "A car has an engine.",
            _TREE,
            {"name": "car", "parts": [{"name": "engine", "parts": []}]},
            {"name": "car", "parts": [{"name": "engine"}]},
        ),
        (
            "list",
            "First 1, then 2.",
            _LIST,
            {"value": 1, "next": {"value": 2, "next": None}},
            {"value": 1, "next": {"value": 2}},
        ),
        (
            "formula",
            "1 + 2",
            _SUM,
            {"plus": [{"number": 1}, {"number": 2}]},
            {"plus": [{"number": 1}]},
        ),
        (
            "thread",
            "Ann wrote, Bob replied.",
            _REPLY,
            {"by": "Ann", "replies": [{"by": "Bob"}]},
            {"by": "Ann", "replies": [{}]},
        ),
    ),
    "additional": (
        ("none", "Ann, 30.", obj(name=TEXT), {"name": "Ann"}, {"name": "Ann", "age": 30}),
        ("counts", "2 red, 3 blue.", obj(more=WHOLE), {"red": 2}, {"red": "2"}),
        (
            "named and counts",
            "Box A: 2 red.",
            obj(more=WHOLE, box=TEXT),
            {"box": "A", "r": 2},
            {"r": 2},
        ),
        (
            "of objects",
            "Ann is 30.",
            obj(more=obj(age=WHOLE)),
            {"Ann": {"age": 30}},
            {"Ann": 30},
        ),
        (
            "few",
            "2 red.",
            {**obj(more=WHOLE), "minProperties": 1, "maxProperties": 1},
            {"red": 2},
            {},
        ),
    ),
    "long keys": (
        ("one", "12 euros late.", obj(**{_LONG: NUMBER}), {_LONG: 12}, {_LONG[:-1]: 12}),
        (
            "two",
            "12 euros, 9 days.",
            obj(**{_LONG: NUMBER, _LONGER: WHOLE}),
            {_LONG: 12, _LONGER: 9},
            {_LONG: 12},
        ),
        (
            "spaces",
            "Paid on Monday.",
            obj(**{"Day of payment": TEXT}),
            {"Day of payment": "Monday"},
            {"Day_of_payment": "Monday"},
        ),
        (
            "signs",
            "Net 10, 20 %.",
            obj(**{"price (net)": NUMBER, "tax/%": NUMBER}),
            {"price (net)": 10, "tax/%": 20},
            {"price": 10, "tax": 20},
        ),
    ),
    "unicode": (
        ("key", "Straße 5.", obj(straße=WHOLE), {"straße": 5}, {"strasse": 5}),
        ("value", "In Köln.", obj(city=one_of("Köln", "Łódź")), {"city": "Köln"}, {"city": "Koln"}),
        ("cjk", "北京", obj(城市=TEXT), {"城市": "北京"}, {"city": "北京"}),
        ("emoji", "A happy face.", obj(e=one_of("😀", "😢")), {"e": "😀"}, {"e": ":)"}),
        ("quotes", 'He said "no".', obj(said={"const": '"no"'}), {"said": '"no"'}, {"said": "no"}),
    ),
    "limits": (
        ("share", "Half.", obj(s={**NUMBER, "minimum": 0, "maximum": 1}), {"s": 0.5}, {"s": 50}),
        ("above", "Nothing.", obj(n={**WHOLE, "exclusiveMinimum": 0}), {"n": 1}, {"n": 0}),
        ("step", "About 23.", obj(n={**WHOLE, "multipleOf": 5}), {"n": 25}, {"n": 23}),
        ("whole", "2.5 metres.", obj(m=WHOLE), {"m": 3}, {"m": 2.5}),
        ("below", "Minus 4.", obj(t={**WHOLE, "maximum": 0}), {"t": -4}, {"t": 4}),
        (
            "year",
            "In 1850.",
            obj(y={**WHOLE, "minimum": 1800, "maximum": 1900}),
            {"y": 1850},
            {"y": 50},
        ),
    ),
}

_CONDITIONS: tuple[tuple[str, str, Any, Any, Any], ...] = (
    (
        "both",
        "Ann, 30.",
        {"allOf": [obj(["name"], more=True, name=TEXT), obj(["age"], more=True, age=WHOLE)]},
        {"name": "Ann", "age": 30},
        {"name": "Ann"},
    ),
    (
        "together",
        "Paid 12 euros on Monday.",
        {**obj([], paid=NUMBER, day=TEXT), "dependentRequired": {"paid": ["day"]}},
        {"paid": 12, "day": "Monday"},
        {"paid": 12},
    ),
    (
        "if then",
        "It was closed for lack of time.",
        {
            **obj(["state"], state=one_of("open", "closed"), why=TEXT),
            "if": {"properties": {"state": {"const": "closed"}}},
            "then": {"required": ["why"]},
        },
        {"state": "closed", "why": "lack of time"},
        {"state": "closed"},
    ),
    (
        "not",
        "Nobody is named.",
        obj(name={**TEXT, "not": {"enum": ["", "unknown"]}}),
        {"name": "nobody"},
        {"name": "unknown"},
    ),
    (
        "contains",
        "Ann and the chair, Bob.",
        obj(people={**rows(TEXT), "contains": {"const": "Bob"}}),
        {"people": ["Ann", "Bob"]},
        {"people": ["Ann"]},
    ),
    (
        "keys by pattern",
        "In 2020 it was 3, in 2021 it was 4.",
        {
            **obj(),
            "patternProperties": {"^[0-9]{4}$": WHOLE},
            "minProperties": 2,
        },
        {"2020": 3, "2021": 4},
        {"year 2020": 3, "2021": 4},
    ),
    (
        "names of keys",
        "2 red, 3 blue.",
        {**obj(more=WHOLE), "propertyNames": {"pattern": "^[a-z]+$"}, "minProperties": 2},
        {"red": 2, "blue": 3},
        {"Red": 2, "Blue": 3},
    ),
)

SHAPES: tuple[Shape, ...] = (
    *(
        Shape(name, "nested", text, schema, fit, misfit)
        for (name, text, schema), (fit, misfit) in zip(_NESTED, _NESTED_VALUES, strict=True)
    ),
    *(Shape(row[0], feature, *row[1:]) for feature, each in _PLAIN.items() for row in each),
    *(Shape(row[0], "conditions", *row[1:]) for row in _CONDITIONS),
)
