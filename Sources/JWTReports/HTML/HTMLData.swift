import JWTConformance

/// What the script of the page reads: everything once, and what recurs by its number.
struct HTMLData: Encodable {
    let suite: String
    let options: String
    let verdicts: [String: VerdictWords]
    let levels: [String: String]
    let strings: [String]
    let answers: [[String]]
    /// Why baselines have verdicts.
    let reasons: [String]
    let policies: [VerificationPolicy]
    let keys: [String: [String]]
    let rules: [String: [String]]
    let flags: [String: [String]]
    /// Where the advisories are published that vectors name.
    let advisories: [String: String]
    let attacks: [HTMLAttacks.Class]
    let vectors: [HTMLVector]
    let implementations: [Implementation]

    struct VerdictWords: Encodable {
        let name: String
        let label: String
        let state: String
        let sign: String
        let wrong: Bool
        let rank: Int
    }

    /// One implementation; a letter and a number for each vector.
    struct Implementation: Encodable {
        /// Name and version.
        let n: String
        /// How it's called.
        let c: String
        /// Language, runtime, homepage.
        let l, r, h: String?
        /// What's wrong with its part of the run.
        let d: String?
        /// How long it took.
        let t: String
        /// The verdicts: a letter for each vector, a point where it isn't in the run.
        let v: String
        /// The answers, by their number.
        let a: [Int]
        /// Why the baseline has a verdict: for each vector the number of the reason from 1, and 0 where it hasn't.
        let k: [Int]
        /// The score of each level: its name, passed, of, apart, the share.
        let s: [Score]
        /// The positions of refusals that show nothing.
        let q: [Int]?
        /// What it declares.
        let b: Capabilities?
    }

    struct Score: Encodable {
        let score: ReportCard.Score

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            try container.encode(score.level.rawValue)
            try container.encode(score.passed)
            try container.encode(score.of)
            try container.encode(score.apart)
            try container.encode(score.percentage)
        }
    }

    init(_ document: RunDocument) {
        suite = document.suite.version
        options = document.profile == .standard ? "" : " --profile \(document.profile.rawValue)"
        verdicts = Dictionary(
            uniqueKeysWithValues: Verdict.allCases.filter { $0.isPossible(for: .verify) }.map { verdict in
                let words = VerdictWords(
                    name: verdict.rawValue,
                    label: verdict.rawValue.replacing("-", with: " "),
                    state: verdict.state.rawValue,
                    sign: verdict.state.sign,
                    wrong: verdict.isWrong,
                    rank: verdict.rank
                )
                return (String(verdict.letter), words)
            }
        )
        levels = Dictionary(uniqueKeysWithValues: Level.allCases.map { ($0.rawValue, $0.meaning) })
        var texts = TextTable(document.vectors)
        var policies = Numbered<VerificationPolicy>()
        vectors = document.vectors.map {
            HTMLVector($0, policy: policies.number(of: $0.policy ?? VerificationPolicy([])), texts: &texts)
        }
        keys = document.keys.mapValues { [$0.kind, $0.readable.bounded(to: 1600, keepingLines: true)] }
        strings = texts.strings
        self.policies = policies.values
        var rules: [String: [String]] = [:]
        let texted = Dictionary(document.rules.map { ($0.id, $0) }) { first, _ in first }
        for id in Set(document.vectors.flatMap(\.refs)) {
            let reference = RuleReference(id)
            let rule = texted[id]
            rules[id] = [
                reference.words, reference.address ?? "", rule?.level.rawValue ?? "", rule?.text ?? "",
                reference.title ?? "",
            ]
        }
        self.rules = rules
        var flags: [String: [String]] = [:]
        for flag in document.vectors.flatMap(\.flags) { flags[flag.name] = [flag.summary, flag.effect] }
        self.flags = flags
        let cves = Set(document.vectors.flatMap(\.cves)).map { ($0, SourceReference($0).address ?? "") }
        advisories = Dictionary(cves) { first, _ in first }
        attacks = HTMLAttacks(document).classes
        var answers = AnswerTable(document)
        var reasons = Numbered<String>()
        implementations = zip(document.implementations, ReportCard.all(in: document)).map { run, card in
            Implementation(run, card, vectors: document.vectors, answers: &answers, reasons: &reasons)
        }
        self.answers = answers.rows
        self.reasons = reasons.values
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
        n = card.name
        c = run.label
        l = run.implementation?.language
        r = run.implementation?.runtime
        h = run.implementation?.homepage
        switch run.state {
        case .complete: d = nil
        case .interrupted: d = "The run was interrupted before its end."
        case .unavailable: d = "It could not be run, or not to the end: \(run.detail ?? "no reason given")."
        }
        t = run.seconds.inSeconds
        s = card.scores.map(HTMLData.Score.init)
        let vacuous = Set(card.vacuous)
        q = vacuous.isEmpty ? nil : vectors.indices.filter { vacuous.contains(vectors[$0].id) }
        b = run.implementation?.capabilities
        let records = Dictionary(run.cases.map { ($0.id, $0) }) { first, _ in first }
        var letters = ""
        var numbers: [Int] = []
        var known: [Int] = []
        for vector in vectors {
            let record = records[vector.id]
            letters.append(record?.verdict.letter ?? ".")
            numbers.append(answers.number(of: record))
            known.append(record?.known.map { reasons.number(of: $0) + 1 } ?? 0)
        }
        (v, a, k) = (letters, numbers, known)
    }
}

