"""Things that are joined with one another."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

GRAPHS = (
    Algorithm(
        "fewest hops",
        r"bfs|breadth[- ]first|(?:degrees?|steps) of separation|fewest (?:nodes|hops)"
        r"|(?:shortest|fewest) (?:path|route"
        r"|way|connection|hops|stops|changes|steps|edges)(?=.*\b(?:graph|friends?|network|stations?"
        r"|unweighted|nodes?|edges|hops|links?)\b)(?!.*\b(?:weight\w*|dijkstra|walls?|maze|cost\w*"
        r"|km|minutes)\b)|word ladder",
        r"graph|neighbours",
        "Write hops.py with path(graph, start, goal): graph is a dict from each node to the list "
        "of its neighbours. Return the path with the fewest nodes as a list from start to goal, or "
        "None if there is none; from a node to itself it is [start].",
        """\
from collections import deque


def path(graph, start, goal):
    before = {start: None}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()  # the nodes nearest to the start come first
        if node == goal:
            nodes = []
            while node is not None:
                nodes.append(node)
                node = before[node]
            return nodes[::-1]
        for neighbour in graph.get(node, []):
            if neighbour not in before:
                before[neighbour] = node
                waiting.append(neighbour)
    return None""",
    ),
    Algorithm(
        "dijkstra",
        r"dijkstra\w*|(?:cheapest|shortest|fastest)(?=.*\broads?\b)(?=.*\b(?:km|minutes)\b)"
        r"|(?:shortest|cheapest|fastest|quickest) (?:path|route|way|connection)(?=.*\b"
        r"(?:weight\w*|costs?|km|kilomet(?:re|er)s?|minutes|roads?|distances?|lengths?|cities"
        r"|towns)\b)|(?:weighted (?:graph|edges)|roads?|costs? of edges)(?=.*\b(?:shortest"
        r"|cheapest|fastest|quickest) (?:path|route|way|connection)\b)",
        r"graph|distances",
        "Write roads.py with shortest(graph, start, goal): graph is a dict from each node to a "
        "dict of its neighbours and how far they are. Return (length, path) by Dijkstra's "
        "algorithm, or None if there is no way. ValueError if a length is negative.",
        """\
import heapq


def shortest(graph, start, goal):
    waiting = [(0, [start])]
    done = set()
    while waiting:
        length, path = heapq.heappop(waiting)  # the shortest path so far
        node = path[-1]
        if node == goal:
            return length, path
        if node in done:
            continue
        done.add(node)
        for neighbour, distance in graph.get(node, {}).items():
            if distance < 0:
                raise ValueError("a length must not be negative")
            if neighbour not in done:
                heapq.heappush(waiting, (length + distance, [*path, neighbour]))
    return None""",
    ),
    Algorithm(
        "topological order",
        r"topolog\w+|(?:tasks?|jobs?|courses?|modules?|packages?|steps)(?=.*\b(?:depend\w*"
        r"|prerequisites?)\b)(?=.*\b(?:orders?|sequence|first|before|sort\w*|run)\b)"
        r"|build order|(?:dependenc(?:y|ies)|depends on|prerequisites?)(?=.*\border\b)",
        r"depends|order",
        "Write plan.py with order(tasks): tasks is a dict from each task to the list of those that "
        "must be done before it (it depends on them). Return all of them in an order that "
        "respects this, alphabetical among those that can be done. ValueError if they wait for "
        "each other in a circle.",
        """\
def order(tasks):
    waiting = {task: set(before) for task, before in tasks.items()}
    for before in tasks.values():  # those that are only named as needed
        for task in before:
            waiting.setdefault(task, set())
    result = []
    while waiting:
        ready = sorted(task for task, before in waiting.items() if not before)
        if not ready:
            raise ValueError("the tasks wait for each other in a circle")
        task = ready[0]
        result.append(task)
        del waiting[task]
        for before in waiting.values():
            before.discard(task)
    return result""",
    ),
    Algorithm(
        "graph cycle",
        r"(?:detect\w*|find\w*|has|contains?|any|is a|check for|whether) (?:a |any |the )?"
        r"(?:cycles?|circular)(?=.*\b(?:graph|dependenc\w+|depend|imports?|edges|nodes|references?)"
        r"\b)|circular (?:dependenc\w+|imports?|references?)|cyclic|acyclic"
        r"|(?:graph|edges|depend\w*|imports?)(?=.*\b(?:cycles?|each other in a circle)\b)"
        r"(?!.*\border\b)|(?:deadlock)(?=.*\bcycle\b)",
        r"graph|cycle",
        "Write cycles.py with find_cycle(graph): graph is a dict from each node of a directed "
        "graph to the list of nodes that it leads to. Return a cycle as a list of its nodes, the "
        "first one again at the end, or None if there is none.",
        """\
