import FoundationEssentials

/// An implementation's known deviations (`jwt-assay/baseline/1`), strict both ways.
///
/// Every verdict that isn't a pass must be listed, skips too, and every listed verdict must come: a deviation that was
/// mended, and an entry that names nothing, are errors, so that the file can't rot. For a case, the first entry counts
/// that names it.
public struct Baseline: Hashable, Sendable, Codable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/baseline/1"

    /// One deviation, or several alike.
    public struct Entry: Hashable, Sendable, Codable {
        /// The vectors.
        public var pattern: VectorPattern
        /// The verdict that each of them has.
        public var verdict: Verdict
        /// For skips: the entry is only about those for want of this feature.
        public var feature: String?
        /// Why, in words.
        public var reason: String
        /// Where it's discussed.
        public var link: String?

        /// Lists a deviation.
        public init(
            pattern: VectorPattern,
            verdict: Verdict,
            feature: String? = nil,
            reason: String,
            link: String? = nil
        ) {
            self.pattern = pattern
            self.verdict = verdict
            self.feature = feature
            self.reason = reason
            self.link = link
        }

        func names(_ record: CaseRecord) -> Bool {
            pattern.matches(record.id) && (feature == nil || feature == record.feature)
        }
    }

    /// Always ``Baseline/schema``.
    public var schema: String
    /// The name of the implementation that it's for; absent: any.
    public var implementation: String?
    /// The deviations.
    public var entries: [Entry]

    /// Assembles a baseline.
    public init(implementation: String? = nil, entries: [Entry]) {
        self.schema = Self.schema
        self.implementation = implementation
        self.entries = entries
    }

    /// Reads a file.
    ///
    /// - Parameter json: the content of the file.
    /// - Throws: ``BaselineError`` where it isn't a baseline.
    public init(json: [UInt8]) throws(BaselineError) {
        do {
            self = try JSONDecoder().decode(Baseline.self, from: Data(json))
        } catch let error as DecodingError {
            throw BaselineError(reason: error.oneLine)
        } catch {
            throw BaselineError(reason: "\(error)")
        }
        guard schema == Self.schema else {
            throw BaselineError(reason: "schema is \(schema.bounded(to: 64)), not \(Self.schema)")
        }
    }
}

/// A file that isn't a baseline.
public struct BaselineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let reason: String

    /// The reason.
    public var description: String { reason }
}
