import FoundationEssentials

/// Signs tokens, so that vectors about time can be sent to a verifier whose clock can't be set.
///
/// The harness has no crypto; its caller provides a minter.
public protocol Minter: Sendable {
    /// Signs a payload in compact serialization.
    ///
    /// - Parameters:
    ///   - payload: the octets of the payload.
    ///   - header: the JSON text of the protected header, which names the algorithm.
    ///   - key: a private key or a secret, as a JWK.
    /// - Returns: the token.
    /// - Throws: ``MintError`` if there can't be one.
    func token(over payload: Octets, header: String, key: JSONValue) throws(MintError) -> String
}

/// A token that couldn't be minted.
public struct MintError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    /// Creates an error with a description of what is wrong.
    public init(_ description: String) {
        self.description = description
    }
}

extension Vector {
    /// The vector with its token made for the current time.
    ///
    /// - Parameters:
    ///   - minter: who signs.
    ///   - now: the time, in seconds since 1970-01-01T00:00:00Z; the new policy sets it.
    /// - Returns: the vector, whose expectation has the new payload.
    /// - Throws: ``MintError`` if there is no recipe, or it can't be followed.
    package func minted(by minter: some Minter, now: Int64) throws(MintError) -> Vector {
        guard let recipe else { throw MintError("there is no recipe") }
        guard let payload = recipe.payload(at: now) else {
            throw MintError("unknown placeholder in the claims; expected ${now}, ${now+N} or ${now-N}")
        }
        var vector = self
        vector.question.token = .text(try minter.token(over: payload, header: recipe.header, key: recipe.key))
        vector.question.policy.now = now
        switch expectation {
        case .accept: vector.expectation = .accept(payload: payload)
        case .either(let why, .some, let strict):
            vector.expectation = .either(why: why, payload: payload, strict: strict)
        case .either, .reject: break
        }
        return vector
    }

    /// The vector with its token made for the system's clock as it stands.
    func mintedNow(by minter: some Minter) throws(MintError) -> Vector {
        try minted(by: minter, now: Int64(Date.now.timeIntervalSince1970))
    }
}
