/// A version, compared by its numbers; of equal numbers a pre-release comes first.
package struct ReleaseVersion: Hashable, Sendable, Comparable {
    /// The version as it's written.
    package let text: String
    /// Its numbers up to the first letter, without zeros at the end.
    package let numbers: [Int]
    private let suffix: String

    /// Reads a version, such as `2.10.1` or `1.0b2`.
    package init(_ text: String) {
        self.text = text
        let head = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let numbers = head.split(separator: ".").map { Int($0) ?? .max }
        self.numbers = Array(numbers.prefix(1 + (numbers.lastIndex { $0 != 0 } ?? -1)))
        suffix = String(text.dropFirst(head.count))
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.numbers == right.numbers && left.suffix == right.suffix
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(numbers)
        hasher.combine(suffix)
    }

    package static func < (left: Self, right: Self) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        if left.isPreliminary != right.isPreliminary { return left.isPreliminary }
        return left.suffix < right.suffix
    }

    /// Whether it comes before the version with the same numbers.
    package var isPreliminary: Bool {
        let word = suffix.drop { !$0.isLetter }.lowercased()
        return ["a", "b", "c", "rc", "dev", "alpha", "beta", "pre"].contains { word.hasPrefix($0) }
    }
}
