package import JWTConformance
import ReportKit

/// A run as it happens, one JSON object a line (`jwt-assay/run-events/1`).
package enum NDJSONReport {
    /// The value of `schema` in the first line.
    package static let schema = "jwt-assay/run-events/1"

    /// The line of an event, ended by a line feed; empty for one that decides nothing yet.
    package static func line(_ event: RunEvent) throws -> String {
        switch event {
        case .started(let description, let labels, let vectors, let options):
            try line(Started(suite: description, verifiers: labels, vectors: vectors, profile: options.profile))
        case .verifierStarted(let label, let profile):
            try line(VerifierStarted(verifier: label, implementation: profile))
        case .suspected: ""
        case .caseFinished(let label, let result):
            try line(CaseFinished(verifier: label, record: CaseRecord(result)))
        case .verifierFinished(let run):
            try line(
                VerifierFinished(verifier: run.label, state: run.state, detail: run.detail, summary: run.summary)
            )
        }
    }

    /// The lines of a run that is over, an implementation after the other.
    package static func text(_ document: RunDocument) throws -> String {
        let runs = document.implementations
        let started = Started(
            suite: document.suite,
            verifiers: runs.map(\.label),
            vectors: document.vectors.count,
            profile: document.profile
        )
        var text = try line(started)
        for run in runs {
            if let profile = run.implementation {
                text += try line(VerifierStarted(verifier: run.label, implementation: profile))
            }
            for record in run.cases { text += try line(CaseFinished(verifier: run.label, record: record)) }
            text += try line(
                VerifierFinished(verifier: run.label, state: run.state, detail: run.detail, summary: run.summary)
            )
        }
        return text + (try closing(document))
    }

    /// The last lines: the deviations, and that the run is over.
    package static func closing(_ document: RunDocument) throws -> String {
        var text = ""
        for run in document.implementations {
            for deviation in run.deviations {
                text += try line(Deviated(verifier: run.label, deviation: deviation))
            }
        }
        return text + (try line(Finished(complete: document.complete)))
    }

    private static func line(_ value: some Encodable) throws -> String {
        try JSONText.of(value) + "\n"
    }

    private struct Started: Encodable {
        let event = "started"
        let schema = NDJSONReport.schema
        let suite: RunDescription
        let verifiers: [String]
        let vectors: Int
        let profile: GradingProfile
    }

    private struct VerifierStarted: Encodable {
        let event = "verifier-started"
        let verifier: String
        let implementation: ImplementationProfile
    }

    private struct VerifierFinished: Encodable {
        let event = "verifier-finished"
        let verifier: String
        let state: ImplementationRun.State
        let detail: String?
        let summary: RunSummary
    }

    private struct Finished: Encodable {
        let event = "finished"
        let complete: Bool
    }

    /// The members of the record besides those of the event.
    private struct CaseFinished: Encodable {
        let verifier: String
        let record: CaseRecord

        func encode(to encoder: any Encoder) throws {
            try record.encode(to: encoder)
            try Origin(event: "case", verifier: verifier).encode(to: encoder)
        }
    }

    private struct Deviated: Encodable {
        let verifier: String
        let deviation: Deviation

        func encode(to encoder: any Encoder) throws {
            try deviation.encode(to: encoder)
            try Origin(event: "disagreement", verifier: verifier).encode(to: encoder)
        }
    }

    private struct Origin: Encodable {
        let event: String
        let verifier: String
    }
}
