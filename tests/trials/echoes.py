"""Honest work that warns, logs, and follows settings of the check's process."""

from __future__ import annotations

from trials.case import code_case

ECHOES = [
    code_case(
        "decimal context",
        """
        from decimal import Decimal, getcontext
        def d(): return Decimal(1)/Decimal(3)
        """,
        """
        from decimal import Decimal, getcontext
        from solution import d
        getcontext().prec=5
        assert d()==Decimal('0.33333')
        """,
        passes=True,
    ),
    code_case(
        "recursion limit",
        "def depth(n): return 0 if n==0 else 1+depth(n-1)",
        """
        import sys
        sys.setrecursionlimit(5000)
        from solution import depth
        assert depth(2000)==2000
        """,
        passes=True,
    ),
    code_case(
        "warnings",
        """
        import warnings
        def old(): warnings.warn('old',DeprecationWarning,stacklevel=2); return 1
        """,
        """
        import warnings
        from solution import old
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            assert old()==1
        assert len(w)==1 and issubclass(w[0].category,DeprecationWarning)
        """,
        passes=True,
    ),
    code_case(
        "warnings as errors",
        """
        import warnings
        def old(): warnings.warn('old',DeprecationWarning); return 1
        """,
        """
        import unittest,warnings
        from solution import old
        class T(unittest.TestCase):
            def test(self):
                with self.assertWarns(DeprecationWarning): old()
                with warnings.catch_warnings():
                    warnings.simplefilter('error')
                    with self.assertRaises(DeprecationWarning): old()
        unittest.main()
        """,
        passes=True,
    ),
    code_case(
        "logging capture",
        """
        import logging
        log=logging.getLogger('app')
        def f(): log.warning('x %s',1)
        """,
        """
        import unittest,logging
        from solution import f
        class T(unittest.TestCase):
            def test(self):
                with self.assertLogs('app',level='WARNING') as c: f()
                self.assertEqual(c.output,['WARNING:app:x 1'])
        unittest.main()
        """,
        passes=True,
    ),
    code_case(
        "logging handler",
        """
        import logging
        log=logging.getLogger('app')
        def f(): log.error('boom')
        """,
        """
        import logging,io
        from solution import f
        s=io.StringIO()
        logging.getLogger('app').addHandler(logging.StreamHandler(s))
        f()
        assert 'boom' in s.getvalue()
        """,
        passes=True,
    ),
    code_case(
        "custom warning",
        """
        import warnings
        class W(UserWarning): pass
        def f(): warnings.warn('careful',W); return 1
        """,
        """
        import warnings,unittest
        from solution import f,W
        class T(unittest.TestCase):
            def test(self):
                with self.assertWarnsRegex(W,'careful'): self.assertEqual(f(),1)
                with warnings.catch_warnings(record=True) as w:
                    warnings.simplefilter('ignore'); f()
                self.assertEqual(w,[])
        unittest.main()
        """,
        passes=True,
    ),
    code_case(
        "logging levels",
        """
        import logging
        log=logging.getLogger(__name__)
        def f():
            log.debug('d'); log.info('i')
            try: 1/0
            except ZeroDivisionError: log.exception('boom')
        """,
        """
        import unittest,logging
        from solution import f
        class T(unittest.TestCase):
            def test(self):
                with self.assertLogs(level='DEBUG') as c: f()
                self.assertEqual([r.levelname for r in c.records],['DEBUG','INFO','ERROR'])
                self.assertIn('ZeroDivisionError',c.output[2])
                with self.assertNoLogs('other'): f()
        unittest.main()
        """,
        passes=True,
    ),
]
