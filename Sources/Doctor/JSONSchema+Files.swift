import FoundationEssentials
package import JWTConformance

extension JSONSchema {
    /// The schemas of a folder, by the names of their files.
    ///
    /// - Parameter folder: the path of the folder.
    /// - Returns: each schema by the name of its file.
    /// - Throws: ``Unusable`` if the folder has none, or one can't be read.
    package static func documents(in folder: String) throws(Unusable) -> [String: JSONValue] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var documents: [String: JSONValue] = [:]
        for name in names where name.hasSuffix(".json") {
            guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let document = try? JSONDecoder().decode(JSONValue.self, from: content)
            else { throw Unusable(description: "\(folder)/\(name) can't be read") }
            documents[name] = document
        }
        guard !documents.isEmpty else { throw Unusable(description: "there are no schemas in \(folder)") }
        return documents
    }

    /// The schema of what an adapter writes.
    ///
    /// - Parameter folder: the folder of the schemas.
    /// - Returns: the schema.
    /// - Throws: ``Unusable``.
    package static func adapterReply(in folder: String) throws(Unusable) -> JSONSchema {
        try JSONSchema("adapter-reply.schema.json", among: documents(in: folder))
    }
}
