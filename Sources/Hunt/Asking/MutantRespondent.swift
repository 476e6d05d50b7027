import JWTAdapters
package import JWTConformance
package import ReferenceFaults
import ReferenceJOSE
import VectorForge

/// The reference with one fault, in this process: for the proof that the hunt finds what it looks for.
package struct MutantRespondent: Respondent {
    private let mutation: Mutation

    /// The reference with a check that goes wrong.
    package init(_ mutation: Mutation) {
        self.mutation = mutation
    }

    package var label: String { "mutant:\(mutation.id)" }
    package var unavailability: String? { nil }

    package func introduce() async -> ImplementationProfile? {
        ImplementationProfile(name: label, version: Suite.version, language: "Swift")
    }

    package func finish() async {}

    package func responses(to trials: [HuntQuestion]) async -> [Response] {
        let mutant = FaultyReference(Faults(mutation: mutation))
        return trials.map { cannotDiffer($0) ?? Self.response(of: mutant, to: $0.questions) }
    }

    /// The reference's response, where that is known to be the mutant's.
    ///
    /// A check that only accepts too much comes to bear on what it rejects and on nothing else. What a signature fails may
    /// be a finer check of the proof's, and of what keys fail, the checks of the first one are reported.
    private func cannotDiffer(_ trial: HuntQuestion) -> Response? {
        guard mutation.onlyAccepts, trial.questions.count == 1 else { return nil }
        switch trial.verdict {
        case .accepted(let payload): return .accept(Octets(payload))
        case .rejected(let check):
            if case .jwkSet = trial.questions[0].key { return nil }
            let isOwn = [mutation.check, .signature].contains(check) || mutation.check.isAboutKeys && check.isAboutKeys
            return isOwn ? nil : .reject(check.id)
        case .unusable: return .unsupported
        }
    }

    static func response(of reference: FaultyReference, to questions: [Question]) -> Response {
        switch reference.verdict(on: questions) {
        case .success(.accepted(let token)): return .accept(Octets(token.payload))
        case .success(.rejected(let rejection)), .failure(.key(let rejection)): return .reject(rejection.check.id)
        case .failure(.policy), nil: return .unsupported
        }
    }
}

extension Check {
    fileprivate var isAboutKeys: Bool { id.hasPrefix("key.") || id.hasPrefix("jwk") }
}
