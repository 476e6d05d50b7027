package import JWTConformance
package import ReportKit

extension SignRunDocument: SummarizedRun {
    package func matrix(style: TextStyle) -> MatrixTable { MatrixTable(self, style: style) }

    /// The end of the report: at most twelve lines of the terminal, unless it's verbose.
    package func closing(command: ReproductionCommand, style: TextStyle, isVerbose: Bool) -> String {
        let vectors = implementations.first?.cases.count ?? 0
        let closing = RunClosing(
            runs: implementations,
            scope: "\(vectors.counted("sign vector")), corpus \(corpus)",
            isComplete: complete,
            style: style,
            isVerbose: isVerbose,
            command: command
        )
        return closing.text { run, isNarrow in
            var parts = [
                run.must.words(isNarrow: isNarrow), "\(run.count(.unsafe)) unsafe",
                run.count(.wrongToken).counted("wrong token"),
                (run.count(.crash) + run.count(.hang)).counted("crash or hang", "crashes or hangs"),
            ]
            if isNarrow { return parts }
            parts.append("\(run.count(.skipped)) skipped")
            let twice = run.cases.compactMap(\.repeated)
            if !twice.isEmpty {
                parts.append("\(twice.count { $0 }) of \(twice.count) tokens the same when asked for twice")
            }
            return parts
        }
    }
}
