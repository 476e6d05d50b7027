import JWTConformance

/// The rules of a run by document, with how many vectors each has and who breaks it.
struct HTMLRules {
    let documents: [[String: Any]]

    init(_ document: RunDocument) {
        var vectors: [String: Int] = [:]
        for vector in document.vectors {
            for id in vector.refs { vectors[id, default: 0] += 1 }
        }
        let refs = Dictionary(document.vectors.map { ($0.id, $0.refs) }) { first, _ in first }
        var breakers: [String: Set<Int>] = [:]
        for (index, run) in document.implementations.enumerated() {
            // What decides is the first reference.
            for record in run.cases where record.verdict.isWrong {
                if let id = refs[record.id]?.first { breakers[id, default: []].insert(index) }
            }
        }
        let listed = Set(document.rules.map(\.id))
        let rules = document.rules.map { ($0.id, $0.level.rawValue, $0.text) }
        let others = vectors.keys.filter { !listed.contains($0) }.sorted().map { ($0, "", "") }
        var names: [String] = []
        var rows: [String: [[String: Any]]] = [:]
        for (id, level, text) in rules + others {
            let name = String(id.prefix { $0 != "#" })
            if rows[name] == nil { names.append(name) }
            let reference = RuleReference(id)
            var row: [String: Any] = [
                "id": id, "place": String(id.drop { $0 != "#" }.dropFirst()), "address": reference.address ?? "#rules",
                "text": text, "level": level, "vectors": vectors[id] ?? 0,
            ]
            if (row["place"] as? String)?.isEmpty ?? true { row["place"] = id }
            if let count = breakers[id]?.count { row["broken"] = "\(count) of \(document.implementations.count)" }
            rows[name, default: []].append(row)
        }
        documents = names.map { name in
            let reference = RuleReference(name)
            return [
                "document": reference.words, "title": reference.title ?? "", "count": rows[name]?.count ?? 0,
                "rules": rows[name] ?? [],
            ]
        }
    }
}