/// A vector with short names: there are thousands.
struct HTMLVector: Encodable {
    /// Id, summary, expectation by its first letter, level.
    let i, s, e, l: String
    /// Why either is legal; what the strict profile wants.
    let w, z: String?
    /// The payload that is due, in base64url.
    let p: Octets?
    /// The reason code, and the kind of bypass that it would be to accept the token.
    let r, j: String?
    /// Rules, advisories, flags.
    let f, v, g: [String]?
    /// The check, the twin, why there's no proof.
    let c, o, u: String?
    /// The sequence, and the place in it.
    let q: String?
    let n: Int?
    /// The token: its segments, by their number where they recur.
    let t: [TextTable.Entry]
    /// Whether the token is octets, whether it's shortened, and its length.
    let b, h: Bool?
    let m: Int
    /// The detached payload.
    let d: Octets?
    /// The name of the key, the number of the policy.
    let k: String
    let y: Int
    /// Whether the content is octets.
    let x: Bool?

    init(_ vector: VectorRecord, policy: Int, texts: inout TextTable) {
        (i, s, e, l) = (vector.id, vector.summary, String(vector.expect.prefix(1)), vector.level.rawValue)
        (w, z, p, r) = (vector.why, vector.strict?.rawValue, vector.payload, vector.reason?.rawValue)
        j = vector.expect == "reject" ? BypassKind(vector).letter : nil
        func list(_ names: [String]) -> [String]? { names.isEmpty ? nil : names }
        (f, v, g) = (list(vector.refs), list(vector.cves), list(vector.flags.map(\.name)))
        (c, o, u, q, n) = (vector.targets, vector.twin, vector.unprovable, vector.sequence, vector.step)
        (t, h) = texts.entries(of: vector)
        b = vector.tokenOctets == nil ? nil : true
        (m, d, k, y) = (vector.tokenLength ?? 0, vector.detachedPayload, vector.key, policy)
        x = vector.content == .bytes ? true : nil
    }
}

/// Values by the number at which they first came.
struct Numbered<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    mutating func number(of value: Value) -> Int {
        if let number = numbers[value] { return number }
        numbers[value] = values.count
        values.append(value)
        return values.count - 1
    }
}

/// The segments of tokens: each that recurs is kept once.
struct TextTable {
    /// A number, or the text itself.
    enum Entry: Encodable {
        case number(Int)
        case text(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    /// How much of a segment is kept.
    private static let limit = 1200

    private let counts: [Substring: Int]
    private var numbered = Numbered<Substring>()

    init(_ vectors: [VectorRecord]) {
        counts = Dictionary(vectors.flatMap(Self.segments).map { ($0, 1) }, uniquingKeysWith: +)
    }

    var strings: [String] { numbered.values.map { Self.shortened($0) } }

    /// - Returns: the segments, and whether something is left out.
    mutating func entries(of vector: VectorRecord) -> ([Entry], isShortened: Bool?) {
        let segments = Self.segments(of: vector)
        var isShortened = false
        let entries = segments.map { segment -> Entry in
            if segment.utf8.count > Self.limit { isShortened = true }
            let recurs = segment.utf8.count > 5 && counts[segment, default: 0] > 1
            return recurs ? .number(numbered.number(of: segment)) : .text(Self.shortened(segment))
        }
        let kept = vector.token?.utf8.count ?? vector.tokenOctets?.bytes.count ?? 0
        return (entries, isShortened || kept < vector.tokenLength ?? 0 ? true : nil)
    }

    private static func segments(of vector: VectorRecord) -> [Substring] {
        if let octets = vector.tokenOctets { return [octets.base64url[...]] }
        let token = vector.token ?? ""
        // JSON serialization stays in one piece, and so does what is nothing but points.
        if token.first(where: { !$0.isWhitespace }) == "{" { return [token[...]] }
        return token.split(separator: ".", maxSplits: 63, omittingEmptySubsequences: false)
    }

    private static func shortened(_ text: Substring) -> String {
        guard text.utf8.count > limit, text.first != "{" else { return String(text) }
        return String(text.prefix(limit)) + "…"
    }
}

/// What implementations said, each saying once: its outcome, and the words behind it.
struct AnswerTable {
    private var numbered = Numbered<[String]>()

    /// The most frequent come first: their numbers are the shortest.
    init(_ document: RunDocument) {
        var counts: [[String]: Int] = [:]
        for record in document.implementations.flatMap(\.cases) { counts[Self.row(record), default: 0] += 1 }
        _ = numbered.number(of: ["", ""])
        let sorted = counts.sorted { one, two in
            one.value == two.value ? one.key.lexicographicallyPrecedes(two.key) : one.value > two.value
        }
        for (row, _) in sorted { _ = numbered.number(of: row) }
    }

    var rows: [[String]] { numbered.values }

    mutating func number(of record: CaseRecord?) -> Int { record.map { numbered.number(of: Self.row($0)) } ?? 0 }

    private static func row(_ record: CaseRecord) -> [String] {
        guard let answer = record.answer else {
            return ["", record.feature.map { "for want of \($0)" } ?? record.detail ?? ""]
        }
        var parts: [String] = []
        if let reason = answer.reason { parts.append("(\(reason))") }
        if let feature = answer.feature { parts.append("(\(feature))") }
        if record.verdict == .wrongPayload {
            let payload = answer.payload.map { $0.utf8 ?? $0.base64url } ?? ""
            parts.append("with the payload \(payload)")
        }
        parts += [answer.detail, record.detail].compactMap { $0 }
        if let text = answer.standardError { parts.append("stderr: \(text.suffix(200))") }
        return [answer.outcome, parts.joined(separator: " ").bounded(to: 260)]
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
        case .must: "what the RFCs demand"
        case .should: "what the RFCs recommend"
        case .bcp: "RFC 8725 and hardening beyond the RFCs"
        case .info: "for information"
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
