"""Graphs given as pairs or numbers, and other questions about them."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Variant

GRAPH_VARIANTS = (
    Variant(
        "order of pairs",
        "topological order",
        r"(?:list of |are )?pairs?|tuples?|edges|\(before, ?after\)|\(a, ?b\)",
        "Write plan.py with order(pairs), a topological sort: pairs is a list of (before, "
        "after). Return all names in an order in which each comes after those that must be "
        "before it, alphabetical among those that can be next. ValueError if they wait for each "
        "other in a circle.",
        """\
def order(pairs):
    waiting = {}
    for before, after in pairs:
        waiting.setdefault(before, set())
        waiting.setdefault(after, set()).add(before)
    result = []
    while waiting:
        ready = sorted(name for name, needed in waiting.items() if not needed)
        if not ready:
            raise ValueError("they wait for each other in a circle")
        result.append(ready[0])
        del waiting[ready[0]]
        for needed in waiting.values():
            needed.discard(ready[0])
    return result""",
    ),
    Variant(
        "order of numbered courses",
        "topological order",
        r"courses?(?=.*\b(?:0|numbered|numbers?|n|prerequisites?)\b)|nodes? 0|0 to n ?- ?1"
        r"|numbered",
        "Write courses.py with course_order(n, prerequisites): courses are 0 to n - 1, and "
        "prerequisites is a list of (course, needed), where the needed one must be taken first. "
        "Return an order of all courses, the smaller number first where both can be next, or an "
        "empty list if there is none.",
        """\
def course_order(n, prerequisites):
    waiting = {course: set() for course in range(n)}
    for course, needed in prerequisites:
        waiting[course].add(needed)
    result = []
    while waiting:
        ready = [course for course, needed in waiting.items() if not needed]
        if not ready:
            return []
        result.append(min(ready))
        del waiting[min(ready)]
        for needed in waiting.values():
            needed.discard(min(ready))
    return result""",
    ),
    Variant(
        "dijkstra on roads",
        "dijkstra",
        r"(?:list|lists) of (?:\(|tuples?|roads?|edges|triples?)|\((?:from|a|u|start|town|city"
        r"|first|source)\w*, ?\w+, ?\w+\)|tuples?|triples?|edges|both ways|both directions"
        r"|undirected",
        "Write roads.py with shortest(roads, start, goal): roads is a list of (place, place, km) "
        "that go both ways. Return the length of the shortest way, or None if there is none.",
        """\
import heapq


def shortest(roads, start, goal):
    graph = {}
    for first, second, km in roads:  # each can be used in both directions
        graph.setdefault(first, []).append((second, km))
        graph.setdefault(second, []).append((first, km))
    waiting = [(0, start)]
    done = set()
    while waiting:
        length, place = heapq.heappop(waiting)
        if place == goal:
            return length
        if place in done:
            continue
        done.add(place)
        for neighbour, km in graph.get(place, []):
            if neighbour not in done:
                heapq.heappush(waiting, (length + km, neighbour))
    return None""",
    ),
    Variant(
        "dijkstra length alone",
        "dijkstra",
        r"(?:return\w*|gives?|the) (?:the )?(?:length|distance|cost|total|least|smallest"
        r"|minimum|minimal|shortest distance|lowest)(?! and)(?!\w* path)|shortest distance from"
        r"|infinity|inf",
        "Write distance.py with distance(graph, start, goal): graph is a dict from each node to "
        "a dict of its neighbours and how far they are. Return the length of the shortest path "
        "by Dijkstra's algorithm, or None if there is none.",
        """\
import heapq


def distance(graph, start, goal):
    waiting = [(0, start)]
    done = set()
    while waiting:
        length, node = heapq.heappop(waiting)
        if node == goal:
            return length
        if node in done:
            continue
        done.add(node)
        for neighbour, weight in graph.get(node, {}).items():
            if neighbour not in done:
                heapq.heappush(waiting, (length + weight, neighbour))
    return None""",
    ),
    Variant(
        "dijkstra to all",
        "dijkstra",
        r"to (?:all|every|each)|all (?:other )?(?:nodes|distances|shortest|places)"
        r"|every (?:other )?(?:node|place|town)|from (?:one|a|the) (?:node|start|source) to",
        "Write distances.py with distances(graph, start): graph is a dict from each node to a "
        "dict of its neighbours and how far they are. Return a dict of the length of the "
        "shortest path from start to each node that can be reached, by Dijkstra's algorithm.",
        """\
import heapq


