"""Fleet -> the files of every chart: what services share, and what each environment says differently."""

from generator.charts.chart import charts, overlays
from generator.charts.values import Local, Shape, based, local, shapes

__all__ = ["Local", "Shape", "based", "charts", "local", "overlays", "shapes"]
