import JWTConformance
import ReportKit

/// What the script of the page reads: everything once, and what recurs by its number.
///
/// The script's `data.js` says what each member means, and joins them by reference.
struct HTMLData: Encodable {
    let suite: String
    /// What a command needs so that it grades like this run.
    let options: String
    /// The command that made it.
    let command: String
    /// The label of a run in a Swift package's own tests, which no command asks.
    let swiftTest = NamedVerifier.swiftTest
    let verdicts: [HTMLVerdict]
    let filters: [HTMLFilter]
    let levels: [String: LevelWords]
    /// What an implementation does with a token, as a participle.
    let outcomes: [String: String]
    /// The segments of tokens that recur.
    let segments: [String]
    let answers: [AnswerTable.Row]
    /// Why baselines list verdicts; the first is empty, for what they don't list.
    let baselineReasons: [String]
    let policies: [VerificationPolicy]
    let keys: [String: Key]
    let requirements: [String: RequirementWords]
    let flags: [String: FlagWords]
    /// Where the advisories are published that vectors name.
    let advisories: [String: String]
    let attacks: [HTMLAttacks.Class]
    let vectors: [HTMLVector]
    let implementations: [Implementation]

    struct LevelWords: Encodable {
        let meaning: String
        /// What must or should be done, by the vector's expectation.
        let expectations: [String: String]
    }

    struct Key: Encodable {
        let kind: String
        let text: String
    }

    struct RequirementWords: Encodable {
        let words: String
        let address: String?
        /// The title of the document.
        let document: String?
        let level: String?
        let text: String?
    }

    struct FlagWords: Encodable {
        let summary: String
        let effect: String
    }

    /// One implementation, with a letter and two numbers for each vector.
    struct Implementation: Encodable {
        let name: String
        let label: String
        let language, runtime, homepage: String?
        /// What is wrong with its part of the run.
        let warning: String?
        let time: String
        let scores: [Score]
        let capabilities: Capabilities?
        let advice: String
        let remedies: [String]
        let faults: [FaultWords]
        /// The letters of the verdicts; a point is a vector that isn't in the run.
        let verdicts: String
        /// The numbers of the answers.
        let answers: [Int]
        /// The numbers of the baseline's reasons.
        let baselineReasons: [Int]
        /// The positions of rejections that show nothing.
        let vacuous: [Int]
    }

    struct FaultWords: Encodable {
        let severity: Severity
        let title: String
        let attack, attacker: String?
        /// The positions of its vectors.
        let vectors: [Int]
    }

    struct Score: Encodable {
        let level: Level
        let passed, of, apart: Int
        let share: String
    }

    init(_ document: RunDocument) {
        suite = document.suite.version
        options = document.profile == .standard ? "" : " --profile \(document.profile.rawValue)"
        let kinds = document.kinds
        command = kinds == [.sign] ? "sign" : "run"
        verdicts = HTMLVerdict.all(kinds)
        filters = HTMLFilter.all(kinds)
        levels = Dictionary(
            uniqueKeysWithValues: Level.allCases.map { level in
                (level.rawValue, LevelWords(meaning: level.meaning, expectations: level.expectations))
            }
        )
        outcomes = Level.outcomes
        var segments = SegmentTable(document.vectors)
        var policies = Numbered<VerificationPolicy>()
        vectors = document.vectors.map { vector in
            let policy = vector.policy.map { policies.number(of: $0) }
            return HTMLVector(vector, policy: policy, segments: &segments)
        }
        self.segments = segments.texts
        self.policies = policies.values
        keys = document.keys.mapValues { key in
            Key(kind: key.kind, text: key.readable.bounded(to: 1600, keepingLines: true))
        }
        requirements = Self.requirements(document)
        let named = document.vectors.flatMap(\.flags)
        flags = Dictionary(named.map { ($0.name, FlagWords(summary: $0.summary, effect: $0.effect)) }) { $1 }
        let cves = Set(document.vectors.flatMap(\.cves))
        advisories = Dictionary(uniqueKeysWithValues: cves.map { ($0, SourceReference($0).address ?? "") })
        attacks = HTMLAttacks(document).classes
        var answers = AnswerTable(document)
        var reasons = Numbered([""])
        implementations = zip(document.implementations, ReportCard.all(in: document)).map { run, card in
            Implementation(run, card, vectors: document.vectors, answers: &answers, reasons: &reasons)
        }
        self.answers = answers.rows
        baselineReasons = reasons.values
    }

