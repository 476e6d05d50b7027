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
        trials.map { Self.response(of: FaultyReference(Faults(mutation: mutation)), to: $0.questions) }
    }

    static func response(of reference: FaultyReference, to questions: [Question]) -> Response {
        switch reference.verdict(on: questions) {
        case .success(.accepted(let token)): return .accept(Octets(token.payload))
        case .success(.rejected(let rejection)), .failure(.key(let rejection)): return .reject(rejection.check.id)
        case .failure(.policy), nil: return .unsupported
        }
    }
}
