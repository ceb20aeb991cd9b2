"""Known kinds of faults of a file to mend: each is mended where it is beyond doubt."""

# ruff: noqa: ISC004 - the code of a case is one text
from __future__ import annotations

import ast

import pytest

from code_faults import MORE
from hocket.agents.algorithms import ALGORITHMS
from hocket.agents.code.doctor.doctored import RULES, doctored


def function(said, body, head="def f(a, b, c):"):
    lines = [f'    """{said}"""', *(f"    {line}" for line in body.split("\n"))]
    return "\n".join([head, *lines])


FAULTS = [
    ("arguments kept", "def f(a):", "The list in order; it is not changed.", "a.sort()\nreturn a",
     "a = sorted(a)"),
    ("arguments kept", "def f(a):", "The items as a new list, in order of their occurrence.",
     "a.sort()\nreturn a", 'occurrence."""\n    return a'),
    ("defaults of the start", "def f(a=time()):", "The hour.", "return a // 3600",
     "if a is None:\n        a = time()"),
    ("hidden builtins", "def f(a):", "The sum.", "sum = 0\nreturn sum(a) + sum", "sum_ = 0"),
    ("values lost in exchange", "def f(a):", "Turn it.", "a[0] = a[1]\na[1] = a[0]",
     "a[0], a[1] = a[1], a[0]"),
    ("late names", "def f(a):", "Bells.", "return [lambda: ring(one) for one in a]",
     "[lambda one=one: ring(one) for one in a]"),
    ("results dropped", "def f(a):", "The tidy name.", "a.strip()\nreturn a", "a = a.strip()"),
    ("values of changes", "def f(a):", "The list.", "return a.append(1)", "a.append(1)\n"
     "    return a"),
    ("values of changes", "def f(a):", "The list.", "return a.sort(key=len)", "sorted(a, key=len)"),
    ("identities", "def f(a):", "Whether it is red.", "return a is not 'red'", "a != 'red'"),
    ("alternatives", "def f(a):", "Whether it is fruit.", "return a == 'fig' or 'pear'",
     "a in ('fig', 'pear')"),
    ("repeated lists", "def f(a):", "A floor plan.", "return [[0] * a] * 3",
     "[[0] * a for _ in range(3)]"),
    ("repeated lists", "def f(a):", "A shelf for each.", "return dict.fromkeys(a, [])",
     "{key: [] for key in a}"),
    ("missing keys", "def f(a):", "Counts.", "n = {}\nfor x in a:\n    n[x] += 1\nreturn n",
     "n[x] = n.get(x, 0) + 1"),
    ("missing keys", "def f(a):", "By size.", "n = {}\nfor x in a:\n    "
     "n[len(x)].append(x)\nreturn n",
     "n.setdefault(len(x), []).append(x)"),
    ("halves as places", "def f(a):", "The middle.", "return a[len(a) / 2]", "a[len(a) // 2]"),
    ("inexact decimals", "def f(a):", "A fee.", "return a * Decimal(0.1)", "Decimal('0.1')"),
    ("words by blanks", "def f(a):", "The words.", "n = a.split(' ')\nreturn n", "n = a.split()"),
    ("misplaced signs", "def f(a):", "The sum.", "n = 1\nn =+ a\nreturn n", "n += a"),
    ("changed while read", "def f(a):", "Eat.", "for x in a:\n    if x:\n        a.remove(x)",
     "for x in list(a):"),
    ("changed while read", "def f(a):", "Eat.", "for x in a.keys():\n    del a[x]",
     "for x in list(a.keys()):"),
    ("returns too soon", "def f(a):", "The sum.", "n = 0\nfor x in a:\n    n += x\n    return n",
     "n += x\n    return n"),
    ("returns too soon", "def f(a):", "Whether one is ripe.",
     "for x in a:\n    if x > 3:\n        return True\n    else:\n        return False",
     "return True\n    return False"),
    ("returns nothing", "def f(a):", "The doubled ones.", "n = []\nfor x in a:\n    "
     "n.append(2 * x)",
     "n.append(2 * x)\n    return n"),
    ("results of itself", "def f(a):", "The root.", "if a < 2:\n    return a\nf(a // 2)",
     "return f(a // 2)"),
    ("begun anew", "def f(a):", "The sum.", "for x in a:\n    n = 0\n    n += x\nreturn n",
     "n = 0\n    for x in a:"),
    ("not begun anew", "def f(a):", "The sum of each week.",
     "n = 0\ns = []\nfor x in a:\n    for y in x:\n        n += y\n    s.append(n)\nreturn s",
     "for x in a:\n        n = 0"),
    ("last part lost", "def f(a):", "The lines.",
     "n = []\np = ''\nfor x in a:\n    if x == '.':\n        n.append(p)\n        p = ''\n"
     "    p += x\nreturn n",
     "if p:\n        n.append(p)"),
    ("first best", "def f(a):", "The deepest; None for no dives.",
     "n = 0\nfor x in a:\n    if x > n:\n        n = x\nreturn n", "n = next(iter(a), None)"),
    ("unordered", "def f(a):", "The sorted list.",
     "for i in range(len(a) - 1):\n    if a[i] > a[i + 1]:\n        a[i], a[i + 1] = "
     "a[i + 1], a[i]\nreturn a",
     "for _ in range(len(a)):\n        for i in"),
    ("never moved", "def f(a):", "The bits.", "n = 0\nwhile a:\n    n += a % 2\nreturn n",
     "a //= 2"),
    ("never moved", "def f(a):", "The sum.", "n = i = 0\nwhile i < len(a):\n    n += a[i]\n"
     "return n",
     "i += 1"),
    ("nothing taken", "def f(a, b):", "The boxes.",
     "n = []\nwhile a:\n    p = []\n    while a and sum(p) + a[0] <= b:\n        "
     "p.append(a.pop(0))\n    n.append(p)\nreturn n",
     "while a and (not p or sum(p) + a[0] <= b)"),
    ("recursions past their end", "def f(a):", "The stairs.", "if a == 1:\n    return 1\n"
     "return a + f(a - 1)",
     "if a <= 1:"),
    ("stacks", "def f(a):", "Whether each tag is closed.",
     "s = []\nfor x in a:\n    if x > 0:\n        s.append(x)\n    elif s.pop() != -x:\n"
     "        return False\nreturn True",
     "not s or s.pop() != -x"),
    ("widths of tables", "def f(a):", "The sum of the seats.",
     "n = 0\nfor i in range(len(a)):\n    for j in range(len(a)):\n        n += a[i][j]\nreturn n",
     "for j in range((len(a[0]) if len(a) else 0)):"),
    ("ranges of places", "def f(a):", "How many rise.",
     "n = 0\nfor i in range(len(a)):\n    n += a[i] < a[i + 1]\nreturn n", "range(len(a) - 1)"),
    ("ranges of places", "def f(a):", "The sum.", "n = 0\nfor i in range(1, len(a)):\n    "
     "n += a[i]\nreturn n",
     "range(len(a))"),
    ("ranges of places", "def f(a):", "Backwards.", "return [a[i] for i in range(len(a), 0, -1)]",
     "range(len(a) - 1, -1, -1)"),
    ("pieces of lists", "def f(a, b):", "The pages.",
     "return [a[i:i + b] for i in range(0, len(a) - b, b)]", "range(0, len(a), b)"),
    ("pieces of lists", "def f(a, b):", "The windows.",
     "return [a[i:i + b] for i in range(len(a) - b)]", "range(len(a) - b + 1)"),
    ("ends that count", "def f(a):", "The sum from 1 to `a`.", "return sum(n for n in range(1, a))",
     "range(1, a + 1)"),
    ("whiles too far", "def f(a):", "The sum.", "i = n = 0\nwhile i <= len(a):\n    n += "
     "a[i]\n    i += 1\nreturn n",
     "while i < len(a):"),
    ("left out by slices", "def f(a):", "The sum of all.", "n = 0\nfor x in a[:-1]:\n    "
     "n += x\nreturn n",
     "for x in a:"),
    ("half overlaps", "def f(a, b, c):", "Whether the boat is taken. A trip may begin when "
     "another ends.",
     "for x, y in a:\n    if x <= b <= y:\n        return True\nreturn False", "if b < y "
     "and x < c:"),
    ("half overlaps", "def f(a, b, c):", "Whether stays clash, the last day included.",
     "return any(x <= b <= y or x <= c <= y for x, y in a)", "(b <= y and x <= c)"),
    ("joined spans", "def f(a):", "The spans, those that touch joined.",
     "n = []\nfor x, y in a:\n    if n and x < n[-1][1]:\n        n.append(0)\n    elif "
     "x < n[-1][1]:\n        n[-1] = [n[-1][0], y]\nreturn n",
     "n[-1] = [n[-1][0], max(n[-1][1], y)]"),
    ("first of nothing", "def f(a):", "The spans.", "n = [a[0]]\nfor x in a[1:]:\n    "
     "n.append(x)\nreturn n",
     "n = list(a[:1])"),
    ("acts before check", "def f(a, b):", "Add it, or return False if it is there.",
     "a.append(b)\nif b in a:\n    return False\nreturn True", "return False\n    a.append(b)"),
    ("empty spans", "def f(a, b):", "ValueError if it does not end after its start.",
     "if b < a:\n    raise ValueError\nreturn b - a", "if b <= a:"),
    ("percentages", "def f(a, b):", "The price less the rebate `b` (in per cent).", "return a - b",
     "a * (100 - b) / 100"),
    ("percentages", "def f(a, b):", "The sum with `b` percent interest.", "a += b\nreturn a",
     "a = a * (100 + b) / 100"),
    ("percentages", "def f(a, b, c):", "The rent, `b` (in per cent) and `c` (in per cent) up.",
     "due = a * (100 + b) / 100\nreturn due + c", "due * (100 + c) / 100"),
    ("rates of amounts", "def f(a, b):", "The tip of `b` percent.", "return a * b", "a * b / 100"),
    ("units begun", "def f(a):", "200 for each day begun.", "return a // 24 * 200",
     "-(-a // 24) * 200"),
    ("averages", "def f(a):", "The average.", "return sum(a) // len(a)", "sum(a) / len(a)"),
    ("roundings", "def f(a):", "The price, half a cent rounded up.", "return a.quantize(X, "
     "ROUND_DOWN)",
     "a.quantize(X, ROUND_HALF_UP)"),
    ("roundings", "def f(a):", "Points, rounded half up.", "return round(a / 3)",
     "math.floor(a / 3 + 0.5)"),
    ("rounded apart", "def f(a):", "The sum; only the sum is rounded.", "return "
     "sum(round(x) for x in a)",
     "round(sum(x for x in a))"),
    ("rounded apart", "def f(a):", "The sum, rounded once.",
     "n = 0\nfor x in a:\n    n += round(x, 2)\nreturn n", "return round(n, 2)"),
    ("alphabets", "def f(a, b):", "Letters moved on in the alphabet.",
     "base = ord('a')\nreturn chr(ord(a) + b)", "chr((ord(a) - base + b) % 26 + base)"),
    ("units begun", "def f(a):", "3 for each minute begun, of seconds.",
     "minutes = a // 60\nquarters = minutes // 15\nreturn quarters",
     "minutes = -(-a // 60)\n    quarters = -(-minutes // 15)"),
    ("days dropped", "def f(a, b):", "The seconds from a to b.", "return (b - a).seconds",
     "int((b - a).total_seconds())"),
    ("days dropped", "def f(a, b):", "The minutes of a journey.",
     "way = b - a\nreturn way.seconds // 60", "int(way.total_seconds()) // 60"),
    ("numbers of lengths", "def f(a: date, b: date):", "5 for more than 7 days.",
     "days = b - a\nreturn 5 if days > 7 else 0", "days = (b - a).days"),
    ("numbers of lengths", "def f(a: datetime, b: datetime):", "Whether it took over 2 hours.",
     "hours = b - a\nreturn hours > 2", "hours = (b - a).total_seconds() / 3600"),
    ("caps", "def f(a):", "3 a page, but never more than 40.", "return max(a * 3, 40)",
     "min(a * 3, 40)"),
    ("caps", "def f(a):", "3 a page, at least 5.", "return min(5, a * 3)", "max(5, a * 3)"),
    ("caps each day", "def f(hours):", "4 an hour, at most 20 for each 24 hours.",
     "return min(4 * hours, 20)", "hours // 24 * 20 + min(hours % 24 * 4, 20)"),
    ("caps each day", "def f(minutes):", "2 a minute, no more than 90 per day.",
     "price = minutes * 2\nreturn min(price, 90)",
     "minutes // 1440 * 90 + min(minutes % 1440 * 2, 90)"),
    ("caps each day", "def f(minutes):", "7 for each quarter begun, at most 90 a day.",
     "quarters = -(-minutes // 15)\nreturn min(quarters * 7, 90)",
     "quarters // 96 * 90 + min(quarters % 96 * 7, 90)"),
    ("whole ranges", "def f(a, b):", "The rows from a to b, both included.",
     "return list(range(a, b))", "range(a, b + 1)"),
    ("days included", "def f(a, b):", "The days of a trip, both days included.",
     "return (b - a).days * 3", "((b - a).days + 1) * 3"),
    ("parts from one", "def f(a, b):", "A row of four; the first row is 1.",
     "return a[b * 4:(b + 1) * 4]", "a[(b - 1) * 4:b * 4]"),
    ("caps each day", "def f(hours):", "6 an hour, at most 50 per 24 hours.",
     "price = hours * 6\nif price > 50:\n    price = 50\nreturn price",
     "price = hours // 24 * 50 + min(hours % 24 * 6, 50)"),
    ("rates as amounts", "def f(price):", "The price with 15 per cent off.", "return price - 15",
     "price * (100 - 15) / 100"),
    ("nights", "def f(a, b):", "The nights of a stay.", "return (b - a).days + 1",
     "return (b - a).days"),
    ("beyond", "def f(a):", "3 for each minute beyond the hundredth, at least 9.",
     "return max(9, (a - 100) * 3)", "max(9, max(0, a - 100) * 3)"),
    ("limits", "def f(minutes):", "The first 20 minutes are free.",
     "if minutes < 20:\n    return 0\nreturn 5", "minutes <= 20"),
    ("beyond", "def f(a):", "Each sheet beyond the tenth costs 2.", "return (a - 10) * 2",
     "max(0, a - 10) * 2"),
    ("instead", "def f(a, b):", 'Guests get 2 more; a "child" gets 5 more instead.',
     "n = a\nn += 0\nn += 2\nif b == 'child':\n    n += 5\nreturn n",
     "if b == 'child':\n        n += 5\n    else:\n        n += 2"),
    ("limits", "def f(a):", "Whether one may vote: at least 18 years.", "return a > 18", "a >= 18"),
    ("limits", "def f(a):", "Free for orders over 50.", "return 0 if a >= 50 else 4", "a > 50"),
    ("cases", "def f(a, b):", "The place of a name, case-insensitive.",
     "for i, x in enumerate(a):\n    if x == b:\n        return i", "x.lower() == b.lower()"),
    ("orders", "def f(a):", "The scores, the highest first.", "return sorted(a)",
     "sorted(a, reverse=True)"),
    ("ties", "def f(a):", "The longest, the first of several.",
     "n = ''\nfor x in a:\n    if len(x) >= len(n):\n        n = x\nreturn n", "len(x) > len(n)"),
    ("extremes", "def f(a):", "The highest.", "return min(a)", "max(a)"),
    ("quantifiers", "def f(a):", "Whether all are in.", "return any(a)", "all(a)"),
    ("ends of lists", "def f(a, b):", "The last `b` calls.", "return a[:b]", "a[max(0, "
     "len(a) - b):]"),
    ("nothing given", "def f(a):", "The longest jump, 0 if there are none.", "return max(a)",
     "if not a:\n        return 0"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "head", "said", "body", "mended"), [*FAULTS, *MORE])
