import JWTAdapters
package import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// The proof that a vector tests what it claims to test.
package enum VectorProof {
    /// What is wrong with a vector that isn't proved.
    package struct Failure: Error, CustomStringConvertible, Sendable {
        /// What is wrong.
        package let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// Proves a vector that the strict reference rejects: it's rejected by the check that's named and by no other, it's
    /// accepted with that check missing or gone wrong, and its twin is accepted.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - corpus: where its twin is.
    /// - Throws: ``Failure`` in words.
    package static func prove(_ vector: Vector, in corpus: Corpus) throws(Failure) {
        guard let name = vector.targets else { throw Failure("\(vector.id): targets is missing") }
        guard let check = Check(id: name) else { throw Failure("\(vector.id) names \(name), which isn't a check") }
        guard let rejection = try rejection(of: vector) else { throw Failure("the reference accepts \(vector.id)") }
        guard rejection.check == check else {
            throw Failure(
                "\(vector.id) is rejected by \(rejection.check.id) and not by \(name): \(rejection.detail)"
            )
        }
        guard rejection.code.rawValue == vector.reason?.rawValue else {
            throw Failure(
                "\(vector.id) is rejected for \(rejection.code.rawValue), and says \(vector.reason?.rawValue ?? "nothing")"
            )
        }
        let withoutCheck = try rejectionWithout(check, of: vector)
        if vector.unprovable != nil {
            // What can be proved has to be.
            guard withoutCheck != nil else {
                throw Failure("\(vector.id) says that it's unprovable, and it's accepted without \(name)")
            }
            return
        }
        if let withoutCheck {
            throw Failure(
                "without \(name), \(vector.id) is rejected by \(withoutCheck.check.id): \(withoutCheck.detail)"
            )
        }
        guard let twin = vector.twin.flatMap({ corpus[$0] }) else {
            throw Failure("\(vector.id): unknown twin \(vector.twin ?? "none")")
        }
        guard case .accept = twin.expectation else { throw Failure("the twin \(twin.id) must be a vector to accept") }
        if let rejection = try Self.rejection(of: twin) {
            throw Failure("the twin \(twin.id) is rejected by \(rejection.check.id)")
        }
    }

    /// Why the reference rejects a vector; `nil` if it accepts it.
    ///
    /// The faulty verifier without a fault has to give the same verdict, and may name a finer check.
    static func rejection(of vector: Vector) throws(Failure) -> Rejection? {
        let strict = try rejection(in: ReferenceVerifier().verdict(on: vector), of: vector)
        let finest = try rejection(in: FaultyReference(Faults()).verdict(on: vector), of: vector)
        guard strict?.check == finest?.check || (strict?.check == .signature && finest?.check == .pssSaltLength) else {
            throw Failure(
                "\(vector.id): the reference says \(strict?.check.id ?? "accepted"), and without a fault the faulty "
                    + "verifier says \(finest?.check.id ?? "accepted")"
            )
        }
        return finest
    }

    /// Why the reference rejects a vector without a check; `nil` if it accepts it so, or with the check gone wrong in
    /// one of the ways that it can.
    private static func rejectionWithout(_ check: Check, of vector: Vector) throws(Failure) -> Rejection? {
        func rejection(_ faults: Faults) throws(Failure) -> Rejection? {
            try Self.rejection(in: FaultyReference(faults).verdict(on: vector), of: vector)
        }
        guard let first = try rejection(Faults(missing: [check])) else { return nil }
        for mutation in Mutation.all where mutation.check == check {
            if try rejection(Faults(mutation: mutation)) == nil { return nil }
        }
        return first
    }

    private static func rejection(
        in verdict: Result<VerificationResult, ReferenceVerifier.Obstacle>,
        of vector: Vector
    ) throws(Failure) -> Rejection? {
        switch verdict {
        case .success(.accepted): nil
        case .success(.rejected(let rejection)), .failure(.key(let rejection)): rejection
        case .failure(.policy(let error)): throw Failure("\(vector.id): \(error)")
        }
    }
}
