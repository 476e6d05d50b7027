import JWTConformance

/// The classes of attacks: those that the script shows, and those without a vector in the run.
struct HTMLAttacks {
    /// One class.
    struct Class: Encodable {
        let id, title: String
        let sources: [Source]
        /// What an attacker gains where it works, and what a user does about it.
        let gain, remedy: String?
        /// The positions of its vectors.
        let vectors: [Int]
        /// What the vectors don't show.
        let note: String?
    }

    /// Where a class is described.
    struct Source: Encodable {
        let words: String
        let address: String?
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
                    "why": attack.notTestable ?? "This run skipped all of its \(attack.vectors.count) vectors.",
                ])
            } else {
                classes.append(
                    Class(
                        id: attack.id,
                        title: attack.title,
                        sources: (attack.sources + (attack.references ?? [])).map(SourceReference.init).map {
                            Source(words: $0.words, address: $0.address)
                        },
                        gain: attack.gain,
                        remedy: attack.remedy,
                        vectors: vectors,
                        note: attack.note
                    )
                )
            }
        }
        (self.classes, self.untried) = (classes, untried)
    }
}
