"""Coding and merging on Spark, for archives that outgrow one machine: Parquet out, the same rows as the store has."""

from saidwho.spark.engine import SparkSummary, run_spark
from saidwho.spark.merging import MERGED_TABLES, merge_spark
from saidwho.spark.rows import TABLES, load_rows, take_rows

__all__ = ["MERGED_TABLES", "TABLES", "SparkSummary", "load_rows", "merge_spark", "run_spark", "take_rows"]