def test_fault_of_a_known_kind_is_mended(kind, head, said, body, mended):
    found = doctored(function(said, body, head), "")
    assert kind in found.kinds
    assert mended in found.code
    ast.parse(found.code)


def test_each_rule_has_a_fault_that_it_mends():
    in_modules = {"shared attributes", "counters of the module", "attributes as names", "halvings"}
    kinds = {rule.__name__.replace("_", " ") for rule in RULES}
    assert kinds == {kind for kind, *_ in (*FAULTS, *MORE)} | in_modules


def with_task(algorithm):
    """The code of a known algorithm of one function, with its task as the docstring."""
    tree = ast.parse(algorithm.code)
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
    if len(functions) == 1 and ast.get_docstring(functions[0]) is None:
        said = algorithm.task.partition(": ")[2] or algorithm.task
        functions[0].body.insert(0, ast.Expr(ast.Constant(said)))
    return ast.unparse(ast.fix_missing_locations(tree))


def test_known_algorithms_have_no_fault():
    codes = {one.name: with_task(one) for one in ALGORITHMS}
    changed = {name for name, code in codes.items() if doctored(code, "").code != code}
    assert changed == set()


SHELF = '''class Shelf:
    """A shelf with its jars."""

    jars = []

    def put(self, jar):
        """Put a jar on it."""
        self.jars.append(jar)
'''


