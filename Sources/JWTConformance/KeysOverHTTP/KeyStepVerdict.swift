/// How a client did in a step of a scenario: the gravest of what was found.
package enum KeyStepVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// As expected.
    case pass
    /// It accepted a token that must be rejected.
    case bypass
    /// It asked, or told, somebody whom it must not.
    case leak
    /// The program ended.
    case crash
    /// No answer, although the server had long let go.
    case hang
    /// The answer came only when the server let go: nothing bounds the client's patience.
    case stall
    /// It rejected a token that must be accepted.
    case outage
    /// More requests than there should be.
    case flood
    /// It read more of a body than anybody needs.
    case unbounded
    /// Fewer requests than there should be: what it knows is out of date.
    case stale
    /// An exception in place of a rejection.
    case unclean
    /// A reply that doesn't fit the question.
    case protocolViolation = "protocol-violation"
    /// It isn't what was expected, and nothing demands that it is.
    case recorded
    /// Not asked.
    case skipped

    /// What it means, in a phrase.
    package var meaning: String {
        switch self {
        case .pass: "as expected"
        case .bypass: "accepted a token that must be rejected"
        case .leak: "asked or told somebody whom it must not"
        case .crash: "the program ended"
        case .hang: "no answer at all"
        case .stall: "waited until the server let go"
        case .outage: "rejected a token that must be accepted"
        case .flood: "more requests than there should be"
        case .unbounded: "read more of a body than anybody needs"
        case .stale: "fewer requests than there should be: what it knows is out of date"
        case .unclean: "an exception in place of a rejection"
        case .protocolViolation: "a reply that doesn't fit the question"
        case .recorded: "not what was expected, but nothing demands it"
        case .skipped: "not asked"
        }
    }

    /// Whether a run fails that has it.
    package var isFailure: Bool { ![.pass, .recorded, .skipped].contains(self) }
}

/// What was seen in a step.
package struct KeyObservation: Hashable, Sendable {
    /// The answers, in the order of the tokens; empty if the client gave none.
    package var answers: [Answer] = []
    /// Why it gave none.
    package var fault: VerifierFault?
    /// The requests that the key server got, in their order.
    package var requests: [KeyRequestRecord] = []
    /// How long it took, in seconds.
    package var seconds: Double = 0

    /// Nothing seen yet.
    package init() {}

    /// After so many seconds a client has waited for a silent server until that let go.
    package static let patience = 2.3

    /// How many requests there were for a resource.
    package func count(of resource: String) -> Int { requests.count { $0.resource == resource } }
}

/// A request that the key server got.
package struct KeyRequestRecord: Hashable, Sendable, Codable {
    /// The origin: `https`, `http`, `other`, ….
    package var origin: String
    /// What was asked for: `jwks`, `metadata`, `canary`, …; `other` for what isn't part of the scenario.
    package var resource: String?
    package var method: String
    package var path: String
    /// The status of the response.
    package var status: Int
    /// How many octets of the body were sent.
    package var sent: Int
    /// Whether it had If-None-Match.
    package var conditional: Bool
    /// Whether it had Authorization.
    package var authorization: Bool
    /// How long the server kept the client waiting on purpose, in seconds; absent if it didn't, or still does.
    package var seconds: Double?

    /// The request in one line, with a name for what was asked for.
    package func line(naming target: String) -> String {
        let validator = conditional ? ", If-None-Match" : ""
        let held = seconds.map { $0 > 0.5 ? " after \($0) s" : "" } ?? ""
        return "\(origin) \(method) \(target)\(validator) → \(status), \(sent) octets\(held)"
    }
}

extension KeyScenario.Step {
    /// Grades what was seen.
    ///
    /// - Returns: the verdict, and what was expected and found in words if it isn't a pass.
    package func verdict(on seen: KeyObservation) -> (KeyStepVerdict, detail: String?) {
        let (verdict, detail) = gravest(in: seen)
        let isDemanded = level != .info || verdict == .crash || verdict == .hang || verdict == .protocolViolation
        return (verdict == .pass || isDemanded ? verdict : .recorded, detail)
    }

    private func gravest(in seen: KeyObservation) -> (KeyStepVerdict, detail: String?) {
        switch seen.fault {
        case .crash(let what, _): return (.crash, what.bounded(to: 512))
        case .hang(let seconds, _): return (.hang, "no answer within \(seconds) s")
        case .protocolViolation(let what, _): return (.protocolViolation, what.bounded(to: 512))
        case .unavailable(let what, _): return (.crash, what.bounded(to: 512))
        case nil: break
        }
        let accepted = seen.answers.count { if case .accept = $0 { true } else { false } }
        let refused = seen.answers.count - accepted
        if expect == .reject, accepted > 0 {
            return (.bypass, "expected a rejection, but it accepted \(accepted) of \(seen.answers.count)")
        }
        if let leak = leak(in: seen) { return (.leak, leak) }
        if seen.requests.contains(where: { ($0.seconds ?? 0) > KeyObservation.patience }) {
            return (.stall, "it waited until the server let go, after \(Self.text(seen.seconds)) s")
        }
        if expect == .accept, refused > 0 {
            let why = seen.answers.compactMap(\.refusal).first ?? ""
            return (.outage, "expected to be accepted, but it rejected \(refused) of \(seen.answers.count): \(why)")
        }
        let bounds = (requests ?? [:]).sorted { $0.key < $1.key }
        for (resource, bound) in bounds where seen.count(of: resource) > (bound.last ?? .max) {
            let found = "\(seen.count(of: resource)) requests for \(resource)"
            return (.flood, "\(found); expected at most \(bound.last ?? 0)")
        }
        if let octets, let most = seen.requests.map(\.sent).max(), most > octets {
            return (.unbounded, "it read \(most) octets; expected at most \(octets)")
        }
        for (resource, bound) in bounds where seen.count(of: resource) < (bound.first ?? 0) {
            let found = "\(seen.count(of: resource)) requests for \(resource)"
            return (.stale, "\(found); expected at least \(bound.first ?? 0)")
        }
        for case .error(let detail) in seen.answers { return (.unclean, detail.bounded(to: 512)) }
        return (.pass, nil)
    }

    /// A request that nobody may make, in this or any step.
    private func leak(in seen: KeyObservation) -> String? {
        for request in seen.requests {
            if request.authorization { return "it sent Authorization to \(request.path.bounded(to: 128))" }
            // Every part of a token that is JSON begins so.
            if request.path.contains("eyJ") { return "it sent a token in \(request.path.bounded(to: 128))" }
            let resource = request.resource ?? ""
            let isKnown = resource.hasSuffix("jwks") || resource.hasSuffix("metadata")
            if resource == "canary" || !isKnown && requests?[resource] == [0, 0] {
                return "it asked for \(request.origin) \(request.path.bounded(to: 128))"
            }
        }
        return nil
    }

    private static func text(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }
}

extension Answer {
    /// Why it isn't an acceptance.
    fileprivate var refusal: String? {
        switch self {
        case .accept: nil
        case .reject(let reason, let detail): (detail ?? reason ?? "rejected").bounded(to: 256)
        case .unsupported(let feature): "unsupported \(feature.bounded(to: 128))"
        case .error(let detail): detail.bounded(to: 256)
        }
    }
}
