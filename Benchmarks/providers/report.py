"""Makes the table and the plot of what the processes of scripts/provider-bench have measured.

usage: report.py FOLDER [MISSING...]
"""

import csv
import statistics
import sys
from html import escape
from pathlib import Path

ALGORITHMS = ["HS256", "RS256", "PS256", "ES256", "ES384", "EdDSA"]
OPERATIONS = ["sign", "verify"]
COLOURS = ["#1b6ca8", "#e07b39", "#3a9a5b", "#b23a48", "#7a5ea8", "#8a6d3b", "#4d4d4d"]


def read(path):
    """Medians of the processes: {(algorithm, operation): {provider: (median, least, most)}}, versions, and reasons."""
    times, reasons, versions = {}, {}, {}
    for algorithm, operation, provider, version, nanoseconds, reason in csv.reader(path.open(encoding="utf-8")):
        versions[provider] = version.removeprefix(provider + " ").split(" ")[0]
        if nanoseconds:
            times.setdefault((algorithm, operation), {}).setdefault(provider, []).append(float(nanoseconds))
        elif reason != "it doesn't have the algorithm":
            reasons[algorithm, provider] = reason
    figures = {
        key: {name: (statistics.median(values), min(values), max(values)) for name, values in row.items()
              if (key[0], name) not in reasons}
        for key, row in times.items()
    }
    return figures, versions, reasons


def microseconds(nanoseconds):
    """Three digits."""
    value = nanoseconds / 1000
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def table(figures, versions, reasons, missing, processes):
    """The table in Markdown: the fastest of each row is bold."""
    names = list(versions)
    lines = [
        "| µs | " + " | ".join(f"{name} {versions[name]}" for name in names) + " |",
        "|---|" + "---:|" * len(names),
    ]
    for algorithm in ALGORITHMS:
        for operation in OPERATIONS:
            row = figures.get((algorithm, operation), {})
            least = min((figure[0] for figure in row.values()), default=0)
            cells = [
                "–" if name not in row else ("**{}**" if row[name][0] == least else "{}").format(microseconds(row[name][0]))
                for name in names
            ]
            lines.append(f"| {algorithm} {operation} | " + " | ".join(cells) + " |")
    lines += [
        "",
        f"The median of {processes} processes with keys of their own, by the processor time of one thread, on messages of 300 "
        "octets. Every library verified the same signatures before, and rejected changed ones. RSA has 2048 bits. –: the library "
        "doesn't have the algorithm.",
    ]
    lines += [f"No figure for {name}, {algorithm}: {reason}." for (algorithm, name), reason in reasons.items()]
    if missing:
        lines.append(f"Not installed: {', '.join(missing)}.")
    return "\n".join(lines) + "\n"


def plot(figures, versions):
    """Bars of how many times as long as the fastest, with the range of the processes."""
    names, height, left, width = list(versions), 9, 110, 620
    rows = [(a, o) for a in ALGORITHMS for o in OPERATIONS if (a, o) in figures]
    most = 16.0
    body, y = [], 34
    for algorithm, operation in rows:
        row = figures[algorithm, operation]
        least = min(figure[0] for figure in row.values())
        body.append(f'<text x="{left - 8}" y="{y + height * len(row) / 2 + 4}" text-anchor="end">{algorithm} {operation}</text>')
        for index, name in enumerate(names):
            if name not in row:
                continue
            median, low, high = (value / least for value in row[name])
            end, start, stop = (left + (width - left - 60) * min(value, most) / most for value in (median, low, high))
            body.append(
                f'<rect x="{left}" y="{y}" width="{end - left:.1f}" height="{height - 2}" fill="{COLOURS[index % len(COLOURS)]}"/>'
                f'<path d="M{start:.1f} {y + 3.5}H{stop:.1f}" stroke="#000"/>'
                f'<text x="{max(end, stop) + 4:.1f}" y="{y + 7}" font-size="8">{median:.2f}{" ›" if median > most else ""}</text>'
            )
            y += height
        y += 8
    legend = "".join(
        f'<rect x="{8 + index * 88}" y="8" width="9" height="9" fill="{COLOURS[index % len(COLOURS)]}"/>'
        f'<text x="{20 + index * 88}" y="16" font-size="9">{escape(name.split(" ")[0])}</text>'
        for index, name in enumerate(names)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" font-family="sans-serif" font-size="11">'
        f"<title>Time of the bare operation, in multiples of the fastest library; cut at {most:.0f}</title>"
        f'<rect width="{width}" height="{y}" fill="#fff"/>{legend}{"".join(body)}</svg>\n'
    )


def main(folder, *missing):
    """Writes the table, the figures and the plot."""
    folder = Path(folder)
    figures, versions, reasons = read(folder / "processes.csv")
    if not figures:
        sys.exit("report.py: nothing was measured")
    first = next(iter(versions))
    with (folder / "processes.csv").open(encoding="utf-8") as file:
        processes = sum(row[:3] == ["HS256", "sign", first] for row in csv.reader(file))
    text = table(figures, versions, reasons, missing, processes)
    (folder / "providers.md").write_text(text, encoding="utf-8")
    (folder / "providers.svg").write_text(plot(figures, versions), encoding="utf-8")
    with (folder / "providers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["algorithm", "operation", "provider", "version", "nanoseconds", "least", "most"])
        for (algorithm, operation), row in figures.items():
            for name, figure in row.items():
                writer.writerow([algorithm, operation, name, versions[name], *(f"{value:.1f}" for value in figure)])
    print(text, end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
