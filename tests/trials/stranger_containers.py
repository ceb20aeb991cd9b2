"""Honest containers and files by a stranger to the judge."""

from __future__ import annotations

from trials.case import code_case

STRANGER_CONTAINERS = [
    code_case(
        "identity",
        """
        class S:
            def __init__(s,o): s.o=o
            def get(s): return s.o
        _one=None
        def single():
            global _one
            _one=_one or S(1)
            return _one
        """,
        """
        from solution import S,single
        o=object(); assert S(o).get() is o and single() is single()
        l=[1]
        assert S(l).get()==l
        """,
        passes=True,
    ),
    code_case(
        "stdin iter",
        """
        import sys
        def main():
            print(sum(int(l) for l in sys.stdin))
        if __name__=='__main__': main()
        """,
        r"""
        import io,sys,contextlib,solution
        sys.stdin=io.StringIO('1\n2\n')
        b=io.StringIO()
        with contextlib.redirect_stdout(b): solution.main()
        assert b.getvalue().strip()=='3'
        """,
        passes=True,
    ),
    code_case(
        "doctest run",
        """
        def f(x):
            '''
            >>> f(2)
            4
            '''
            return x*x
        """,
        """
        import doctest,solution
        r=doctest.testmod(solution)
        assert r.failed==0 and r.attempted==1
        """,
        passes=True,
    ),
    code_case(
        "sum max min any",
        """
        class V:
            def __init__(s,x): s.x=x
            def __add__(s,o): return V(s.x+(o.x if isinstance(o,V) else o))
            __radd__=__add__
            def __gt__(s,o): return s.x>o.x
            def __lt__(s,o): return s.x<o.x
            def __bool__(s): return s.x!=0
        """,
        """
        from solution import V
        assert sum([V(1),V(2)]).x==3
        assert max(V(1),V(5)).x==5
        assert min([V(4),V(2)]).x==2
        assert any([V(0),V(1)])
        assert not V(0)
        """,
        passes=True,
    ),
    code_case(
        "slicing and iteration",
        """
        class L:
            def __init__(s,*a): s.a=list(a)
            def __getitem__(s,i):
                r=s.a[i]
                return L(*r) if isinstance(i,slice) else r
            def __len__(s): return len(s.a)
            def __contains__(s,x): return x in s.a
            def __reversed__(s): return reversed(s.a)
        """,
        """
        from solution import L
        l=L(1,2,3)
        assert list(l)==[1,2,3]
        assert list(l[1:])==[2,3]
        assert l[-1]==3
        assert len(l)==3
        assert 2 in l
        assert 9 not in l
        assert list(reversed(l))==[3,2,1]
        try: l[7]; assert 0
        except IndexError: pass
        a,*b=l
        assert a==1 and b==[2,3]
        """,
        passes=True,
    ),
    code_case(
        "trie",
        """
        class Trie:
            def __init__(s): s.w=[]
            def insert(s,w): s.w.append(w)
            def startswith(s,p): return any(w.startswith(p) for w in s.w)
            def __contains__(s,w): return w in s.w
        """,
        """
        from solution import Trie
        t=Trie(); t.insert('apple')
        assert t.startswith('app')
        assert not t.startswith('b')
        assert 'apple' in t
        assert 'app' not in t
        """,
        passes=True,
    ),
    code_case(
        "interval contains",
        """
        class I:
            def __init__(s,a,b): s.a,s.b=a,b
            def __contains__(s,x): return s.a<=x<=s.b
        """,
        """
        from solution import I
        assert 5 in I(1,10) and 10 in I(1,10) and 11 not in I(1,10)
        """,
        passes=True,
    ),
    code_case(
        "set like",
        """
        class S:
            def __init__(s,*a): s.a=set(a)
            def issuperset(s,o): return s.a>=set(o)
            def issubset(s,o): return s.a<=set(o)
            def __le__(s,o): return s.a<=o.a
            def __iter__(s): return iter(s.a)
            def __sub__(s,o): return S(*(s.a-set(o)))
            def __xor__(s,o): return S(*(s.a^set(o)))
        """,
        """
        from solution import S
        assert S(1,2).issuperset({1})
        assert S(1).issubset([1,2])
        assert S(1)<=S(1,2)
        assert set(S(1,2)-[1])=={2}
        assert set(S(1)^{1,2})=={2}
        """,
        passes=True,
    ),
    code_case(
        "ints that divide",
        """
        class M:
            def __init__(s,v): s.v=v%7
            def __mod__(s,o): return s.v%o
            def __divmod__(s,o): return divmod(s.v,o)
            def __floordiv__(s,o): return M(s.v//o)
            def __xor__(s,o): return M(s.v^o)
            def __eq__(s,o): return s.v==(o.v if isinstance(o,M) else o)
        """,
        """
        from solution import M
        assert M(10)==M(3) and (M(9)//2)==M(1) and (M(3)^1)==M(2)
        """,
        passes=True,
    ),
    code_case(
        "matrix of floats nan inf",
        """
        import math
        def f(): return [float('nan'),float('inf'),-0.0,1e308*10]
        """,
        """
        import math
        from solution import f
        a,b,c,d=f()
        assert math.isnan(a)
        assert b==math.inf
        assert math.copysign(1,c)==-1
        assert d==math.inf
        """,
        passes=True,
    ),
    code_case(
        "big strings and ints",
        r"""
        def f(n): return 2**n
        def s(n): return 'é\ud83d'[:1]*n
        """,
        """
        from solution import f,s
        assert f(20000)==1<<20000 and s(10**6)=='é'*10**6
        """,
        passes=True,
    ),
    code_case(
        "files of many kinds",
        """
        import csv,json,sqlite3,zipfile,gzip
        def w(p,rows):
            with open(p,'w',newline='') as f: csv.writer(f).writerows(rows)
        def z(p):
            with zipfile.ZipFile(p,'w') as f: f.writestr('a.txt','hi')
        def g(p):
            with gzip.open(p,'wt') as f: f.write('hi')
        """,
        """
        import csv,os,tempfile,zipfile,gzip
        from solution import w,z,g
        with tempfile.TemporaryDirectory() as d:
            p=os.path.join(d,'a.csv'); w(p,[[1,2]])
            assert list(csv.reader(open(p)))==[['1','2']]
            z(d+'/a.zip'); assert zipfile.ZipFile(d+'/a.zip').read('a.txt')==b'hi'
            g(d+'/a.gz'); assert gzip.open(d+'/a.gz','rt').read()=='hi'
            assert sorted(os.listdir(d))==['a.csv','a.gz','a.zip']
        """,
        passes=True,
    ),
    code_case(
        "pathlib and chdir",
        """
        from pathlib import Path
        def ls(): return sorted(p.name for p in Path('.').iterdir())
        def tree(p): return sorted(str(q.relative_to(p)) for q in Path(p).rglob('*'))
        """,
        """
        import os,tempfile
        from pathlib import Path
        from solution import ls,tree
        old=os.getcwd()
        with tempfile.TemporaryDirectory() as d:
            os.chdir(d); Path('a').mkdir(); Path('a/b.txt').write_text('x'); Path('e').mkdir()
            assert ls()==['a','e'] and tree(d)==['a','a/b.txt','e']
            os.rename('a/b.txt','c.txt'); assert ls()==['a','c.txt','e']
            os.chdir(old)
        """,
        passes=True,
    ),
    code_case(
        "program with stdin and args",
        {
            "main.py": """
            import sys,argparse
            def main(argv=None):
                p=argparse.ArgumentParser(); p.add_argument('n',type=int)
                a=p.parse_args(argv)
                if a.n<0:
                    print('negative',file=sys.stderr); return 2
                print(a.n*2); return 0
            if __name__=='__main__': sys.exit(main())
            """,
        },
        r"""
        import subprocess, sys, main
        r = subprocess.run([sys.executable, "main.py", "4"], capture_output=True, text=True)
        assert r.returncode == 0 and r.stdout == "8\n"
        r = subprocess.run(
            [sys.executable, "main.py", "--", "-4"], capture_output=True, text=True
        )
        assert r.returncode == 2 and "negative" in r.stderr
        try:
            main.main(["x"])
            assert 0
        except SystemExit as e:
            assert e.code == 2
        assert main.main(["3"]) == 0
        """,
        passes=True,
    ),
    code_case(
        "popen lines",
        {
            "main.py": """
            import sys
            for l in sys.stdin: print(l.strip().upper(),flush=True)
            """,
        },
        r"""
        import subprocess, sys
        p = subprocess.Popen(
            [sys.executable, "main.py"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        out, _ = p.communicate("a\nb\n")
        assert out == "A\nB\n" and p.returncode == 0
        assert subprocess.check_output([sys.executable, "main.py"], input=b"x") == b"X\n"
        assert subprocess.getoutput("echo hi") == "hi"
        assert subprocess.call(["true"]) == 0
        """,
        passes=True,
    ),
    code_case(
        "module run -m",
        {
            "pkg/__init__.py": "",
            "pkg/__main__.py": "print('ran')",
            "pkg/core.py": """
            from . import util
            def f(): return util.g()
            """,
            "pkg/util.py": "def g(): return 4",
        },
        r"""
        import subprocess, sys
        from pkg.core import f
        assert f() == 4
        assert (
            subprocess.run(
                [sys.executable, "-m", "pkg"], capture_output=True, text=True
            ).stdout
            == "ran\n"
        )
        """,
        passes=True,
    ),
]
