import Console
import JWTConformance
import JWTReports
import Synchronization

/// A line on the terminal that says how far a run is.
///
/// Nothing of it is written anywhere but to a terminal.
final class Progress: Sendable {
    private struct State {
        var total = 0
        var done = 0
        var unexpected = 0
        var drawn = ContinuousClock.now - .seconds(1)
        var isOver = false
        var verifiers = 0
        var finished = 0
        /// Who is being asked.
        var active: [String] = []
    }

    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// Counts an event of a run.
    func observe(_ event: RunEvent) {
        switch event {
        case .started(_, let labels, let vectors, _): expect(labels.count * vectors, of: labels.count)
        case .verifierStarted(let label, _): update { $0.active.append(label) }
        case .caseFinished(_, let result): count(result.verdict)
        case .verifierFinished(let run): finish(run.label)
        }
    }

    /// Counts an event of a run of sign vectors.
    func observe(_ event: SignEvent) {
        switch event {
        case .signerStarted(let label): update { $0.active.append(label) }
        case .caseFinished(_, let result): count(result.verdict)
        case .signerFinished(let label): finish(label)
        }
    }

    /// Says how much there is to do.
    func expect(_ cases: Int, of verifiers: Int) {
        update { state in
            state.total = cases
            state.verifiers = verifiers
        }
    }

    private func count(_ verdict: Verdict) {
        update { state in
            state.done += 1
            if !verdict.isExpected, verdict != .notRun { state.unexpected += 1 }
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
            let line = Self.line(state, elapsed: now - start)
            // A line that wraps can't be taken away.
            let fitting = Console.width(of: 2).map { line.prefix(columns: $0 - 1) } ?? line
            Terminal.talk("\r\u{1B}[2K" + fitting)
        }
    }

    /// Takes the line away, for good.
    func clear() {
        state.withLock { state in
            state.isOver = true
            Terminal.talk("\r\u{1B}[2K")
        }
    }

    private static func line(_ state: State, elapsed: Duration) -> String {
        var line = "\(state.done)/\(state.total) cases"
        // Before the rest, which may be cut off.
        if elapsed > .seconds(1), state.done > 0, state.total > state.done {
            let left = elapsed * (Double(state.total - state.done) / Double(state.done))
            line += ", about \(left.components.seconds + 1) s left"
        }
        if state.unexpected > 0 { line += ", \(state.unexpected) not as expected" }
        // With one or two, their names say nothing new.
        if state.verifiers > 2 {
            line += "; \(state.finished)/\(state.verifiers) done"
            if !state.active.isEmpty { line += ", asking \(state.active.joined(separator: ", ").bounded(to: 60))" }
        }
        return line
    }
}
