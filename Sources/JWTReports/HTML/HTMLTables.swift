import JWTConformance

/// Values by the number at which they first came.
struct Numbered<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    /// Begins with values whose numbers count from 0.
    init(_ values: [Value] = []) {
        for value in values { _ = number(of: value) }
    }

    mutating func number(of value: Value) -> Int {
        if let number = numbers[value] { return number }
        numbers[value] = values.count
        values.append(value)
        return values.count - 1
    }
}

/// The segments of tokens: each that recurs is kept once.
struct SegmentTable {
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

    var texts: [String] { numbered.values.map { Self.shortened($0) } }

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
        // JSON serialization isn't split, nor is a text of nothing but points.
        if token.first(where: { !$0.isWhitespace }) == "{" { return [token[...]] }
        return token.split(separator: ".", maxSplits: 63, omittingEmptySubsequences: false)
    }

    private static func shortened(_ text: Substring) -> String {
        guard text.utf8.count > limit, text.first != "{" else { return String(text) }
        return String(text.prefix(limit)) + "…"
    }
}

/// What implementations said, each saying once.
struct AnswerTable {
    /// An outcome, and its words.
    struct Row: Hashable, Encodable {
        let outcome, text: String
    }

    private var numbered: Numbered<Row>

    /// The most frequent come first: their numbers are the shortest.
    init(_ document: RunDocument) {
        var counts: [Row: Int] = [:]
        for record in document.implementations.flatMap(\.cases) { counts[Row(record), default: 0] += 1 }
        let sorted = counts.sorted { one, two in
            (two.value, one.key.outcome, one.key.text) < (one.value, two.key.outcome, two.key.text)
        }
        numbered = Numbered([Row(outcome: "", text: "")] + sorted.map(\.key))
    }

    var rows: [Row] { numbered.values }

    mutating func number(of record: CaseRecord?) -> Int { record.map { numbered.number(of: Row($0)) } ?? 0 }
}

extension AnswerTable.Row {
    init(_ record: CaseRecord) {
        guard let answer = record.answer else {
            self.init(outcome: "", text: record.feature.map { "needs \($0)" } ?? record.detail ?? "")
            return
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
        if let token = answer.token { parts.append(token) }
        self.init(outcome: answer.outcome, text: parts.joined(separator: " ").bounded(to: 260))
    }
}
