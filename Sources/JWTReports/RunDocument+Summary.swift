package import JWTConformance
package import ReportKit

extension RunDocument: SummarizedRun {
    package func matrix(style: TextStyle) -> MatrixTable { MatrixTable(self, style: style) }

    /// The end of the report: at most twelve lines of the terminal, unless it's verbose.
    package func closing(command: ReproductionCommand, style: TextStyle, isVerbose: Bool) -> String {
        let profile = self.profile == .standard ? "" : ", \(self.profile.rawValue) profile"
        let closing = RunClosing(
            runs: implementations,
            scope: "\(vectors.count.counted("vector"))\(profile), corpus \(suite.corpus)",
            isComplete: complete,
            style: style,
            isVerbose: isVerbose,
            command: command
        )
        return closing.text { run, isNarrow in
            let summary = run.summary
            var parts = [
                summary.must.words(isNarrow: isNarrow), summary.bypasses.counted("bypass", "bypasses"),
                summary.crashes.counted("crash or hang", "crashes or hangs"),
            ]
            if isNarrow { return parts }
            parts.append("\(summary.count(.skipped)) skipped")
            if summary.vacuous > 0 { parts.append("\(summary.vacuous) refused like their twins") }
            return parts
        }
    }
}
