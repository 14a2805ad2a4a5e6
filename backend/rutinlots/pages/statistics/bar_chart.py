"""Bars by week, laid out for an SVG in the page: no script, no request."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT = 640, 200, 24  # units of the drawing; the foot has the weeks' names


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar; ``series`` is its place among those of a week."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Chart:
    """``labels`` are the groups' names with where their middle is; ``most`` is what the highest line stands for."""

    bars: list[Bar]
    labels: list[tuple[float, str]]
    most: int


def chart(labels: Sequence[str], series: Sequence[Sequence[int]]) -> Chart:
    """Bars in groups: one for each label, in it one bar of each series."""
    most = max((value for values in series for value in values), default=0)
    group = WIDTH / max(len(labels), 1)
    width = group * 0.8 / max(len(series), 1)
    bars = []
    for number, values in enumerate(series):
        for place, value in enumerate(values):
            height = round((HEIGHT - FOOT) * value / most, 1) if most else 0.0
            x = round(place * group + group * 0.1 + number * width, 1)
            bars.append(Bar(x=x, y=round(HEIGHT - FOOT - height, 1), width=round(width, 1), height=height, series=number))
    return Chart(bars, [(round((place + 0.5) * group, 1), label) for place, label in enumerate(labels)], most)
