package import JWTConformance

/// The run in the JUnit XML that Jenkins reads: a suite per implementation, a case per vector.
///
/// A verdict that the baseline lists is a skipped case with the baseline's reason, so that a build is red for
/// disagreements alone. What the baseline has too much stands as cases of the class `baseline`.
package struct JUnitReport {
    private let document: RunDocument

    /// Prepares the report.
    package init(_ document: RunDocument) {
        self.document = document
    }

    /// The XML document.
    package var text: String {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        let runs = document.implementations
        let suites = zip(runs, runs.distinctNames).map { suite($0, name: $1, records) }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"jwt-assay\">\n"
            + suites.joined() + "</testsuites>\n"
    }

    private enum Status: String {
        case failure, error, skipped
    }

    private struct Case {
        let className: String
        let name: String
        let seconds: Double
        let status: Status?
        let type: String
        let message: String
        let text: String
    }

    private func suite(_ run: VerifierRun, name: String, _ records: [String: VectorRecord]) -> String {
        let disagreements = Dictionary(
            run.disagreements.compactMap { disagreement in disagreement.id.map { ($0, disagreement) } }
        ) { first, _ in first }
        var cases = run.cases.map { Self.testCase($0, disagreements[$0.id], records[$0.id]) }
        cases += run.disagreements.filter { $0.kind == .stale }.map(Self.staleEntry)
        func count(_ status: Status) -> Int { cases.count { $0.status == status } }
        let counts = "tests=\"\(cases.count)\" failures=\"\(count(.failure))\" errors=\"\(count(.error))\""
        var xml = "  <testsuite name=\"\(Self.escaped(name))\" \(counts) skipped=\"\(count(.skipped))\""
        xml += " time=\"\(Self.decimal(run.seconds))\" timestamp=\"\(Self.escaped(document.suite.started))\">\n"
        xml += cases.map(Self.element).joined()
        if let text = run.standardError { xml += "    <system-err>\(Self.escaped(text))</system-err>\n" }
        return xml + "  </testsuite>\n"
    }

    private static func testCase(
        _ record: CaseRecord,
        _ disagreement: Disagreement?,
        _ vector: VectorRecord?
    ) -> Case {
        let status: Status?
        var message = record.verdict.sentence
        switch (record.verdict, disagreement) {
        case (.crash, .some), (.hang, .some), (.protocolViolation, .some): status = .error
        case (.notRun, _): status = .error
        case (_, .some(let disagreement)):
            status = .failure
            if disagreement.kind != .unexpected { message = disagreement.description }
        case (.skipped, nil):
            status = .skipped
            if let feature = record.feature { message = "for want of \(feature)" }
        case (let verdict, nil) where !verdict.isExpected:
            status = .skipped
            message = "known: \(record.known ?? "")"
        default: status = nil
        }
        let lines = [
            vector?.summary, vector.map { "expected: \($0.expect)" },
            vector.map { "rules: " + $0.refs.joined(separator: ", ") },
            record.answer.map { "answered: \($0)" }, record.detail, record.answer?.standardError,
        ]
        return Case(
            className: record.id.split(separator: "/").dropLast().joined(separator: "."),
            name: record.id,
            seconds: record.seconds ?? 0,
            status: status,
            type: record.verdict.rawValue,
            message: message,
            text: lines.compactMap(\.self).joined(separator: "\n")
        )
    }

    private static func staleEntry(_ disagreement: Disagreement) -> Case {
        Case(
            className: "baseline",
            name: "baseline entry \(disagreement.pattern ?? "")",
            seconds: 0,
            status: .failure,
            type: disagreement.kind.rawValue,
            message: disagreement.description,
            text: ""
        )
    }

    private static func element(_ test: Case) -> String {
        let head = "    <testcase classname=\"\(escaped(test.className))\" name=\"\(escaped(test.name))\""
        let tag = "\(head) time=\"\(decimal(test.seconds))\""
        guard let status = test.status?.rawValue else { return "\(tag)/>\n" }
        let type = status == Status.skipped.rawValue ? "" : " type=\"\(escaped(test.type))\""
        let message = " message=\"\(escaped(test.message))\""
        return "\(tag)>\n      <\(status)\(type)\(message)>\(escaped(test.text))</\(status)>\n    </testcase>\n"
    }

    /// Seconds with six digits after the point and no exponent.
    private static func decimal(_ seconds: Double) -> String {
        let (whole, rest) = Int64(max(0, min(seconds, 1e9)) * 1_000_000).quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(rest)
        return "\(whole)." + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// Text for XML 1.0: control characters have no spelling there, not even an escaped one, and are left out.
    private static func escaped(_ text: String) -> String {
        var xml = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": xml += "&amp;"
            case "<": xml += "&lt;"
            case ">": xml += "&gt;"
            case "\"": xml += "&quot;"
            case "\n", "\t": xml.unicodeScalars.append(scalar)
            case "\u{FFFE}", "\u{FFFF}": break
            default:
                if scalar.properties.generalCategory != .control { xml.unicodeScalars.append(scalar) }
            }
        }
        return xml
    }
}
