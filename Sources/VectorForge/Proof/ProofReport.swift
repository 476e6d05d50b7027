public import JWTConformance
import ReferenceJOSE

/// The proof of a whole corpus.
public struct ProofReport: Sendable {
    /// The rejected vectors that are proved, by the check that they need.
    public let proved: [String: [String]]
    /// The rejected vectors that can't be proved, with the reason that each gives.
    public let unprovable: [(vector: String, reason: String)]
    /// What is wrong, one line a vector.
    public let failures: [String]

    /// Proves every vector that the strict reference rejects.
    ///
    /// - Parameters:
    ///   - corpus: the vectors.
    ///   - step: called before each of them; an error that it throws ends the work.
    /// - Throws: the error of `step`.
    public init(_ corpus: Corpus, step: () throws -> Void = {}) rethrows {
        var proved: [String: [String]] = [:]
        var unprovable: [(vector: String, reason: String)] = []
        var failures: [String] = []
        for vector in corpus.vectors where vector.isRejectedByStrict {
            try step()
            do {
                try VectorProof.prove(vector, in: corpus)
                if let reason = vector.unprovable {
                    unprovable.append((vector.id, reason))
                } else {
                    proved[vector.targets ?? "", default: []].append(vector.id)
                }
            } catch {
                failures.append(error.description)
            }
        }
        self.proved = proved
        self.unprovable = unprovable
        self.failures = failures
    }

    /// The checks that no vector can be proved to need, and why.
    public static let exemptions = [
        "rsa.key-maximum": "libcrypto computes with no larger modulus, so that none is left to verify with",
        "policy.rule": "rules are the caller's own code, and no question has one",
    ]

    /// How many steps there are.
    static func stepCount(_ corpus: Corpus) -> Int { corpus.vectors.count(where: \.isRejectedByStrict) }

    /// The share of the proved among those that are proved or can't be.
    public var share: Double {
        let count = provedCount + unprovable.count + failures.count
        return count == 0 ? 1 : Double(provedCount) / Double(count)
    }

    /// The checks of the reference that no vector is proved to need.
    public var unkilled: [String] {
        Check.allCases.map(\.id).filter { proved[$0] == nil }
    }

    /// How many rejected vectors are proved.
    public var provedCount: Int {
        proved.values.reduce(0) { $0 + $1.count }
    }
}

extension Vector {
    /// Whether a strict verifier rejects the token.
    package var isRejectedByStrict: Bool {
        switch expectation {
        case .accept: false
        case .reject: true
        case .either(_, _, let strict): strict == .reject
        }
    }
}
