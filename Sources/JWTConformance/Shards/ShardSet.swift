/// A document that can hold one shard of a larger one.
package protocol ShardedDocument {
    /// Which shard it holds; `nil`: it's whole.
    var shard: ShardRecord? { get }
    /// What it has of what was divided, in order.
    var units: [ShardUnit] { get }
    /// Whether everything was asked that the shard has.
    var complete: Bool { get }

    /// In what two documents differ that can't be shards of one; `nil` if they can.
    func difference(from other: Self) -> String?
}

/// The shards of one document, checked: they belong together, none is there twice, and none is missing unless that's allowed.
package struct ShardSet<Document: ShardedDocument> {
    /// A shard and what it's called in messages: its file.
    package struct Member {
        package let name: String
        package let document: Document
        package let record: ShardRecord
    }

    /// The shards, by their numbers.
    package let members: [Member]
    /// Those that are missing.
    package let missing: [Shard]

    /// Checks documents against each other.
    ///
    /// - Parameters:
    ///   - documents: the documents with their names.
    ///   - allowsMissing: whether shards may be missing.
    /// - Throws: ``ShardMergeError`` for the first problem.
    package init(
        _ documents: [(name: String, document: Document)],
        allowsMissing: Bool = false
    ) throws(ShardMergeError) {
        var members: [Int: Member] = [:]
        var first: Member?
        for (name, document) in documents {
            guard let record = document.shard, let shard = record.shard else { throw .whole(name) }
            if let problem = record.problem(holding: document.units) { throw .malformed(name, problem) }
            guard document.complete else { throw .incomplete(name, shard) }
            let member = Member(name: name, document: document, record: record)
            let one = first ?? member
            first = one
            let difference =
                record.count != one.record.count
                ? "is a shard of \(record.count), not of \(one.record.count)"
                : document.difference(from: one.document)
                    ?? ((record.total, record.selection) != (one.record.total, one.record.selection)
                        ? "divides another selection" : nil)
            if let difference { throw .differs(name, from: one.name, difference) }
            if let other = members[shard.number] { throw .twice(shard, other.name, name) }
            members[shard.number] = member
        }
        guard let count = first?.record.count else { throw .nothing }
        missing = (1...count).filter { members[$0] == nil }.compactMap { Shard($0, of: count) }
        guard missing.isEmpty || allowsMissing else { throw .missing(missing) }
        self.members = members.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Puts what every shard has for each of its units into the order of the whole.
    ///
    /// - Parameter list: what a document has, one for each of its units.
    /// - Returns: the elements of all shards.
    package func joined<Element>(_ list: (Document) -> [Element]) -> [Element] {
        members.flatMap { Array(zip($0.record.positions, list($0.document))) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Checks what the digest of the division says of the whole; where shards are missing it says nothing.
    func checkWhole() throws(ShardMergeError) {
        guard missing.isEmpty, let record = members.first?.record else { return }
        let ids = joined { $0.units.map(\.id) }
        guard ids.count == record.total, ShardRecord.digest(ids) == record.selection else { throw .torn }
    }

    /// The description of the whole: when the first shard started, and the machine if it was the same for all.
    package func suite(_ description: (Document) -> RunDescription) -> RunDescription {
        let all = members.map { description($0.document) }
        var suite = all.first ?? RunDescription()
        suite.started = all.map(\.started).filter { !$0.isEmpty }.min() ?? ""
        if Set(all.map(\.machine)).count > 1 { suite.machine = nil }
        return suite
    }

    /// Faults of a program that no question could be shown to have caused, each once.
    ///
    /// A fault in every shard, such as one at the end of the program, would be one in an undivided run: its largest count is kept.
    func incidents(_ list: (Document) -> [ProgramIncident]?) -> [ProgramIncident]? {
        var all: [ProgramIncident] = []
        for incident in members.flatMap({ list($0.document) ?? [] }) {
            if let position = all.firstIndex(where: { $0.what == incident.what }) {
                all[position].count = [all[position].count, incident.count].compactMap(\.self).max()
            } else {
                all.add(incident)
            }
        }
        return all.isEmpty ? nil : all
    }

    /// The profile of an implementation, which must be the same wherever it answered.
    func profile(_ read: (Document) -> ImplementationProfile?) throws(ShardMergeError) -> ImplementationProfile? {
        var first: (name: String, profile: ImplementationProfile)?
        for member in members {
            guard let profile = read(member.document) else { continue }
            if let first, let difference = profile.difference(from: first.profile) {
                throw .differs(member.name, from: first.name, difference)
            }
            first = first ?? (member.name, profile)
        }
        return first?.profile
    }
}

/// Why documents can't be merged.
package enum ShardMergeError: Error, Hashable, Sendable {
    /// None was given.
    case nothing
    /// It holds no shard.
    case whole(String)
    /// What it says of its shard can't be.
    case malformed(String, String)
    /// It was interrupted.
    case incomplete(String, Shard)
    /// It isn't a shard of the same document.
    case differs(String, from: String, String)
    /// A shard is there twice.
    case twice(Shard, String, String)
    /// Shards are missing.
    case missing([Shard])
    /// The shards don't make what was divided.
    case torn
}

extension ShardMergeError: CustomStringConvertible {
    /// What's wrong, and what to do.
    package var description: String {
        switch self {
        case .nothing: "no document was given"
        case .whole(let name): "\(name) isn't a shard: expected a document written with --shard"
        case .malformed(let name, let problem): "\(name) can't be a shard: \(problem)"
        case .incomplete(let name, let shard): "\(name) is incomplete; run shard \(shard) again"
        case .differs(let name, let other, let difference):
            "\(name) doesn't belong with \(other): it \(difference)"
        case .twice(let shard, let one, let other):
            "shard \(shard) is there twice, in \(one) and \(other); leave one of them out"
        case .missing(let shards): "\(shards.inWords); run what is missing, or give --allow-missing"
        case .torn: "the shards don't make the list that was divided: one of the files was changed"
        }
    }
}

extension [Shard] {
    /// That these are missing; nothing if there are none.
    var inWords: String {
        let names = prefix(8).map(\.description).joined(separator: ", ") + (count > 8 ? " and \(count - 8) more" : "")
        return count == 1 ? "shard \(names) is missing" : "shards \(names) are missing"
    }
}

extension RunDescription {
    /// In what two descriptions of the suite differ, their times and machines aside; `nil` if they don't.
    func difference(from other: RunDescription) -> String? {
        if version != other.version { return Self.words("the suite", version, other.version) }
        if corpus != other.corpus { return Self.words("the corpus", corpus, other.corpus) }
        return corpusChanges == other.corpusChanges ? nil : "has another note of what was changed in the corpus"
    }

    /// In what two lists of names differ; `nil` if they don't.
    static func difference(of what: String, _ here: [String], _ there: [String]) -> String? {
        here == there ? nil : words(what, here.joined(separator: ", "), there.joined(separator: ", "))
    }

    static func words(_ what: String, _ here: String, _ there: String) -> String {
        "has \(what) \(here.bounded(to: 128)), not \(there.bounded(to: 128))"
    }
}

extension ImplementationProfile {
    /// In what two profiles differ; `nil` if they don't.
    fileprivate func difference(from other: ImplementationProfile) -> String? {
        if (name, version) != (other.name, other.version) {
            return RunDescription.words("the implementation", "\(name) \(version)", "\(other.name) \(other.version)")
        }
        if (language, runtime) != (other.language, other.runtime) {
            let (here, there) = (runtime ?? language, other.runtime ?? other.language)
            return RunDescription.words("\(name.bounded(to: 128)) on", here, there)
        }
        if capabilities != other.capabilities { return "has \(name.bounded(to: 128)) with other capabilities" }
        return self == other ? nil : "has \(name.bounded(to: 128)) with another homepage"
    }
}
