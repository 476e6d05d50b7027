/// One row of the table of verdicts, which everything goes by that counts, sorts, words or colours verdicts.
package struct VerdictRow: Sendable {
    /// The verdict; its raw value is the word that documents have.
    package let verdict: Verdict
    /// One letter, for tables of tens of thousands.
    package let letter: Character
    /// What it counts as.
    package let family: Verdict.Family
    /// How loudly tools that know three levels report it.
    package let level: Verdict.AlertLevel
    /// The kind of vectors that can have it; `nil`: both.
    package let kind: VectorKind?
    /// One such case, and several.
    package let noun: (one: String, many: String)
    /// What a verifier did, against what it should have done.
    package let sentence: String
    /// The same of a signer.
    package let signSentence: String
    /// What a verifier does that has this verdict again and again, for a baseline.
    package let habit: String
    /// The same of a signer.
    package let signHabit: String

    fileprivate init(
        _ verdict: Verdict,
        _ letter: Character,
        _ family: Verdict.Family,
        _ level: Verdict.AlertLevel,
        only kind: VectorKind? = nil,
        _ noun: (one: String, many: String),
        _ sentence: String,
        sign signSentence: String? = nil,
        habit: String? = nil,
        signHabit: String? = nil
    ) {
        (self.verdict, self.letter, self.family, self.level) = (verdict, letter, family, level)
        (self.kind, self.noun) = (kind, noun)
        (self.sentence, self.signSentence) = (sentence, signSentence ?? sentence)
        self.habit = habit ?? verdict.rawValue
        self.signHabit = signHabit ?? self.habit
    }
}

extension VerdictRow {
    /// A row for each verdict, the worst first.
    package static let all = [
        VerdictRow(
            .bypass,
            "B",
            .breach,
            .error,
            only: .verify,
            ("bypass", "bypasses"),
            "accepted, must reject",
            habit: "accepts what breaks the rule"
        ),
        VerdictRow(
            .unsafe,
            "S",
            .breach,
            .error,
            only: .sign,
            ("unsafe signature", "unsafe signatures"),
            "signed, must refuse",
            habit: "signs what breaks the rule"
        ),
        VerdictRow(
            .wrongPayload,
            "W",
            .breach,
            .error,
            only: .verify,
            ("wrong payload", "wrong payloads"),
            "accepted, with another payload",
            habit: "accepts, but returns another payload"
        ),
        VerdictRow(
            .wrongToken,
            "T",
            .breach,
            .error,
            only: .sign,
            ("wrong token", "wrong tokens"),
            "not the requested token",
            habit: "makes another token than requested"
        ),
        VerdictRow(
            .crash,
            "C",
            .breakdown,
            .error,
            ("crash", "crashes"),
            "the program ended instead of answering",
            habit: "ends instead of answering"
        ),
        VerdictRow(
            .hang,
            "H",
            .breakdown,
            .error,
            ("hang", "hangs"),
            "no answer within the time limit",
            habit: "gives no answer in time"
        ),
        VerdictRow(
            .protocolViolation,
            "V",
            .breakdown,
            .error,
            ("protocol violation", "protocol violations"),
            "the reply breaks the protocol",
            habit: "answers against the protocol"
        ),
        VerdictRow(
            .unclean,
            "U",
            .other,
            .warning,
            ("unclean rejection", "unclean rejections"),
            "an exception instead of a rejection",
            sign: "an exception instead of a rejection",
            habit: "raises something that isn't its own rejection",
            signHabit: "raises an exception instead of rejecting"
        ),
        VerdictRow(
            .error,
            "E",
            .overStrict,
            .warning,
            ("exception", "exceptions"),
            "an exception, must accept",
            sign: "an exception, must sign",
            habit: "raises something that isn't its own rejection",
            signHabit: "raises an exception instead of rejecting"
        ),
        VerdictRow(
            .overStrict,
            "O",
            .overStrict,
            .warning,
            ("valid token rejected", "valid tokens rejected"),
            "rejected, must accept",
            sign: "refused to sign, must sign",
            habit: "rejects what keeps the rule",
            signHabit: "rejects a valid token"
        ),
        VerdictRow(
            .flaky,
            "F",
            .other,
            .warning,
            ("flaky answer", "flaky answers"),
            "answered differently twice",
            habit: "answers the same question in different ways"
        ),
        VerdictRow(
            .brokenClaim,
            "K",
            .other,
            .warning,
            ("broken claim", "broken claims"),
            "answered unsupported to what is declared or isn't needed",
            habit: "declares it, but answers unsupported"
        ),
        VerdictRow(
            .lenient,
            "L",
            .other,
            .note,
            ("lenient answer", "lenient answers"),
            "accepted, should reject",
            sign: "signed, should refuse",
            habit: "accepts what breaks the rule",
            signHabit: "signs what breaks the rule"
        ),
        VerdictRow(.notRun, "n", .unasked, .note, ("not run", "not run"), "not run"),
        VerdictRow(.skipped, "s", .unasked, .note, ("skipped", "skipped"), "not asked or not supported"),
        VerdictRow(.recorded, "r", .recorded, .note, ("recorded", "recorded"), "either is legal"),
        VerdictRow(.pass, "p", .passed, .note, ("passed", "passed"), "as expected"),
    ]

    fileprivate static let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.verdict, $0) })
}

extension Verdict {
    /// What verdicts are counted as together.
    package enum Family: String, Hashable, Sendable, CaseIterable {
        /// A token was accepted or made that must not be, or isn't what it has to be.
        case breach
        /// No answer came that the protocol has: the program ended, hung, or said something else.
        case breakdown
        /// Valid input was rejected, or caused an exception.
        case overStrict = "over-strict"
        /// Otherwise not as expected.
        case other
        /// Not asked, or not supported.
        case unasked
        /// Either answer is legal.
        case recorded
        /// As expected.
        case passed
    }

    /// The levels that SARIF and GitHub know.
    package enum AlertLevel: String, Hashable, Sendable {
        case error, warning, note
    }

    /// The verdict's row of the table.
    package var row: VerdictRow { VerdictRow.all[rank] }

    /// The place in the order in which verdicts are shown: the worst first.
    package var rank: Int { VerdictRow.places[self] ?? VerdictRow.all.count - 1 }

    /// What it counts as.
    package var family: Family { row.family }

    /// Whether nothing is wrong: passed, recorded or skipped.
    public var isExpected: Bool { !isWrong && self != .notRun }

    /// Whether an answer was given, or due, and isn't as expected.
    package var isWrong: Bool {
        switch family {
        case .breach, .breakdown, .overStrict, .other: true
        case .unasked, .recorded, .passed: false
        }
    }

    /// Whether the answer was compared with an expectation, and so counts in the denominator of a score.
    public var isGraded: Bool { isWrong || self == .pass }

    /// Whether the verdict can be one on a vector of this kind.
    package func isPossible(for kind: VectorKind) -> Bool { row.kind == nil || row.kind == kind }

    /// What happened, against what should have.
    package func sentence(for kind: VectorKind) -> String { kind == .sign ? row.signSentence : row.sentence }

    /// The verdict as one word or two.
    package var words: String { rawValue.replacing("-", with: " ") }

    /// The words in capitals where something is wrong.
    package var label: String { isWrong ? words.uppercased() : words }
}
