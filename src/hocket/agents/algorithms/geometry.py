"""Points, shapes and measures."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

GEOMETRY = (
    Algorithm(
        "haversine",
        r"haversine|great[- ]circle|(?:latitudes?|lat|coordinates?|gps)(?=.*\b(?:distances?|km"
        r"|kilomet(?:re|er)s|far|nearest|closest)\b)(?=.*\b(?:longitudes?|lon|lng|gps|earth"
        r"|cities|km|kilomet(?:re|er)s)\b)|distances?(?=.*\b(?:latitudes?|longitudes?|gps"
        r"|on (?:the )?earth)\b)|lat1(?=, ?(?:lon|lng|long)1\b)"
        r"|(?:nearest|closest)(?=.*\b(?:latitudes?|longitudes?|gps)\b)",
        r"earth|distance",
        "Write earth.py with distance_km(lat1, lon1, lat2, lon2): the great-circle distance of two "
        "places in km by the haversine formula, with 6371 km as the radius of the earth. The "
        "coordinates are degrees; ValueError if a latitude is not -90 to 90 or a longitude not "
        "-180 to 180.",
        """\
from math import asin, cos, radians, sin, sqrt

RADIUS_KM = 6371


def distance_km(lat1, lon1, lat2, lon2):
    if not (-90 <= lat1 <= 90 and -90 <= lat2 <= 90):
        raise ValueError("a latitude is -90 to 90")
    if not (-180 <= lon1 <= 180 and -180 <= lon2 <= 180):
        raise ValueError("a longitude is -180 to 180")
    lat1, lon1, lat2, lon2 = map(radians, (lat1, lon1, lat2, lon2))  # sin and cos take radians
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS_KM * asin(sqrt(min(half, 1)))""",
    ),
    Algorithm(
        "triangle type",
        r"equilateral|isosceles|scalene|(?:kind|type|sort) of (?:a )?triangle|triangle (?:kind|type"
        r"|class\w*)|(?:classif\w+|valid|is) (?:a |the )?triangles?|triangle inequality"
        r"|(?:form|make|build) a triangle",
        r"sides|triangle",
        "Write triangle.py with kind(a, b, c): 'equilateral', 'isosceles' or 'scalene' for three, "
        "two or no equal sides. ValueError if a side is not positive or two sides together are "
        "not longer than the third.",
        """\
