import CommandLineKit
import JWTConformance
import Synchronization

/// A line on the terminal that says how far a run is.
///
/// Nothing of it is written anywhere but to a terminal.
final class Progress: Sendable {
    private struct State {
        /// When the counting began.
        var start = ContinuousClock.now
        /// What is counted.
        var noun = "cases"
        var total = 0
        var done = 0
        /// The cases that deviate, and all: one may come again with another verdict.
        var deviating: Set<String> = []
        var seen: Set<String> = []
        var drawn = ContinuousClock.now - .seconds(1)
        var isOver = false
        var verifiers = 0
        var finished = 0
        /// Who is being asked.
        var active: [String] = []
    }

    private let state = Mutex(State())

    /// Counts an event of a run.
    func observe(_ event: RunEvent) {
        switch event {
        case .started(_, let labels, let vectors, _): expect(labels.count * vectors, of: labels.count)
        case .verifierStarted(let label, _): update { $0.active.append(label) }
        case .suspected: break
        case .caseFinished(let label, let result): count("\(label) \(result.vector.id)", result.verdict)
        case .verifierFinished(let run): finish(run.label)
        }
    }

    /// Counts an event of a run in which implementations verify each other's tokens.
    func observe(_ event: InteropEvent) {
        switch event {
        case .roundStarted(.signing, let questions, let participants):
            expect(questions, of: participants, called: "signed")
        case .roundStarted(.verifying, let questions, let participants):
            expect(questions, of: participants, called: "verified")
        case .participantStarted(let label): update { $0.active.append(label) }
        case .questionsFinished(let count): advance(by: count)
        case .participantFinished(let label): finish(label)
        }
    }

    /// Sets how much there is to do, and begins to count it.
    ///
    /// - Parameters:
    ///   - count: how many there are.
    ///   - verifiers: how many implementations are asked.
    ///   - noun: the word for them.
    func expect(_ count: Int, of verifiers: Int, called noun: String = "cases") {
        update { state in
            state.start = .now
            state.noun = noun
            state.total = count
            state.done = 0
            state.verifiers = verifiers
            state.finished = 0
        }
    }

    /// Counts this many more as done.
    func advance(by count: Int) {
        update { $0.done += count }
    }

    private func count(_ name: String, _ verdict: Verdict) {
        update { state in
            if state.seen.insert(name).inserted { state.done += 1 }
            if verdict.isExpected || verdict == .notRun {
                state.deviating.remove(name)
            } else {
                state.deviating.insert(name)
            }
        }
    }

    private func finish(_ label: String) {
        update { state in
            state.finished += 1
            state.active.removeAll { $0 == label }
        }
    }

    /// Redraws the line at most ten times a second.
    private func update(_ change: (inout State) -> Void) {
        state.withLock { state in
            change(&state)
            let now = ContinuousClock.now
            guard !state.isOver, now - state.drawn >= .milliseconds(100) else { return }
            state.drawn = now
            Terminal.showProgress(Self.line(state, elapsed: now - state.start))
        }
    }

    /// Takes the line away, for good.
    func clear() {
        state.withLock { state in
            state.isOver = true
            Terminal.clearProgress()
        }
    }

    private static func line(_ state: State, elapsed: Duration) -> String {
        var line = "\(state.done)/\(state.total) \(state.noun)"
        // Before the rest, which may be cut off.
        if elapsed > .seconds(1), state.done > 0, state.total > state.done {
            let left = elapsed * (Double(state.total - state.done) / Double(state.done))
            line += ", about \(left.components.seconds + 1) s left"
        }
        if !state.deviating.isEmpty { line += ", \(state.deviating.count) deviations" }
        // With one or two, their names say nothing new.
        if state.verifiers > 2 {
            line += "; \(state.finished)/\(state.verifiers) done"
            if !state.active.isEmpty { line += ", asking \(state.active.joined(separator: ", ").bounded(to: 60))" }
        }
        return line
    }
}
