import CryptoPrimitives
import StrictJSON

/// Verifies many tokens on one thread, with contexts that are prepared once for each key.
///
/// It can't be copied, so sharing one between two threads is a compile error.
public struct VerifierWorker: ~Copyable {
    let verifier: TokenVerifier
    private var prepared: [PreparedKey.Identity: PreparedKey] = [:]

    // What the quick way keeps from one token to the next: see Quick/README.md.
    private let takesQuickWay: Bool
    let evidentClaims: EvidentClaims
    /// Whether the caller's own rules or memory have a say.
    let consultsCaller: Bool
    var headers = RememberedHeaders()
    var outline = JSONOutline()
    var signature: [UInt8] = []
    var payload: [UInt8] = []

    init(_ verifier: TokenVerifier, takesQuickWay: Bool = true) {
        let policy = verifier.policy
        self.verifier = verifier
        // Whose a key is can be told once the claims are read.
        self.takesQuickWay = takesQuickWay && !verifier.keys.areOwned
        evidentClaims = EvidentClaims(policy: policy)
        consultsCaller = !policy.rules.isEmpty || policy.denyList != nil || policy.replayMemory != nil
    }

    /// Verifies one token: the checks, in their order.
    ///
    /// - Parameters:
    ///   - token: the octets of the token, in compact or JSON serialization.
    ///   - detachedPayload: the payload, if it travels separately (RFC 7515 appendix F).
    /// - Returns: the verdict.
    public mutating func verify(_ token: Span<UInt8>, detachedPayload: [UInt8]? = nil) -> VerificationResult {
        do {
            if takesQuickWay, detachedPayload == nil, let accepted = try checkQuickly(token) {
                return .accepted(accepted)
            }
            return .accepted(try check(token, detachedPayload))
        } catch {
            return .rejected(error)
        }
    }

    private mutating func check(_ token: Span<UInt8>, _ detached: [UInt8]?) throws(Rejection) -> VerifiedToken {
        let parts = try TokenParts(token, isDetached: detached != nil)
        guard detached == nil || parts.payloadText == nil else {
            throw Rejection(.detachedPayload, "there is a payload in the token and another beside it")
        }
        let isEncoded = try parts.checkedEncoding()
        let payload = SignedPayload(text: parts.payloadText, detached: detached, isEncoded: isEncoded)
        for (position, entry) in parts.entries.enumerated() {
            do {
                try check(entry, payload: payload)
            } catch {
                guard position > 0, error.check == .signature else { throw error }
                throw Rejection(.everySignature, "the signature at \(position) doesn't hold")
            }
        }
        return try verifier.checkedToken(
            headers: parts.entries.map(\.header),
            payload: payload.octets(form: parts.form),
            form: parts.form,
            isEncoded: isEncoded
        )
    }

    /// One signature: its header, its key, and whether it holds under one of the keys that fit.
    private mutating func check(_ entry: SignatureEntry, payload: SignedPayload) throws(Rejection) {
        let algorithm = try verifier.checkedAlgorithm(of: entry.header)
        try entry.header.checkEmbeddedKeys(trusted: verifier.keys.set.keys)
        let message = payload.signingInput(protected: entry.protectedText)
        var first: Rejection?
        for position in try verifier.keys.set.candidates(for: entry.header, algorithm: algorithm) {
            do {
                let key = try preparedKey(PreparedKey.Identity(position: position, algorithm: algorithm))
                try key.check(entry.signature.span, over: message.span)
                try verifier.checkOwner(of: position, payload)
                return
            } catch {
                // A signature that holds under another issuer's key says more than one that doesn't hold.
                if first == nil || error.check == .issuerKey { first = error }
            }
        }
        throw first ?? Rejection(.keyFound, "no trusted key has this kid")
    }

    mutating func preparedKey(_ identity: PreparedKey.Identity) throws(Rejection) -> PreparedKey {
        if let key = prepared[identity] { return key }
        let key = try PreparedKey(verifier.keys.set.keys[identity.position], algorithm: identity.algorithm)
        prepared[identity] = key
        return key
    }
}

extension TokenVerifier {
    /// Checks a signature's header (RFC 7515 section 4), except for the keys that it names.
    ///
    /// - Returns: the algorithm that it declares.
    func checkedAlgorithm(of header: JOSEHeader) throws(Rejection) -> Algorithm {
        try header.checkUnencrypted()
        let algorithm = try header.checkedAlgorithm(allowed: policy.algorithms)
        try header.checkTypes()
        try header.checkCritical(understood: understoodCritical)
        try header.checkMediaType(expected: policy.type)
        return algorithm
    }

    /// Checks that the key under which a signature holds is the issuer's (RFC 8725 section 3.8).
    ///
    /// A payload that isn't a claims set is left to the checks of the claims.
    func checkOwner(of position: Int, _ payload: SignedPayload) throws(Rejection) {
        guard keys.areOwned else { return }
        let octets = try payload.octets(form: .compact)
        let claims = try? StrictText.parse(octets.span)
        try keys.checkOwner(of: position, issuer: claims?.object?["iss"]?.string)
    }

    /// Checks what the signatures cover, once they hold.
    func checkedToken(
        headers: [JOSEHeader],
        payload: [UInt8],
        form: TokenParts.Form,
        isEncoded: Bool
    ) throws(Rejection) -> VerifiedToken {
        guard policy.content == .claims else {
            try policy.checkRules(headers[0], nil)
            return VerifiedToken(headers: headers, payload: payload, content: .bytes)
        }
        guard isEncoded else { throw Rejection(.b64Claims, "the payload of a JWT isn't encoded") }
        let validation = ClaimsValidation(policy: policy)
        let claims = try validation.validate(payload: payload, header: headers[0], form: form)
        try policy.checkRules(headers[0], JSONMembers(claims))
        try validation.checkMemory(of: claims)
        return VerifiedToken(headers: headers, payload: payload, content: .claims)
    }
}
