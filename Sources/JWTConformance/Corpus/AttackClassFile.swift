import FoundationEssentials

/// The classes of attacks as they stand on disk (`jwt-assay/attack-classes/1`).
struct AttackClassFile: Codable {
    static let schema = "jwt-assay/attack-classes/1"
    /// Where it lies in a corpus.
    static let path = "attack-classes.json"

    let schema: String
    let title: String
    let families: [AttackFamily]?
    let classes: [AttackClass]
}

extension AttackClass {
    /// The classes of a corpus, in the order of the file; empty if there is no file.
    ///
    /// - Parameter directory: the path of the corpus.
    /// - Returns: the classes; their ids are distinct.
    /// - Throws: ``CorpusError``.
    package static func all(in directory: String) throws(CorpusError) -> [AttackClass] {
        let file = try AttackClassFile.read(in: directory)
        return (file?.classes ?? []).map { attack in
            var attack = attack
            attack.family = file?.families?.first { attack.id.hasPrefix($0.id + "/") }
            return attack
        }
    }
}

extension AttackClassFile {
    fileprivate static func read(in directory: String) throws(CorpusError) -> AttackClassFile? {
        guard FileManager.default.fileExists(atPath: "\(directory)/\(path)") else { return nil }
        let file = try CorpusFiles.read(AttackClassFile.self, path: path, in: directory)
        guard file.schema == AttackClassFile.schema else {
            throw .unreadable(file: path, reason: "schema is \(file.schema), not \(AttackClassFile.schema)")
        }
        var ids: Set<String> = []
        for attack in file.classes {
            try attack.check()
            guard ids.insert(attack.id).inserted else {
                throw .unreadable(file: path, reason: "duplicate id \(attack.id)")
            }
        }
        return file
    }
}
