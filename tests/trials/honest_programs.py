"""Honest programs, packages and files that a check imports, runs or reads."""

from __future__ import annotations

from trials.case import code_case

PROGRAMS = [
    code_case(
        "a program and its input",
        {
            "main.py": """
        import sys
        def main():
            n=int(input())
            print(n*2)
            return 0
        if __name__=='__main__':
            sys.exit(main())
        """
        },
        r"""
        import subprocess, sys, io, contextlib
        from unittest import mock
        r=subprocess.run([sys.executable,'main.py'],input='4\n',capture_output=True,text=True,timeout=5)
        assert r.stdout.strip()=='8' and r.returncode==0, r
        assert subprocess.check_output([sys.executable,'main.py'],input=b'5\n').strip()==b'10'
        p=subprocess.Popen([sys.executable,'main.py'],stdin=subprocess.PIPE,stdout=subprocess.PIPE,text=True)
        out,err=p.communicate('3\n')
        assert out=='6\n' and p.returncode==0
        import main
        b=io.StringIO()
        with mock.patch('builtins.input', return_value='7'), contextlib.redirect_stdout(b):
            main.main()
        assert b.getvalue()=='14\n'
        b=io.StringIO()
        sys.stdin=io.StringIO('8\n')
        with contextlib.redirect_stdout(b): main.main()
        assert b.getvalue()=='16\n', b.getvalue()
        import runpy
        b=io.StringIO()
        sys.stdin=io.StringIO('9\n')
        try:
            with contextlib.redirect_stdout(b): runpy.run_path('main.py',run_name='__main__')
        except SystemExit as e: assert e.code==0
        assert b.getvalue()=='18\n'
        """,
        passes=True,
    ),
    code_case(
        "files in a temporary folder",
        """
        import os, shutil, json
        def organise(d):
            for n in os.listdir(d):
                e=n.rpartition('.')[2]
                os.makedirs(os.path.join(d,e),exist_ok=True)
                shutil.move(os.path.join(d,n),os.path.join(d,e,n))
        class Store:
            def __init__(self,p): self.p=p
            def save(self,x): json.dump(x,open(self.p,'w'))
            def load(self): return json.load(open(self.p))
        """,
        """
        import tempfile, pathlib, json
        from solution import organise, Store
        with tempfile.TemporaryDirectory() as d:
            d=pathlib.Path(d)
            (d/'a.txt').write_text('1')
            (d/'b.md').write_text('2')
            organise(str(d))
            assert (d/'txt'/'a.txt').read_text()=='1' and not (d/'a.txt').exists()
            organise
            s=Store(d/'x.json')
            s.save({'a':1})
            assert json.loads((d/'x.json').read_text())=={'a':1}
            (d/'x.json').write_text('{"a":2}')
            assert s.load()=={'a':2}
            (d/'x.json').write_text('{"a":3}')
            assert s.load()=={'a':3}
        """,
        passes=True,
    ),
    code_case(
        "ways to import",
        """
        def f(x): return x+1
        X=5
        """,
        """
        import importlib.util, importlib, sys
        spec=importlib.util.spec_from_file_location('s','solution.py')
        m=importlib.util.module_from_spec(spec)
        spec.loader.exec_module(m)
        assert m.f(1)==2 and m.X==5
        m2=importlib.import_module('solution')
        assert m2.f(2)==3
        ns={}
        exec(open('solution.py').read(), ns)
        assert ns['f'](1)==2 and ns['X']==5
        ns={}
        exec(compile(open('solution.py').read(),'solution.py','exec'), ns)
        assert ns['f'](1)==2
        assert eval('m.f(3)')==4
        m.X=9
        assert m.X==9
        import ast
        t=ast.parse(open('solution.py').read())
        assert t.body[0].name=='f'
        importlib.reload(m2)
        assert m2.f(1)==2
        sys.path.insert(0,'.')
        from types import ModuleType
        q=ModuleType('q')
        exec(open('solution.py').read(), q.__dict__)
        assert q.f(1)==2
        assert callable(m.f) and hasattr(m,'f') and not hasattr(m,'zz')
        import inspect
        assert inspect.isfunction(m.f), type(m.f)
        assert [n for n,o in inspect.getmembers(m2, inspect.isfunction)]==['f']
        """,
        passes=True,
    ),
    code_case(
        "a package",
        {
            "pkg/__init__.py": "from .a import f",
            "pkg/a.py": """
        from .b import K
        def f(): return K
        """,
            "pkg/b.py": "K=3",
        },
        """
        import pkg, pkg.b
        from pkg.a import f
        assert f()==3 and pkg.b.K==3 and pkg.f()==3
        """,
        passes=True,
    ),
    code_case(
        "a module in a folder",
        {"src/calc.py": "def add(a,b): return a+b"},
        """
        import sys
        sys.path.insert(0,'src')
        from calc import add
        assert add(1,2)==3
        """,
        passes=True,
    ),
    code_case(
        "tests of the user",
        {
            "solution.py": "def f(x): return x*2",
            "test_s.py": """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test_a(self): self.assertEqual(f(2),4)
        if __name__=='__main__': unittest.main()
        """,
        },
        """
        import unittest
        unittest.main(module='test_s')
        """,
        passes=True,
        given=("test_s.py",),
    ),
    code_case(
        "a test file of the user",
        {
            "solution.py": "def f(x): return x*2",
            "test_s.py": """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test_a(self): self.assertEqual(f(2),4)
        if __name__=='__main__': unittest.main()
        """,
        },
        None,
        passes=True,
        given=("test_s.py",),
        path="test_s.py",
    ),
    code_case(
        "a program that exits",
        {
            "main.py": """
        import sys
        print('x')
        sys.exit(0)
        """
        },
        None,
        passes=True,
        path="main.py",
    ),
    code_case(
        "a file named answer.txt",
        {"answer.txt": "42"},
        "assert open('answer.txt').read()=='42'",
        passes=True,
        answer="Done: I wrote it",
        asked=("answer.txt",),
    ),
    code_case(
        "a library that exits",
        """
        import sys
        def die(): sys.exit(3)
        def f(): return 1
        """,
        """
        from solution import *
        try: die()
        except SystemExit as e: assert e.code==3
        else: raise AssertionError
        import unittest
        class T(unittest.TestCase):
            def test(self):
                with self.assertRaises(SystemExit) as c: die()
                self.assertEqual(c.exception.code,3)
        unittest.main(argv=['x'], exit=False)
        import sys
        sys.exit(0)
        """,
        passes=True,
    ),
    code_case(
        "work that prints",
        """
        print('0 of 9 passed')
        def f():
            print('1 of 9 passed')
            return 1
        """,
        """
        from solution import f
        assert f()==1
        print('3 of 3 passed')
        """,
        passes=True,
        at_least=3,
    ),
    code_case(
        "a helper of the user",
        {"solution.py": "def f(x): return x*2", "helper.py": "CASES=[(1,2),(2,4)]"},
        """
        from helper import CASES
        from solution import f
        assert all(f(a)==b for a,b in CASES)
        """,
        passes=True,
        given=("helper.py",),
    ),
    code_case(
        "arguments of a program",
        {
            "cli.py": """
        import sys, argparse
        def main(argv=None):
            p=argparse.ArgumentParser()
            p.add_argument('n',type=int)
            a=p.parse_args(argv)
            print(a.n+1)
        if __name__=='__main__': main()
        """
        },
        r"""
        import sys, io, contextlib, cli, subprocess
        from unittest import mock
        b=io.StringIO()
        with mock.patch.object(sys,'argv',['cli','4']), contextlib.redirect_stdout(b): cli.main()
        assert b.getvalue()=='5\n'
        b=io.StringIO()
        with contextlib.redirect_stdout(b): cli.main(['7'])
        assert b.getvalue()=='8\n'
        try:
            with contextlib.redirect_stderr(io.StringIO()) as e: cli.main(['x'])
        except SystemExit as s: assert s.code==2
        assert 'invalid int' in e.getvalue()
        r=subprocess.run('python3 cli.py 3 > out.txt', shell=True)
        """,
        passes=True,
    ),
    code_case(
        "a program that writes its file again",
        {"gen.py": "open('out.json','w').write('[1]')", "out.json": "[0]"},
        """
        import subprocess, sys, json
        subprocess.run([sys.executable,'gen.py','out.json'],check=True)
        assert json.load(open('out.json'))==[1]
        """,
        passes=True,
    ),
    code_case(
        "examples in docstrings",
        '''
        def f(x):
            """
            >>> f(1)
            2
            """
            return 2
        ''',
        """
        import doctest, solution
        r=doctest.testmod(solution)
        assert r.failed==0 and r.attempted==1
        """,
        passes=True,
    ),
]
