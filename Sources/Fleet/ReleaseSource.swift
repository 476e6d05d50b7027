import FoundationEssentials
import JWTConformance

/// Where the releases of a library come from: `pypi:PyJWT`, `debian:ruby-jwt`, `npm:jose`.
package struct ReleaseSource: Hashable, Sendable, Codable, CustomStringConvertible {
    /// A registry that keeps releases.
    package enum Registry: String, Hashable, Sendable, CaseIterable {
        case debian, pypi, npm, maven, go, crates, packagist, rubygems, nuget
    }

    /// The registry.
    package let registry: Registry
    /// The library's name there.
    package let name: String

    /// The registry's name, a colon, and the library's.
    package var description: String { "\(registry.rawValue):\(name)" }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let registry = Registry(rawValue: parts[0]),
            // It becomes an argument of the registry's client.
            parts[1].wholeMatch(of: /[@A-Za-z0-9][A-Za-z0-9._@\/:+-]*/) != nil
        else {
            let known = Registry.allCases.map(\.rawValue).joined(separator: ", ")
            let context = DecodingError.Context(
                codingPath: decoder.codingPath,
                debugDescription: "expected REGISTRY:NAME with one of \(known), found \(text.bounded(to: 64))"
            )
            throw DecodingError.dataCorrupted(context)
        }
        self.registry = registry
        name = parts[1]
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension AdapterManifest {
    /// Whether the builder can be asked for this version: it takes PyPI's by number.
    func hasVersion(_ version: String) -> Bool {
        source?.registry == .pypi && builder?.first == "python"
            && version.wholeMatch(of: /[0-9][A-Za-z0-9.+!-]*/) != nil
    }
}

/// A version, compared by its numbers; of equal numbers a pre-release comes first.
package struct ReleaseVersion: Hashable, Sendable, Comparable {
    /// The version as it's written.
    package let text: String
    /// Its numbers up to the first letter, without zeros at the end.
    let numbers: [Int]
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