def distances(graph, start):
    result = {}
    waiting = [(0, start)]
    while waiting:
        length, node = heapq.heappop(waiting)
        if node in result:
            continue
        result[node] = length
        for neighbour, weight in graph.get(node, {}).items():
            if neighbour not in result:
                heapq.heappush(waiting, (length + weight, neighbour))
    return result""",
    ),
    Variant(
        "cycle of numbered nodes",
        "graph cycle",
        r"nodes?(?: are)? 0|0 to n ?- ?1|numbered|edges(?=.*\b(?:pairs?|tuples?|\(a, ?b\)"
        r"|list)\b)|\(a, ?b\) (?:pairs|edges)",
        "Write cycles.py with has_cycle(n, edges): nodes are 0 to n - 1, edges is a list of "
        "(from, to) of a directed graph. Whether it has a cycle; a loop of a node to itself is "
        "one.",
        """\
def has_cycle(n, edges):
    before = [0] * n  # how many edges lead to each node
    for _, target in edges:
        before[target] += 1
    ready = [node for node in range(n) if before[node] == 0]
    removed = 0
    while ready:
        node = ready.pop()
        removed += 1
        for source, target in edges:
            if source == node:
                before[target] -= 1
                if before[target] == 0:
                    ready.append(target)
    return removed < n  # those on a cycle are never free""",
    ),
    Variant(
        "whether there is a cycle",
        "graph cycle",
        r"(?:whether|true|bool\w*|yes or no)(?!.*\bacyclic)|(?:has|is|contains) (?:a )?(?:cycle"
        r"|cyclic)",
        "Write cycles.py with has_cycle(graph): graph is a dict from each node of a directed "
        "graph to the list of nodes that it leads to. Return whether it has a cycle.",
        """\
def has_cycle(graph):
    done = set()

    def is_circular(node, path):
        if node in path:
            return True
        if node in done:
            return False
        if any(is_circular(following, path | {node}) for following in graph.get(node, [])):
            return True
        done.add(node)
        return False

    return any(is_circular(node, set()) for node in graph)""",
    ),
    Variant(
        "number of components",
        "connected components",
        r"how many|number of|count\w*",
        "Write components.py with count_components(n, edges): how many connected components an "
        "undirected graph of the nodes 0 to n - 1 has; edges is a list of pairs.",
        """\
def count_components(n, edges):
    parents = list(range(n))

    def root(node):
        while parents[node] != node:
            node = parents[node]
        return node

    for first, second in edges:
        parents[root(first)] = root(second)
    return sum(parents[node] == node for node in range(n))""",
    ),
    Variant(
        "components of neighbour lists",
        "connected components",
        r"dict\w*|adjacency|neighbou?rs?|mapping",
        "Write components.py with components(graph): graph is a dict from each node of an "
        "undirected graph to its neighbours. Return the connected components as sorted lists, in "
        "order of their first nodes.",
        """\
def components(graph):
    result = []
    seen = set()
    for start in sorted(graph):
        if start in seen:
            continue
        seen.add(start)
        nodes, waiting = [], [start]
        while waiting:
            node = waiting.pop()
            nodes.append(node)
            for neighbour in graph.get(node, []):
                if neighbour not in seen:
                    seen.add(neighbour)
                    waiting.append(neighbour)
        result.append(sorted(nodes))
    return result""",
    ),
    Variant(
        "union-find of numbers",
        "union-find",
        r"n elements|0 to n ?- ?1|n|numbered|integers",
        "Write sets.py with a class UnionFind(n) of the elements 0 to n - 1: find(x) is the "
        "representative of its set, union(x, y) joins two sets and returns whether they were "
        "apart, connected(x, y) whether both are in one set, and count() the number of sets.",
        """\
class UnionFind:
    def __init__(self, n):
        self.parents = list(range(n))

    def find(self, x):
        while self.parents[x] != x:
            self.parents[x] = self.parents[self.parents[x]]  # a shorter way next time
            x = self.parents[x]
        return x

    def union(self, x, y):
        first, second = self.find(x), self.find(y)
        if first == second:
            return False
        self.parents[second] = first
        return True

    def connected(self, x, y):
        return self.find(x) == self.find(y)

    def count(self):
        return sum(self.find(x) == x for x in range(len(self.parents)))""",
    ),
    Variant(
        "hops of pairs",
        "fewest hops",
        r"(?:list of )?pairs|tuples?|edges|friendships?|number of (?:hops|steps|stops|edges)"
        r"|how many",
        "Write hops.py with hops(pairs, start, goal): pairs is a list of (name, name) that are "
        "connected in both directions. Return the fewest steps by breadth-first search from "
        "start to goal, or None if there is no way.",
        """\
from collections import deque


def hops(pairs, start, goal):
    graph = {}
    for first, second in pairs:
        graph.setdefault(first, set()).add(second)
        graph.setdefault(second, set()).add(first)
    steps = {start: 0}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == goal:
            return steps[node]
        for neighbour in graph.get(node, ()):
            if neighbour not in steps:
                steps[neighbour] = steps[node] + 1
                waiting.append(neighbour)
    return None""",
    ),
)