def test_list_that_objects_share_becomes_one_of_each():
    found = doctored(SHELF, "Jars of other shelves turn up.")
    assert found.kinds == ("shared attributes",)
    names = {}
    exec(found.code, names)  # noqa: S102
    one, other = names["Shelf"](), names["Shelf"]()
    one.put("plum")
    assert (one.jars, other.jars) == (["plum"], [])


def test_list_that_objects_share_goes_into_the_constructor_that_is_there():
    begun = "    def __init__(self, owner):\n        self.owner = owner\n\n    def put"
    found = doctored(SHELF.replace("    def put", begun), "")
    assert "self.owner = owner\n        self.jars = []" in found.code


@pytest.mark.parametrize("made", ["list()", "deque()", "collections.deque()"])
def test_what_a_call_makes_is_one_of_each_object_too(made):
    found = doctored(SHELF.replace("jars = []", f"jars = {made}"), "")
    assert f"        self.jars = {made}" in found.code


def test_limit_may_have_a_name():
    code = function("Tables of 8 or more guests pay less.", "return a > LARGE", "def f(a):")
    assert "a >= LARGE" in doctored(f"LARGE = 8\n\n\n{code}", "").code
    assert "a > LARGE" in doctored(f"LARGE = 9\n\n\n{code}", "").code


