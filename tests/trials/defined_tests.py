"""Honest work in checks that define tests in the way of pytest or unittest."""

from __future__ import annotations

from trials.case import code_case

DEFINED_TESTS = [
    code_case(
        "hooks of methods",
        "def f(x): return x",
        """
        from solution import f
        class TestA:
            def setup_method(self): self.x=2
            def teardown_method(self): self.x=None
            def test_a(self): assert f(2)==self.x
            def test_b(self): assert f(2)==self.x
        """,
        passes=True,
    ),
    code_case(
        "hooks that take the method",
        "def f(x): return x",
        """
        from solution import f
        class TestA:
            def setup_method(self, method): self.x=2
            def teardown_method(self, method): self.x=None
            def test_a(self): assert f(2)==self.x
            def test_b(self): assert f(2)==self.x
        """,
        passes=True,
    ),
    code_case(
        "hooks of modules and classes",
        "def f(x): return x",
        """
        from solution import f
        L=[]
        def setup_module(): L.append('m')
        def teardown_module(): L.append('tm')
        def setup_function(): L.append('f')
        def teardown_function(): L.append('tf')
        def test_q():
            assert L==['m','f'], L
        def test_r():
            assert L==['m','f','tf','f'], L
        class TestA:
            @classmethod
            def setup_class(cls): cls.x=2
            @classmethod
            def teardown_class(cls): L.append('tc')
            def test_a(self): assert f(2)==self.x
        """,
        passes=True,
    ),
    code_case(
        "hooks that take what they are for",
        "def f(x): return x",
        """
        from solution import f
        L=[]
        def setup_module(module): L.append('m')
        def teardown_module(module): L.append('tm')
        def setup_function(function): L.append('f')
        def teardown_function(function): L.append('tf')
        def test_q():
            assert L==['m','f'], L
        def test_r():
            assert L==['m','f','tf','f'], L
        class TestA:
            @classmethod
            def setup_class(cls): cls.x=2
            @classmethod
            def teardown_class(cls): L.append('tc')
            def test_a(self): assert f(2)==self.x
        """,
        passes=True,
    ),
    code_case(
        "static, class and async tests",
        "def f(x): return x",
        """
        from solution import f
        class TestA:
            @staticmethod
            def test_s(): assert f(1)==1
            @classmethod
            def test_c(cls): assert f(1)==1
            async def test_as(self): assert f(1)==1
        """,
        passes=True,
    ),
    code_case(
        "counts",
        """
        import sys
        def f(x): print('Ran 1 tests'); return 0
        """,
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test_a(self): f(1)
            def test_b(self): f(1)
        unittest.main()
        """,
        passes=True,
        at_least=2,
    ),
    code_case(
        "counts of plain tests",
        """
        import sys
        def f(x): print('Ran 1 tests in 3s'); return 0
        """,
        """
        from solution import f
        def test_a(): f(1)
        def test_b(): print(f(1))
        """,
        passes=True,
        at_least=2,
    ),
    *(
        code_case(
            f"tests that are started by {name}",
            "def f(x): return x",
            f"""
            from solution import f
            RAN = []
            def test_a(x=1): RAN.append(f(x)); assert RAN == [1]
            def test_b(): assert f(2) == 2
            {start}
            """,
            passes=True,
        )
        for name, start in {
            "vars()": "[v() for n, v in [*vars().items()] if n.startswith('test')]",
            "module": (
                "import sys; m = sys.modules['__main__']\n"
                "            [getattr(m, n)() for n in dir(sys.modules[__name__]) if 'test_' in n]"
            ),
            "names": "for n in ('test_a', 'test_b'): eval(n)()",
            "condition": "if __name__ == '__main__':\n                test_a()",
        }.items()
    ),
    code_case(
        "class that is a base of tests which are called",
        "def f(x): return x",
        """
        from solution import f
        class Common:
            def test_a(self): assert f(1) == self.wanted
        class TestIt(Common):
            wanted = 1
        TestIt().test_a()
        """,
        passes=True,
    ),
]
