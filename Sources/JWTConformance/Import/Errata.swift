import FoundationEssentials

/// Corrections to the expectations of another suite (`jwt-assay/errata/1`), each with its reason.
package struct Errata: Hashable, Sendable, Codable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/errata/1"

    /// One correction.
    package struct Entry: Hashable, Sendable, Codable {
        /// The file's name without its extension, or its path in the suite's folder.
        package let source: String
        /// The test's number or name in its suite.
        package let test: String
        /// The right expectation: `accept`, `reject` or `either`.
        package let expect: String
        /// The reason, with the section that decides.
        package let why: String

        /// Creates a correction.
        package init(source: String, test: String, expect: String, why: String) {
            self.source = source
            self.test = test
            self.expect = expect
            self.why = why
        }

        /// Whether it's about a test of this file.
        package func isAbout(_ path: String) -> Bool { path == source || path.hasSuffix("/\(source)") }
    }

    /// Always ``Errata/schema-type.property``.
    package let schema: String
    /// The corrections.
    package let entries: [Entry]

    /// Creates a list of corrections.
    package init(_ entries: [Entry] = []) {
        schema = Self.schema
        self.entries = entries
    }

    /// Reads a file of corrections.
    ///
    /// - Parameters:
    ///   - json: the content of the file.
    ///   - name: its name, for error messages.
    /// - Throws: ``ImportError/unreadable(file:reason:)``.
    package init(json: [UInt8], name: String) throws(ImportError) {
        self = try ImportedJSON.decode(Errata.self, from: json, name: name)
        guard schema == Self.schema else {
            throw .unreadable(file: name, reason: "schema is \(schema), expected \(Self.schema)")
        }
        for entry in entries where !["accept", "reject", "either"].contains(entry.expect) {
            throw .unreadable(
                file: name,
                reason: "test \(entry.test): expect is \(entry.expect), expected accept, reject or either"
            )
        }
    }

    /// The correction for a test, if there is one.
    func entry(source: String, test: String) -> Entry? {
        entries.first { $0.test == test && $0.isAbout(source) }
    }

    /// Checks that every correction matches a test.
    ///
    /// A stale one would hide that the other suite has changed.
    ///
    /// - Parameter tests: every test of the files, also those that were left out.
    /// - Throws: ``ImportError/staleErratum(source:test:)``.
    package func checkUse(in tests: Set<Reference>) throws(ImportError) {
        if let entry = unused(in: tests).first { throw .staleErratum(source: entry.source, test: entry.test) }
    }

    /// The corrections that match none of the tests.
    package func unused(in tests: Set<Reference>) -> [Entry] {
        let sources = Dictionary(grouping: tests, by: \.test)
        return entries.filter { entry in !(sources[entry.test] ?? []).contains { entry.isAbout($0.source) } }
    }

    /// A test of another suite.
    package struct Reference: Hashable, Sendable {
        /// The file's name without its extension.
        package let source: String
        /// The test's number or name in its suite.
        package let test: String

        /// Creates a reference to a test.
        package init(source: String, test: String) {
            self.source = source
            self.test = test
        }
    }
}

/// Reads the JSON of other suites.
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

    /// A value as JSON text with sorted members.
    static func text(_ value: JSONValue) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
