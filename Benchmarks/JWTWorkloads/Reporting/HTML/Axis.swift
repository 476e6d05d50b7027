import ReportKit
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An axis of a plot: from a value to a place, and the values that are named.
struct Axis {
    enum Scale {
        /// Equal steps.
        case linear
        /// Equal factors.
        case logarithmic
        /// Percentiles: 0, 90, 99 and 99.9 at equal steps, as Tene's HdrHistogram plots them.
        case nines
    }

    /// A named value.
    struct Tick {
        let value: Double
        let label: String
    }

    let title: String
    let scale: Scale
    let lower: Double
    let upper: Double
    let ticks: [Tick]

    /// An axis from zero, or from a value, in equal steps.
    static func linear(_ title: String, from lower: Double = 0, to upper: Double) -> Axis {
        let step = niceStep((upper - lower) / 5)
        let top = (upper / step).rounded(.up) * step
        let ticks = stride(from: (lower / step).rounded(.up) * step, through: top + step / 2, by: step).map {
            Tick(value: $0, label: short($0))
        }
        return Axis(title: title, scale: .linear, lower: lower, upper: max(top, lower + step), ticks: ticks)
    }

    /// An axis over whole numbers.
    static func counting(_ title: String, to upper: Int) -> Axis {
        let step = max(1, upper / 8)
        let ticks = stride(from: 1, through: upper, by: step).map { Tick(value: Double($0), label: "\($0)") }
        return Axis(title: title, scale: .linear, lower: 0.5, upper: Double(upper) + 0.5, ticks: ticks)
    }

    /// An axis from a power of ten to another, around positive values.
    static func logarithmic(_ title: String, around values: [Double]) -> Axis {
        let positive = values.filter { $0 > 0 }
        let bottom = log10(positive.min() ?? 1).rounded(.down)
        let top = max(log10(positive.max() ?? 10).rounded(.up), bottom + 1)
        let ticks = (Int(bottom)...Int(top)).map { exponent in
            Tick(value: pow(10, Double(exponent)), label: short(pow(10, Double(exponent))))
        }
        return Axis(title: title, scale: .logarithmic, lower: pow(10, bottom), upper: pow(10, top), ticks: ticks)
    }

    /// The percentiles up to the 99.9th, or to one with more nines.
    static func nines(_ title: String, digits: Int = 3) -> Axis {
        let labels = ["0", "90", "99", "99.9", "99.99", "99.999"].prefix(digits + 1)
        let ticks = labels.enumerated().map { index, label in
            Tick(value: index == 0 ? 0 : 100 - pow(10, 2 - Double(index)), label: label + " %")
        }
        return Axis(title: title, scale: .nines, lower: 0, upper: ticks.last?.value ?? 99.9, ticks: ticks)
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    func place(_ value: Double) -> Double {
        switch scale {
        case .linear: (value - lower) / (upper - lower)
        case .logarithmic: log(max(value, lower * 1e-3) / lower) / log(upper / lower)
        case .nines: log10(100 / max(100 - value, 1e-9)) / log10(100 / (100 - upper))
        }
    }

    /// 1, 2 or 5 times a power of ten.
    private static func niceStep(_ step: Double) -> Double {
        guard step > 0 else { return 1 }
        let power = pow(10, log10(step).rounded(.down))
        return ([1, 2, 5].first { $0 * power >= step } ?? 10) * power
    }

    /// `250`, `1.5k`, `20M`.
    static func short(_ value: Double) -> String {
        for (unit, suffix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= unit {
            return trimmed(value / unit) + suffix
        }
        return trimmed(value)
    }

    private static func trimmed(_ value: Double) -> String {
        let text = Quantity.fixed(value, decimals: 3)
        guard text.contains(".") else { return text }
        let kept = String(text.reversed().drop { $0 == "0" }.reversed())
        return kept.hasSuffix(".") ? String(kept.dropLast()) : kept
    }
}
