"""A plot of durations as SVG: bars on a logarithmic scale."""

import math
from collections.abc import Sequence
from html import escape

_ROW, _LETTER, _WIDTH, _LEAST = 22, 7, 420, 0.01  # pixels; milliseconds where the scale begins


def plot(rows: Sequence[tuple[str, float]]) -> str:
    """One bar for each name and its milliseconds."""
    decades = math.ceil(math.log10(max(1.0, *(value for _, value in rows)) / _LEAST))
    scale = _WIDTH / decades
    left = 16 + _LETTER * max(len(name) for name, _ in rows)
    height = _ROW * (len(rows) + 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + _WIDTH + 80}" height="{height}" font-family="sans-serif" '
        'font-size="12" role="img"><title>Processor time, median, milliseconds, logarithmic</title>'
        '<rect width="100%" height="100%" fill="#fff"/>'
    ]
    for decade in range(decades + 1):
        x = left + decade * scale
        parts.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{_ROW}" y2="{height}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.0f}" y="15" text-anchor="middle" fill="#555">{_LEAST * 10**decade:g} ms</text>')
    for place, (name, value) in enumerate(rows, 1):
        width = max(1.0, scale * math.log10(max(value, _LEAST) / _LEAST))
        y = _ROW * place + 4
        parts.append(f'<text x="{left - 8}" y="{y + 12}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<rect x="{left}" y="{y}" width="{width:.0f}" height="{_ROW - 7}" fill="#2a6f97"/>')
        parts.append(f'<text x="{left + width + 6:.0f}" y="{y + 12}">{value:.2f}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
