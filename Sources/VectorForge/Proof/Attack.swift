import FoundationEssentials
import JWTAdapters
package import JWTConformance
import ReferenceJOSE

/// Who can make a token, and what for.
package struct Attack: Hashable, Sendable {
    /// The weakest party who can make it.
    package var attacker: Attacker
    /// What that party gains.
    package var gain: Gain
    /// The accepted vector whose token the attacker has.
    package var from: String?
    /// The policy under which the same token is valid.
    package var validUnder: VerificationPolicy?

    /// What only the owner of the key can make.
    package static let nonconformance = Attack(.issuer, .none)

    /// How grave it is to accept the token.
    package var severity: Severity { Severity(attacker: attacker, gain: gain) }

    /// What a vector says; `nil` if it says nothing.
    init?(claimedBy vector: Vector) {
        guard let attacker = vector.attacker, let gain = vector.gain else { return nil }
        self.init(attacker, gain, from: vector.from, validUnder: vector.validUnder)
    }

    /// What somebody can make, and what for.
    package init(
        _ attacker: Attacker,
        _ gain: Gain,
        from: String? = nil,
        validUnder: VerificationPolicy? = nil
    ) {
        (self.attacker, self.gain, self.from, self.validUnder) = (attacker, gain, from, validUnder)
    }

    /// What a token's text shows to one who has no definition of it: that nobody signed it, or that it's genuine elsewhere.
    init(shownBy vector: Vector) {
        if vector.reason == .encrypted {
            self.init(vector.isUnderSecret ? .insider : .anyone, .forge)
        } else if let attack = Attack(genuineElsewhere: vector) {
            self = attack
        } else if vector.reason == .algNone, vector.question.token.bytes.last == UInt8(ascii: ".") {
            self.init(.anyone, .forge)
        } else {
            self = .nonconformance
        }
    }

    /// A token that the reference accepts under another policy.
    package init?(genuineElsewhere vector: Vector) {
        var question = vector.question
        question.sequence = nil
        for policy in vector.otherPolicies {
            question.policy = policy
            guard case .success(.accepted) = ReferenceVerifier().verdict(on: question) else { continue }
            self.init(.holder, .reuse, validUnder: policy)
            return
        }
        return nil
    }

    /// What a token opens that a signer must not make.
    init(signing request: SignRequest, reason: ReasonCode?) {
        guard case .jwk(let key, _) = request.key else {
            self = .nonconformance
            return
        }
        let secret = key["k"]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes
        let isGivenAway = ["d", "k"].contains { request.header["jwk"]?[$0] != nil }
        let isMAC = request.header["alg"]?.stringValue?.hasPrefix("HS") == true && key["kty"]?.stringValue != "oct"
        let isPublic = secret.map { PrivateKeyID.secret($0).isPublic } ?? isMAC
        let attacker: Attacker =
            if reason == .algNone || isGivenAway || isPublic {
                .anyone
            } else if reason == .keyWeak {
                .guesser
            } else if reason == .keyUse {
                .insider
            } else {
                .issuer
            }
        self.init(attacker, attacker == .issuer ? .none : .forge)
    }
}

extension Vector {
    /// Whether the token is a JWE that takes the verifier's secret, which is trusted for something else.
    var isUnderSecret: Bool {
        guard case .jwk(let jwk, _) = question.key, jwk["kty"]?.stringValue == "oct" else { return false }
        let text = String(decoding: question.token.bytes, as: UTF8.self)
        if text.hasPrefix("{") { return true }
        let segments = text.split(separator: ".", omittingEmptySubsequences: false)
        guard segments.count == 5, !segments[3].isEmpty else { return false }
        let header = String(decoding: LenientPayload.octets(of: String(segments[0])), as: UTF8.self)
        return ["\"dir\"", "KW\""].contains { header.contains($0) }
    }

    private var key: JSONValue? {
        guard case .jwk(let jwk, _) = question.key else { return nil }
        return jwk
    }

    /// Whether the key is refused as weak and can be guessed or factored: a modulus of more than 1,024 bits can't.
    var isUnderGuessableKey: Bool {
        guard reason == .keyWeak || targets == Check.jwkMinimal.id else { return false }
        let octets = key?["n"]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes.drop { $0 == 0 }
        return octets.map { $0.count <= 128 } ?? (reason == .keyWeak)
    }

