"""The way of one article (`annotate.py`: the only file that knows the order), and of many into a store (`run.py`)."""

from saidwho.pipeline.annotate import Annotator, annotate, code_sources, versions
from saidwho.pipeline.known import event_as_of
from saidwho.pipeline.merge import Merged, MergeSummary, is_merged, merge, merge_annotations
from saidwho.pipeline.run import Plan, RunSummary, plan, run

__all__ = [
    "Annotator", "MergeSummary", "Merged", "Plan", "RunSummary", "annotate", "code_sources", "event_as_of", "is_merged",
    "merge", "merge_annotations", "plan", "run", "versions",
]  # fmt: skip