def find_cycle(graph):
    done = set()

    def visit(node, path):
        if node in path:  # back on the way that led here
            return [*path[path.index(node) :], node]
        if node in done:
            return None
        for following in graph.get(node, []):
            cycle = visit(following, [*path, node])
            if cycle is not None:
                return cycle
        done.add(node)
        return None

    for node in graph:
        cycle = visit(node, [])
        if cycle is not None:
            return cycle
    return None""",
    ),
    Algorithm(
        "connected components",
        r"connected components?|(?:groups?|clusters?|circles?)(?=.*\b(?:friends?|connected|linked"
        r"|friendships?)\b)(?=.*\b(?:pairs?|edges|directly or indirectly|each other|network|graph"
        r"|friendships)\b)|friend circles?|is connected(?=.*\bgraph\b)|graph(?=.*\bis connected\b)"
        r"|connected graph",
        r"pairs|graph",
        "Write groups.py with groups(people, friendships): friendships is a list of pairs. Those "
        "who are friends, also by friends of friends, form a group. Return the groups as sorted "
        "lists, the largest first, among equals in alphabetical order.",
        """\
def groups(people, friendships):
    friends = {person: set() for person in people}
    for first, second in friendships:  # it holds in both directions
        friends[first].add(second)
        friends[second].add(first)
    result = []
    seen = set()
    for person in people:
        if person in seen:
            continue
        group = []
        waiting = [person]
        while waiting:
            member = waiting.pop()
            if member not in seen:
                seen.add(member)
                group.append(member)
                waiting += friends[member]
        result.append(sorted(group))
    return sorted(result, key=lambda group: (-len(group), group))""",
    ),
    Algorithm(
        "union-find",
        r"union[- ]?find|disjoint[- ]sets?|dsu|class (?:UnionFind|DisjointSet)s?"
        r"|union(?=.*\bconnected\()|unite(?=.*\bconnected\b)",
        r"union|sets",
        "Write union.py with class UnionFind(items): union(a, b) joins the sets of two items and "
        "returns whether they were apart before, connected(a, b) is whether they are in one set, "
        "count() is the number of sets. KeyError for an unknown item.",
        """\
class UnionFind:
    def __init__(self, items):
        self.parents = {item: item for item in items}
        self.sets = len(self.parents)

    def find(self, item):
        while self.parents[item] != item:
            self.parents[item] = self.parents[self.parents[item]]  # makes the way shorter
            item = self.parents[item]
        return item

    def union(self, a, b):
        first, second = self.find(a), self.find(b)
        if first == second:
            return False
        self.parents[second] = first
        self.sets -= 1
        return True

    def connected(self, a, b):
        return self.find(a) == self.find(b)

    def count(self):
        return self.sets""",
    ),
    Algorithm(
        "spanning tree",
        r"spanning trees?|kruskal\w*|prim(?:'s|s)? algorithm|mst|(?:cheapest|least|minimum|minimal"
        r"|fewest|shortest)(?=.*\b(?:connects? (?:all|every)|connecting all|all (?:\w+ )?(?:are )?"
        r"connected|to connect (?:all|every))\b)",
        r"edges|cost",
        "Write cables.py with spanning_tree(nodes, edges): each edge is (cost, node, node). Return "
        "(total, edges) of the cheapest edges that connect all nodes, the edges by cost. "
        "ValueError if they cannot all be connected.",
        """\
