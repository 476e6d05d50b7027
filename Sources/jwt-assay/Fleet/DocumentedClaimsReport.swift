import Fleet
import JWTConformance
import ReportKit

/// What the libraries of the fleet say of themselves, against what was measured: what doesn't hold.
struct DocumentedClaimsReport {
    private let document: RunDocument
    private let claims: [String: DocumentedClaims]

    /// Prepares the report.
    ///
    /// - Parameters:
    ///   - document: a run.
    ///   - members: the fleet, whose labels the run's implementations have.
    init(_ document: RunDocument, members: [FleetMember]) {
        self.document = document
        claims = Dictionary(
            members.compactMap { member in member.manifest.claims.map { (VerifierArgument(member).label, $0) } }
        ) { first, _ in first }
    }

    /// Whether every statement holds.
    var holds: Bool { rows.isEmpty }

    /// One line for each statement that doesn't hold, with a vector that shows it; then the counts.
    var text: String {
        let asked = document.implementations.count { claims[$0.label] != nil && $0.state == .complete }
        let counts = "\(asked) implementations with statements of their own; \(rows.count) that don't hold\n"
        return holds ? counts : Table(rows: rows).text + "\n" + counts
    }

    private var rows: [[String]] {
        document.implementations.flatMap { run -> [[String]] in
            guard let claims = claims[run.label], run.state == .complete else { return [] }
            return problems(of: run, claims).map { [run.displayName] + $0 + [claims.link] }
        }
    }

    private func problems(of run: ImplementationRun, _ claims: DocumentedClaims) -> [[String]] {
        let records = Dictionary(run.cases.map { ($0.id, $0) }) { first, _ in first }
        let declared = run.implementation?.capabilities
        var problems: [[String]] = []
        for algorithm in claims.algorithms ?? [] where declared?.algorithms.contains(algorithm) == true {
            // Tokens that must be accepted, under a policy of this algorithm alone.
            let valid = document.vectors.filter { vector in
                vector.expect == "accept" && vector.policy?.algorithms == .only([algorithm])
            }.compactMap { records[$0.id] }.filter { ![.skipped, .notRun].contains($0.verdict) }
            let passed = valid.contains { $0.verdict == .pass }
            if let first = valid.first, !passed {
                problems.append(["says \(algorithm)", "accepts no valid token, such as \(first.id)"])
            }
        }
        for algorithm in claims.algorithms ?? [] where declared?.algorithms.contains(algorithm) == false {
            problems.append(["says \(algorithm)", "the adapter can't ask it; its adapter.json says why"])
        }
        for serialization in claims.serializations ?? [] where declared?.serializations.contains(serialization) == false
        {
            problems.append([
                "says \(serialization) serialization", "the adapter can't ask it; its adapter.json says why",
            ])
        }
        for claim in claims.claims ?? [] {
            let shown = document.vectors.first { vector in
                vector.targets == "claims.\(claim)" && records[vector.id]?.verdict.family == .breach
            }
            if let shown { problems.append(["says it validates \(claim)", "accepts \(shown.id): \(shown.summary)"]) }
        }
        return problems
    }
}
