import FoundationEssentials

/// The catalog of requirements as it stands on disk (`jwt-assay/requirements/1`).
struct RequirementFile: Codable {
    static let schema = "jwt-assay/requirements/1"
    /// Where it lies in a corpus.
    static let path = "requirements.json"

    let schema: String
    let title: String
    let requirements: [Requirement]
}

extension Requirement {
    /// The requirements of a corpus, in the order of the file; empty if there is no file.
    ///
    /// - Parameter directory: the path of the corpus.
    /// - Returns: the requirements; their ids are distinct.
    /// - Throws: ``CorpusError``.
    package static func all(in directory: String) throws(CorpusError) -> [Requirement] {
        let path = RequirementFile.path
        guard FileManager.default.fileExists(atPath: "\(directory)/\(path)") else { return [] }
        let file = try CorpusFiles.read(RequirementFile.self, path: path, in: directory)
        guard file.schema == RequirementFile.schema else {
            throw .unreadable(file: path, reason: "schema is \(file.schema), not \(RequirementFile.schema)")
        }
        var ids: Set<String> = []
        for requirement in file.requirements {
            try requirement.check()
            guard ids.insert(requirement.id).inserted else {
                throw .unreadable(file: path, reason: "duplicate id \(requirement.id)")
            }
        }
        return file.requirements
    }
}
