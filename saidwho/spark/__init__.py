"""Coding on Spark, for archives that outgrow one machine: Parquet out, the same rows as the store has."""

from saidwho.spark.engine import SparkSummary, run_spark
from saidwho.spark.rows import TABLES, load_rows, take_rows

__all__ = ["TABLES", "SparkSummary", "load_rows", "run_spark", "take_rows"]
