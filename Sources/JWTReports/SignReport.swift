package import JWTConformance

/// A run of sign vectors over several signers (`jwt-assay/sign-run/1`), for people and for programs.
package struct SignReport: Encodable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/sign-run/1"

    /// One signer's results.
    package struct Run: Encodable {
        /// How the caller calls the signer.
        package let label: String
        let implementation: ImplementationProfile?
        /// Why the signer couldn't be run.
        let detail: String?
        /// How many vectors have each verdict.
        let counts: [String: Int]
        let cases: [Case]

        /// The results of a signer that was run.
        package init(label: String, implementation: ImplementationProfile, results: [SignResult]) {
            self.label = label
            self.implementation = implementation
            detail = nil
            cases = results.map(Case.init)
            counts = Dictionary(results.map { ($0.verdict.word, 1) }, uniquingKeysWith: +)
        }

        /// A signer that couldn't be run.
        package init(label: String, fault: VerifierFault) {
            self.label = label
            implementation = nil
            detail = "\(fault)".bounded(to: 1024)
            cases = []
            counts = [:]
        }
    }

    /// One vector's result.
    package struct Case: Encodable {
        let id: String
        let summary: String
        let expect: String
        let level: Level
        let refs: [String]
        let verdict: String
        /// In which ways the token isn't what was asked for.
        let defects: [TokenDefect]?
        let detail: String?
        let token: String?
        /// Whether the same token came twice.
        let repeated: Bool?
        fileprivate let isExpected: Bool

        private enum CodingKeys: String, CodingKey {
            case id, summary, expect, level, refs, verdict, defects, detail, token, repeated
        }

        init(_ result: SignResult) {
            id = result.vector.id
            summary = result.vector.summary
            expect = result.vector.expectation.word
            level = result.vector.level
            refs = result.vector.refs
            verdict = result.verdict.word
            if case .wrongToken(let found) = result.verdict { defects = found } else { defects = nil }
            detail = result.detail
            token = result.token
            repeated = result.isRepeated
            isExpected = result.verdict.isExpected
        }
    }

    let schema = SignReport.schema
    let version: String
    let corpus: String
    let implementations: [Run]

    private enum CodingKeys: String, CodingKey {
        case schema, version, corpus, implementations
    }

    /// Puts a report together.
    ///
    /// - Parameters:
    ///   - version: the suite's version.
    ///   - corpus: the digest of the corpus.
    ///   - implementations: the runs, in order.
    package init(version: String, corpus: String, implementations: [Run]) {
        self.version = version
        self.corpus = corpus
        self.implementations = implementations
    }

    /// The report as JSON, ended by a line feed.
    ///
    /// - Returns: JSON text with members in alphabetical order.
    /// - Throws: where a number has no spelling in JSON.
    package func json() throws -> String {
        try JSONText.of(self, isPretty: true) + "\n"
    }

    /// The report for people: what isn't as expected, what was seen of repetitions, and the counts.
    package func text(style: TextStyle) -> String {
        implementations.map { run in
            var lines = [style.bold(run.title)]
            if let detail = run.detail { lines.append("  \(detail)") }
            for result in run.cases where !result.isExpected {
                let verdict = result.verdict.uppercased().replacing("-", with: " ")
                lines.append("  \(style.warning(verdict))  \(result.level.rawValue)  \(result.id): \(result.summary)")
                lines.append(style.faint("      \(result.refs.joined(separator: ", "))"))
                if let detail = result.detail { lines.append("      \(detail)") }
            }
            for result in run.cases {
                guard let repeated = result.repeated else { continue }
                lines.append("  info  \(result.id): \(repeated ? "the same token" : "another token") the second time")
            }
            lines.append(run.closing)
            return lines.joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// Whether nothing is wrong with any signer.
    package var isAsExpected: Bool {
        implementations.allSatisfy { $0.cases.allSatisfy(\.isExpected) }
    }
}

extension SignReport.Run {
    /// Whether the signer couldn't be run.
    package var wasUnavailable: Bool { detail != nil }

    /// Whether every vector was skipped: a signer of which nothing was asked has shown nothing.
    package var wasAskedNothing: Bool { detail == nil && cases.allSatisfy { $0.verdict == Verdict.skipped.rawValue } }

    fileprivate var title: String {
        implementation.map { "\($0.name.bounded(to: 128)) \($0.version.bounded(to: 128))" } ?? label
    }

    fileprivate var closing: String {
        let words = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        let figures = words.map { "\($0.value) \($0.key.replacing("-", with: " "))" }
        return (["  \(cases.count) sign vectors"] + figures).joined(separator: ", ")
    }
}
