import FoundationEssentials

/// How clients that fetch keys did in the scenarios, as it's written (`jwt-assay/key-run/1`).
package struct KeyRunDocument: Hashable, Sendable, Codable {
    package static let schema = "jwt-assay/key-run/1"

    package var schema = KeyRunDocument.schema
    /// The suite's version.
    package var version: String
    /// When the run started (RFC 3339).
    package var started: String
    /// The scenarios that were played, in their order.
    package var scenarios: [KeyScenario]
    /// The clients, in the order in which they were named.
    package var clients: [Client]
    /// Whether every scenario was played to every client.
    package var complete: Bool

    /// A client, as it was set up.
    package struct Client: Hashable, Sendable, Codable {
        /// How the command line calls it.
        package var label: String
        /// `default`, or `recommended`: what its documentation recommends for production.
        package var options: Options
        /// Who it says it is; absent if it couldn't be run.
        package var implementation: ImplementationProfile?
        /// Why it couldn't be run.
        package var detail: String?
        /// What was found, in the order of the scenarios and their steps.
        package var steps: [StepRecord]

        /// A client of which nothing is known yet.
        package init(label: String, options: Options) {
            (self.label, self.options, steps) = (label, options, [])
        }

        /// Its name in a report.
        package var title: String {
            let name = implementation.map { "\($0.name) \($0.version)" } ?? label
            return options == .recommended ? "\(name), recommended" : name
        }

        /// Its steps by their ids.
        package var byID: [String: StepRecord] { Dictionary(steps.map { ($0.id, $0) }) { $1 } }
    }

    /// Which options a client has.
    package enum Options: String, Hashable, Sendable, Codable, CaseIterable { case `default`, recommended }

    /// What was found in one step.
    package struct StepRecord: Hashable, Sendable, Codable {
        /// The scenario's id and the step's, joined by `/`.
        package var id: String
        package var verdict: KeyStepVerdict
        /// What was expected and what was found, in words; what a skipped step lacks.
        package var detail: String?
        /// How many tokens were accepted, rejected, and so on.
        package var answers: [String: Int]
        /// How many requests there were for each resource.
        package var requests: [String: Int]
        /// The first of these requests, each in a line; absent if there were none.
        package var wire: [String]?
        /// A baseline lists it; absent without one.
        package var listed: Bool?

        /// A step that wasn't asked.
        package init(skipping id: String, because reason: String) {
            (self.id, verdict, detail, answers, requests) = (id, .skipped, reason, [:], [:])
        }

        /// A step as it was graded.
        package init(id: String, step: KeyScenario.Step, seen: KeyObservation) {
            self.id = id
            (verdict, detail) = step.verdict(on: seen)
            answers = Dictionary(seen.answers.map { ($0.word, 1) }, uniquingKeysWith: +)
            requests = Dictionary(seen.requests.map { ($0.resource ?? "other", 1) }, uniquingKeysWith: +)
            let lines = seen.requests.prefix(8).map { $0.line(naming: $0.resource ?? "other") }
            wire = lines.isEmpty ? nil : lines
        }
    }

    /// A run that has found nothing yet.
    package init(version: String, started: String, scenarios: [KeyScenario], clients: [Client], complete: Bool) {
        (self.version, self.started, self.scenarios) = (version, started, scenarios)
        (self.clients, self.complete) = (clients, complete)
    }

    /// Reads a document.
    ///
    /// - Throws: an error if it isn't one, or is of another version.
    package init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(KeyRunDocument.self, from: Data(PrintableJSON.of(json)))
        guard schema == Self.schema else {
            throw KeyRunError("expected \(Self.schema), found \(schema.bounded(to: 64))")
        }
        for record in clients.lazy.flatMap(\.steps) {
            for count in [record.answers.values, record.requests.values].joined() where !(0...1 << 32).contains(count) {
                throw KeyRunError("\(record.id.bounded(to: 128)) counts \(count) of something")
            }
        }
    }
}

/// A document of another kind, or one that can't be true.
package struct KeyRunError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

extension Answer {
    /// Its outcome, as the protocol has it.
    fileprivate var word: String {
        switch self {
        case .accept: "accept"
        case .reject: "reject"
        case .unsupported: "unsupported"
        case .error: "error"
        }
    }
}
