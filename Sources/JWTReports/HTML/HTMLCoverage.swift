import JWTConformance

/// What the run covers and what it doesn't: the requirements by document, with their vectors and who violates them.
struct HTMLCoverage {
    /// How a requirement stands in the run.
    private enum Standing: Hashable {
        /// It has vectors in the run.
        case asked
        /// It's for signers, whom a run doesn't ask.
        case signers
        /// No vector can show whether it's kept.
        case untestable
        /// It could have vectors, and has none in this run.
        case notAsked
    }

    private struct Rule {
        let id: String
        let recorded: RecordedRule?
        let vectors: Int
        /// How many implementations break it.
        let breakers: Int

        var standing: Standing {
            if vectors > 0 { return .asked }
            if recorded?.isUntestable ?? false { return .untestable }
            return recorded?.isForSignersAlone ?? false ? .signers : .notAsked
        }

        var document: String { String(id.prefix { $0 != "#" }) }
    }

    private let rules: [Rule]
    private let implementations: Int

    init(_ document: RunDocument) {
        implementations = document.implementations.count
        var vectors: [String: Int] = [:]
        for id in document.vectors.flatMap(\.refs) { vectors[id, default: 0] += 1 }
        let breakers = Self.breakers(document)
        let listed = Set(document.rules.map(\.id))
        let others = vectors.keys.filter { !listed.contains($0) }.sorted().map { ($0, nil as RecordedRule?) }
        rules = (document.rules.map { ($0.id, $0) } + others).map { id, recorded in
            Rule(id: id, recorded: recorded, vectors: vectors[id] ?? 0, breakers: breakers[id] ?? 0)
        }
    }

    /// How many implementations break each rule; of the rules that a vector names, the first decides.
    private static func breakers(_ document: RunDocument) -> [String: Int] {
        let deciding = Dictionary(document.vectors.map { ($0.id, $0.refs.first) }) { first, _ in first }
        var breakers: [String: Int] = [:]
        for run in document.implementations {
            let broken = run.cases.filter(\.verdict.isWrong).compactMap { deciding[$0.id] ?? nil }
            for id in Set(broken) { breakers[id, default: 0] += 1 }
        }
        return breakers
    }

    /// What the template names.
    var values: [String: Any] {
        var names: [String] = []
        for rule in rules where !names.contains(rule.document) { names.append(rule.document) }
        return [
            "count": rules.count, "asked": count(rules, .asked), "documents": names.map(values(ofDocument:)),
            "sentence": sentence,
        ]
    }

    private func count(_ rules: [Rule], _ standing: Standing) -> Int { rules.count { $0.standing == standing } }

    private var sentence: String {
        var parts = ["\(count(rules, .asked)) of \(rules.count) requirements have vectors in this run"]
        if count(rules, .signers) > 0 {
            parts.append("\(count(rules, .signers)) are about signing, which a run doesn't test")
        }
        if count(rules, .untestable) > 0 {
            parts.append("\(count(rules, .untestable)) can't be tested from outside, for the reason given")
        }
        if count(rules, .notAsked) > 0 { parts.append("\(count(rules, .notAsked)) not asked about") }
        return parts.joined(separator: "; ") + "."
    }

    private func values(ofDocument name: String) -> [String: Any] {
        let own = rules.filter { $0.document == name }
        let reference = RuleReference(name)
        // Zero is something to a template; the dash is what a reader takes in.
        func figure(_ number: Int) -> String { number == 0 ? "–" : "\(number)" }
        return [
            "document": reference.words, "title": reference.title ?? "", "name": name, "count": own.count,
            "asked": figure(count(own, .asked)), "signers": figure(count(own, .signers)),
            "untestable": figure(count(own, .untestable)), "notAsked": figure(count(own, .notAsked)),
            "broken": figure(own.count { $0.breakers > 0 }), "rules": own.map(values(of:)),
        ]
    }

    private func values(of rule: Rule) -> [String: Any] {
        let reference = RuleReference(rule.id)
        let place = String(rule.id.drop { $0 != "#" }.dropFirst())
        // Each name is in every rule: a template takes one that is missing from what stands around it.
        var values: [String: Any] = [
            "apart": "", "isAsked": rule.standing == .asked, "breakers": "–", "isBroken": rule.breakers > 0,
            "reason": "",
            "hasReason": rule.standing == .untestable, "id": rule.id, "place": place.isEmpty ? rule.id : place,
            "address": reference.address ?? "#rules",
            "text": rule.recorded?.text ?? "", "level": rule.recorded?.level.rawValue ?? "",
        ]
        if rule.breakers > 0 { values["breakers"] = "\(rule.breakers) of \(implementations)" }
        switch rule.standing {
        case .asked: values["asked"] = rule.vectors
        case .signers: values["apart"] = "for signers"
        case .untestable:
            values["apart"] = "not testable"
            values["reason"] = rule.recorded?.reason ?? ""
        case .notAsked: values["apart"] = "not asked"
        }
        return values
    }
}