def test_list_that_objects_are_said_to_share_stays():
    shared = SHELF.replace("with its jars", "of which all objects share the jars")
    assert doctored(shared, "").code == shared


def test_method_that_computes_with_an_attribute_changes_it():
    code = (
        "class Tank:\n    def __init__(self):\n        self.litres = 0\n\n    def "
        "fill(self, more):\n"
        '        """Add litres and return how many there are."""\n'
        "        litres = self.litres + more\n        return litres\n"
    )
    found = doctored(code, "")
    assert "self.litres = self.litres + more\n        return self.litres" in found.code


def test_counter_of_the_module_is_declared():
    found = doctored("seen = 0\n\ndef see():\n    seen += 1\n    return seen", "")
    assert "    global seen\n    seen += 1" in found.code


FIRST_BIG = '''def first_big(sizes, least):
    """The place of the first of the sorted sizes that is not below `least`, or -1."""
    low, high = 0, len(sizes)
    while low < high:
        middle = (low + high) // 2
        if sizes[middle] < least:
            low = middle
        else:
            high = middle - 1
    return low if low < len(sizes) else -1
'''


def value_of(code, call):
    names = {}
    exec(code, names)  # noqa: S102
    return eval(call, names)  # noqa: S307


@pytest.mark.parametrize(("least", "place"), [(0, 0), (3, 1), (4, 2), (9, -1)])
def test_search_by_halves_ends_at_the_first_place(least, place):
    found = doctored(FIRST_BIG, "It hangs.")
    assert value_of(found.code, f"first_big([1, 3, 7], {least})") == place


