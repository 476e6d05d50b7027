import JWTConformance

extension Verdict {
    /// One letter, for tables of tens of thousands.
    var letter: Character { row.letter }

    /// What a topic comes to in which it's the only verdict.
    var state: VerdictMatrix.State {
        switch family {
        case .breach: .breached
        case .breakdown: .broken
        case .overStrict, .other: .deviant
        case .unasked: .unasked
        case .recorded, .passed: .clean
        }
    }
}

extension VerdictMatrix.State {
    /// A sign that says the state without colour.
    package var sign: String {
        switch self {
        case .clean: "✓"
        case .unasked: "–"
        case .deviant: "△"
        case .broken: "!"
        case .breached: "✕"
        }
    }

    /// The state in words.
    package var meaning: String {
        switch self {
        case .clean: "everything is as expected"
        case .unasked: "skipped or not run"
        case .deviant: "deviations that no attacker can use"
        case .broken: "crashed, hung, or gave no answer"
        case .breached: "an attacker gets in: a forgery, a weak key, a misuse or a respelling"
        }
    }
}

extension VerdictMatrix.Cell {
    /// The number of verdicts that determine the state; `nil` if it isn't a fault.
    package var faults: Int? {
        switch state {
        case .clean, .unasked: nil
        case .deviant: unexpected
        case .broken: breakdowns
        case .breached: breaches
        }
    }

    /// The sign of the state, followed by the number.
    package var text: String { state.sign + (faults.map { "\($0)" } ?? "") }
}
