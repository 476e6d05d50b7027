import FoundationEssentials
import Testing

@testable import JWTConformance

/// What holds for each file by itself.
@Suite struct VectorFileLints {
    /// A decoder ignores what it doesn't know, so a misspelled member would be lost without a word.
    @Test(arguments: SourceCorpus.files) func `no member is unknown`(_ file: SourceFile) throws {
        try expectNothingIsLost(VectorFile.self, file)
    }

    @Test(arguments: SourceCorpus.keyFiles) func `no member of a key is unknown`(_ file: SourceFile) throws {
        try expectNothingIsLost(KeyFile.self, file)
    }

    private func expectNothingIsLost<File: Codable>(_ type: File.Type, _ file: SourceFile) throws {
        let data = Data(try file.octets)
        let written = try JSONDecoder().decode(JSONValue.self, from: data)
        let decoded = try JSONEncoder().encode(JSONDecoder().decode(type, from: data))
        let again = try JSONDecoder().decode(JSONValue.self, from: decoded)
        #expect(written.differences(from: again) == [])
    }

    @Test(arguments: SourceCorpus.files) func `ids are slugs below their groups`(_ file: SourceFile) throws {
        let slug = /[a-z0-9][a-z0-9\-]*(\/[a-z0-9][a-z0-9+.\-]*)+/
        for (group, test) in try file.tests {
            #expect(test.id.wholeMatch(of: slug) != nil, "\(test.id)")
            #expect(test.id == group.id || test.id.hasPrefix(group.id + "/"), "\(test.id) in \(group.id)")
        }
    }

    @Test(arguments: SourceCorpus.files) func `titles and summaries are in one style`(_ file: SourceFile) throws {
        let content = try file.vectors
        #expect(!content.title.isEmpty && !content.title.hasSuffix("."))
        for group in content.groups {
            var seen: Set<String> = []
            for test in group.tests {
                #expect(!test.summary.isEmpty && !test.summary.hasSuffix("."), "\(test.id)")
                #expect(test.summary.startsInLowerCase, "\(test.id): \(test.summary)")
                #expect(seen.insert(test.summary).inserted, "\(test.id) says what another of its group says")
            }
        }
    }

    @Test(arguments: SourceCorpus.files) func `flags are defined and used`(_ file: SourceFile) throws {
        let content = try file.vectors
        let used = Set(content.groups.flatMap(\.tests).flatMap { $0.flags ?? [] })
        #expect(Set(content.flags.keys) == used)
        for (name, flag) in content.flags {
            #expect(name.wholeMatch(of: /[A-Z][A-Za-z0-9]*/) != nil, "\(name)")
            #expect(!flag.summary.isEmpty && !flag.effect.isEmpty, "\(name)")
        }
    }
}

extension String {
    /// Whether the text starts in lower case, or with a name that is in capitals: `HS256`, `U+0000`, `R`.
    fileprivate var startsInLowerCase: Bool {
        guard let first, first.isUppercase else { return true }
        let others = prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" }.dropFirst()
        return others.isEmpty || others.contains { $0.isUppercase || $0.isNumber }
    }
}
