"""Classes for what people keep account of: money, goods, loans, places and tasks."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

SERVICES = (
    Algorithm(
        "bank_account",
        r"bank accounts?|accounts?(?=.*\b(?:deposit\w*|withdraw\w*|overdraft)\b)|overdrafts?"
        r"|overdrawn",
        r"deposit\w*|withdraw\w*|balance",
        "Write bank.py with a class Account(owner, overdraft=0): deposit(amount), "
        "withdraw(amount) and transfer(amount, other). The balance may fall to -overdraft; beyond "
        "that, and for amounts that are not positive, ValueError is raised and nothing changes.",
        """\
class Account:
    def __init__(self, owner, overdraft=0):
        self.owner = owner
        self.overdraft = overdraft
        self.balance = 0

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("the amount must be positive")
        self.balance += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("the amount must be positive")
        if self.balance - amount < -self.overdraft:
            raise ValueError("the overdraft is exceeded")
        self.balance -= amount

    def transfer(self, amount, other):
        self.withdraw(amount)  # raises before the other account changes
        other.deposit(amount)""",
    ),
    Algorithm(
        "todo_list",
        r"to[- ]?do(?:s| lists?)?|tasks? (?:list|manager|tracker)|(?:class )?task ?list"
        r"|tasks?(?= .*\b(?:mark\w*|as) (?:\w+ )?(?:done|complete\w*|finished))",
        r"done|complete\w*|pending|open",
        "Write todo.py with a class TodoList: add(text) returns a new id, counted from 1; "
        "complete(task_id) and remove(task_id) raise KeyError for an unknown id; open_tasks() and "
        "done_tasks() return lists of texts in order of adding. Removed ids are not used again.",
        """\
class TodoList:
    def __init__(self):
        self._tasks = {}
        self._last_id = 0

    def add(self, text):
        self._last_id += 1  # not the number of tasks: some may be removed
        self._tasks[self._last_id] = {"text": text, "done": False}
        return self._last_id

    def complete(self, task_id):
        self._tasks[task_id]["done"] = True

    def remove(self, task_id):
        del self._tasks[task_id]

    def open_tasks(self):
        return [task["text"] for task in self._tasks.values() if not task["done"]]

    def done_tasks(self):
        return [task["text"] for task in self._tasks.values() if task["done"]]""",
    ),
    Algorithm(
        "shopping_cart",
        r"shopping[- ]?(?:carts?|baskets?)|(?:carts?|baskets?)(?=.*\b(?:class|add\w*|remove\w*)\b"
        r".*\b(?:quantit\w+|totals?|discount)\b)",
        r"quantit(?:y|ies)|total|discount",
        "Write cart.py with a class Cart: add(name, price, quantity=1), where a name that is there "
        "already gets the quantity added, remove(name), which raises KeyError if it is not there, "
        "and total(percent_off=0), rounded to cents. Quantities below 1 raise ValueError.",
        """\
class Cart:
    def __init__(self):
        self._items = {}  # name: [price, quantity]

    def add(self, name, price, quantity=1):
        if quantity < 1:
            raise ValueError("quantity must be at least 1")
        if name in self._items:
            self._items[name][1] += quantity
        else:
            self._items[name] = [price, quantity]

    def remove(self, name):
        del self._items[name]

    def total(self, percent_off=0):
        full = sum(price * quantity for price, quantity in self._items.values())
        return round(full * (100 - percent_off) / 100, 2)""",
    ),
    Algorithm(
        "inventory",
        r"inventor(?:y|ies)(?=.*\b(?:add\w*|remove\w*|quantit\w+|low|restock\w*|reorder\w*)\b)"
        r"|warehouse(?=.*\b(?:class|goods|products?)\b)|(?:low|out of) stock|stock levels?"
        r"|stock(?=.*\b(?:items?|products?|goods)\b"
        r".*\b(?:add\w*|remove\w*|low|class|reorder\w*)\b)",
        r"quantit(?:y|ies)|products?|reorder",
        "Write inventory.py with a class Inventory: add(product, quantity), remove(product, "
        "quantity), which raises KeyError for an unknown product and ValueError if there are not "
        "so many, quantity(product), 0 if unknown, and low(limit), the sorted products of which "
        "fewer than limit are left.",
        """\
class Inventory:
    def __init__(self):
        self._quantities = {}

    def add(self, product, quantity):
        if quantity <= 0:
            raise ValueError("quantity must be positive")
        self._quantities[product] = self.quantity(product) + quantity

    def remove(self, product, quantity):
        if quantity <= 0:
            raise ValueError("quantity must be positive")
        if product not in self._quantities:
            raise KeyError(product)
        if quantity > self._quantities[product]:
            raise ValueError(f"not so many left: {product}")
        self._quantities[product] -= quantity

    def quantity(self, product):
        return self._quantities.get(product, 0)

    def low(self, limit):
        return sorted(
            product for product, quantity in self._quantities.items() if quantity < limit
        )""",
    ),
    Algorithm(
        "library_loans",
        r"library(?=.*\b(?:books?|loans?|lend\w*|borrow\w*|members?|return\w*)\b.*\b(?:lend\w*|lent"
        r"|loans?|borrow\w*|checked out|check out|give\w* back)\b)"
        r"|(?:lend\w*|borrow\w*|loans?|check(?:s|ed)? out)(?= .*\bbooks?)|book loans?",
        r"borrow\w*|members?|return\w*|books?",
        "Write library.py with a class Library(limit=3): add_book(title), borrow(title, member) "
        "and give_back(title). An unknown title raises KeyError. ValueError is raised if the book "
        "is lent already, the member has limit books, or the book was not lent. books_of(member) "
        "returns the sorted titles that the member has.",
        """\
