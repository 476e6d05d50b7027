import FoundationEssentials
import JWTConformance
import ReferenceJOSE

/// A token in parts, with the key, the policy and the questions before it: what moves change.
///
/// Nothing is encoded or signed before it's rendered, so that moves don't depend on their order.
struct Specimen: Hashable, Sendable {
    /// The text of a header or a payload.
    enum Text: Hashable, Sendable {
        case object(SpelledObject)
        case octets([UInt8])

        init(_ octets: [UInt8]) {
            self = SpelledObject(octets).map { .object($0) } ?? .octets(octets)
        }

        var octets: [UInt8] {
            switch self {
            case .object(let object): object.text
            case .octets(let octets): octets
            }
        }

        /// Changes the object, if it is one.
        mutating func edit(_ change: (inout SpelledObject) -> Void) {
            guard case .object(var object) = self else { return }
            change(&object)
            self = .object(object)
        }

        var object: SpelledObject? {
            guard case .object(let object) = self else { return nil }
            return object
        }
    }

    /// A signature in a JSON serialization.
    enum Entry: Hashable, Sendable {
        /// The specimen's own.
        case own
        /// The specimen's own header with a signature that holds for nothing.
        case broken
        /// The genuine token's header and signature.
        case genuine
        /// The own header and signature, with an unprotected header of its own.
        case unprotected([SpelledObject.Member])
    }

    /// How the token is serialized.
    enum Form: Hashable, Sendable {
        case compact
        case flattened
        case general([Entry])
    }

    /// A question that comes before.
    enum Earlier: Hashable, Sendable {
        /// The genuine token under the genuine policy.
        case genuine
        /// The genuine token under the specimen's own key and policy.
        case genuineHere
        /// The specimen itself.
        case itself
        /// The specimen under the genuine key and policy.
        case itselfThere
        /// The specimen without a valid signature.
        case itselfBroken
    }

    var content: Question.Content
    var header: Text
    var payload: Text
    var headerEdits: [TextEdit] = []
    var payloadEdits: [TextEdit] = []
    var signing = Signing.genuine
    var signatureEdits: [SignatureEdit] = []
    var signatureTextEdits: [TextEdit] = []
    /// Edits of header and payload that come after the signature was made.
    var lateHeaderEdits: [TextEdit] = []
    var latePayloadEdits: [TextEdit] = []
    var form = Form.compact
    var unprotected: [SpelledObject.Member] = []
    /// Members that a JSON serialization has besides its own.
    var extraMembers: [SpelledObject.Member] = []
    var tokenEdits: [TextEdit] = []
    var key: KeyMaterial
    var policy: VerificationPolicy
    var detachedPayload: Octets?
    var earlier: [Earlier] = []
    /// Whether the key is one that can be found.
    var isKeyWeak = false
    /// Whether the key says that it's for something else, so that others may hold it.
    var isKeyForOthers = false
    /// Whether the verifier was given the key that signs, though it is not the genuine one.
    var isKeyTrusted = false
    /// A token that is kept whole, since it isn't compact: moves that need its parts do nothing.
    var whole: [UInt8]?
}

extension Specimen {
    /// The token's octets, and the text of the signature as it was put in.
    ///
    /// - Parameters:
    ///   - seed: the genuine token.
    ///   - bench: where signatures are made.
    /// - Returns: `nil` if the signature can't be made.
    func token(_ seed: Seed, _ bench: Workbench) -> (octets: [UInt8], signature: [UInt8])? {
        if var whole {
            for edit in tokenEdits { edit.apply(to: &whole) }
            return (whole, [])
        }
        var protected = Workbench.base64url(header.octets)
        for edit in headerEdits { edit.apply(to: &protected) }
        var body = Workbench.base64url(payload.octets)
        for edit in payloadEdits { edit.apply(to: &body) }
        guard var octets = bench.signature(signing, over: .joining(protected, body), seed) else { return nil }
        for edit in signatureEdits { edit.apply(to: &octets, seed.curve, modulus: seed.modulus) }
        var signature = Workbench.base64url(octets)
        for edit in signatureTextEdits { edit.apply(to: &signature) }
        for edit in lateHeaderEdits { edit.apply(to: &protected) }
        for edit in latePayloadEdits { edit.apply(to: &body) }
        var token: [UInt8]
        switch form {
        case .compact: token = .joining(protected, body, signature)
        case .flattened:
            var members = [Self.member("payload", body), Self.member("protected", protected)]
            if !unprotected.isEmpty { members.append(.init("header", unprotectedText)) }
            token = SpelledObject(members + [Self.member("signature", signature)] + extraMembers).text
        case .general(let entries):
            let texts = entries.map { entry in
                text(of: entry, protected, signature, seed)
            }
            let list = [UInt8(ascii: "[")] + texts.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
            let members = [
                Self.member("payload", body), SpelledObject.Member("signatures", list),
            ]
            token = SpelledObject(members + extraMembers).text
        }
        for edit in tokenEdits { edit.apply(to: &token) }
        return (token, signature)
    }

    private var unprotectedText: [UInt8] { SpelledObject(unprotected).text }

    private func text(of entry: Entry, _ protected: [UInt8], _ signature: [UInt8], _ seed: Seed) -> [UInt8] {
        var members: [SpelledObject.Member]
        switch entry {
        case .own:
            members = [Self.member("protected", protected), Self.member("signature", signature)]
            if !unprotected.isEmpty { members.append(.init("header", unprotectedText)) }
        case .broken:
            var other = signature
            if !other.isEmpty { other[0] = other[0] == 0x41 ? 0x42 : 0x41 }
            members = [Self.member("protected", protected), Self.member("signature", other)]
        case .genuine:
            members = [
                Self.member("protected", seed.segments[0]), Self.member("signature", seed.segments[2]),
            ]
        case .unprotected(let own):
            members = [
                Self.member("protected", protected), Self.member("signature", signature),
                .init("header", SpelledObject(own).text),
            ]
        }
        return SpelledObject(members).text
    }

    /// A member whose value is a string.
    private static func member(_ name: String, _ text: [UInt8]) -> SpelledObject.Member { .init(name, text.quoted) }

    /// The question about a token.
    func question(_ token: [UInt8], sequence: String? = nil) -> Question {
        Question(
            content: content,
            token: Question.Token(token),
            key: key,
            policy: policy,
            detachedPayload: detachedPayload,
            sequence: sequence
        )
    }
}

extension [UInt8] {
    /// Texts with periods between them.
    fileprivate static func joining(_ texts: [UInt8]...) -> [UInt8] {
        var joined: [UInt8] = []
        joined.reserveCapacity(texts.reduce(texts.count) { $0 + $1.count })
        for (position, text) in texts.enumerated() {
            if position > 0 { joined.append(UInt8(ascii: ".")) }
            joined += text
        }
        return joined
    }
}

extension Question.Token {
    /// Text where it's UTF-8, else octets.
    init(_ octets: [UInt8]) {
        self = String(validating: octets, as: UTF8.self).map { .text($0) } ?? .octets(Octets(octets))
    }
}
