/// Who a verifier is and what it says it can do.
public struct ImplementationProfile: Hashable, Sendable, Codable {
    /// The implementation's name, as its author spells it.
    public var name: String
    /// Its version.
    public var version: String
    /// The language it's written in.
    public var language: String
    /// The runtime and its version, where there is one.
    public var runtime: String?
    /// Where it's published.
    public var homepage: String?
    /// What it says it can do; absent: everything is asked.
    public var capabilities: Capabilities?

    /// Describes an implementation.
    public init(
        name: String,
        version: String,
        language: String,
        runtime: String? = nil,
        homepage: String? = nil,
        capabilities: Capabilities? = nil
    ) {
        self.name = name
        self.version = version
        self.language = language
        self.runtime = runtime
        self.homepage = homepage
        self.capabilities = capabilities
    }
}

/// What an implementation says it can do.
///
/// A feature that isn't declared is skipped and counted as such.
///
/// A feature that is declared and then answered `unsupported` is a broken claim.
public struct Capabilities: Hashable, Sendable, Codable {
    /// Where the time comes from.
    public enum Clock: String, Hashable, Sendable, Codable {
        /// The policy's `now` is honoured.
        case injected
        /// The system's clock: the policy's `now` says that times are compared, and the token was made for it.
        case system
    }

    /// `verify`, `sign`, `bench`.
    public var operations: [String]
    /// `alg` names.
    public var algorithms: [String]
    /// `compact`, `flattened`, `general`; `detached` for RFC 7515 appendix F; `unencoded` for RFC 7797, detached or not.
    public var serializations: [String]
    /// `jwk`, `jwks`, `pem`, `text`, `octets`, `none`.
    public var keys: [String]
    /// `claims`, `bytes`.
    public var contents: [String]
    /// The members of ``VerificationPolicy`` that are honoured; `algorithms` absent: it can't pin.
    ///
    /// `unpinned` beside them: it runs without a pin.
    public var policy: [String]
    /// Where the time comes from.
    public var clock: Clock
    /// Whether one verifier is kept alive for the questions of a sequence.
    public var sequences: Bool

    /// Declares capabilities.
    public init(
        operations: [String] = ["verify"],
        algorithms: [String],
        serializations: [String] = ["compact"],
        keys: [String] = ["jwk"],
        contents: [String] = ["claims", "bytes"],
        policy: [String],
        clock: Clock = .injected,
        sequences: Bool = false
    ) {
        self.operations = operations
        self.algorithms = algorithms
        self.serializations = serializations
        self.keys = keys
        self.contents = contents
        self.policy = policy
        self.clock = clock
        self.sequences = sequences
    }

    /// Reads capabilities; an absent list is the shortest that makes sense.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func list(_ key: CodingKeys, default fallback: [String]) throws -> [String] {
            try container.decodeIfPresent([String].self, forKey: key) ?? fallback
        }
        self.init(
            operations: try list(.operations, default: ["verify"]),
            algorithms: try list(.algorithms, default: []),
            serializations: try list(.serializations, default: ["compact"]),
            keys: try list(.keys, default: ["jwk"]),
            contents: try list(.contents, default: ["claims"]),
            policy: try list(.policy, default: []),
            clock: try container.decodeIfPresent(Clock.self, forKey: .clock) ?? .system,
            sequences: try container.decodeIfPresent(Bool.self, forKey: .sequences) ?? false
        )
    }
}
