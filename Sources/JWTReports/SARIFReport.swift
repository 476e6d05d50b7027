package import JWTConformance

/// The run in SARIF 2.1.0: a run per implementation, a result for what isn't as expected, a rule for each requirement.
///
/// What the baseline lists is a suppressed result with the baseline's reason.
package struct SARIFReport {
    private let document: RunDocument

    /// Prepares the log.
    package init(_ document: RunDocument) {
        self.document = document
    }

    /// The log as JSON, ended by a line feed.
    ///
    /// - Throws: where a number has no spelling in JSON.
    package func text() throws -> String { try JSONText.of(log, isPretty: true) + "\n" }

    private var log: JSONValue {
        [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": .array(zip(document.implementations, document.implementations.distinctNames).map(run)),
        ]
    }

    private func run(_ run: VerifierRun, name: String) -> JSONValue {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        let disagreements = Dictionary(
            run.disagreements.compactMap { disagreement in disagreement.id.map { ($0, disagreement) } }
        ) { first, _ in first }
        let wrong = run.cases.filter { disagreements[$0.id] != nil || $0.known != nil && !$0.verdict.isExpected }
        let rules = Numbers(wrong.map { Self.rule(of: records[$0.id]) })
        let results = wrong.map { record in
            Self.result(record, disagreements[record.id], records[record.id], name: name, rules: rules)
        }
        let stale = run.disagreements.filter { $0.kind == .stale }.map { disagreement -> JSONValue in
            ["ruleId": "baseline", "level": "error", "message": ["text": .string("\(name): \(disagreement)")]]
        }
        var invocation: [String: JSONValue] = ["executionSuccessful": .bool(run.state == .complete)]
        if !document.suite.started.isEmpty { invocation["startTimeUtc"] = .string(document.suite.started) }
        if let detail = run.detail {
            invocation["toolExecutionNotifications"] = [["level": "error", "message": ["text": .string(detail)]]]
        }
        return [
            "tool": [
                "driver": [
                    "name": "jwt-assay", "version": .string(document.suite.version),
                    "informationUri": "https://www.rfc-editor.org/rfc/rfc7519",
                    "rules": .array(rules.names.map(self.rule)),
                ]
            ],
            "automationDetails": ["id": .string("jwt-assay/\(name)/")], "columnKind": "utf16CodeUnits",
            "invocations": [.object(invocation)], "results": .array(results + stale),
            "properties": ["implementation": .string(name), "corpus": .string(document.suite.corpus)],
        ]
    }

    private static func rule(of vector: VectorRecord?) -> String { vector?.refs.first ?? "no-rule" }

    private func rule(_ id: String) -> JSONValue {
        let reference = RuleReference(id)
        let text = document.rules.first { $0.id == id }?.text
        var rule: [String: JSONValue] = [
            "id": .string(id), "shortDescription": ["text": .string(reference.words)],
            "fullDescription": ["text": .string(text ?? reference.words)],
        ]
        if let address = reference.address { rule["helpUri"] = .string(address) }
        return .object(rule)
    }

    private static func result(
        _ record: CaseRecord,
        _ disagreement: Disagreement?,
        _ vector: VectorRecord?,
        name: String,
        rules: Numbers
    ) -> JSONValue {
        let rule = rule(of: vector)
        let sentence = disagreement.map { $0.kind == .unexpected ? record.verdict.sentence : $0.description }
        let answer = record.answer.map { "; answered \($0)" } ?? ""
        let text = "\(name): \(sentence ?? record.verdict.sentence): \(vector?.summary ?? record.id)\(answer)"
        var result: [String: JSONValue] = [
            "ruleId": .string(rule), "ruleIndex": .integer(Int64(rules[rule])), "level": .string(level(record.verdict)),
            "kind": "fail", "message": ["text": .string(text)],
            "locations": [
                [
                    // What is shown in a list of files: the vector, by its path in the corpus.
                    "physicalLocation": [
                        "artifactLocation": ["uri": .string(record.id), "uriBaseId": "VECTORS"],
                        "region": ["startLine": .integer(1)],
                    ],
                    "logicalLocations": [["fullyQualifiedName": .string(record.id), "kind": "member"]],
                ]
            ],
            "partialFingerprints": ["vectorVerdict/v1": .string("\(record.id):\(record.verdict.rawValue)")],
            "properties": ["verdict": .string(record.verdict.rawValue), "vector": .string(record.id)],
        ]
        if disagreement == nil, let known = record.known {
            result["suppressions"] = [["kind": "external", "justification": .string(known)]]
        }
        return .object(result)
    }

    private static func level(_ verdict: Verdict) -> String {
        switch verdict {
        case .bypass, .wrongPayload, .crash, .hang: "error"
        case .lenient, .skipped, .notRun: "note"
        default: "warning"
        }
    }

    /// Names in the order in which they first come, with their positions.
    private struct Numbers {
        private(set) var names: [String] = []
        private var positions: [String: Int] = [:]

        init(_ names: [String]) {
            for name in names where positions[name] == nil {
                positions[name] = self.names.count
                self.names.append(name)
            }
        }

        subscript(name: String) -> Int { positions[name] ?? -1 }
    }
}