    /// Whether everybody has the key because the operator set up a public value: no secret at all in a secret's place, or an
    /// RSA key that every message is its own signature under.
    var isUnderPublishedKey: Bool {
        if targets == Check.rsaExponent.id { return true }
        guard case .only(let names) = question.policy.algorithms else { return false }
        return names.allSatisfy { $0.hasPrefix("HS") }
            && [Check.hmacKeySecret.id, Check.keyType.id].contains(targets)
    }

    /// Whether the key is refused because it's meant for encryption, so that others than the issuer may hold it.
    var isUnderKeyForEncryption: Bool {
        guard reason == .keyUse else { return false }
        guard let key else { return true }
        let operations: Set = ["encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"]
        return key["use"]?.stringValue == "enc"
            || (key["key_ops"]?.arrayValue ?? []).contains { $0.stringValue.map(operations.contains) ?? false }
    }

    /// Whether the verifier was given one key, and so no other to choose.
    var hasOneKey: Bool { key != nil }

    /// Policies under which the token may be valid: what its one fault is held against follows the token.
    fileprivate var otherPolicies: [VerificationPolicy] {
        let segments = question.token.bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        func object(_ segment: Int) -> JSONValue? {
            guard segments.count == 3 else { return nil }
            let octets = LenientPayload.octets(of: String(decoding: segments[segment], as: UTF8.self))
            return try? JSONDecoder().decode(JSONValue.self, from: Data(octets))
        }
        guard let header = object(0) else { return [] }
        let claims = object(1) ?? .null
        func with(_ change: (inout VerificationPolicy) -> Void) -> VerificationPolicy {
            var policy = question.policy
            change(&policy)
            return policy
        }
        switch reason {
        case .expired, .notYetValid, .issuedInFuture, .lifetime:
            let times = ["nbf", "iat", "exp"].compactMap { name in
                claims[name]?.wholeNumber.map { name == "exp" ? $0 &- 1 : $0 &+ 1 }
            }
            return times.map { time in with { $0.now = time } } + [with { $0.maximumLifetime = nil }]
        // What another issuer's key signed is nowhere a token of this one.
        case .issuer where targets == Check.issuerKey.id: return []
        case .issuer:
            return [with { ($0.issuer, $0.issuers, $0.issuerKeys) = (claims["iss"]?.stringValue, nil, nil) }]
        case .audience:
            let audience = claims["aud"]
            let recipient = audience?.stringValue ?? audience?.arrayValue?.first?.stringValue
            return [with { ($0.audience, $0.audiences) = (recipient, nil) }]
        case .claimType:
            let names = question.policy.expectedClaims.map { Array($0.keys) } ?? []
            let said = names.compactMap { name in claims[name]?.stringValue.map { (name, $0) } }
            return said.count == names.count
                ? [with { $0.expectedClaims = Dictionary(uniqueKeysWithValues: said) }] : []
        case .subject: return [with { $0.subject = claims["sub"]?.stringValue }]
        case .typ: return [with { $0.type = header["typ"]?.stringValue }]
        case .claimMissing:
            return [
                with { policy in
                    policy.requiredClaims = policy.requiredClaims?.filter { claims[$0] != nil }
                    policy.expectedClaims = policy.expectedClaims?.filter { claims[$0.key]?.stringValue == $0.value }
                    if policy.expectedClaims?.isEmpty == true { policy.expectedClaims = nil }
                    if claims["iss"] == nil { (policy.issuer, policy.issuers, policy.issuerKeys) = (nil, nil, nil) }
                    if claims["aud"] == nil { (policy.audience, policy.audiences) = (nil, nil) }
                    if claims["sub"] == nil { policy.subject = nil }
                    if claims["iat"] == nil { policy.maximumAge = nil }
                    if claims["exp"] == nil || claims["iat"] == nil { policy.maximumLifetime = nil }
                    if claims["jti"] == nil { (policy.singleUse, policy.revokedTokenIDs) = (nil, nil) }
                    if claims["jti"] == nil { policy.seenTokenIDs = nil }
                }
            ]
        case .algNotAllowed:
            return header["alg"]?.stringValue.map { name in [with { $0.algorithms = .only([name]) }] } ?? []
        case .crit:
            let names = header["crit"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return [with { $0.understoodCritical = ($0.understoodCritical ?? []) + names }]
        case .replayed: return [with { ($0.singleUse, $0.seenTokenIDs) = (nil, nil) }]
        case .revoked: return [with { $0.revokedTokenIDs = nil }]
        default: return []
        }
    }
}

extension JSONValue {
    /// The number, if it is a whole one.
    fileprivate var wholeNumber: Int64? {
        String(decoding: text, as: UTF8.self).split(separator: ".").first.flatMap { Int64($0) }
    }
}