class Library:
    def __init__(self, limit=3):
        self.limit = limit
        self._borrowers = {}  # title: member, or None

    def add_book(self, title):
        self._borrowers.setdefault(title, None)

    def borrow(self, title, member):
        if self._borrowers[title] is not None:
            raise ValueError(f"already lent: {title}")
        if len(self.books_of(member)) >= self.limit:
            raise ValueError(f"too many books: {member}")
        self._borrowers[title] = member

    def give_back(self, title):
        if self._borrowers[title] is None:
            raise ValueError(f"not lent: {title}")
        self._borrowers[title] = None

    def books_of(self, member):
        return sorted(
            title for title, borrower in self._borrowers.items() if borrower == member
        )""",
    ),
    Algorithm(
        "parking_lot",
        r"parking[- ]?(?:lots?|garages?)|car[- ]parks?|(?:cars?|vehicles?) (?:park"
        r"|leave)(?= .*\b(?:spots?|spaces?|places?)\b)"
        r"|park(?=.*\b(?:cars?|vehicles?|plates?)\b)(?=.*\b(?:spots?|spaces?)\b)",
        r"spots?|spaces?|plates?|leave",
        "Write parking.py with a class ParkingLot(spaces): park(plate) returns the lowest free "
        "space, counted from 1, or None if the lot is full; leave(plate) frees it and returns its "
        "number. A plate that is in already raises ValueError, an unknown one KeyError. "
        "free() is the number of free spaces.",
        """\
class ParkingLot:
    def __init__(self, spaces):
        self._spaces = {number: None for number in range(1, spaces + 1)}

    def park(self, plate):
        if plate in self._spaces.values():
            raise ValueError(f"already parked: {plate}")
        for number, parked in self._spaces.items():
            if parked is None:
                self._spaces[number] = plate
                return number
        return None

    def leave(self, plate):
        for number, parked in self._spaces.items():
            if parked == plate:
                self._spaces[number] = None
                return number
        raise KeyError(plate)

    def free(self):
        return sum(parked is None for parked in self._spaces.values())""",
    ),
    Algorithm(
        "vending_machine",
        r"vending[- ]?machines?(?=.*\b(?:class|insert\w*|buy\w*|select\w*|products?)\b)"
        r"|vending(?=.*\binsert\w*)|(?:class|with) vending[- ]?machine"
        r"|(?:snack|drinks?|coffee|ticket) machines?",
        r"coins?|change|insert\w*|select\w*",
        "Write vending.py with a class VendingMachine(prices, stock), dicts by product, in cents: "
        "insert(coin) raises ValueError for other coins than 10, 20, 50, 100 and 200; buy(product) "
        "returns the change and keeps the credit if it raises: KeyError for an unknown product, "
        "ValueError if it is sold out or the credit is too small; cancel() returns the credit.",
        """\
COINS = (10, 20, 50, 100, 200)


class VendingMachine:
    def __init__(self, prices, stock):
        self._prices = dict(prices)
        self._stock = dict(stock)
        self.credit = 0

    def insert(self, coin):
        if coin not in COINS:
            raise ValueError(f"no such coin: {coin}")
        self.credit += coin

    def buy(self, product):
        price = self._prices[product]
        if self._stock.get(product, 0) == 0:
            raise ValueError(f"sold out: {product}")
        if self.credit < price:
            raise ValueError(f"{price - self.credit} cents are missing")
        self._stock[product] -= 1
        self.credit -= price
        return self.cancel()

    def cancel(self):
        change, self.credit = self.credit, 0
        return change""",
    ),
    Algorithm(
        "leaderboard",
        r"leader[- ]?boards?|high[- ]?score (?:list|table|board)s?"
        r"|score ?boards?(?= .*\bplayers?\b)"
        r"|rank(?:ing)? of (?:a |the |each )?players?",
        r"top|rank|players?|points",
        "Write leaderboard.py with a class Leaderboard: add_score(player, points) adds to the "
        "points of the player; top(n) returns the n best as (player, points), equal ones in "
        "alphabetical order; rank(player), counted from 1, is the same for equal points, and an "
        "unknown player raises KeyError.",
        """\
class Leaderboard:
    def __init__(self):
        self._points = {}

    def add_score(self, player, points):
        self._points[player] = self._points.get(player, 0) + points

    def top(self, n):
        ranked = sorted(self._points.items(), key=lambda pair: (-pair[1], pair[0]))
        return ranked[:n]

    def rank(self, player):
        own = self._points[player]
        return 1 + sum(points > own for points in self._points.values())""",
    ),
)
"""What people ask for most often stands first."""
