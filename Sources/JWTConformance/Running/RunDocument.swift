/// What the caller says of a run.
public struct RunDescription: Hashable, Sendable, Codable {
    /// The version of the suite.
    public var version: String
    /// The digest of the corpus; see ``CorpusDigest``.
    public var corpus: String
    /// When the run started, as RFC 3339 has it.
    public var started: String

    /// Describes a run.
    public init(version: String = "", corpus: String = "", started: String = "") {
        self.version = version
        self.corpus = corpus
        self.started = started
    }
}

/// Everything that came of a run (`jwt-assay/run/1`), enough to write any report from.
public struct RunDocument: Hashable, Sendable, Codable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/run/1"

    /// Always ``RunDocument/schema``.
    public let schema: String
    /// The suite, the corpus and the time.
    public let suite: RunDescription
    /// Whether every case of every implementation that could be run was asked.
    public let complete: Bool
    /// How expectations were read.
    public let profile: GradingProfile
    /// The vectors that were asked about, in the order of the corpus.
    public let vectors: [VectorRecord]
    /// The implementations, in the order of the command line.
    public var implementations: [VerifierRun]

    /// Puts a document together.
    public init(
        description: RunDescription,
        profile: GradingProfile,
        vectors: [VectorRecord],
        implementations: [VerifierRun]
    ) {
        self.schema = Self.schema
        self.suite = description
        self.complete = implementations.allSatisfy { $0.state != .interrupted }
        self.profile = profile
        self.vectors = vectors
        self.implementations = implementations
    }
}

extension RunDocument {
    /// The ids of the vectors whose verdict isn't as expected for some implementation.
    public var unexpectedIDs: Set<String> {
        Set(implementations.flatMap(\.cases).filter { !$0.verdict.isExpected }.map(\.id))
    }
}

/// What a run document keeps of a vector.
public struct VectorRecord: Hashable, Sendable, Codable, Identifiable {
    /// See ``Vector/id``.
    public let id: String
    /// See ``Vector/summary``.
    public let summary: String
    /// `accept`, `reject` or `either`.
    public let expect: String
    /// See ``Vector/level``.
    public let level: Level
    /// See ``Vector/refs``.
    public let refs: [String]

    /// Keeps a vector.
    public init(_ vector: Vector) {
        self.id = vector.id
        self.summary = vector.summary
        self.expect = vector.expectation.word
        self.level = vector.level
        self.refs = vector.refs
    }
}
