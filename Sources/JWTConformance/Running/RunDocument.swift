/// What the caller says of a run.
public struct RunDescription: Hashable, Sendable, Codable {
    /// The version of the suite.
    public var version: String
    /// The digest of the corpus, such as `sha256:…`; see `Vectors/README.md`.
    public var corpus: String
    /// How the corpus differs from the suite's own, if it does.
    package var corpusChanges: CorpusChanges?
    /// When the run started (RFC 3339).
    public var started: String
    /// The machine it ran on, if known.
    package var machine: RunMachine?

    /// Describes a run.
    public init(version: String = "", corpus: String = "", started: String = "") {
        self.init(version: version, corpus: corpus, started: started, machine: nil)
    }

    /// Describes a run with the machine that it ran on.
    package init(version: String = "", corpus: String = "", started: String = "", machine: RunMachine?) {
        (self.version, self.corpus, self.started, self.machine) = (version, corpus, started, machine)
    }
}

/// The results of a run (`jwt-assay/run/1`), enough to write any report.
public struct RunDocument: Hashable, Sendable, Codable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/run/1"

    /// Always ``RunDocument/schema-type.property``.
    public let schema: String
    /// The suite, the corpus, the time and the machine.
    public let suite: RunDescription
    /// Whether every case of every implementation that could be run was asked.
    public let complete: Bool
    /// The shard of a divided run that it holds; `nil`: it's whole.
    package private(set) var shard: ShardRecord?
    /// How expectations were read.
    public let profile: GradingProfile
    /// The vectors that were asked about, in the order of the corpus.
    public let vectors: [VectorRecord]
    /// The key material of those vectors, by the name that ``VectorRecord/key`` has for it.
    package let keys: [String: RecordedKey]
    /// The requirements of the catalog, in its order; see ``citing(_:attacks:)``.
    package private(set) var rules: [RecordedRule]
    /// The classes of attacks, in the order of their catalog; see ``citing(_:attacks:)``.
    package private(set) var attacks: [RecordedAttack]
    /// The implementations, in the order of the command line.
    public var implementations: [ImplementationRun]

    /// Puts a document together.
    package init(
        description: RunDescription,
        profile: GradingProfile,
        vectors: [VectorRecord],
        keys: [String: RecordedKey] = [:],
        rules: [RecordedRule] = [],
        attacks: [RecordedAttack] = [],
        implementations: [ImplementationRun]
    ) {
        self.schema = Self.schema
        self.suite = description
        self.complete = implementations.allSatisfy { $0.state != .interrupted }
        self.profile = profile
        self.vectors = vectors
        self.keys = keys
        self.rules = rules
        self.attacks = attacks
        self.implementations = implementations
    }

    /// Reads a document; one that was written before there were classes of attacks has none.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        schema = try values.decode(String.self, forKey: .schema)
        suite = try values.decode(RunDescription.self, forKey: .suite)
        complete = try values.decode(Bool.self, forKey: .complete)
        shard = try values.decodeIfPresent(ShardRecord.self, forKey: .shard)
        profile = try values.decode(GradingProfile.self, forKey: .profile)
        vectors = try values.decode([VectorRecord].self, forKey: .vectors)
        keys = try values.decode([String: RecordedKey].self, forKey: .keys)
        rules = try values.decode([RecordedRule].self, forKey: .rules)
        attacks = try values.decodeIfPresent([RecordedAttack].self, forKey: .attacks) ?? []
        implementations = try values.decode([ImplementationRun].self, forKey: .implementations)
    }
}

extension RunDocument {
    /// Puts a document together from the vectors themselves.
    ///
    /// - Parameters:
    ///   - description: the suite.
    ///   - profile: how expectations were read.
    ///   - vectors: all that were selected.
    ///   - shard: which of them were asked; `nil`: all.
    ///   - runs: the implementations.
    init(
        description: RunDescription,
        profile: GradingProfile,
        asking vectors: [Vector],
        shard: ShardRecord? = nil,
        runs: [ImplementationRun]
    ) {
        var names = KeyNames()
        // Named over the whole, so that a key has one name in every shard.
        let records = vectors.map { VectorRecord($0, key: names.name(of: $0)) }
        let asked = shard?.part(of: records) ?? records
        let used = shard == nil ? nil : Set(asked.map(\.key))
        self.init(
            description: description,
            profile: profile,
            vectors: asked,
            keys: names.keys.filter { used?.contains($0.key) ?? true },
            implementations: runs
        )
        self.shard = shard
        self = notingUnasked()
    }

    /// The document with what its vectors are about: the requirements, and the classes of attacks.
    ///
    /// All of them, and not only those that the vectors name: a report says too what wasn't asked about.
    ///
    /// - Parameters:
    ///   - catalog: the requirements of the corpus.
    ///   - attacks: the classes of attacks with the vectors of the corpus that try them.
    /// - Returns: the document with both.
    package func citing(_ catalog: [Requirement], attacks: AttackCoverage) -> RunDocument {
        var document = self
        document.rules = catalog.map(RecordedRule.init)
        document.attacks = attacks.rows.map(RecordedAttack.init)
        return document
    }

    /// The kinds of its vectors, questions to verifiers first.
    package var kinds: [VectorKind] {
        VectorKind.allCases.filter { kind in vectors.contains { ($0.kind ?? .verify) == kind } }
    }

    /// The document with the vectors of one kind and their cases alone.
    package func part(_ kind: VectorKind) -> RunDocument {
        let vectors = vectors.filter { ($0.kind ?? .verify) == kind }
        let ids = Set(vectors.map(\.id))
        return RunDocument(
            description: suite,
            profile: profile,
            vectors: vectors,
            keys: keys,
            rules: rules,
            attacks: attacks,
            implementations: implementations.map { run in
                var run = run
                run.cases.removeAll { !ids.contains($0.id) }
                if kind != .verify, kinds.count > 1 { run.incidents = nil }
                run.deviations.removeAll { $0.id.map { !ids.contains($0) } ?? (kind != .verify && kinds.count > 1) }
                return run
            }
        )
    }

    /// The ids of the vectors whose verdict isn't as expected for some implementation.
    package var unexpectedIDs: Set<String> {
        Set(implementations.flatMap(\.cases).filter { !$0.verdict.isExpected }.map(\.id))
    }
}
