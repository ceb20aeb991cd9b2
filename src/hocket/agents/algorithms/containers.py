"""Classes that hold items: stacks, queues, trees and tables."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

CONTAINERS = (
    Algorithm(
        "stack",
        r"^(?!.*\b(?:queue|fifo|rpn|undo|expression|brackets|postfix)\b)(?=.*\bstack\b)"
        r"(?=.*\b(?:push|pop|peek|lifo)\b)\w+|stack\.py with (?:a )?(?:class )?stack"
        r"|last in,? first out|lifo|(?:put|laid|pushed|added)(?: on| in| there)? last(?=.*\bpop\b"
        r"|.*\btakes?\b)|(?:takes?|pop)(?=.*\b(?:put|laid|pushed|added)(?: on| in| there)? last\b)",
        r"push|pop|peek|empty",
        "Write stack.py with a class Stack: push(item), pop() and peek(), which raise IndexError "
        "if the stack is empty, is_empty() and len(stack).",
        """\
class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise IndexError("the stack is empty")
        return self._items.pop()

    def peek(self):
        if not self._items:
            raise IndexError("the stack is empty")
        return self._items[-1]

    def is_empty(self):
        return not self._items

    def __len__(self):
        return len(self._items)""",
    ),
    Algorithm(
        "queue_of_stacks",
        r"(?:queue|fifo)(?=.*\b(?:two|2|using|from|of|by) (?:two )?stacks?\b)|two stacks"
        r"|stacks?(?= .*\bas (?:a )?queue)",
        r"enqueue|dequeue|fifo",
        "Write stack_queue.py with a class Queue made of two stacks: enqueue(item), dequeue() and "
        "peek() of the oldest item, which raise IndexError if the queue is empty, and len(queue).",
        """\
class Queue:
    def __init__(self):
        self._new = []
        self._old = []  # the oldest item is on top

    def enqueue(self, item):
        self._new.append(item)

    def _turn(self):
        if not self._old:  # only when it is empty, or the order is lost
            while self._new:
                self._old.append(self._new.pop())
        if not self._old:
            raise IndexError("the queue is empty")

    def dequeue(self):
        self._turn()
        return self._old.pop()

    def peek(self):
        self._turn()
        return self._old[-1]

    def __len__(self):
        return len(self._new) + len(self._old)""",
    ),
    Algorithm(
        "queue",
        r"(?<!priority )(?:class )?queues?(?=.*\b(?:enqueue|dequeue|fifo|first in)\b)"
        r"(?!.*\b(?:stacks?|priorit\w+|circular|ring)\b)|first in,? first out|fifo|waited (?:the )?"
        r"longest|longest[- ]waiting|first come,? first served",
        r"enqueue|dequeue|front|waiting",
        "Write queues.py with a class Queue: enqueue(item), dequeue() and front(), which raise "
        "IndexError if the queue is empty, is_empty() and len(queue). The first in is the first "
        "out.",
        """\
from collections import deque


class Queue:
    def __init__(self):
        self._items = deque()

    def enqueue(self, item):
        self._items.append(item)

    def dequeue(self):
        if not self._items:
            raise IndexError("the queue is empty")
        return self._items.popleft()

    def front(self):
        if not self._items:
            raise IndexError("the queue is empty")
        return self._items[0]

    def is_empty(self):
        return not self._items

    def __len__(self):
        return len(self._items)""",
    ),
    Algorithm(
        "priority_queue",
        r"priority queues?|(?:tasks?|jobs?|patients?|items?|queue)(?= .*\b(?:highest|most urgent"
        r"|lowest|higher) priority)|(?:by|with a?) priorit(?:y|ies)(?= .*\b(?:pop|next|queue"
        r"|first)\b)"
        r"|most urgent (?:task|job|patient|item)|\w+, priority\)(?=.*\b(?:next|pop|take)\b)",
        r"priorit(?:y|ies)|urgent|same",
        "Write priorities.py with a class PriorityQueue: push(item, priority), pop() of the item "
        "with the highest priority, of equal ones the one pushed first, and len(queue). pop() of "
        "an empty queue raises IndexError.",
        """\
import heapq


class PriorityQueue:
    def __init__(self):
        self._heap = []
        self._pushed = 0

    def push(self, item, priority):
        # the smallest entry comes first; the count keeps the order of equal priorities,
        # and items themselves are never compared
        heapq.heappush(self._heap, (-priority, self._pushed, item))
        self._pushed += 1

    def pop(self):
        if not self._heap:
            raise IndexError("the queue is empty")
        return heapq.heappop(self._heap)[2]

    def __len__(self):
        return len(self._heap)""",
    ),
    Algorithm(
        "min_heap",
        r"(?:min|max|binary)[- ]?heaps?|(?:class )?heap(?=.*\b(?:push|pop|insert|extract)\b)"
        r"(?!.*\bheap ?sort)",
        r"heapq|sift\w*|parent",
        "Write heap.py with a class MinHeap without heapq: push(item), pop() of the smallest item, "
        "peek() and len(heap). pop() and peek() of an empty heap raise IndexError.",
        """\
