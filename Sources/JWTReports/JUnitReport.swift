package import JWTConformance
import ReportKit

/// The run in the JUnit XML that Jenkins reads: a suite per implementation, a case per vector.
///
/// A verdict that the baseline lists is a skipped case with the baseline's reason, so that a build is red for
/// deviations alone. What the baseline has too much stands as cases of the class `baseline`.
package struct JUnitReport {
    private let runs: [ReportedRun]
    private let started: String
    private let changes: CorpusChanges?

    /// Prepares the report of a run.
    package init(_ document: RunDocument) {
        (runs, started) = (document.reportedRuns, document.suite.started)
        changes = document.suite.corpusChanges
    }

    /// The XML document.
    package var text: String {
        Self.template.render(["suites": runs.map(suite)])
    }

    private static let template = Template(
        """
        {{% CONTENT_TYPE:MARKUP}}
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="jwt-assay">
        {{#suites}}
          <testsuite name="{{name}}" tests="{{tests}}" failures="{{failures}}" errors="{{errors}}" skipped="{{skipped}}" time="{{time}}" timestamp="{{timestamp}}">
        {{#changes}}
            <properties><property name="vectors" value="{{changes}}"/></properties>
        {{/changes}}
        {{#cases}}
            <testcase classname="{{className}}" name="{{name}}" time="{{time}}"{{^status}}/>{{/status}}{{#status}}>
              <{{status}}{{#type}} type="{{type}}"{{/type}} message="{{message}}">{{text}}</{{status}}>
            </testcase>{{/status}}
        {{/cases}}
        {{#standardError}}
            <system-err>{{standardError}}</system-err>
        {{/standardError}}
          </testsuite>
        {{/suites}}
        </testsuites>

        """
    )

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

        /// What the template names.
        var values: [String: Any] {
            var values: [String: Any] = [
                "className": className, "name": name, "time": JUnitReport.decimal(seconds), "message": message,
                "text": text,
            ]
            if let status { values["status"] = status.rawValue }
            if status != .skipped { values["type"] = type }
            return values
        }
    }

    private func suite(_ run: ReportedRun) -> [String: Any] {
        let cases = run.cases.map(Self.testCase) + run.withoutVector.map(Self.caseWithoutVector)
        func count(_ status: Status) -> Int { cases.count { $0.status == status } }
        var values: [String: Any] = [
            "name": run.name, "tests": cases.count, "failures": count(.failure), "errors": count(.error),
            "skipped": count(.skipped),
            // Milliseconds are all that the schema of Jenkins has for a suite.
            "time": String(Self.decimal(run.seconds).dropLast(3)), "timestamp": started,
            "cases": cases.map(\.values),
        ]
        if let text = run.standardError { values["standardError"] = text }
        if let changes { values["changes"] = "\(changes)" }
        return values
    }

    private static func testCase(_ record: ReportedCase) -> Case {
        let status: Status?
        var message = record.sentence
        switch (record.verdict, record.deviation) {
        case (let verdict, .some) where verdict.family == .breakdown: status = .error
        case (.notRun, _): status = .error
        case (_, .some(let deviation)):
            status = .failure
            if deviation.kind != .unexpected { message = deviation.description }
        case (.skipped, nil):
            status = .skipped
            if let feature = record.feature { message = "needs \(feature)" }
        case (let verdict, nil) where !verdict.isExpected:
            status = .skipped
            message = "known: \(record.known ?? "")"
        default: status = nil
        }
        let lines = [
            record.summary, record.expect.map { "expected: \($0)" },
            record.expect.map { _ in "rules: " + record.refs.joined(separator: ", ") },
            record.answered.map { "answered: \($0)" }, record.detail, record.standardError,
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

    private static func caseWithoutVector(_ deviation: Deviation) -> Case {
        Case(
            className: deviation.heading.lowercased(),
            name: deviation.title,
            seconds: 0,
            status: deviation.kind == .incident ? .error : .failure,
            type: deviation.kind.rawValue,
            message: deviation.description,
            text: ""
        )
    }

    /// Seconds with six digits after the point and no exponent.
    private static func decimal(_ seconds: Double) -> String {
        let (whole, rest) = Int64(max(0, min(seconds, 1e9)) * 1_000_000).quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(rest)
        return "\(whole)." + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