ROOT = '''def boxes(area):
    """The longest side of a square of at most `area` tiles."""
    low, high = 0, area
    while low < high:
        side = (low + high) // 2
        if side * side <= area:
            low = side
        else:
            high = side - 1
    return low
'''


@pytest.mark.parametrize(("area", "side"), [(0, 0), (1, 1), (8, 2), (9, 3), (99, 9)])
def test_search_by_halves_for_the_last_that_fits_takes_the_upper_middle(area, side):
    assert value_of(doctored(ROOT, "It hangs.").code, f"boxes({area})") == side


HIT = '''def has(values, one):
    """Whether the sorted list has it."""
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high) // 2
        if values[middle] == one:
            return True
        if values[middle] < one:
            low = middle
        else:
            high = middle
    return False
'''


def test_search_by_halves_in_another_form_stays():
    assert doctored(HIT, "").code == HIT


@pytest.mark.parametrize("one", [1, 3, 5, 7])
def test_search_by_halves_that_ends_at_a_hit_looks_at_all_places(one):
    code = HIT.replace("        if values[middle] < one", "        elif values[middle] < one")
    assert value_of(doctored(code, "").code, f"has([1, 3, 5, 7], {one})")


def test_files_that_do_not_parse_stay():
    assert doctored("def f(:", "").code == "def f(:"


def test_several_faults_of_one_file_are_all_mended_and_comments_stay():
    code = function("The mean of the fares, None if there are none.",
                    "# In cents.\nn = 0\nfor x in a[:-1]:\n    n += x\nreturn n // len(a)",
                    "def f(a):")  # fmt: skip
    found = doctored(code, "")
    assert "# In cents." in found.code
    assert value_of(found.code, "(f([]), f([1, 2]))") == (None, 1.5)
