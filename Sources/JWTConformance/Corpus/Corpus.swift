/// The vectors, keys and requirements of one folder.
public struct Corpus: Sendable {
    /// A topic: the title of a file and where it lies in the corpus.
    package struct Topic: Hashable, Sendable {
        /// The file's path inside the corpus.
        public let path: String
        /// The file's title.
        public let title: String
        /// The ids of its vectors, in order.
        public let vectors: [String]
    }

    /// The vectors for verifiers, in the order of the files' paths and of the tests in them.
    public let vectors: [Vector]
    /// The vectors for signers, in the same order; a corpus may have none.
    public let signVectors: [Vector]
    /// The keys, by id.
    package let keys: [String: KeyRecord]
    /// The topics, in order.
    package let topics: [Topic]
    /// What the vectors hold a verifier to, in the order of the catalog.
    package let requirements: [Requirement]
    /// The folder that it was loaded from; absent if it was assembled.
    package private(set) var directory: String?

    private let positions: [String: Int]

    /// Loads every vector and key file below a folder.
    ///
    /// - Parameter directory: the path of the folder.
    /// - Throws: ``CorpusError``.
    public init(directory: String) throws(CorpusError) {
        let paths = try CorpusFiles.paths(below: directory)
        var keys: [String: KeyRecord] = [:]
        for key in try KeyRecord.all(in: directory) where keys.updateValue(key, forKey: key.id) != nil {
            throw .unreadable(file: "keys", reason: "duplicate key ID \(key.id)")
        }
        var topics: [Topic] = []
        var vectors: [Vector] = []
        for path in paths where Self.holdsVectors(path) {
            let isForSigners = path.hasPrefix(SignVectorFile.folder)
            let type: any VectorHoldingFile.Type = isForSigners ? SignVectorFile.self : VectorFile.self
            let file: any VectorHoldingFile = try Self.file(type, path: path, in: directory)
            let loaded = try file.vectors(keys: keys)
            if !isForSigners { topics.append(Topic(path: path, title: file.title, vectors: loaded.map(\.id))) }
            vectors += loaded
        }
        for path in paths where path.hasPrefix(CarrierFile.folder) {
            vectors = try Self.file(CarrierFile.self, path: path, in: directory).adding(to: vectors, keys: keys)
        }
        guard vectors.contains(where: { $0.kind == .verify }) else { throw .notFound(path: directory) }
        let requirements = try Requirement.all(in: directory)
        try self.init(vectors: vectors, keys: keys, topics: topics, requirements: requirements)
        self.directory = directory
    }

    /// Assembles a corpus from some vectors, such as a part of the standard ones.
    ///
    /// - Parameter vectors: the vectors of both kinds; their ids are distinct.
    /// - Throws: ``CorpusError/inconsistent(vector:reason:)`` for a duplicate id.
    public init(vectors: [Vector]) throws(CorpusError) {
        try self.init(vectors: vectors, keys: [:])
    }

    /// Assembles a corpus from vectors that are already in memory.
    ///
    /// - Parameters:
    ///   - vectors: the vectors of both kinds; their ids are distinct.
    ///   - keys: key records by id.
    ///   - topics: the topics that the vectors belong to.
    ///   - requirements: the catalog that the vectors' references are to.
    /// - Throws: ``CorpusError/inconsistent(vector:reason:)`` if an id is there twice.
    package init(
        vectors: [Vector],
        keys: [String: KeyRecord] = [:],
        topics: [Topic] = [],
        requirements: [Requirement] = []
    ) throws(CorpusError) {
        var seen: Set<String> = []
        for vector in vectors where !seen.insert(vector.id).inserted {
            throw .inconsistent(vector: vector.id, reason: "duplicate id")
        }
        let all = vectors
        self.vectors = all.filter { $0.kind == .verify }
        signVectors = all.filter { $0.kind == .sign }
        positions = Dictionary(
            uniqueKeysWithValues: (self.vectors + signVectors).enumerated().map { ($1.id, $0) }
        )
        self.keys = keys
        self.topics = topics
        self.requirements = requirements
    }

    /// The vector with this id, of either kind.
    public subscript(id: String) -> Vector? {
        positions[id].map { $0 < vectors.count ? vectors[$0] : signVectors[$0 - vectors.count] }
    }

    /// The vectors of a kind.
    public func vectors(_ kind: VectorKind) -> [Vector] { kind == .verify ? vectors : signVectors }

    /// The requirement with this id.
    package func requirement(_ id: String) -> Requirement? {
        requirements.first { $0.id == id }
    }

    private static func holdsVectors(_ path: String) -> Bool {
        path.contains("/")
            && !["keys/", "schema/", KeyScenarioFile.folder, CarrierFile.folder].contains(where: path.hasPrefix)
    }

    private static func file<File: CorpusFile>(
        _ type: File.Type,
        path: String,
        in directory: String
    ) throws(CorpusError) -> File {
        let file = try CorpusFiles.read(type, path: path, in: directory)
        guard file.schema == File.schema else {
            throw .unreadable(file: path, reason: "schema is \(file.schema), not \(File.schema)")
        }
        return file
    }
}

/// A file of a corpus that says of which kind it is.
private protocol CorpusFile: Decodable {
    static var schema: String { get }
    var schema: String { get }
}

/// A file of vectors, of either kind.
private protocol VectorHoldingFile: CorpusFile {
    var title: String { get }
    func vectors(keys: [String: KeyRecord]) throws(CorpusError) -> [Vector]
}

extension VectorFile: VectorHoldingFile {}
extension SignVectorFile: VectorHoldingFile {}
extension CarrierFile: CorpusFile {}
