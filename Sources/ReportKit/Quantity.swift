/// Numbers as a table shows them.
package enum Quantity {
    /// A whole number with grouped thousands: `1,234,567`.
    package static func grouped(_ value: Double) -> String {
        let digits = String(Int(value.rounded()))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3), digits[digits.startIndex] != "-" || index > 1 {
                grouped.append(",")
            }
            grouped.append(digit)
        }
        return grouped
    }

    /// A non-negative number with the given number of decimals: `1.05`.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let digits = String(Int((value * scale).rounded()))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        guard decimals > 0 else { return padded }
        return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// A number of either sign, with the given number of decimals: `-0.3`.
    package static func signed(_ value: Double, decimals: Int) -> String {
        let text = fixed(abs(value), decimals: decimals)
        return value < 0 && text.contains { $0 != "0" && $0 != "." } ? "-\(text)" : text
    }

    /// A share in percent: `95 %`.
    package static func percent(_ share: Double, decimals: Int = 0) -> String {
        signed(share * 100, decimals: decimals) + " %"
    }
}

extension Int {
    /// The number with its noun: `1 worker`, `2 workers`.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? one + "s")"
    }
}
