"""Honest work that keeps what it is given or gives back what it keeps."""

from __future__ import annotations

from trials.case import code_case

KEPT = [
    code_case(
        "list kept and changed later",
        """
        class S:
            def __init__(s): s.items=[]
            def add(s,x): s.items.append(x)
            def all(s): return s.items
        """,
        """
        from solution import S
        s=S(); l=s.all(); s.add(1); assert s.all()==[1] and l==[1]
        s.add({'a':[2]}); assert l==[1,{'a':[2]}] and s.all() is l
        l.pop(); assert s.all()==[1]
        """,
        passes=True,
    ),
    code_case(
        "appends to returned list",
        """
        class S:
            def __init__(s): s.items=[]
            def all(s): return s.items
        """,
        """
        from solution import S
        s=S(); s.items.append(1); assert s.items==[1]
        s.items.append(2); s.items.append(3); assert s.all()==[1,2,3]
        d=s.items; d.clear(); assert s.all()==[]
        """,
        passes=True,
    ),
    code_case(
        "list passed at init then changed",
        """
        class S:
            def __init__(s,xs): s.xs=xs
            def total(s): return sum(s.xs)
            def put(s,x): s.xs.append(x)
        """,
        """
        from solution import S
        xs=[1]; s=S(xs); xs.append(2); assert s.total()==3
        s.put(5); assert xs==[1,2,5]
        del s
        xs.append(1); assert xs==[1,2,5,1]
        """,
        passes=True,
    ),
    code_case(
        "identity of list",
        """
        class S:
            def __init__(s,o): s.o=o
            def get(s): return s.o
        """,
        """
        from solution import S
        l=[1]
        assert S(l).get() is l
        s=S(l); assert s.o is l and s.get() is s.get()
        """,
        passes=True,
    ),
    code_case(
        "shared registry",
        """
        REG={}
        def register(n):
            def deco(f):
                REG[n]=f
                return f
            return deco
        """,
        """
        import solution
        from solution import REG, register
        @register('a')
        def fa(): return 1
        assert list(REG)==['a'] and REG['a']() == 1
        REG.clear(); assert solution.REG=={}
        """,
        passes=True,
    ),
    code_case(
        "grid by rows",
        """
        class G:
            def __init__(s): s.g=[[0]*3 for _ in range(3)]
            def set(s,r,c,v): s.g[r][c]=v
            def rows(s): return s.g
        """,
        """
        from solution import G
        g=G(); rows=g.rows(); g.set(1,2,9); assert rows[1][2]==9 and g.rows()[1]==[0,0,9]
        rows[0][0]=4; assert g.rows()[0][0]==4
        """,
        passes=True,
    ),
    code_case(
        "memo argument",
        """
        def fib(n,memo={}):
            if n in memo: return memo[n]
            memo[n]=n if n<2 else fib(n-1,memo)+fib(n-2,memo)
            return memo[n]
        """,
        """
        from solution import fib
        m={}
        assert fib(10,m)==55 and m[10]==55
        assert fib(20,m)==6765 and len(m)==21
        """,
        passes=True,
    ),
    code_case(
        "deque history",
        """
        from collections import deque, defaultdict, Counter
        class H:
            def __init__(s): s.h=deque(maxlen=2); s.c=Counter(); s.d=defaultdict(list)
            def visit(s,u): s.h.append(u); s.c[u]+=1; s.d[u[0]].append(u)
        """,
        """
        from solution import H
        h=H(); a,b,c=h.h,h.c,h.d
        for u in ('x1','x2','y1'): h.visit(u)
        assert list(a)==['x2','y1'] and b['x1']==1 and c['x']==['x1','x2']
        """,
        passes=True,
    ),
    code_case(
        "callback changes list",
        """
        def each(xs,f):
            for x in list(xs): f(x)
            return xs
        """,
        """
        from solution import each
        out=[]; xs=[1,2,3]
        assert each(xs,out.append) is xs and out==[1,2,3]
        def rm(x):
            if x==2: xs.remove(x)
        each(xs,rm); assert xs==[1,3]
        """,
        passes=True,
    ),
    code_case(
        "callback sees kept list",
        """
        class Bus:
            def __init__(s): s.log=[]; s.f=None
            def on(s,f): s.f=f
            def emit(s,x):
                s.log.append(x); s.f(s.log)
        """,
        """
        from solution import Bus
        b=Bus(); log=b.log; seen=[]
        b.on(lambda l: seen.append((list(l), list(log))))
        b.emit(1); b.emit(2)
        assert seen==[([1],[1]),([1,2],[1,2])], seen
        """,
        passes=True,
    ),
    code_case(
        "many calls with a kept list",
        """
        class S:
            def __init__(s,xs): s.xs=xs
            def at(s,i): return s.xs[i]
        """,
        """
        from solution import S
        xs=list(range(500)); s=S(xs)
        assert [s.at(i) for i in range(500)]==xs
        """,
        passes=True,
    ),
    code_case(
        "big kept list",
        """
        class S:
            def __init__(s,xs): s.xs=xs
            def total(s): return sum(s.xs)
        """,
        """
        from solution import S
        xs=list(range(100000)); s=S(xs)
        assert all(s.total()==4999950000 for _ in range(20))
        """,
        passes=True,
    ),
    code_case(
        "async kept list",
        """
        import asyncio
        async def produce(out,n):
            for i in range(n):
                out.append(i); await asyncio.sleep(.005)
        """,
        """
        import asyncio
        from solution import produce
        async def main():
            out=[]; t=asyncio.create_task(produce(out,3)); await t
            assert out==[0,1,2]
        asyncio.run(main())
        """,
        passes=True,
    ),
    code_case(
        "threads kept list",
        """
        import threading
        class W:
            def __init__(s,out): s.out=out; s.l=threading.Lock()
            def work(s,x):
                with s.l: s.out.append(x)
        """,
        """
        import threading
        from solution import W
        out=[]; w=W(out)
        ts=[threading.Thread(target=w.work,args=(i,)) for i in range(8)]
        [t.start() for t in ts]; [t.join() for t in ts]
        assert sorted(out)==list(range(8))
        """,
        passes=True,
    ),
    code_case(
        "cycles",
        """
        class N:
            def __init__(s,v): s.v=v; s.kids=[]
            def add(s,n): s.kids.append(n); return n
        """,
        """
        from solution import N
        r=N(1); c=r.add(N(2)); assert r.kids[0] is c and [k.v for k in r.kids]==[2]
        k=r.kids; c2=r.add(N(3)); assert k[-1] is c2 and len(k)==2
        l=[1]; l.append(l)
        r.extra=l; assert r.extra[1] is r.extra or len(r.extra)==2
        """,
        passes=True,
    ),
    code_case(
        "index beside a list",
        """
        class S:
            def __init__(s): s.items=[]; s.by={}
            def add(s,n):
                d={'n':n,'tags':[]}; s.items.append(d); s.by[n]=d
            def tag(s,n,t): s.by[n]['tags'].append(t)
        """,
        """
        from solution import S
        s = S()
        s.add("a")
        items = s.items
        first = items[0]
        s.add("b")
        s.tag("a", "x")
        assert items[0]["tags"] == ["x"] and first["tags"] == ["x"] and len(items) == 2
        items.reverse()
        s.tag("a", "y")
        assert s.items[1]["tags"] == ["x", "y"] and first["tags"] == ["x", "y"]
        first["n"] = "z"
        assert s.by["a"]["n"] == "z"
        """,
        passes=True,
    ),
]
