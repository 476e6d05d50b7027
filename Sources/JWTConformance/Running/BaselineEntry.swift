extension Baseline {
    /// One deviation, or several alike.
    public struct Entry: Hashable, Sendable {
        /// The vectors: those that one of these names.
        public var patterns: [VectorPattern]
        /// The verdict that each of them has.
        public var verdict: Verdict
        /// For skips: the entry is only about those that need this feature.
        public var feature: String?
        /// The rule that isn't kept: a requirement such as `RFC7515#4.1.11-1`; for people.
        public var rule: String?
        /// Why, in words.
        public var reason: String
        /// Where it's discussed.
        public var link: String?

        /// Lists a deviation.
        public init(
            patterns: [VectorPattern],
            verdict: Verdict,
            feature: String? = nil,
            rule: String? = nil,
            reason: String,
            link: String? = nil
        ) {
            self.patterns = patterns
            self.verdict = verdict
            self.feature = feature
            self.rule = rule
            self.reason = reason
            self.link = link
        }

        /// Lists the deviation of the vectors that one pattern names.
        public init(
            pattern: VectorPattern,
            verdict: Verdict,
            feature: String? = nil,
            reason: String,
            link: String? = nil
        ) {
            self.init(patterns: [pattern], verdict: verdict, feature: feature, reason: reason, link: link)
        }

        func names(_ record: CaseRecord) -> Bool {
            names(record.id) && fits(record)
        }

        /// Whether it's about the feature that the case was skipped for, if it's about one.
        func fits(_ record: CaseRecord) -> Bool { feature == nil || feature == record.feature }

        func names(_ id: String) -> Bool {
            patterns.contains { $0.matches(id) }
        }

        /// The patterns in one line.
        var patternText: String { patterns.map(\.text).joined(separator: " ") }
    }
}

extension Baseline {
    /// Whether a case has the verdict that the baseline lists for it.
    package func lists(_ record: CaseRecord, of kind: VectorKind) -> Bool {
        entries(for: kind).first { $0.names(record) }?.verdict == record.verdict
    }
}

extension Baseline.Entry: Codable {
    private enum CodingKeys: String, CodingKey {
        case pattern, verdict, feature, rule, reason, link
    }

    /// Reads an entry: `pattern` is a pattern or an array of them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let single = try? container.decode(VectorPattern.self, forKey: .pattern)
        self.init(
            patterns: try single.map { [$0] } ?? container.decode([VectorPattern].self, forKey: .pattern),
            verdict: try container.decode(Verdict.self, forKey: .verdict),
            feature: try container.decodeIfPresent(String.self, forKey: .feature),
            rule: try container.decodeIfPresent(String.self, forKey: .rule),
            reason: try container.decode(String.self, forKey: .reason),
            link: try container.decodeIfPresent(String.self, forKey: .link)
        )
    }

    /// Writes it; a single pattern is written as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if patterns.count == 1 {
            try container.encode(patterns[0], forKey: .pattern)
        } else {
            try container.encode(patterns, forKey: .pattern)
        }
        try container.encode(verdict, forKey: .verdict)
        try container.encodeIfPresent(feature, forKey: .feature)
        try container.encodeIfPresent(rule, forKey: .rule)
        try container.encode(reason, forKey: .reason)
        try container.encodeIfPresent(link, forKey: .link)
    }
}
