"""Honest work that gives back objects of the standard library."""

from __future__ import annotations

from trials.case import code_case

STANDARD_OBJECTS = [
    code_case(
        "stdlib values",
        r"""
        import argparse,types,urllib.parse,time,collections,ipaddress,enum,array,re
        def ns(): return argparse.Namespace(a=1)
        def sn(): return types.SimpleNamespace(a=1)
        def url(u): return urllib.parse.urlparse(u)
        def chain(): return collections.ChainMap({'a':1},{'b':2})
        def ip(): return ipaddress.ip_address('10.0.0.1')
        def views(): return {'a':1}.items()
        def keys(): return {'a':1,'b':2}.keys()
        def arr(): return array.array('i',[1,2])
        def mt(s): return re.match(r'(\d+)',s)
        def prox(): return types.MappingProxyType({'a':1})
        def mv(): return memoryview(b'ab')
        """,
        """
        import argparse, types, ipaddress, array
        from solution import *
        from solution import ns, sn, url, chain, ip, views, keys, arr, mt, prox, mv
        u=url('http://h/p?q=1'); assert u.netloc=='h' and u[1]=='h' and u.scheme=='http'
        assert mt('12a').group(1)=='12'
        assert dict(chain())=={'a':1,'b':2} and chain()['a']==1
        assert list(views())==[('a',1)]
        assert list(keys())==['a','b']
        assert set(keys())=={'a','b'}
        assert list(arr())==[1,2]
        assert prox()['a']==1 and dict(prox())=={'a':1}
        assert bytes(mv())==b'ab'
        assert ns().a==1 and sn().a==1 and str(ip())=='10.0.0.1'
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 1",
        """
        import argparse
        def ns(): return argparse.Namespace(a=1)
        """,
        """
        import argparse
        from solution import ns
        assert ns()==argparse.Namespace(a=1) and vars(ns())=={'a':1}
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 2",
        """
        import ipaddress
        def ip(): return ipaddress.ip_address('10.0.0.1')
        """,
        """
        import ipaddress
        from solution import ip
        assert ip()==ipaddress.ip_address('10.0.0.1')
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 3",
        "def keys(): return {'a':1,'b':2}.keys()",
        """
        from solution import keys
        assert keys()=={'a','b'}
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 4",
        """
        import types
        def sn(): return types.SimpleNamespace(a=1)
        """,
        """
        import types
        from solution import sn
        assert sn()==types.SimpleNamespace(a=1)
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 5",
        """
        import array
        def a(): return array.array('i',[1,2])
        """,
        """
        import array
        from solution import a
        assert a()==array.array('i',[1,2])
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 6",
        """
        import collections
        def a(): return collections.ChainMap({'a':1},{'b':2})
        """,
        """
        from solution import a
        assert a()=={'a':1,'b':2}
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 7",
        """
        import types
        def a(): return types.MappingProxyType({'a':1})
        """,
        """
        from solution import a
        assert a()=={'a':1}
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 8",
        """
        from urllib.parse import urlparse
        def a(u): return urlparse(u)
        """,
        """
        from urllib.parse import urlparse
        from solution import a
        assert a('http://h/p')==urlparse('http://h/p')
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 9",
        """
        import zoneinfo,datetime
        def a(): return datetime.datetime(2024,1,1,12,tzinfo=zoneinfo.ZoneInfo('UTC'))
        """,
        """
        import datetime
        from solution import a
        assert a()==datetime.datetime(2024,1,1,12,tzinfo=datetime.timezone.utc)
        assert a().utcoffset()==datetime.timedelta(0)
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 10",
        """
        from collections import UserDict, UserList
        class D(UserDict): pass
        class L(UserList): pass
        def d(): return D(a=1)
        def l(): return L([1])
        """,
        """
        from solution import d,l
        assert dict(d())=={'a':1} and list(l())==[1]
        assert d()['a']==1
        """,
        passes=True,
    ),
    code_case(
        "stdlib equal 11 userdict",
        """
        from collections import UserDict
        class D(UserDict): pass
        def d(): return D(a=1)
        """,
        """
        from solution import d
        assert d()=={'a':1}
        """,
        passes=True,
    ),
    code_case(
        "enum stdlib",
        """
        import http
        def s(): return http.HTTPStatus.OK
        """,
        """
        import http
        from solution import s
        assert s()==http.HTTPStatus.OK and s()==200
        """,
        passes=True,
    ),
    code_case(
        "pickle of own objects",
        """
        class N:
            def __init__(s,v): s.v=v
        """,
        """
        import pickle
        from solution import N
        assert pickle.loads(pickle.dumps(N(3))).v==3
        """,
        passes=True,
    ),
    code_case(
        "json default",
        """
        class N:
            def __init__(s,v): s.v=v
            def to_dict(s): return {'v':s.v}
        class D(dict): pass
        def d(): return D(a=1)
        """,
        """
        import json
        from solution import N,d
        assert json.dumps(N(1),default=lambda o:o.to_dict())=='{"v": 1}'
        assert json.dumps(d())=='{"a": 1}'
        """,
        passes=True,
    ),
]
