import JWTConformance
import Testing

@Suite struct SelectionTests {
    private func corpus() throws -> Corpus {
        try Corpus(
            vectors: ["header/crit/empty", "header/crit/unknown", "header/critical/name", "jws/es256/plain"]
                .map { Vector.sample($0) }
        )
    }

    @Test(
        arguments: [
            ([], [], ["header/crit/empty", "header/crit/unknown", "header/critical/name", "jws/es256/plain"]),
            (["header/crit"], [], ["header/crit/empty", "header/crit/unknown"]),
            (["header/crit/"], [], ["header/crit/empty", "header/crit/unknown"]),
            (["header/crit/unknown"], [], ["header/crit/unknown"]),
            (["header/crit*"], [], ["header/crit/empty", "header/crit/unknown", "header/critical/name"]),
            (
                ["*/plain", "header"], ["header/*/e*"],
                ["header/crit/unknown", "header/critical/name", "jws/es256/plain"]
            ),
            ([], ["header", "nothing"], ["jws/es256/plain"]),
            // The start of ids, where nothing is called so: up to a '/' or not.
            (["header/cri"], [], ["header/crit/empty", "header/crit/unknown", "header/critical/name"]),
            (["header/crit/u"], [], ["header/crit/unknown"]),
            (["header"], ["header/crit/"], ["header/critical/name"]),
            (["header"], ["header/crit/e"], ["header/crit/unknown", "header/critical/name"]),
            (["jws/es?56"], ["x"], []),
        ] as [([String], [String], [String])]
    )
    func `patterns select`(patterns: [String], skipped: [String], ids: [String]) throws {
        let selection = Selection(
            patterns: patterns.map(VectorPattern.init),
            skipped: skipped.map(VectorPattern.init)
        )
        if ids.isEmpty {
            #expect(throws: SelectionError.nothingMatches(pattern: "jws/es?56")) {
                try selection.vectors(of: corpus())
            }
        } else {
            #expect(try selection.vectors(of: corpus()).map(\.id) == ids)
        }
    }

    @Test func `an empty selection is an error`() throws {
        let corpus = try corpus()
        #expect(throws: SelectionError.nothingFailed) { try Selection(only: []).vectors(of: corpus) }
        #expect(throws: SelectionError.nothingLeft) { try Selection(only: ["gone/id"]).vectors(of: corpus) }
        #expect(throws: SelectionError.nothingLeft) {
            try Selection(skipped: [VectorPattern("*")]).vectors(of: corpus)
        }
    }

    @Test(arguments: [
        ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "abd", false), ("*", "", true), ("a?c", "abc", true),
        ("a?c", "ac", false), ("*b*b*", "abab", true), ("*b*b*", "ab", false), ("a", "a/b", true), ("a", "ab", false),
        ("a/", "a", false), ("", "a", false),
    ])
    func `globs fit the whole ID`(pattern: String, id: String, isMatch: Bool) {
        #expect(VectorPattern(pattern).matches(id) == isMatch)
    }

    @Test func `a hostile glob is quick`() {
        let pattern = VectorPattern(String(repeating: "*a", count: 500) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 5000)))
    }
}
