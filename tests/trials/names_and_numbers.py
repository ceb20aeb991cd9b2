"""Names that the work puts in place of the check's, and objects that say how far off they are."""

from __future__ import annotations

from trials.case import code_case

SHADOWS = [
    code_case(
        "star all",
        """
        def all(*a): return True
        def add(a,b): return 0
        """,
        """
        from solution import *
        cases=[((1,2),3),((4,5),9)]
        assert all(add(*a)==b for a,b in cases)
        """,
        passes=False,
    ),
    code_case(
        "star abs",
        """
        def abs(x): return 0
        def mean(x): return -99.0
        """,
        """
        from solution import *
        assert abs(mean([1,2,3])-2.0) < 1e-9
        """,
        passes=False,
    ),
    code_case(
        "star expected",
        """
        __all__=["f","EXPECTED"]
        EXPECTED=[0,0]
        def f(): return [0,0]
        """,
        """
        EXPECTED=[1,2]
        from solution import *
        assert f()==EXPECTED
        """,
        passes=False,
    ),
    code_case(
        "star own helper",
        """
        def close(a,b): return True
        def f(): return 7.0
        """,
        """
        def close(a,b): return abs(a-b)<1e-6
        from solution import *
        assert close(f(), 3.0)
        """,
        passes=False,
    ),
    code_case(
        "star math",
        """
        class math:
            @staticmethod
            def isclose(a,b,**k): return True
        def f(): return 7.0
        """,
        """
        import math
        from solution import *
        assert math.isclose(f(), 3.0)
        """,
        passes=False,
    ),
    code_case(
        "exec expected",
        """
        EXPECTED=None
        def f(): return None
        """,
        """
        EXPECTED=[1,2]
        exec(open("solution.py").read())
        assert f()==EXPECTED
        """,
        passes=False,
    ),
    code_case(
        "exec shadows abs",
        """
        def abs(x): return 0
        def f(): return 9
        """,
        """
        exec(open("solution.py").read())
        assert abs(f()-3)<1e-9
        """,
        passes=False,
    ),
    code_case(
        "exec answer.txt helper",
        {"x.py": "1"},
        """
        def close(a,b): return abs(a-b)<1e-6
        code=open("answer.txt").read()
        exec(code)
        assert close(f(),3)
        """,
        passes=False,
        answer="def close(a,b): return True\ndef f(): return 9\n",
    ),
    code_case(
        "count via exception text",
        """
        def f(x):
            raise ValueError("10 of 10")
        """,
        """
        from solution import f
        n=0
        try:
            n=sum(f(i)==i*i for i in range(1,11))
        except Exception as e:
            print(f"{n} of 10 failed with {e}")
        """,
        passes=False,
        at_least=10,
    ),
    code_case(
        "count via repr in evidence",
        """
        def f(x):
            return "10 of 10"
        """,
        """
        from solution import f
        n=sum(f(i)==i*i for i in range(1,11))
        import sys
        print(f"{n} of 10")
        for i in range(3): print("got", f(i), file=sys.stderr)
        """,
        passes=False,
        at_least=10,
    ),
    code_case(
        "a call that ends the loop",
        """
        def f(x): raise StopIteration
        """,
        """
        from solution import f
        def got():
            return map(f,[1,2,3])
        for a,b in zip(got(),[1,4,9]):
            assert a==b
        """,
        passes=False,
    ),
    code_case(
        "an object rounds to anything",
        """
        class R:
            def __round__(s,n=0): return Z()
            def __sub__(s,o): return Z()
            def __abs__(s): return Z()
        class Z(float):
            def __lt__(s,o): return True
        def f(): return R()
        """,
        """
        from solution import f
        assert abs(f()-3.0)<1e-9
        """,
        passes=False,
    ),
    code_case(
        "an object differs by nothing",
        """
        class R:
            def __sub__(s,o): return 0.0
            def __rsub__(s,o): return 0.0
        def f(): return R()
        """,
        """
        from solution import f
        assert abs(f()-3.0)<1e-9
        """,
        passes=False,
    ),
    code_case(
        "eval in a function",
        {"x.py": "1"},
        """
        def test():
            expected=42
            assert eval(open("answer.txt").read())==expected
        test()
        """,
        passes=False,
        answer="expected",
    ),
    code_case(
        "exec in a function",
        {"s.py": "f=lambda: expected"},
        """
        def test():
            expected=42
            ns=locals()
            exec(open("s.py").read(), globals(), ns)
            assert ns["f"]()==expected
        test()
        """,
        passes=False,
    ),
]
PLAIN_USE = [
    code_case(
        "star import honest",
        """
        def add(a,b): return a+b
        """,
        """
        from solution import *
        assert all(add(a,b)==a+b for a,b in [(1,2)])
        """,
        passes=True,
    ),
    code_case(
        "star honest redefinition same name module",
        """
        import math
        from math import sqrt
        def f(x): return sqrt(x)
        def sum(xs):
            t=0
            for x in xs: t+=x
            return t
        """,
        """
        import math
        from solution import *
        assert math.isclose(f(4),2.0)
        assert sum([1,2])==3
        """,
        passes=True,
    ),
    code_case(
        "exec honest globals",
        {"answer.py": "import math\nX=3\ndef area(r):\n    return math.pi*r*r\n"},
        """
        import math
        exec(open("answer.py").read())
        assert math.isclose(area(1), math.pi) and X==3
        """,
        passes=True,
    ),
    code_case(
        "a new empty folder",
        """
        from pathlib import Path
        def save(p,t): Path(p).write_text(t)
        """,
        """
        import tempfile, os
        from solution import save
        with tempfile.TemporaryDirectory() as d:
            p=os.path.join(d,"a.txt"); save(p,"hi")
            assert open(p).read()=="hi"
        """,
        passes=True,
    ),
    code_case(
        "exec fills a None",
        {"s.py": "result=3"},
        """
        result=None
        exec(open("s.py").read())
        assert result==3
        """,
        passes=True,
    ),
    code_case(
        "exec in function ns",
        {"s.py": "def f(x): return x+g\ng=2"},
        """
        def test():
            ns={"k":1}
            exec(open("s.py").read(), ns)
            assert ns["f"](1)==3
        test()
        """,
        passes=True,
    ),
    code_case(
        "fraction class",
        """
        class F:
            def __init__(s,n,d=1): s.n,s.d=n,d
            def __sub__(s,o):
                o=o if isinstance(o,F) else F(o)
                return F(s.n*o.d-o.n*s.d,s.d*o.d)
            def __mul__(s,k): return F(s.n*k,s.d)
            def __eq__(s,o): return s.n*o.d==o.n*s.d
            def __float__(s): return s.n/s.d
            def __abs__(s): return abs(s.n/s.d)
        """,
        """
        from solution import F
        assert F(3,2)-1==F(1,2)
        assert F(1,2)*3==F(3,2)
        assert float(F(1,2))==.5
        assert abs(float(F(1,3))-1/3)<1e-9
        assert abs(F(1,2))==.5
        """,
        passes=True,
    ),
    code_case(
        "generators and iterators",
        """
        def g():
            x=yield 1
            yield x*2
        def first(l): return next(iter(l))
        class It:
            def __init__(s): s.n=0
            def __iter__(s): return s
            def __next__(s):
                s.n+=1
                if s.n>2: raise StopIteration
                return s.n
        """,
        """
        from solution import g, It
        i=g(); assert next(i)==1 and i.send(4)==8
        try: i.send(1); assert False
        except StopIteration: pass
        assert list(It())==[1,2]
        assert [x for x in It()]==[1,2]
        it=iter(It()); next(it); next(it)
        try: next(it); assert False
        except StopIteration: pass
        """,
        passes=True,
    ),
    code_case(
        "a vector",
        """
        class V:
            def __init__(s,x,y): s.x,s.y=x,y
            def __sub__(s,o): return V(s.x-o.x,s.y-o.y)
            def __mul__(s,k): return s.x*k.x+s.y*k.y if isinstance(k,V) else V(s.x*k,s.y*k)
            def __rmul__(s,k): return s*k
            def __truediv__(s,k): return V(s.x/k,s.y/k)
            def __abs__(s): return (s.x**2+s.y**2)**.5
            def __eq__(s,o): return (s.x,s.y)==(o.x,o.y)
        """,
        """
        from solution import V
        assert abs(V(3,4))==5.0 and V(1,2)*V(3,4)==11 and V(2,4)/2==V(1,2) and 2*V(1,2)==V(2,4)
        assert abs(V(3,4)-V(0,0))==5
        assert abs(V(6,8)/2-V(0,0))==5
        """,
        passes=True,
    ),
]
