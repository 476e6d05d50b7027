import CryptoPrimitives
package import JWTConformance
import ReferenceJOSE

/// How to make a token again, piece by piece, so that the forge can find out who is able to.
package struct TokenRecipe: Codable, Hashable, Sendable {
    /// A piece of a token's text.
    package enum Piece: Codable, Hashable, Sendable {
        /// Octets as they are.
        case literal(Octets)
        /// The signature that a key of the corpus makes over octets, in base64url.
        case signature(key: String, algorithm: String, over: Octets)
        /// A MAC under a secret that isn't a key of the corpus, in base64url.
        case mac(secret: Octets, algorithm: String, over: Octets)
    }

    /// The pieces, in order.
    package let pieces: [Piece]

    /// A token made of these pieces.
    package init(_ pieces: [Piece]) {
        self.pieces = pieces
    }

    func token(_ forge: Forge) throws -> Token {
        Token(
            try pieces.flatMap { piece -> [UInt8] in
                switch piece {
                case .literal(let octets): return octets.bytes
                case .signature(let id, let name, let input):
                    guard let algorithm = Algorithm(rawValue: name), id.hasPrefix("keys/") else {
                        throw ForgeError("a recipe signs with \(id.bounded(to: 64)) by \(name.bounded(to: 32))")
                    }
                    let signature = try forge.key(String(id.dropFirst("keys/".count))).sign(input.bytes, algorithm)
                    return Array(signature.base64url.utf8)
                case .mac(let secret, let name, let input):
                    guard case .mac(let hash) = Algorithm(rawValue: name)?.method else {
                        throw ForgeError("a recipe makes a MAC by \(name.bounded(to: 32))")
                    }
                    return Array(try ForgeKey.mac(input.bytes, secret: secret.bytes, hash).base64url.utf8)
                }
            }
        )
    }
}

/// A find of the hunt, ready to become a vector.
package struct HuntedFind: Codable, Hashable, Sendable {
    /// The name of the find; the last part of its vectors' ids, stable for ever.
    package let name: String
    /// What the vector shows, in a phrase.
    package var summary: String
    /// The check of the reference that rejects the token.
    package let check: String
    /// Why the RFCs leave room, where they do.
    package var why: String?
    /// The id of an accepted vector that differs in just that point.
    package let twin: String
    /// The key material.
    package let key: VectorFile.Key
    /// The policy.
    package let policy: VerificationPolicy
    /// What is validated.
    package let content: Question.Content
    /// How to make the token.
    package let recipe: TokenRecipe
    /// Who differed, for the record.
    package let seenIn: [String]

    /// Describes a find.
    package init(
        name: String,
        summary: String,
        check: String,
        why: String? = nil,
        twin: String,
        key: VectorFile.Key,
        policy: VerificationPolicy,
        content: Question.Content,
        recipe: TokenRecipe,
        seenIn: [String]
    ) {
        (self.name, self.summary, self.check, self.why, self.twin) = (name, summary, check, why, twin)
        (self.key, self.policy, self.content, self.recipe, self.seenIn) = (key, policy, content, recipe, seenIn)
    }
}

/// The finds that were adopted (`jwt-assay/hunted/1`), or those that a hunt offers.
package struct HuntedFile: Codable, Hashable, Sendable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/hunted/1"
    /// Always ``HuntedFile/schema-type.property``.
    package var schema: String
    /// The finds.
    package var finds: [HuntedFind]

    /// Holds finds.
    package init(_ finds: [HuntedFind]) {
        (schema, self.finds) = (Self.schema, finds)
    }
}