class MinHeap:
    def __init__(self):
        self._items = []

    def __len__(self):
        return len(self._items)

    def peek(self):
        return self._items[0]

    def push(self, item):
        items = self._items
        items.append(item)
        child = len(items) - 1
        while child > 0 and items[child] < items[(child - 1) // 2]:
            parent = (child - 1) // 2
            items[child], items[parent] = items[parent], items[child]
            child = parent

    def pop(self):
        items = self._items
        smallest = items[0]  # IndexError if it is empty
        last = items.pop()
        if items:
            items[0] = last
            self._sift_down()
        return smallest

    def _sift_down(self):
        items = self._items
        parent = 0
        while 2 * parent + 1 < len(items):
            child = 2 * parent + 1
            if child + 1 < len(items) and items[child + 1] < items[child]:
                child += 1  # the smaller child
            if items[parent] <= items[child]:
                return
            items[parent], items[child] = items[child], items[parent]
            parent = child""",
    ),
    Algorithm(
        "linked_list",
        r"(?:singly |doubly )?linked[- ]?lists?|chain of nodes|nodes?(?=.*\bnext node)",
        r"nodes?|append|reverse",
        "Write linked_list.py with a class LinkedList of nodes: append(value), prepend(value), "
        "remove(value) of its first occurrence, which raises ValueError if there is none, "
        "reverse(), len(items) and iteration over the values.",
        """\
class Node:
    def __init__(self, value, next_node=None):
        self.value = value
        self.next = next_node


class LinkedList:
    def __init__(self):
        self._head = None

    def __iter__(self):
        node = self._head
        while node is not None:
            yield node.value
            node = node.next

    def __len__(self):
        return sum(1 for _ in self)

    def prepend(self, value):
        self._head = Node(value, self._head)

    def append(self, value):
        if self._head is None:
            self._head = Node(value)
            return
        node = self._head
        while node.next is not None:
            node = node.next
        node.next = Node(value)

    def remove(self, value):
        before, node = None, self._head
        while node is not None and node.value != value:
            before, node = node, node.next
        if node is None:
            raise ValueError(f"{value!r} is not in the list")
        if before is None:
            self._head = node.next
        else:
            before.next = node.next

    def reverse(self):
        before, node = None, self._head
        while node is not None:
            node.next, before, node = before, node, node.next
        self._head = before""",
    ),
    Algorithm(
        "ring_buffer",
        r"(?:ring|circular|cyclic)[- ]?(?:buffers?|queues?)|overwrit\w+ the oldest"
        r"|(?:buffer|queue|log|history)(?= .*\b(?:overwrit\w+|fixed (?:size|capacity)))"
        r"|buffers?(?= .*\bdrop\w* the oldest)",
        r"capacity|full|oldest|overwrit\w+",
        "Write ring.py with a class RingBuffer(capacity): append(item), which overwrites the "
        "oldest item if the buffer is full, items() as a list from the oldest to the newest, and "
        "len(buffer). A capacity below 1 raises ValueError.",
        """\
class RingBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._slots = [None] * capacity
        self._start = 0  # where the oldest item is
        self._count = 0

    def append(self, item):
        end = (self._start + self._count) % len(self._slots)
        self._slots[end] = item
        if self._count < len(self._slots):
            self._count += 1
        else:
            self._start = (self._start + 1) % len(self._slots)

    def items(self):
        size = len(self._slots)
        return [self._slots[(self._start + step) % size] for step in range(self._count)]

    def __len__(self):
        return self._count""",
    ),
    Algorithm(
        "trie",
        r"tries?(?=.*\b(?:words?|prefix\w*|insert|class|node|complet\w*)\b)(?<!\btries)"
        r"|prefix[- ]?trees?"
        r"|auto[- ]?complet\w+|words? (?:that )?(?:start|begin)\w* with (?:a |the |this )?prefix"
        r"|starts with(?=.*\binsert\b.*\bsearch\b)",
        r"prefix|insert|words?",
        "Write trie.py with a class Trie: insert(word), contains(word), and with_prefix(prefix), "
        "the sorted list of the words that begin with it.",
        """\
class Trie:
    def __init__(self):
        self._root = {}

    def insert(self, word):
        node = self._root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}  # marks the end of a word

    def _node(self, prefix):
        node = self._root
        for letter in prefix:
            if letter not in node:
                return {}
            node = node[letter]
        return node

    def contains(self, word):
        return "" in self._node(word)

    def with_prefix(self, prefix):
        words = []
        nodes = [(prefix, self._node(prefix))]
        while nodes:
            text, node = nodes.pop()
            for letter, child in node.items():
                if letter == "":
                    words.append(text)
                else:
                    nodes.append((text + letter, child))
        return sorted(words)""",
    ),
)
"""What people ask for most often stands first."""
