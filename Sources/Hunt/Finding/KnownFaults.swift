package import JWTConformance
import Synchronization

/// What the corpus shows of verifiers already: splits that this explains are counted and not shown.
package final class KnownFaults: Sendable {
    private let found: Mutex<Set<FaultKey>>
    private let countsRoom: Bool

    /// - Parameters:
    ///   - faults: what is known already.
    ///   - countsRoom: whether what the RFCs leave room for counts, too.
    package init(_ faults: [FaultKey] = [], countsRoom: Bool = true) {
        found = Mutex(Set(faults))
        self.countsRoom = countsRoom
    }

    /// Every fault, in no order.
    package var keys: Set<FaultKey> { found.withLock { $0 } }

    /// Which of these faults a hunt found again, and which it didn't.
    ///
    /// How grave a fault is doesn't count: a hunter may need less than the vector's author thought of.
    ///
    /// - Parameters:
    ///   - document: the hunt.
    ///   - others: faults that were known before, which no hunt reports.
    /// - Returns: how many were found again, and the rest.
    package func rediscovery(in document: HuntDocument, besides others: KnownFaults) -> Rediscovery {
        func plain(_ keys: some Sequence<FaultKey>) -> Set<FaultKey> { Set(keys.map(\.withoutSeverity)) }
        let before = plain(others.keys)
        let wanted = plain(keys).subtracting(before)
        let found = plain(document.clusters.flatMap(\.faults))
        let missed = wanted.subtracting(found).map { key in
            "\(key.label) \(key.deviation.rawValue) \(key.check ?? key.words ?? "")"
        }
        return Rediscovery(faults: wanted.count, found: wanted.intersection(found).count, missed: missed.sorted())
    }

    /// Takes a case of a run over the corpus.
    package func observe(_ event: RunEvent) {
        guard case .caseFinished(let label, let result) = event, let answer = result.answer else { return }
        let vector = result.vector
        if !countsRoom, result.verdict.isExpected { return }
        let deviation: Deviation
        switch (answer.outcome, vector.expectation) {
        case ("accept", .reject): deviation = .accepts
        case ("accept", .either(_, _, .reject)): deviation = .accepts
        case ("accept", .accept): deviation = .payload
        case ("reject", .accept): deviation = .rejects
        case ("error", _): deviation = .error
        default:
            guard let other = Deviation(rawValue: answer.outcome) else { return }
            deviation = other
        }
        if deviation == .payload, result.verdict == .pass { return }
        let isAccepted = deviation == .accepts
        let isSilent = deviation == .payload || isAccepted
        // How long it was waited for says nothing.
        let words = isSilent ? nil : deviation == .hang ? "" : Response.words(answer.reason, answer.detail)
        let key = FaultKey(
            label: label,
            deviation: deviation,
            check: isAccepted ? vector.targets : nil,
            severity: isAccepted ? Severity(attacker: vector.attacker, gain: vector.gain) : nil,
            words: words
        )
        found.withLock { _ = $0.insert(key) }
    }
}

/// How many faults of vectors that were held back a hunt found again.
package struct Rediscovery: Codable, Hashable, Sendable {
    /// How many faults those vectors show and no other does.
    package let faults: Int
    /// How many of them were found.
    package let found: Int
    /// The others: the verifier, how it differs, and the check or what it says.
    package let missed: [String]
}
