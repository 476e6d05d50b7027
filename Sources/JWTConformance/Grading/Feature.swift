/// Something that a question needs of a verifier, spelled as capabilities and skips show it: `algorithm:ES256K`.
public struct Feature: Hashable, Sendable {
    /// The kind, a colon and the name within the kind; `sequences` stands alone.
    public let name: String

    /// A feature as a verifier or a file spells it.
    public init(_ name: String) {
        self.name = name
    }

    /// An `alg` name that the policy pins.
    package static func algorithm(_ name: String) -> Feature { Feature("algorithm:\(name)") }

    /// `compact`, `flattened`, `general`; `detached` and `unencoded` come on top of one of these.
    package static func serialization(_ name: String) -> Feature { Feature("serialization:\(name)") }

    /// `jwk`, `jwks`, `pem`, `text`, `octets`, `none`.
    package static func key(_ name: String) -> Feature { Feature("key:\(name)") }

    /// `claims` or `bytes`.
    package static func content(_ content: Question.Content) -> Feature { Feature("content:\(content.rawValue)") }

    /// A member of ``VerificationPolicy`` that is set.
    package static func policy(_ member: VerificationPolicy.CodingKeys) -> Feature {
        Feature("policy:\(member.rawValue)")
    }

    /// Running without a pinned algorithm.
    package static let unpinned = Feature("policy:unpinned")

    /// A clock that follows the policy's `now`: what a verdict needs that turns on a second.
    package static let injectedClock = Feature("clock:injected")

    /// An operation other than `verify`: `sign`, `bench`.
    package static func operation(_ name: String) -> Feature { Feature("operation:\(name)") }

    /// One verifier kept alive for the questions of a sequence.
    package static let sequences = Feature("sequences")
}

extension Feature: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

extension Capabilities {
    /// Whether the implementation says that it can do this.
    ///
    /// A feature of an unknown kind isn't declared.
    package func declares(_ feature: Feature) -> Bool {
        if feature == .sequences { return sequences }
        guard let colon = feature.name.firstIndex(of: ":") else { return false }
        let name = String(feature.name[feature.name.index(after: colon)...])
        return switch feature.name[..<colon] {
        case "algorithm": algorithms.contains(name)
        case "serialization": serializations.contains(name)
        case "key": keys.contains(name)
        case "operation": operations.contains(name)
        case "content": contents.contains(name)
        // An injected clock is the policy's `now`.
        case "policy": policy.contains(name) || (name == "now" && clock == .injected)
        case "clock": clock.rawValue == name
        default: false
        }
    }

    /// The first feature that the question needs and that isn't declared.
    ///
    /// A JWK that comes with its PEM form serves a verifier that reads either.
    package func firstUndeclared(of question: Question) -> Feature? {
        undeclared(of: question).first
    }

    /// The features that the question needs and that aren't declared.
    func undeclared(of question: Question) -> [Feature] {
        undeclared(question.features, with: question.key)
    }

    /// Those of the features that aren't declared, if a JWK that comes with its PEM form serves who reads either.
    func undeclared(_ features: [Feature], with key: KeyMaterial) -> [Feature] {
        features.filter { feature in
            if declares(feature) { return false }
            if feature == .key("jwk"), case .jwk(_, .some) = key { return !declares(.key("pem")) }
            return true
        }
    }
}
