"""The way of one article (`article.py`: the only file that knows the order), and of many into a store (`runs.py`)."""

from saidwho.pipeline.article import Annotator, annotate, code_sources, versions
from saidwho.pipeline.known import event_as_of
from saidwho.pipeline.merges import Merged, MergeSummary, is_merged, merge, merge_annotations
from saidwho.pipeline.runs import Plan, RunSummary, plan, run

__all__ = [
    "Annotator", "MergeSummary", "Merged", "Plan", "RunSummary", "annotate", "code_sources", "event_as_of", "is_merged",
    "merge", "merge_annotations", "plan", "run", "versions",
]  # fmt: skip
