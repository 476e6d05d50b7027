import FoundationEssentials

/// Corrections of what another suite expects (`jwt-assay/errata/1`), each with its reason.
public struct Errata: Hashable, Sendable, Codable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/errata/1"

    /// One correction.
    public struct Entry: Hashable, Sendable, Codable {
        /// The file's name, without the ending.
        public let source: String
        /// The test, by the number or name that its suite has for it.
        public let test: String
        /// What we expect: `accept`, `reject` or `either`.
        public let expect: String
        /// Why, with the rule.
        public let why: String

        /// Describes a correction.
        public init(source: String, test: String, expect: String, why: String) {
            self.source = source
            self.test = test
            self.expect = expect
            self.why = why
        }
    }

    /// Always ``Errata/schema-type.property``.
    public let schema: String
    /// The corrections.
    public let entries: [Entry]

    /// These corrections.
    public init(_ entries: [Entry] = []) {
        schema = Self.schema
        self.entries = entries
    }

    /// Reads a file of corrections.
    ///
    /// - Parameters:
    ///   - json: the octets of the file.
    ///   - name: its name, for the message.
    /// - Throws: ``ImportError/unreadable(file:reason:)``.
    public init(json: [UInt8], name: String) throws(ImportError) {
        self = try ImportedJSON.decode(Errata.self, from: json, name: name)
        guard schema == Self.schema else {
            throw .unreadable(file: name, reason: "schema is \(schema), not \(Self.schema)")
        }
        for entry in entries where !["accept", "reject", "either"].contains(entry.expect) {
            throw .unreadable(file: name, reason: "expect is \(entry.expect), not accept, reject or either")
        }
    }

    /// The correction of a test, if there is one.
    func entry(source: String, test: String) -> Entry? {
        entries.first { $0.source == source && $0.test == test }
    }

    /// Checks that every correction met its test: a stale one hides that the suite has changed.
    ///
    /// - Parameter tests: the tests that were imported.
    /// - Throws: ``ImportError/staleErratum(source:test:)``.
    public func checkUse(in tests: Set<Reference>) throws(ImportError) {
        for entry in entries where !tests.contains(Reference(source: entry.source, test: entry.test)) {
            throw .staleErratum(source: entry.source, test: entry.test)
        }
    }

    /// A test of another suite.
    public struct Reference: Hashable, Sendable {
        /// The file's name, without the ending.
        public let source: String
        /// The test's number or name.
        public let test: String

        /// Names a test.
        public init(source: String, test: String) {
            self.source = source
            self.test = test
        }
    }
}

/// Reads JSON of other suites.
enum ImportedJSON {
    static func decode<Value: Decodable>(
        _ type: Value.Type,
        from json: [UInt8],
        name: String
    ) throws(ImportError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(json))
        } catch {
            throw .unreadable(file: name, reason: error.inWords)
        }
    }

    /// The text of a value, members sorted.
    static func text(_ value: JSONValue) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
