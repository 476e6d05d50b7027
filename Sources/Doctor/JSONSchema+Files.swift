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

    /// The members of a corpus's files that their schemas don't have: the decoder overlooks them, and they may be misspelt.
    ///
    /// - Parameters:
    ///   - corpus: the folder of the corpus.
    ///   - paths: which of its files.
    ///   - folder: the folder of the schemas.
    /// - Returns: a sentence for the first one of each file, with the place.
    /// - Throws: ``Unusable``.
    package static func unknownMembers(
        in corpus: String,
        files paths: [String],
        schemas folder: String
    ) throws(Unusable) -> [String] {
        let documents = try documents(in: folder)
        var sentences: [String] = []
        for path in paths {
            guard let content = FileManager.default.contents(atPath: "\(corpus)/\(path)"),
                let value = try? JSONDecoder().decode(JSONValue.self, from: content),
                let kind = value["schema"]?.stringValue?.split(separator: "/").dropFirst().first,
                let name = documents.keys.first(where: { $0 == "\(kind).schema.json" })
            else { continue }
            let problems = try JSONSchema(name, among: documents).problems(of: value)
            guard let problem = problems.first(where: { $0.demand == SchemaEvaluation.unknownMember }) else { continue }
            sentences.append("\(path): \(problem.named(in: value)); correct its spelling, or remove it")
        }
        return sentences
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

extension JSONSchema.Problem {
    /// The problem with the ids of the objects on the way to it, in place of their numbers.
    fileprivate func named(in value: JSONValue) -> String {
        var (value, text, rest) = (Optional(value), "", place[...])
        while let end = rest.firstIndex(of: "]"), let start = rest[..<end].lastIndex(of: "[") {
            for name in rest[..<start].split(separator: ".") { value = value?[String(name)] }
            let index = Int(rest[rest.index(after: start)..<end]) ?? 0
            let elements = value?.arrayValue ?? []
            value = elements.indices.contains(index) ? elements[index] : nil
            text += rest[...start] + (value?["id"]?.stringValue?.bounded(to: 128) ?? "\(index)") + "]"
            rest = rest[rest.index(after: end)...]
        }
        return "\(text + rest) \(demand)"
    }
}
