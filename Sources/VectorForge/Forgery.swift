import FoundationEssentials
package import JWTConformance

/// The corpus made from its definitions: files by path.
public struct Forgery: Sendable {
    /// The octets of each vector file, by its path in the corpus.
    public let files: [String: [UInt8]]

    /// Makes every topic.
    ///
    /// - Parameters:
    ///   - keys: the corpus's key records, which are authored and not forged.
    ///   - requirements: the catalog, which says how binding each rule is.
    /// - Throws: ``ForgeError`` if a definition is wrong.
    package init(keys: [KeyRecord], requirements: [Requirement]) throws {
        let forge = try Forge(keys)
        let records = Dictionary(uniqueKeysWithValues: keys.map { ($0.id, $0) })
        let catalog = Dictionary(uniqueKeysWithValues: requirements.map { ($0.id, $0) })
        let forged = try ForgedTopics(forge, keys: keys)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var files: [String: [UInt8]] = [:]
        func add(_ file: some Encodable, at path: String) throws {
            guard files.updateValue(try Array(encoder.encode(file)) + [0x0A], forKey: path) == nil else {
                throw ForgeError("duplicate topic \(path)")
            }
        }
        for topic in forged.topics {
            let file = try topic.file.withClockMargins(keys: records).weighed(by: catalog)
            try add(file.stating(forged.attacks), at: topic.path)
        }
        for file in try CarrierForge(forge, keys: records, topics: forged.topics).files {
            try add(file, at: "\(CarrierFile.folder)\(file.algorithm.lowercased()).json")
        }
        for define in Topics.sign {
            let topic = try define(forge)
            try add(topic.file.statingAttacks(keys: records), at: topic.path)
        }
        self.files = files
    }

    /// Writes the files below a folder.
    ///
    /// - Parameter directory: the corpus's folder.
    /// - Returns: the paths of the files that changed.
    /// - Throws: the file system's error if a file can't be written.
    public func write(to directory: String) throws -> [String] {
        let stale = differences(from: directory)
        for path in stale {
            let url = URL(filePath: directory).appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(files[path] ?? []).write(to: url)
        }
        return stale
    }

    /// The paths of files that a folder lacks or has otherwise.
    public func differences(from directory: String) -> [String] {
        files.keys.sorted().filter { path in
            let url = URL(filePath: directory).appending(path: path)
            return (try? Data(contentsOf: url)).map { Array($0) } != files[path]
        }
    }
}

/// The topics made from their definitions, and who can make their tokens.
struct ForgedTopics {
    /// The topics.
    let topics: [Topic]
    /// Who can make each token that the strict reference rejects, by the vector's id.
    let attacks: [String: Attack]
    /// Every question, by the vector's id.
    let questions: [String: Question]

    /// Makes every topic, and makes it again in worlds that withhold keys.
    init(_ forge: Forge, keys: [KeyRecord]) throws {
        let ledger = Ledger()
        let records = Dictionary(uniqueKeysWithValues: keys.map { ($0.id, $0) })
        let topics = try World.$current.withValue(World(ledger: ledger)) { try Topics.all.map { try $0(forge) } }
            .withMinimalPolicies(keys: records)
        let parts = try zip(Topics.all, topics).map { define, topic in
            AttackAnalysis.Part(
                define: define,
                vectors: try topic.file.vectors(keys: records),
                origins: topic.origins
            )
        }
        let secrets = keys.compactMap { $0.verification["k"]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes }
        self.topics = topics
        attacks = AttackAnalysis(parts, forge: forge, secrets: secrets, ledger: ledger).attacks
        questions = Dictionary(parts.flatMap(\.vectors).map { ($0.id, $0.question) }) { first, _ in first }
    }
}

extension VectorFile {
    /// The file with who can make each token.
    fileprivate func stating(_ attacks: [String: Attack]) -> VectorFile {
        var file = self
        for group in file.groups.indices {
            for test in file.groups[group].tests.indices {
                guard let attack = attacks[file.groups[group].tests[test].id] else { continue }
                file.groups[group].tests[test].attacker = attack.attacker
                file.groups[group].tests[test].gain = attack.gain
                file.groups[group].tests[test].from = attack.from
                file.groups[group].tests[test].validUnder = attack.validUnder
            }
        }
        return file
    }
}

extension SignVectorFile {
    /// The file with what each token opens that a signer must not make.
    fileprivate func statingAttacks(keys: [String: KeyRecord]) throws -> SignVectorFile {
        var file = self
        var vectors = try vectors(keys: keys).makeIterator()
        for group in file.groups.indices {
            for test in file.groups[group].tests.indices {
                guard let vector = vectors.next(), case .reject = vector.expectation else { continue }
                guard let request = vector.signing?.request else { continue }
                let attack = Attack(signing: request, reason: vector.reason)
                file.groups[group].tests[test].attacker = attack.attacker
                file.groups[group].tests[test].gain = attack.gain
            }
        }
        return file
    }
}
