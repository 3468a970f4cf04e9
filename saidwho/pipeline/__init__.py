"""The way of one article (`article.py`: the only file that knows the order), and of many into a store (`runs.py`).

Only the way of one article is imported here: what needs a database or SQL engine is in `runs`, `merges` and `known`, so
that who codes one report does not wait for them.
"""

from saidwho.pipeline.article import Annotator, annotate, code_sources

__all__ = ["Annotator", "annotate", "code_sources"]