    /// The requirements that the vectors cite.
    private static func requirements(_ document: RunDocument) -> [String: RequirementWords] {
        let recorded = Dictionary(document.rules.map { ($0.id, $0) }) { first, _ in first }
        let cited = Set(document.vectors.flatMap(\.refs))
        return Dictionary(
            uniqueKeysWithValues: cited.map { id in
                let (reference, requirement) = (RuleReference(id), recorded[id])
                let words = RequirementWords(
                    words: reference.words,
                    address: reference.address,
                    document: reference.title,
                    level: requirement?.level.rawValue,
                    text: requirement?.text
                )
                return (id, words)
            }
        )
    }
}

extension HTMLData.Implementation {
    init(
        _ run: ImplementationRun,
        _ card: ReportCard,
        vectors: [VectorRecord],
        answers: inout AnswerTable,
        reasons: inout Numbered<String>
    ) {
        let implementation = run.implementation
        (name, label, time) = (card.name, run.label, run.seconds.inSeconds)
        (language, runtime) = (implementation?.language, implementation?.runtime)
        (homepage, capabilities) = (implementation?.homepage, implementation?.capabilities)
        var warnings = run.incidentSentences.map { $0 + "." }
        switch run.state {
        case .complete: warnings += run.deviations.filter { $0.kind == .unasked }.map { "\($0)." }
        case .interrupted: warnings.append("The run was interrupted before its end.")
        case .unavailable: warnings.append("It couldn't be run to the end: \(run.detail ?? "no reason given").")
        }
        warning = warnings.isEmpty ? nil : warnings.joined(separator: " ")
        scores = card.scores.map { score in
            HTMLData.Score(
                level: score.level,
                passed: score.passed,
                of: score.of,
                apart: score.apart,
                share: score.percentage
            )
        }
        let positions = Dictionary(vectors.enumerated().map { ($1.id, $0) }) { first, _ in first }
        (advice, remedies) = (card.advice.sentence, card.advice.remedies)
        faults = card.faults.map { fault in
            HTMLData.FaultWords(
                severity: fault.severity,
                title: fault.title,
                attack: fault.attack?.id,
                attacker: fault.attacker?.owner,
                vectors: fault.vectors.compactMap { positions[$0] }
            )
        }
        let showNothing = Set(card.vacuous)
        vacuous = vectors.indices.filter { showNothing.contains(vectors[$0].id) }
        let recorded = Dictionary(run.cases.map { ($0.id, $0) }) { first, _ in first }
        let records = vectors.map { recorded[$0.id] }
        verdicts = String(records.map { $0?.verdict.letter ?? "." })
        self.answers = records.map { answers.number(of: $0) }
        baselineReasons = records.map { reasons.number(of: $0?.known ?? "") }
    }
}

extension RecordedKey {
    /// The key material as text.
    var readable: String {
        if let json { return (try? JSONText.of(json)) ?? "" }
        return text ?? octets?.base64url ?? ""
    }
}

extension Level {
    /// The level in words.
    var meaning: String {
        switch self {
        case .must: "the RFCs require it"
        case .should: "the RFCs recommend it"
        case .bcp: "RFC 8725 and hardening beyond the RFCs"
        case .info: "for information"
        }
    }

    /// What becomes of a token, by the vector's expectation.
    fileprivate static let outcomes = [
        "accept": "accepted", "reject": "rejected", "either": "accepted or rejected", "produce": "signed",
        "refuse": "refused",
    ]

    /// What must or should become of it.
    fileprivate var expectations: [String: String] {
        let verb = self == .must ? "must" : "should"
        return Self.outcomes.reduce(into: [:]) { words, outcome in
            words[outcome.key] = "\(outcome.key == "either" ? "may" : verb) be \(outcome.value)"
        }
    }
}

extension Double {
    /// Seconds with two digits after the point.
    var inSeconds: String {
        let hundredths = Int64((Swift.max(0, Swift.min(self, 1e12)) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
    }
}
