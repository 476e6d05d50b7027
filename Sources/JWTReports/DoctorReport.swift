package import JWTConformance
package import ReportKit

/// The result of an examination of an adapter: for people, and as JSON (`jwt-assay/doctor/1`).
package struct DoctorReport {
    private static let longest = 200

    private let examination: Examination
    private let style: TextStyle

    /// Prepares the report.
    package init(_ examination: Examination, style: TextStyle = .plain) {
        self.examination = examination
        self.style = style
    }

    /// The document, ended by a line feed.
    package func json() throws -> String {
        try JSONText.of(examination.forDocuments, isPretty: true) + "\n"
    }

    /// The checks one a line, then each finding with what to change, and the figures.
    package var text: String {
        var lines = [heading]
        let width = examination.checks.map(\.title.columns).max() ?? 0
        for check in examination.checks {
            let note = check.note.map { style.faint("  \($0)") } ?? ""
            lines.append("  \(word(check.state))  \(note.isEmpty ? check.title : check.title.padded(to: width))\(note)")
        }
        for (severity, title) in [(Finding.Severity.mustFix, "must fix"), (.advice, "advice"), (.known, "known")] {
            let findings = examination.findings(severity)
            if findings.isEmpty { continue }
            lines += ["", style.bold(title)]
            for finding in findings { lines += self.lines(of: finding) }
        }
        lines += ["", summary]
        return lines.map { $0 + "\n" }.joined()
    }

    private var heading: String {
        guard let implementation = examination.implementation else {
            return style.bold(examination.command.joined(separator: " ").bounded(to: 256))
        }
        let place = [implementation.language, implementation.runtime].compactMap(\.self).joined(separator: ", ")
        return style.bold("\(implementation.name) \(implementation.version)") + "  (\(place))"
    }

    private func word(_ state: DoctorCheck.State) -> String {
        switch state {
        case .passed: style.verdict(.pass, "ok    ")
        case .advice: style.warning("advice")
        case .mustFix: style.verdict(.forgery, "FIX   ")
        case .known: style.faint("known ")
        case .skipped: style.faint("skip  ")
        }
    }

    private func lines(of finding: Finding) -> [String] {
        var lines = ["  \(finding.what)"]
        if let sent = finding.sent { lines.append("    sent    \(sent.bounded(to: Self.longest))") }
        if let came = finding.came { lines.append("    came    \(came.bounded(to: Self.longest))") }
        lines.append("    change  \(finding.change)")
        return lines
    }

    private var summary: String {
        let fixes = examination.findings(.mustFix).count
        let advice = examination.findings(.advice).count
        var parts: [String] = []
        if let speed = examination.speed {
            parts.append(
                "\(Self.milliseconds(speed.startUpSeconds)) to start, \(Self.milliseconds(speed.medianSeconds)) a question, "
                    + "\(Self.milliseconds(speed.pipelinedSeconds)) with many in flight"
            )
        }
        switch examination.state {
        case .unavailable: parts.append("the other checks run once it answers hello")
        case .interrupted: parts.append("INCOMPLETE: interrupted; these checks were done")
        case .complete: break
        }
        let remarks = advice == 0 ? "no advice" : "\(advice) \(advice == 1 ? "piece" : "pieces") of advice"
        let end = examination.state == .interrupted ? " so far" : ""
        parts.append("\(fixes == 0 ? "nothing" : "\(fixes)") to fix, \(remarks)\(end)")
        return parts.joined(separator: "\n")
    }

    private static func milliseconds(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100_000).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) ms"
    }
}
