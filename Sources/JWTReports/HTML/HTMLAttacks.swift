import JWTConformance

/// The classes of attacks: what the script shows of each, and those of which a run can show nothing.
struct HTMLAttacks {
    /// One class, with short names.
    struct Class: Encodable {
        /// Id, title.
        let i, t: String
        /// Where it's described: words and address.
        let s: [[String]]
        /// The positions of its vectors.
        let v: [Int]
        /// What the vectors don't show.
        let n: String?
    }

    let classes: [Class]
    /// The classes without a vector in the run, and why.
    let untried: [[String: Any]]

    init(_ document: RunDocument) {
        let positions = Dictionary(document.vectors.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var classes: [Class] = []
        var untried: [[String: Any]] = []
        for attack in document.attacks {
            let vectors = attack.vectors.compactMap { positions[$0] }
            if vectors.isEmpty {
                untried.append([
                    "id": attack.id, "title": attack.title,
                    "why": attack.notTestable ?? "This run asked none of its \(attack.vectors.count) vectors.",
                ])
            } else {
                classes.append(
                    Class(
                        i: attack.id,
                        t: attack.title,
                        s: attack.sources.map { SourceReference($0).wordsAndAddress },
                        v: vectors,
                        n: attack.note
                    )
                )
            }
        }
        (self.classes, self.untried) = (classes, untried)
    }
}

extension SourceReference {
    fileprivate var wordsAndAddress: [String] { [words, address ?? ""] }
}