def kind(a, b, c):
    a, b, c = sorted([a, b, c])
    if a <= 0:
        raise ValueError("the sides must be positive")
    if a + b <= c:  # the two shorter ones must reach each other
        raise ValueError("no triangle")
    if a == c:
        return "equilateral"
    if a == b or b == c:
        return "isosceles"
    return "scalene\"""",
    ),
    Algorithm(
        "triangle area",
        r"heron(?:'s)? (?:formula|area)|area(?=.*\b(?:three sides|sides a, b)\b)"
        r"|area(?: of)?(?: a| the)? triangle(?=.*\bsides?\b)|triangle area"
        r"|triangle(?=.*\barea\b)(?=.*\bsides\b)",
        r"sides|triangle",
        "Write heron.py with area(a, b, c): the area of a triangle with three sides by Heron's "
        "formula. ValueError if there is no such triangle.",
        """\
from math import sqrt


def area(a, b, c):
    a, b, c = sorted([a, b, c])
    if a <= 0 or a + b <= c:
        raise ValueError("no triangle")
    half = (a + b + c) / 2  # half of the perimeter
    return sqrt(half * (half - a) * (half - b) * (half - c))


def perimeter(a, b, c):
    return a + b + c""",
    ),
    Algorithm(
        "point in polygon",
        r"points?(?=.*\b(?:in|inside|within|contained in) (?:a |the |an )?(?:\w+ )?polygons?\b)"
        r"|polygons?(?=.*\b(?:contains?|inside|within)\b)|ray[- ]cast\w*|geo ?fenc\w+",
        r"inside|polygon",
        "Write inside.py with contains(polygon, x, y): whether a point lies inside a polygon, a "
        "list of corners (x, y) in order, by counting the edges that a ray to the right crosses. "
        "ValueError if there are fewer than three corners.",
        """\
def contains(polygon, x, y):
    if len(polygon) < 3:
        raise ValueError("a polygon has at least three corners")
    inside = False
    # each corner with the one before it; the first with the last
    for (x1, y1), (x2, y2) in zip(polygon, [polygon[-1], *polygon[:-1]]):
        if (y1 > y) != (y2 > y):  # the edge passes the height of the point
            crossing = x1 + (y - y1) * (x2 - x1) / (y2 - y1)
            if x < crossing:
                inside = not inside
    return inside""",
    ),
    Algorithm(
        "polygon area",
        r"(?:area|perimeter)(?=.*\bpolygons?\b)|polygons?(?=.*\b(?:area|perimeter)\b)"
        r"|shoelace|area(?=.*\b(?:corners|vertices)\b)|surveyor's formula",
        r"corners|vertices",
        "Write polygon.py with area(corners) and perimeter(corners) of a polygon, a list of "
        "corners (x, y) in order, clockwise or not. ValueError if there are fewer than three.",
        """\
from math import dist


def edges(corners):
    if len(corners) < 3:
        raise ValueError("a polygon has at least three corners")
    # the last corner is joined with the first
    return list(zip(corners, [*corners[1:], corners[0]]))


def area(corners):
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges(corners))
    return abs(twice) / 2


def perimeter(corners):
    return sum(dist(start, end) for start, end in edges(corners))""",
    ),
    Algorithm(
        "rectangles overlap",
        r"(?:rectangles?|rects?|boxes)(?=.*\b(?:overlap\w*|intersect\w*|collid\w+|collisions?"
        r"|common area)\b)|(?:overlap\w*|intersect\w*|collid\w+|collisions?)(?=.*\b(?:rectangles?"
        r"|rects?|boxes)\b)|intersection over union|iou",
        r"touch\w*|width",
        "Write rectangles.py with class Rectangle(left, bottom, width, height); ValueError if "
        "width or height is not positive. overlaps(other) is whether both share an area: to "
        "touch is not enough. intersection(other) is the shared Rectangle or None, area() the "
        "area.",
        """\
class Rectangle:
    def __init__(self, left, bottom, width, height):
        if width <= 0 or height <= 0:
            raise ValueError("width and height must be positive")
        self.left = left
        self.bottom = bottom
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height

    def overlaps(self, other):
        return self.intersection(other) is not None

    def intersection(self, other):
        left = max(self.left, other.left)
        bottom = max(self.bottom, other.bottom)
        width = min(self.left + self.width, other.left + other.width) - left
        height = min(self.bottom + self.height, other.bottom + other.height) - bottom
        if width <= 0 or height <= 0:
            return None
        return Rectangle(left, bottom, width, height)""",
    ),
    Algorithm(
        "circles and lines",
        r"circles?(?=.*\b(?:lines?|overlap\w*|intersect\w*|touch\w*|tangents?|collid\w+)\b)"
        r"|(?:intersect\w*|tangents?|collid\w+|overlap\w*)(?=.*\bcircles?\b)",
        r"radius|centre|center",
        "Write circles.py with line_meets(x, y, radius, slope, intercept): in how many points "
        "(0, 1 or 2) the line slope * x + intercept meets the circle around (x, y), and "
        "circles_meet(x1, y1, r1, x2, y2, r2): whether two circles have a point of their lines in "
        "common. ValueError if a radius is not positive.",
        """\
def line_meets(x, y, radius, slope, intercept):
    if radius <= 0:
        raise ValueError("the radius must be positive")
    # the distance of the centre is up / sqrt(slope**2 + 1); squares need no root
    up = slope * x + intercept - y
    difference = radius**2 * (slope**2 + 1) - up**2
    if difference < 0:
        return 0
    return 1 if difference == 0 else 2


def circles_meet(x1, y1, r1, x2, y2, r2):
    if r1 <= 0 or r2 <= 0:
        raise ValueError("the radius must be positive")
    squared = (x1 - x2) ** 2 + (y1 - y2) ** 2
    # not too far apart, and neither inside the other
    return (r1 - r2) ** 2 <= squared <= (r1 + r2) ** 2""",
    ),
    Algorithm(
        "bounding box",
        r"bounding (?:box|rectangle)\w*|bbox|(?:smallest|minimal) (?:rectangle|box)(?=.*\bpoints?"
        r"\b)|enclosing (?:box|rectangle)",
        r"points|corners",
        "Write bounds.py with bounding_box(points): (left, bottom, right, top) of the smallest "
        "upright rectangle around the points (x, y), and contains(box, x, y), edges included. "
        "ValueError if there are no points.",
        """\
def bounding_box(points):
    if not points:
        raise ValueError("no points")
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def contains(box, x, y):
    left, bottom, right, top = box
    return left <= x <= right and bottom <= y <= top""",
    ),
    Algorithm(
        "unit table",
        r"(?:convert\w*|conversions?)(?=.*\b(?:(?:from|to|target|between) units?|units(?!\.py)"
        r"|inch(?:es)?|feet|yards?|ounces|lengths)\b)|(?:inch(?:es)?|feet|yards?|ounces"
        r"|(?<!\w)units?(?!\.py))(?=.*\bconver(?:t\w*|sions?)\b)",
        r"units|factor",
        "Write units.py with convert(value, unit, target) for lengths (mm, cm, m, km, in, ft, yd, "
        "mi) and masses (g, kg, oz, lb). ValueError for an unknown unit or if a length is to "
        "become a mass.",
        """\
# how many metres or grams one of each unit is
LENGTHS = {
    "mm": 0.001,
    "cm": 0.01,
    "m": 1.0,
    "km": 1000.0,
    "in": 0.0254,
    "ft": 0.3048,
    "yd": 0.9144,
    "mi": 1609.344,
}
MASSES = {"g": 1.0, "kg": 1000.0, "oz": 28.349523125, "lb": 453.59237}


def convert(value, unit, target):
    for units in (LENGTHS, MASSES):
        if unit in units and target in units:
            return value * units[unit] / units[target]
    raise ValueError(f"cannot convert {unit} to {target}")""",
    ),
)
