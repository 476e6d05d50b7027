/// What isn't right with an adapter, or could be better.
package struct Finding: Hashable, Sendable, Codable {
    /// How much it matters.
    package enum Severity: String, Hashable, Sendable, Codable {
        /// The results of a run would be meaningless.
        case mustFix = "must-fix"
        case advice
        /// A baseline lists it: the library does this, and the adapter is right.
        case known
    }

    package var severity: Severity
    /// What is the matter, in a sentence.
    package var what: String
    /// The message that showed it, if there was one.
    package var sent: String?
    /// What came back.
    package var came: String?
    /// What to change.
    package var change: String

    /// A finding; text that comes from the program is bounded here.
    package init(_ severity: Severity, _ what: String, sent: String? = nil, came: String? = nil, change: String) {
        self.severity = severity
        self.what = what.bounded(to: 1024)
        self.sent = sent?.bounded(to: 4096)
        self.came = came?.bounded(to: 4096)
        self.change = change
    }
}

/// One point that was looked at.
package struct DoctorCheck: Hashable, Sendable, Codable {
    /// What became of it.
    package enum State: String, Hashable, Sendable, Codable {
        case passed, known, advice
        case mustFix = "must-fix"
        /// Nothing that is declared needs it, or it couldn't be looked at.
        case skipped
    }

    /// A word for it, for programs.
    package var id: String
    /// What is true if it passed.
    package var title: String
    package var state: State
    /// A figure, or why it was skipped.
    package var note: String?
    package var findings: [Finding]

    /// A check that was made.
    package init(_ id: String, _ title: String, note: String? = nil, _ findings: [Finding]) {
        self.id = id
        self.title = title
        self.note = note?.bounded(to: 1024)
        self.findings = findings
        let severities = findings.map(\.severity)
        state =
            severities.contains(.mustFix)
            ? .mustFix : severities.contains(.advice) ? .advice : severities.isEmpty ? .passed : .known
    }

    /// A check that wasn't made.
    package init(_ id: String, _ title: String, skipped why: String) {
        self.init(id, title, note: why, [])
        state = .skipped
    }
}

/// The result of an examination (`jwt-assay/doctor/1`).
package struct Examination: Hashable, Sendable, Codable {
    /// How it ended.
    package enum State: String, Hashable, Sendable, Codable {
        case complete, interrupted
        /// The program couldn't be started, or didn't say hello.
        case unavailable
    }

    /// How fast the program is, as far as a few hundred questions show.
    package struct Speed: Hashable, Sendable, Codable {
        /// From the start to the reply to hello, in seconds.
        package var startUpSeconds: Double
        /// From a question to its reply with nothing else in flight: the median, in seconds.
        package var medianSeconds: Double
        /// The share of one question where many are in flight, in seconds.
        package var pipelinedSeconds: Double
        /// How many vectors of the corpus it would be asked.
        package var vectors: Int
        /// How long a run over them takes, about.
        package var estimatedRunSeconds: Double

        /// Puts the figures together; a run costs a start and the share of each question.
        package init(startUpSeconds: Double, medianSeconds: Double, pipelinedSeconds: Double, vectors: Int) {
            self.startUpSeconds = startUpSeconds
            self.medianSeconds = medianSeconds
            self.pipelinedSeconds = pipelinedSeconds
            self.vectors = vectors
            estimatedRunSeconds = startUpSeconds + pipelinedSeconds * Double(vectors)
        }
    }

    /// The value of `schema`.
    package static let schema = "jwt-assay/doctor/1"

    package var schema = Self.schema
    /// What the program is called: its label, and no folders or arguments.
    package var command: [String]
    package var state: State
    /// Who it says it is.
    package var implementation: ImplementationProfile?
    package var checks: [DoctorCheck]
    package var speed: Speed?

    /// An examination with the checks that were made.
    package init(
        label: String,
        state: State,
        implementation: ImplementationProfile? = nil,
        checks: [DoctorCheck]
    ) {
        command = [label]
        self.state = state
        self.implementation = implementation?.bounded
        self.checks = checks
    }

    /// The examination as documents show it.
    package var forDocuments: Examination {
        var examination = self
        for check in checks.indices {
            examination.checks[check].note = checks[check].note?.withoutFolders
            for position in checks[check].findings.indices {
                let finding = checks[check].findings[position]
                examination.checks[check].findings[position].what = finding.what.withoutFolders
                examination.checks[check].findings[position].came = finding.came?.withoutFolders
            }
        }
        return examination
    }

    /// The findings of this severity, in the order of the checks.
    package func findings(_ severity: Finding.Severity) -> [Finding] {
        checks.flatMap(\.findings).filter { $0.severity == severity }
    }

    /// Whether the results of a run with this adapter are meaningful.
    package var isHealthy: Bool { state == .complete && findings(.mustFix).isEmpty }
}