def spanning_tree(nodes, edges):
    part = {node: node for node in nodes}  # the name of the part that each node belongs to
    chosen = []
    for cost, first, second in sorted(edges):
        one, other = part[first], part[second]
        if one == other:  # it would close a circle
            continue
        chosen.append((cost, first, second))
        for node in part:
            if part[node] == other:
                part[node] = one
    if len(chosen) < len(part) - 1:
        raise ValueError("the nodes cannot all be connected")
    return sum(cost for cost, _, _ in chosen), chosen""",
    ),
    Algorithm(
        "bipartite",
        r"bipartite|(?:two|2)[- ]?colou?r(?:able|ing|ed)?(?=.*\b(?:graph|map|nodes|edges"
        r"|neighbou?rs|countries)\b)|(?:graph|nodes)(?=.*\b(?:two|2) colou?rs\b)|(?:two"
        r"|2) (?:groups|teams)(?=.*\b(?:dislikes?|enem(?:y|ies)|rivals|cannot be together"
        r"|not get along)\b)",
        r"graph|dislikes?",
        "Write teams.py with split(people, dislikes): divide people into two teams so that no pair "
        "of dislikes is in one team, as in a bipartite graph. Return a pair of sorted teams, the "
        "first person in the first, or "
        "None if that is not possible.",
        """\
def split(people, dislikes):
    disliked = {person: set() for person in people}
    for first, second in dislikes:
        disliked[first].add(second)
        disliked[second].add(first)
    team = {}
    for person in people:
        if person in team:
            continue
        team[person] = 0
        waiting = [person]
        while waiting:  # all who are tied to this person
            member = waiting.pop()
            for other in disliked[member]:
                if other not in team:
                    team[other] = 1 - team[member]
                    waiting.append(other)
                elif team[other] == team[member]:
                    return None
    return tuple(sorted(p for p in people if team[p] == side) for side in (0, 1))""",
    ),
    Algorithm(
        "family tree",
        r"family trees?|ancestors?|descendants?|grandparents?|grandmothers?|grandchild\w*"
        r"|(?:common|lowest) ancestor|genealog\w+|siblings(?=.*\bparents?\b)"
        r"|parents?(?=.*\b(?:siblings?|cousins?|generations?)\b)",
        r"parents|children",
        "Write family.py with ancestors(parents, person) and descendants(parents, person): parents "
        "is a dict from each person to the list of the known parents. Return sorted lists without "
        "the person; someone unknown has none.",
        """\
def ancestors(parents, person):
    found = set()
    waiting = list(parents.get(person, []))
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in found:
            found.add(ancestor)
            waiting += parents.get(ancestor, [])
    return sorted(found)


def descendants(parents, person):
    return sorted(other for other in parents if person in ancestors(parents, other))


def siblings(parents, person):
    own = set(parents.get(person, []))
    return sorted(p for p in parents if p != person and own & set(parents[p]))""",
    ),
    Algorithm(
        "org chart",
        r"org(?:ani[sz]ation(?:al)?)? ?charts?|chain of command|reporting (?:line|chain)s?"
        r"|(?:managers?|boss(?:es)?)(?=.*\b(?:levels?|depth|hierarchy|chain|subordinates"
        r"|up to the top|indirect\w*)\b)|(?:hierarchy|subordinates|reports to)(?=.*\b(?:managers?"
        r"|boss(?:es)?|employees?)\b)",
        r"levels|employees",
        "Write staff.py with chain(managers, employee), depth(managers) and reports(managers, "
        "boss): managers is a dict from each employee to the manager, None at the top. chain lists "
        "the managers up to the top, depth is the number of levels (0 if nobody works there), "
        "reports all who work below a boss, sorted. KeyError for an unknown employee, ValueError "
        "if they manage each other in a circle.",
        """\
def chain(managers, employee):
    above = []
    manager = managers[employee]
    while manager is not None:
        if manager in above:
            raise ValueError("they manage each other in a circle")
        above.append(manager)
        manager = managers[manager]
    return above


def depth(managers):
    return max((len(chain(managers, employee)) + 1 for employee in managers), default=0)


def reports(managers, boss):
    return sorted(employee for employee in managers if boss in chain(managers, employee))""",
    ),
)
