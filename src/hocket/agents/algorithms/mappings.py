"""Classes that find things by their keys: trees, caches and tables."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

MAPPINGS = (
    Algorithm(
        "binary_search_tree",
        r"binary[- ]?(?:search )?trees?|search[- ]?trees?|bst",
        r"insert|in ?order|height|contains",
        "Write tree.py with a class SearchTree, a binary search tree: insert(value), where equal "
        "values are stored once, contains(value), values() in ascending order, height() (0 if it "
        "is empty) and len(tree).",
        """\
class Node:
    def __init__(self, value):
        self.value = value
        self.left = None
        self.right = None


class SearchTree:
    def __init__(self):
        self._root = None
        self._count = 0

    def insert(self, value):
        if self._root is None:
            self._root = Node(value)
            self._count = 1
            return
        node = self._root
        while node.value != value:
            side = "left" if value < node.value else "right"
            if getattr(node, side) is None:
                setattr(node, side, Node(value))
                self._count += 1
            node = getattr(node, side)

    def contains(self, value):
        node = self._root
        while node is not None and node.value != value:
            node = node.left if value < node.value else node.right
        return node is not None

    def values(self):
        def below(node):
            if node is None:
                return []
            return below(node.left) + [node.value] + below(node.right)

        return below(self._root)

    def height(self):
        def height_of(node):
            return 0 if node is None else 1 + max(height_of(node.left), height_of(node.right))

        return height_of(self._root)

    def __len__(self):
        return self._count""",
    ),
    Algorithm(
        "expiring_cache",
        r"ttl|time[- ]to[- ]live|(?:cache|entries|values?|keys?|store"
        r"|session)(?=.*\b(?:expir\w+|stale"
        r"|too old|outdated)\b)|expir\w+ (?:cache|dict\w*|entries|keys?)",
        r"clock|seconds|expire[sd]?",
        "Write cache.py with a class Cache(ttl, clock): set(key, value) and get(key, "
        "default=None). "
        "A value expires ttl seconds after it was set; clock() returns the time in seconds. "
        "len(cache) counts the values that have not expired.",
        """\
class Cache:
    def __init__(self, ttl, clock):
        self._ttl = ttl
        self._clock = clock
        self._entries = {}  # key: (value, when it expires)

    def set(self, key, value):
        self._entries[key] = (value, self._clock() + self._ttl)

    def get(self, key, default=None):
        self._drop_expired()
        if key not in self._entries:
            return default
        return self._entries[key][0]

    def __len__(self):
        self._drop_expired()
        return len(self._entries)

    def _drop_expired(self):
        now = self._clock()
        for key, (_, expires) in list(self._entries.items()):  # a copy, as some are deleted
            if now >= expires:
                del self._entries[key]""",
    ),
    Algorithm(
        "bidirectional_map",
        r"bi[- ]?directional (?:map\w*|dict\w*)|two[- ]way (?:map\w*|dict\w*)|bidict"
        r"|bi[- ]?(?:map|dict)"
        r"|(?:map\w*|dict\w*|look\w* ?up)(?= .*\b(?:both directions|both ways"
        r"|in either direction))",
        r"key_of|inverse|unique",
        "Write both_ways.py with a class BiMap: put(key, value), value_of(key), key_of(value), "
        "both of which raise KeyError if unknown, and len(map). Keys and values are unique: a new "
        "pair replaces the old pairs with the same key or value.",
        """\
class BiMap:
    def __init__(self):
        self._values = {}
        self._keys = {}

    def put(self, key, value):
        if key in self._values:
            del self._keys[self._values.pop(key)]
        if value in self._keys:
            del self._values[self._keys.pop(value)]
        self._values[key] = value
        self._keys[value] = key

    def value_of(self, key):
        return self._values[key]

    def key_of(self, value):
        return self._keys[value]

    def __len__(self):
        return len(self._values)""",
    ),
    Algorithm(
        "multiset",
        r"multi[- ]?sets?|(?:class )?bag(?=.*\b(?:how often|more than once|multiplicity|count\()"
        r")|set(?= .*\b(?:several times|more than once)\b.*\bcount)",
        r"count|union|intersection",
        "Write multiset.py with a class Multiset(items=()): add(item, count=1), remove(item), "
        "which raises KeyError if there is none left, count(item), union(other) with the larger "
        "counts, intersection(other) with the smaller ones, and len(multiset) of all.",
        """\
class Multiset:
    def __init__(self, items=()):
        self._counts = {}
        for item in items:
            self.add(item)

    def add(self, item, count=1):
        self._counts[item] = self.count(item) + count

    def remove(self, item):
        if item not in self._counts:
            raise KeyError(item)
        self._counts[item] -= 1
        if self._counts[item] == 0:
            del self._counts[item]

    def count(self, item):
        return self._counts.get(item, 0)

    def __len__(self):
        return sum(self._counts.values())

    def _combined(self, other, choose):
        combined = Multiset()
        for item in self._counts | other._counts:
            count = choose(self.count(item), other.count(item))
            if count > 0:
                combined.add(item, count)
        return combined

    def union(self, other):
        return self._combined(other, max)

    def intersection(self, other):
        return self._combined(other, min)""",
    ),
    Algorithm(
        "sparse_matrix",
        r"^(?=.*\bsparse)\w+|sparse (?:matri(?:x|ces)|vectors?|tables?|arrays?|grids?)"
        r"|mostly zeros?"
        r"|(?:only|just) (?:the )?non[- ]?zero",
        r"non[- ]?zero|zeros?",
        "Write sparse.py with a class SparseMatrix(rows, columns) of which only "
        "the non-zero values are kept: set(row, column, value), get(row, column), which raise "
        "IndexError outside, "
        "count() of the values kept, add(other) and multiply(other), which return a new matrix "
        "and raise ValueError if the sizes do not fit.",
        """\
class SparseMatrix:
    def __init__(self, rows, columns):
        self.rows = rows
        self.columns = columns
        self._values = {}

    def _check(self, row, column):
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            raise IndexError(f"outside: {row}, {column}")

    def set(self, row, column, value):
        self._check(row, column)
        self._values[row, column] = value
        if value == 0:
            del self._values[row, column]

    def get(self, row, column):
        self._check(row, column)
        return self._values.get((row, column), 0)

    def count(self):
        return len(self._values)

    def add(self, other):
        if (self.rows, self.columns) != (other.rows, other.columns):
            raise ValueError("the sizes differ")
        result = SparseMatrix(self.rows, self.columns)
        for row, column in self._values | other._values:
            result.set(row, column, self.get(row, column) + other.get(row, column))
        return result

    def multiply(self, other):
        if self.columns != other.rows:
            raise ValueError("the sizes do not fit")
        result = SparseMatrix(self.rows, other.columns)
        for (row, middle), left in self._values.items():
            for (other_row, column), right in other._values.items():
                if middle == other_row:
                    result.set(row, column, result.get(row, column) + left * right)
        return result""",
    ),
)
"""What people ask for most often stands first."""
