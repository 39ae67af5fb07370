"""Fleet -> the files of every chart: what services share, and what each environment says differently."""

from generator.charts.chart import charts
from generator.charts.values import Chart, in_environment, surveyed

__all__ = ["Chart", "charts", "in_environment", "surveyed"]
