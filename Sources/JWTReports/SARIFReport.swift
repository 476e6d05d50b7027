package import JWTConformance
import ReportKit

/// The run in SARIF 2.1.0: a run per implementation, a result per deviation, a rule for each requirement.
///
/// A deviation that the baseline lists is a suppressed result with the baseline's reason. GitHub's code scanning takes
/// the log: each result has a location and a fingerprint, each rule a help text, and the numbers stay within limits.
package struct SARIFReport {
    /// GitHub refuses a file with more runs than this.
    private static let mostRuns = 20
    /// GitHub refuses a run with more results than this.
    private static let mostResults = 25_000

    private let document: RunDocument
    private let records: [String: VectorRecord]
    private let rules: [String: RecordedRule]

    /// Prepares the log.
    package init(_ document: RunDocument) {
        self.document = document
        records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        rules = Dictionary(document.rules.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The log as JSON, ended by a line feed.
    ///
    /// - Throws: an error if a number can't be represented in JSON.
    package func text() throws -> String { try JSONText.of(log, isPretty: true) + "\n" }

    /// One implementation's part of the document, and its name here.
    private struct Part {
        let run: ImplementationRun
        let name: String
        /// What stays the same from one version to the next, so that alerts are followed.
        let category: String
    }

    private var log: JSONValue {
        let runs = document.implementations
        let names = runs.map { $0.implementation?.name ?? $0.label.bounded(to: 128) }
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        let distinctNames = runs.distinctNames
        let parts = runs.indices.map { position in
            let isAlone = counts[names[position]] == 1
            let label = runs[position].label.bounded(to: 128)
            return Part(
                run: runs[position],
                name: distinctNames[position],
                category: isAlone ? names[position] : "\(names[position]) [\(label)]"
            )
        }
        // If they are too many for a run each, one run has them all.
        let groups = parts.count > Self.mostRuns ? [parts] : parts.map { [$0] }
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": .array(groups.map(run)),
        ]
    }

    /// A result, and its sort key if there are too many.
    private struct Finding {
        let rule: String
        let rank: Int
        let result: (_ ruleIndex: Int) -> JSONValue
    }

    private func run(_ parts: [Part]) -> JSONValue {
        var findings = parts.flatMap { part in self.findings(part, isAlone: parts.count == 1) }
        let isAlone = parts.count == 1
        var notices = parts.flatMap { part in Self.notices(part.run, isAlone: isAlone) }
        if let changes = document.suite.corpusChanges {
            notices.append((changes.isForeign ? "note" : "warning", "\(changes)"))
        }
        if findings.count > Self.mostResults {
            let rest = (findings.count - Self.mostResults).counted("result")
            findings = Array(findings.sorted { $0.rank < $1.rank }.prefix(Self.mostResults))
            notices.append(("warning", "\(rest) more; the other report formats show all of them"))
        }
        let rules = Numbers(findings.map(\.rule))
        var invocation: [String: JSONValue] = [
            "executionSuccessful": .bool(parts.allSatisfy { $0.run.state == .complete })
        ]
        if !document.suite.started.isEmpty { invocation["startTimeUtc"] = .string(document.suite.started) }
        if !notices.isEmpty {
            invocation["toolExecutionNotifications"] = .array(
                notices.map { ["level": .string($0.0), "message": Self.message($0.1)] }
            )
        }
        return [
            "tool": [
                "driver": [
                    "name": "jwt-assay", "version": .string(document.suite.version),
                    "informationUri": "https://www.rfc-editor.org/rfc/rfc7519",
                    "rules": .array(rules.names.map(self.rule)),
                ]
            ],
            "automationDetails": ["id": .string("jwt-assay/\(parts.count == 1 ? parts[0].category : "fleet")/")],
            "columnKind": "utf16CodeUnits", "invocations": [.object(invocation)],
            "results": .array(findings.map { $0.result(rules[$0.rule]) }),
            "properties": [
                "implementations": .array(parts.map { .string($0.name) }), "corpus": .string(document.suite.corpus),
            ],
        ]
    }

    private static func notices(_ run: ImplementationRun, isAlone: Bool) -> [(level: String, text: String)] {
        let who = isAlone ? "" : "\(run.displayName): "
        let incidents = run.incidentSentences.map { ("error", who + $0) }
        switch run.state {
        case .complete: return incidents
        case .interrupted:
            return incidents + [("warning", "\(who)the run was interrupted; missing vectors may not have been run")]
        case .unavailable: return incidents + [("error", who + (run.detail ?? "it could not be run"))]
        }
    }

    private func findings(_ part: Part, isAlone: Bool) -> [Finding] {
        let deviations = Dictionary(
            part.run.deviations.compactMap { deviation in deviation.id.map { ($0, deviation) } }
        ) { first, _ in first }
        let wrong = part.run.cases.filter { deviations[$0.id] != nil || $0.known != nil && !$0.verdict.isExpected }
        let findings = wrong.map { record in
            let (deviation, vector) = (deviations[record.id], records[record.id])
            let rule = vector?.refs.first ?? Self.noRule
            return Finding(rule: rule, rank: record.verdict.rank) { index in
                Self.result(record, deviation, vector, part, rule: (rule, index), isAlone: isAlone)
            }
        }
        let others = part.run.deviations.filter { $0.id == nil }.map { deviation in
            Finding(rule: deviation.heading.lowercased(), rank: Verdict.notRun.rank) { index in
                Self.result(deviation, part, ruleIndex: index, isAlone: isAlone)
            }
        }
        return findings + others
    }

    private static let noRule = "no-rule"
    private static let baseline = "baseline"
    private static let capabilities = "capabilities"

    private func rule(_ id: String) -> JSONValue {
        let reference = RuleReference(id)
        let words =
            switch id {
            case Self.noRule: "No requirement"
            case Self.baseline: "The baseline lists a deviation that is fixed"
            case Self.capabilities: "Nothing was asked of a capability that is declared"
            default: reference.words
            }
        let text = (rules[id]?.text ?? words).bounded(to: 1000)
        let address = reference.address
        var rule: [String: JSONValue] = [
            "id": .string(id), "shortDescription": ["text": .string(words)], "fullDescription": ["text": .string(text)],
            "help": [
                "text": .string(text + (address.map { "\n\n\($0)" } ?? "")),
                "markdown": .string(
                    Escape.markdown(text)
                        + (address.map { "\n\n[\(Escape.markdown(words))](\($0))" } ?? "")
                ),
            ],
            "properties": ["precision": "very-high", "tags": ["jwt", "security"]],
        ]
        if let address { rule["helpUri"] = .string(address) }
        return .object(rule)
    }

    private static func result(
        _ record: CaseRecord,
        _ deviation: Deviation?,
        _ vector: VectorRecord?,
        _ part: Part,
        rule: (id: String, index: Int),
        isAlone: Bool
    ) -> JSONValue {
        let happened = record.verdict.sentence(for: vector?.kind ?? .verify)
        let sentence = deviation.map { $0.kind == .unexpected ? happened : $0.description }
        let answer = record.answer.map { "; answered \($0)" } ?? ""
        let text =
            "\(part.name): \(sentence ?? happened): \(vector?.summary ?? record.id)\(answer)"
        var result: [String: JSONValue] = [
            "ruleId": .string(rule.id), "ruleIndex": .integer(Int64(rule.index)),
            "level": .string(record.verdict.row.level.rawValue), "kind": "fail", "message": message(text),
            "locations": [location(record.id)],
            "partialFingerprints": fingerprints(record.id, fingerprint(record, vector), part, isAlone: isAlone),
            "properties": .object(properties(record, vector, part)),
        ]
        if deviation == nil, let known = record.known {
            result["suppressions"] = [["kind": "external", "justification": .string(known)]]
        }
        return .object(result)
    }

    private static func properties(
        _ record: CaseRecord,
        _ vector: VectorRecord?,
        _ part: Part
    ) -> [String: JSONValue] {
        var properties: [String: JSONValue] = [
            "verdict": .string(record.verdict.rawValue), "vector": .string(record.id),
            "implementation": .string(part.name),
        ]
        properties["attacker"] = vector?.attacker.map { .string($0.rawValue) }
        properties["gain"] = vector?.gain.map { .string($0.rawValue) }
        properties["severity"] = vector.flatMap { record.verdict.severity(on: $0) }.map { .string($0.rawValue) }
        return properties
    }

    /// The word that alerts are recognised by: the one from before there were severities, so that none is opened again.
    private static func fingerprint(_ record: CaseRecord, _ vector: VectorRecord?) -> String {
        let general: Verdict = vector?.kind == .sign ? .unsafe : .bypass
        return general.covers(record.verdict) ? general.rawValue : record.verdict.rawValue
    }

    /// A result for a deviation without a vector.
    private static func result(_ deviation: Deviation, _ part: Part, ruleIndex: Int, isAlone: Bool) -> JSONValue {
        let subject = deviation.subject
        return [
            "ruleId": .string(deviation.heading.lowercased()), "ruleIndex": .integer(Int64(ruleIndex)),
            "level": "error", "kind": "fail",
            "message": message("\(part.name): \(deviation)"), "locations": [location(subject)],
            "partialFingerprints": fingerprints(subject, deviation.kind.rawValue, part, isAlone: isAlone),
            "properties": ["implementation": .string(part.name)],
        ]
    }

    /// A message, with text that looks like a link (section 3.11.6) or a placeholder (3.11.5) escaped.
    private static func message(_ text: String) -> JSONValue {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "[", "]": escaped += "\\"
            case "{", "}": escaped.unicodeScalars.append(scalar)
            default: break
            }
            escaped.unicodeScalars.append(scalar)
        }
        return ["text": .string(escaped)]
    }

    /// What is shown in a list of files: the vector, by its path in the corpus.
    private static func location(_ id: String) -> JSONValue {
        [
            "physicalLocation": [
                "artifactLocation": ["uri": .string(uri(id)), "uriBaseId": "VECTORS"],
                "region": ["startLine": .integer(1)],
            ],
            "logicalLocations": [["fullyQualifiedName": .string(id), "kind": "member"]],
        ]
    }

    /// The text as a path of a URI (RFC 3986).
    private static func uri(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                byte < 0x80 && (scalar.properties.isAlphabetic || "0123456789/._~-*".unicodeScalars.contains(scalar))
            if isPlain { return String(scalar) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    /// GitHub follows an alert by the first; the other changes with the verdict.
    private static func fingerprints(_ id: String, _ verdict: String, _ part: Part, isAlone: Bool) -> JSONValue {
        [
            "primaryLocationLineHash": .string(isAlone ? id : "\(part.category):\(id)"),
            "vectorVerdict/v1": .string("\(part.category):\(id):\(verdict)"),
        ]
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
