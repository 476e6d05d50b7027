/// One distinct misbehaviour of an implementation, however many vectors show it.
package struct Fault: Hashable, Sendable {
    /// How grave it is.
    package let severity: Severity
    /// The class of attacks that shows it, if there is one.
    package let attack: RecordedAttack?
    /// What goes wrong, in a phrase.
    package let title: String
    /// The weakest party who can use it; `nil` if the corpus doesn't say.
    package let attacker: Attacker?
    /// The ids of the vectors that show it, in the order of the corpus.
    package let vectors: [String]
    /// Whether it raises an exception, which stops only a caller that doesn't expect one.
    package let isException: Bool
    /// Whether it shows only where the algorithms aren't pinned.
    package let isClosedByPinning: Bool
}

extension Fault {
    /// What vectors share that show one misbehaviour: how grave, the check that should reject, and the class of attacks.
    private struct Kind: Hashable {
        let severity: Severity
        let check: String
        let attack: String?
    }

    /// The faults of an implementation, the gravest first, of them those that the weakest attacker can use.
    ///
    /// - Parameters:
    ///   - run: the implementation's results.
    ///   - document: the run that they belong to.
    /// - Returns: the faults. What a baseline lists is among them.
    package static func all(of run: ImplementationRun, in document: RunDocument) -> [Fault] {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        var attacks: [String: RecordedAttack] = [:]
        for attack in document.attacks {
            for id in attack.vectors where attacks[id] == nil { attacks[id] = attack }
        }
        var groups: [Kind: [VectorRecord]] = [:]
        for record in run.cases {
            guard let vector = records[record.id], let severity = record.verdict.severity(on: vector) else { continue }
            let check =
                severity == .denialOfService ? record.verdict.rawValue : vector.targets ?? vector.refs.first ?? ""
            groups[Kind(severity: severity, check: check, attack: attacks[record.id]?.id), default: []].append(vector)
        }
        let faults = groups.map { kind, vectors in
            let attackers = Attacker.allCases.filter { attacker in vectors.contains { $0.attacker == attacker } }
            return Fault(
                severity: kind.severity,
                attack: attacks[vectors[0].id],
                title: attacks[vectors[0].id]?.title ?? vectors[0].summary,
                attacker: attackers.first,
                vectors: vectors.map(\.id),
                isException: kind.check == Verdict.unclean.rawValue,
                isClosedByPinning: vectors.allSatisfy { $0.policy?.algorithms == .implementationDefault }
            )
        }
        return faults.sorted { $0.weight < $1.weight }
    }

    private var weight: (Int, Int, Int, String) {
        let place = attacker.flatMap { Attacker.allCases.firstIndex(of: $0) } ?? Attacker.allCases.count
        return (severity.rank, place, -vectors.count, vectors[0])
    }
}

extension Verdict {
    /// How grave the verdict is on a vector; `nil` if it's no fault of this kind.
    package func severity(on vector: VectorRecord) -> Severity? {
        guard self == .unsafe else { return severity }
        return Severity(attacker: vector.attacker, gain: vector.gain)
    }
}

extension [Fault] {
    /// The faults of one severity.
    package func of(_ severity: Severity) -> [Fault] { filter { $0.severity == severity } }

    /// How many there are of each severity, the gravest first, such as `2 forgeries, 1 respelling`.
    package var counted: String {
        let counts = Severity.allCases.compactMap { severity in
            let count = of(severity).count
            return count == 0 ? nil : severity.counted(count)
        }
        return counts.isEmpty ? "no faults" : counts.joined(separator: ", ")
    }
}
