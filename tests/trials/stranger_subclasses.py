"""Subclasses of plain classes by a stranger to the judge that deceive."""

from __future__ import annotations

from trials.case import code_case

STRANGER_SUBCLASSES = [
    code_case(
        "SystemExit subclass",
        """
        class E(SystemExit): pass
        def f(x): raise E(0)
        """,
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3), 9)
        if __name__ == "__main__": unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "raises SkipTest subclass",
        """
        import unittest
        class S(unittest.SkipTest): pass
        def f(x): raise S('x')
        """,
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3), 9)
        if __name__ == "__main__": unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "float subclass",
        """
        class V(float):
            def __sub__(s,o): return 0.0
            def __eq__(s,o): return True
            def __abs__(s): return 0.0
        def f(x): return V(1)
        """,
        """
        from solution import f
        assert abs(f(3)-9)<1e-6
        """,
        passes=False,
    ),
    code_case(
        "float subclass in list",
        """
        class V(float):
            def __sub__(s,o): return 0.0
            __rsub__=__sub__
        def f(x): return [V(1)]
        """,
        """
        from solution import f
        assert all(abs(a-b)<1e-6 for a,b in zip(f(3),[9.0]))
        """,
        passes=False,
    ),
    code_case(
        "list subclass cmp",
        """
        class L(list):
            def __eq__(s,o): return True
            def __iter__(s): return iter([9])
            def __getitem__(s,i): return 9
        def f(x): return L([1])
        """,
        """
        from solution import f
        assert f(3)==[9]
        """,
        passes=False,
    ),
    code_case(
        "list subclass sorted",
        """
        class L(list):
            def __eq__(s,o): return True
            def __contains__(s,o): return True
        def f(x): return L([1])
        """,
        """
        from solution import f
        assert 9 in f(3)
        """,
        passes=False,
    ),
    code_case(
        "dict subclass get",
        """
        class D(dict):
            def get(s,k,d=None): return Y()
        class Y(int):
            def __eq__(s,o): return True
        def f(x): return D()
        """,
        """
        from solution import f
        assert f(3).get('a')==9
        """,
        passes=False,
    ),
    code_case(
        "tuple subclass",
        """
        class T(tuple):
            def __eq__(s,o): return True
            def __ne__(s,o): return False
        def f(x): return T((1,))
        """,
        """
        from solution import f
        assert f(3)==(9,)
        """,
        passes=False,
    ),
    code_case(
        "str subclass contains",
        """
        class S(str):
            def __contains__(s,o): return True
            def find(s,o): return 0
            def startswith(s,*a): return True
        def f(x): return S('')
        """,
        """
        from solution import f
        assert 'a' in f(3) or f(3).startswith('a') or f(3).find('a')==0
        """,
        passes=False,
    ),
    code_case(
        "str subclass lower",
        """
        class S(str):
            def lower(s): return S('')
            def __eq__(s,o): return True
            __hash__=str.__hash__
            def strip(s,*a): return s
        def f(x): return S('q')
        """,
        """
        from solution import f
        assert f(3).strip().lower()=='hello'
        """,
        passes=False,
    ),
]
