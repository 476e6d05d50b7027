import JWTAdapters
package import JWTConformance
import ReferenceJOSE

/// The proof that a vector tests what it says.
package enum VectorProof {
    /// What is wrong with a vector that isn't proved.
    package struct Failure: Error, CustomStringConvertible, Sendable {
        /// What is wrong.
        package let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// Proves a vector that the strict reference refuses: it's refused by the check that's named and by no other, it's
    /// accepted with that check off or gone wrong, and its twin is accepted.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - corpus: where its twin is.
    /// - Throws: ``Failure`` in words.
    package static func prove(_ vector: Vector, in corpus: Corpus) throws(Failure) {
        guard let name = vector.targets else { throw Failure("\(vector.id) names no check") }
        guard let check = Check(id: name) else { throw Failure("\(vector.id) names \(name), which is no check") }
        let refused = try rejection(of: vector, without: [])
        guard let refused else { throw Failure("the reference accepts \(vector.id)") }
        guard refused.check == check else {
            throw Failure("\(vector.id) is refused by \(refused.check.id) and not by \(name): \(refused.detail)")
        }
        guard refused.code.rawValue == vector.reason?.rawValue else {
            throw Failure(
                "\(vector.id) is refused for \(refused.code.rawValue), and says \(vector.reason?.rawValue ?? "nothing")"
            )
        }
        let withoutCheck = try rejectionWithout(check, of: vector)
        if vector.unprovable != nil {
            // What can be proved has to be: an excuse that isn't needed is refused.
            guard withoutCheck != nil else {
                throw Failure("\(vector.id) could be proved: with \(name) off it's accepted")
            }
            return
        }
        if let withoutCheck {
            throw Failure(
                "with \(name) off, \(vector.id) is refused by \(withoutCheck.check.id): \(withoutCheck.detail)"
            )
        }
        guard let twin = vector.twin.flatMap({ corpus[$0] }) else {
            throw Failure("the twin of \(vector.id), \(vector.twin ?? "none"), isn't in the corpus")
        }
        guard case .accept = twin.expectation else { throw Failure("the twin \(twin.id) isn't one to accept") }
        if let rejection = try rejection(of: twin, without: []) {
            throw Failure("the twin \(twin.id) is refused by \(rejection.check.id)")
        }
    }

    /// Why the reference refuses a vector with a check off; `nil` where it accepts it so, or with the check gone wrong in
    /// one of the ways that it can.
    private static func rejectionWithout(_ check: Check, of vector: Vector) throws(Failure) -> Rejection? {
        guard let rejection = try rejection(of: vector, without: [check]) else { return nil }
        for mutation in Mutation.all where mutation.check == check {
            if try Self.rejection(of: vector, without: [], mutation: mutation) == nil { return nil }
        }
        return rejection
    }

    /// Why the reference refuses a vector; `nil` where it accepts it.
    static func rejection(
        of vector: Vector,
        without disabled: [Check],
        mutation: Mutation? = nil
    ) throws(Failure) -> Rejection? {
        switch ReferenceVerifier(without: disabled, mutation: mutation).verdict(on: vector) {
        case .success(.accepted): nil
        case .success(.rejected(let rejection)), .failure(.key(let rejection)): rejection
        case .failure(.policy(let error)): throw Failure("\(vector.id): \(error)")
        }
    }
}
