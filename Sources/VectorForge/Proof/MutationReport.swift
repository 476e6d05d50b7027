import Dispatch
package import JWTConformance
package import ReferenceFaults
import ReferenceJOSE
import Synchronization

/// Which vectors notice that a check of the reference has gone wrong.
package struct MutationReport: Sendable {
    /// A mutation and the vectors whose verdict it changes.
    package struct Result: Sendable {
        /// The mutation.
        package let mutation: Mutation
        /// The ids of the vectors that notice, and grade what they notice.
        package let killers: [String]
        /// Why the RFCs let a verifier be so, if nothing notices but vectors for which either verdict is right.
        package let freedom: String?
    }

    /// A result for every mutation.
    package let results: [Result]

    /// Asks every mutation every vector that it can make a difference for.
    ///
    /// - Parameters:
    ///   - corpus: the vectors.
    ///   - step: called before each mutation's vectors; what it throws ends the whole.
    /// - Throws: what `step` throws.
    package init(_ corpus: Corpus, step: () throws -> Void = {}) rethrows {
        let usual = corpus.vectors.map { vector in
            (vector, verdict: FaultyReference(Faults()).verdict(on: vector))
        }.map { (vector: $0.0, isAccepted: $0.verdict.isAccepted, check: $0.verdict.rejecting) }
        var results: [Result] = []
        // On all processors, and still with a step now and then.
        for first in stride(from: 0, to: Mutation.all.count, by: 8) {
            let mutations = Mutation.all[first..<min(first + 8, Mutation.all.count)]
            for _ in mutations { try step() }
            let found = Mutex([Int: Result]())
            DispatchQueue.concurrentPerform(iterations: mutations.count) { place in
                let mutation = mutations[first + place]
                let verifier = FaultyReference(Faults(mutation: mutation))
                let noticing = usual.filter { vector, isAccepted, check in
                    mutation.concerns(vector, isAccepted: isAccepted, check: check)
                        && verifier.verdict(on: vector).isAccepted != isAccepted
                }.map(\.vector)
                let killers = noticing.filter { $0.isGraded }.map(\.id)
                let result = Result(
                    mutation: mutation,
                    killers: killers,
                    freedom: killers.isEmpty ? noticing.first?.room ?? Freedoms.reasons[mutation.id] : nil
                )
                found.withLock { $0[place] = result }
            }
            results += found.withLock { found in mutations.indices.compactMap { found[$0 - first] } }
        }
        self.results = results
    }

    /// How many steps there are.
    static let stepCount = Mutation.all.count

    /// The mutations that no vector notices and that no RFC allows.
    package var survivors: [Mutation] {
        results.filter { $0.killers.isEmpty && $0.freedom == nil }.map(\.mutation)
    }
}

extension Mutation {
    /// Whether the mutation can change the verdict on a vector.
    fileprivate func concerns(_ vector: Vector, isAccepted: Bool, check rejecting: Check?) -> Bool {
        if onlyAccepts { return rejecting == check }
        return switch self {
        case .cache: vector.questions.count > 1
        case .demand: isAccepted
        case .time: vector.question.policy.now != nil
        case .secret: vector.question.policy.allows("H") && (isAccepted || rejecting == .signature)
        case .place(let misplaced): misplaced.isOfPayload || vector.question.token.bytes.first == UInt8(ascii: "{")
        case .rule, .comparison: check.concerns(vector.question, rejecting: rejecting)
        default: true
        }
    }
}

extension Check {
    /// Whether the check can be made for a question.
    fileprivate func concerns(_ question: Question, rejecting: Check?) -> Bool {
        switch id.prefix(while: { $0 != "." }) {
        case "claims":
            switch self {
            case .revoked: question.policy.revokedTokenIDs != nil
            case .replayed: question.policy.seenTokenIDs != nil || question.policy.singleUse == true
            case .audience: question.policy.audience != nil || question.policy.audiences != nil
            case .expired, .notYetValid, .issuedInFuture, .maximumAge: question.policy.now != nil
            default: question.content == .claims
            }
        case "key" where self == .issuerKey: question.policy.issuerKeys != nil
        case "typ": question.policy.type != nil
        case "base64url", "token": rejecting == self
        case "rsa", "pss": question.policy.allows("RP")
        case "ecdsa": question.policy.allows("E")
        case "hmac": question.policy.allows("H")
        default: true
        }
    }
}

extension VerificationPolicy {
    /// Whether an algorithm may be used whose name begins with one of these letters.
    fileprivate func allows(_ initials: String) -> Bool {
        guard case .only(let names) = algorithms else { return true }
        return names.contains { $0.first.map(initials.contains) ?? false }
    }
}

extension Vector {
    /// Whether one verdict alone is right.
    fileprivate var isGraded: Bool { room == nil }

    /// Why either verdict is right, if it is.
    fileprivate var room: String? {
        guard case .either(let why, _, _) = expectation else { return nil }
        return why
    }
}
