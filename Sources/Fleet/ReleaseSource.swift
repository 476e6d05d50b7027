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
