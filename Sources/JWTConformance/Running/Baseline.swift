import FoundationEssentials

/// An implementation's known deviations (`jwt-assay/baseline/1`), strict both ways.
///
/// Every verdict that isn't a pass must be listed, skips too, and every listed verdict must come: a deviation that is
/// fixed, and an entry that names nothing, are errors, so that the file can't rot; what is listed as flaky alone may pass.
/// For a case, the first entry counts that names it. Verification and signing are listed apart, and a run is judged by its
/// half alone.
public struct Baseline: Hashable, Sendable, Codable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/baseline/1"

    /// Always ``Baseline/schema-type.property``.
    public var schema: String
    /// The name of the implementation that it's for; absent: any.
    public var implementation: String?
    /// The version of the implementation that it was drawn up with last; for people.
    public var version: String?
    /// The deviations of the verifier.
    public var entries: [Entry]
    /// The deviations of the signer; absent if none were drawn up.
    public var sign: [Entry]?

    /// Assembles a baseline.
    public init(
        implementation: String? = nil,
        version: String? = nil,
        entries: [Entry] = [],
        sign: [Entry]? = nil
    ) {
        self.schema = Self.schema
        self.implementation = implementation
        self.version = version
        self.entries = entries
        self.sign = sign
    }

    /// The deviations of one kind: none if the file says nothing of them.
    package func entries(for kind: VectorKind) -> [Entry] { kind == .sign ? sign ?? [] : entries }

    /// Reads a file.
    ///
    /// - Parameter json: the content of the file.
    /// - Throws: ``BaselineError`` if it isn't a baseline.
    public init(json: [UInt8]) throws(BaselineError) {
        do {
            self = try JSONDecoder().decode(Baseline.self, from: Data(PrintableJSON.of(json)))
        } catch {
            throw BaselineError(reason: error.inWords)
        }
        guard schema == Self.schema else {
            throw BaselineError(reason: "schema is \(schema.bounded(to: 64)), not \(Self.schema)")
        }
        if let entry = entries.first(where: { !$0.verdict.isPossible(for: .verify) }) {
            throw BaselineError(reason: "\(entry.verdict.rawValue) is a verdict of signing: move the entry to sign")
        }
        if let entry = entries(for: .sign).first(where: { !$0.verdict.isPossible(for: .sign) }) {
            throw BaselineError(
                reason: "\(entry.verdict.rawValue) is a verdict of verification: move the entry to entries"
            )
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
