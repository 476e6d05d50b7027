/// The name of an implementation and the capabilities that it declares.
public struct ImplementationProfile: Hashable, Sendable, Codable {
    /// The implementation's name, as its author spells it.
    public var name: String
    /// Its version.
    public var version: String
    /// The language it's written in.
    public var language: String
    /// The runtime and its version, if there is one.
    public var runtime: String?
    /// Where it's published.
    public var homepage: String?
    /// The capabilities that it declares.
    ///
    /// If `nil`, it is asked every question.
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

/// The capabilities that an implementation declares.
///
/// Questions that need an undeclared feature are skipped and counted. Answering `unsupported` for a declared feature is
/// a broken claim.
public struct Capabilities: Hashable, Sendable, Codable {
    /// The source of the current time.
    public enum Clock: String, Hashable, Sendable, Codable {
        /// The implementation takes the time from the policy's `now`.
        case injected
        /// The implementation asks the system. A policy's `now` tells it to check times; the token was made for the
        /// current time.
        case system
    }

    /// `verify`, `sign`, `bench`.
    public var operations: [String]
    /// `alg` names.
    public var algorithms: [String]
    /// `compact`, `flattened`, `general`; `detached` for RFC 7515 appendix F; `unencoded` for RFC 7797, detached or
    /// not.
    public var serializations: [String]
    /// `jwk`, `jwks`, `pem`, `text`, `octets`, `none`.
    public var keys: [String]
    /// `claims`, `bytes`.
    public var contents: [String]
    /// The members of ``VerificationPolicy`` that it honours.
    ///
    /// `algorithms` is missing if users can't restrict which algorithms are accepted. `unpinned` says that it also
    /// works without such a restriction.
    public var policy: [String]
    /// The source of the current time.
    public var clock: Clock
    /// Whether it keeps one verifier for all questions of a sequence.
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

    /// Reads capabilities.
    ///
    /// An absent list gets the shortest sensible default.
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
