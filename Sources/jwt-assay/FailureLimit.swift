import JWTConformance
import Synchronization

/// Ends a run once enough vectors deviate from the expectation and the baselines.
final class FailureLimit: Sendable {
    private struct State {
        /// The names of the implementations, by label.
        var names: [String: String] = [:]
        /// What deviates, by label and id.
        var deviations: Set<[String]> = []
        var stop: (@Sendable () -> Void)?
    }

    private let most: Int
    private let kind: VectorKind
    private let baselines: [Baseline]
    private let state = Mutex(State())

    /// - Parameters:
    ///   - most: how many deviations end the run.
    ///   - kind: the kind of its vectors.
    ///   - baselines: what isn't counted.
    init(_ most: Int, _ kind: VectorKind, baselines: [Baseline]) {
        (self.most, self.kind, self.baselines) = (most, kind, baselines)
    }

    /// Whether the limit is reached.
    var isReached: Bool { state.withLock { $0.deviations.count >= most } }

    /// Sets what ends the run.
    func whenReached(_ stop: @escaping @Sendable () -> Void) {
        let isReached = state.withLock { state in
            state.stop = stop
            return state.deviations.count >= most
        }
        if isReached { stop() }
    }

    /// Counts an event of the run.
    func observe(_ event: RunEvent) {
        switch event {
        case .verifierStarted(let label, let profile): state.withLock { $0.names[label] = profile.name }
        case .suspected(let label, let result), .caseFinished(let label, let result):
            guard !result.verdict.isExpected, result.verdict != .notRun else { return }
            let stop = state.withLock { state -> (@Sendable () -> Void)? in
                guard !isListed(CaseRecord(result), of: state.names[label]) else { return nil }
                let isNew = state.deviations.insert([label, result.vector.id]).inserted
                return isNew && state.deviations.count == most ? state.stop : nil
            }
            stop?()
        default: break
        }
    }

    private func isListed(_ record: CaseRecord, of name: String?) -> Bool {
        baselines.contains { baseline in
            (baseline.implementation == nil || baseline.implementation == name) && baseline.lists(record, of: kind)
        }
    }
}
