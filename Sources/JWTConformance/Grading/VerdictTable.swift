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
    /// How grave it is; `nil`: the verdict is no fault, or its vector says so.
    package let severity: Severity?
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
        severity: Severity? = nil,
        _ noun: (one: String, many: String),
        _ sentence: String,
        sign signSentence: String? = nil,
        habit: String? = nil,
        signHabit: String? = nil
    ) {
        (self.verdict, self.letter, self.family, self.level) = (verdict, letter, family, level)
        (self.kind, self.severity, self.noun) = (kind, severity, noun)
        (self.sentence, self.signSentence) = (sentence, signSentence ?? sentence)
        self.habit = habit ?? verdict.rawValue
        self.signHabit = signHabit ?? self.habit
    }
}

extension VerdictRow {
    /// A row for each verdict, the worst first.
    package static let all = [
        VerdictRow(
            .forgery,
            "G",
            .breach,
            .error,
            only: .verify,
            severity: .forgery,
            ("forgery", "forgeries"),
            "accepted, and an attacker chooses the claims",
            habit: "accepts a token whose claims an attacker chooses"
        ),
        VerdictRow(
            .bypass,
            "B",
            .breach,
            .error,
            only: .verify,
            severity: .unclassified,
            ("unclassified bypass", "unclassified bypasses"),
            "accepted, must reject",
            habit: "accepts what must be rejected"
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
            .weakKey,
            "Y",
            .breach,
            .error,
            only: .verify,
            severity: .weakKey,
            ("weak key", "weak keys"),
            "accepted under a key that can be found",
            habit: "accepts a token under a key that can be found"
        ),
        VerdictRow(
            .misuse,
            "M",
            .breach,
            .error,
            only: .verify,
            severity: .misuse,
            ("misuse", "misuses"),
            "genuine, and accepted where or when it isn't valid",
            habit: "accepts a genuine token where or when it isn't valid"
        ),
        VerdictRow(
            .respelling,
            "R",
            .breach,
            .error,
            only: .verify,
            severity: .respelling,
            ("respelling", "respellings"),
            "accepted under another text than the genuine one",
            habit: "accepts another text of a genuine token"
        ),
        VerdictRow(
            .crash,
            "C",
            .breakdown,
            .error,
            severity: .denialOfService,
            ("crash", "crashes"),
            "the program ended instead of answering",
            habit: "ends instead of answering"
        ),
        VerdictRow(
            .hang,
            "H",
            .breakdown,
            .error,
            severity: .denialOfService,
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
            .wrongPayload,
            "W",
            .other,
            .warning,
            only: .verify,
            severity: .nonconformance,
            ("wrong payload", "wrong payloads"),
            "accepted, with another payload",
            habit: "accepts, but returns another payload"
        ),
        VerdictRow(
            .wrongToken,
            "T",
            .other,
            .warning,
            only: .sign,
            severity: .nonconformance,
            ("wrong token", "wrong tokens"),
            "not the requested token",
            habit: "makes another token than requested"
        ),
        VerdictRow(
            .nonconformance,
            "N",
            .other,
            .warning,
            severity: .nonconformance,
            ("nonconformance", "nonconformances"),
            "accepted against a rule, of use to nobody but the issuer",
            sign: "signed against a rule, of use to nobody but the issuer",
            habit: "accepts what breaks the rule",
            signHabit: "signs what breaks the rule"
        ),
        VerdictRow(
            .unclean,
            "U",
            .other,
            .warning,
            severity: .denialOfService,
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
        /// A token was accepted or made that must not be, to an attacker's advantage.
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

    /// How grave it is; `nil`: it's no fault that an attacker or the RFCs know of, or the vector says how grave.
    package var severity: Severity? { row.severity }

    /// Whether an attacker gets past the verifier.
    public var isBypass: Bool { severity?.isBypass ?? false }

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
