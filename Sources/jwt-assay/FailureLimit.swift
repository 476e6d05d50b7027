import JWTConformance
import Synchronization

/// Ends a run once enough vectors deviate from the expectation and the baselines.
final class FailureLimit: Sendable {
    private struct State {
        /// The names of the implementations, by label.
        var names: [String: String] = [:]
        var count = 0
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
    var isReached: Bool { state.withLock { $0.count >= most } }

    /// Sets what ends the run.
    func whenReached(_ stop: @escaping @Sendable () -> Void) {
        let isReached = state.withLock { state in
            state.stop = stop
            return state.count >= most
        }
        if isReached { stop() }
    }

    /// Counts an event of the run.
    func observe(_ event: RunEvent) {
        switch event {
        case .verifierStarted(let label, let profile): state.withLock { $0.names[label] = profile.name }
        case .caseFinished(let label, let result) where !result.verdict.isExpected && result.verdict != .notRun:
            let stop = state.withLock { state -> (@Sendable () -> Void)? in
                guard !isListed(CaseRecord(result), of: state.names[label]) else { return nil }
                state.count += 1
                return state.count == most ? state.stop : nil
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
