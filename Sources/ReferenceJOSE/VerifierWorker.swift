import CryptoPrimitives
import StrictJSON

/// Verifies many tokens on one thread, with contexts that are prepared once for each key.
///
/// It can't be copied, so that two threads sharing it is a compile error.
public struct VerifierWorker: ~Copyable {
    let verifier: TokenVerifier
    private var prepared: [PreparedKey.Identity: PreparedKey] = [:]

    // What the quick way keeps from one token to the next.
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
        self.takesQuickWay = takesQuickWay && verifier.disabled.isEmpty
        evidentClaims = EvidentClaims(policy: policy)
        consultsCaller = !policy.rules.isEmpty || policy.denyList != nil || policy.replayMemory != nil
    }

    /// Verifies one token: the checks, in their order.
    ///
    /// - Parameters:
    ///   - token: the octets of the token, in compact or JSON serialization.
    ///   - detachedPayload: the payload, where it travels apart (RFC 7515 appendix F).
    /// - Returns: the verdict.
    public mutating func verify(_ token: Span<UInt8>, detachedPayload: [UInt8]? = nil) -> VerificationResult {
        do {
            if takesQuickWay, detachedPayload == nil, let accepted = try checkQuickly(token) {
                return .accepted(accepted)
            }
            return .accepted(try check(token, detachedPayload))
        } catch {
            // With the check off, as in libraries that decrypt and call what they decrypted verified.
            if error.check == .encrypted, verifier.disabled.contains(.encrypted) {
                return .accepted(VerifiedToken(headers: [], payload: [], content: .bytes))
            }
            return .rejected(error)
        }
    }

    private mutating func check(_ token: Span<UInt8>, _ detached: [UInt8]?) throws(Rejection) -> VerifiedToken {
        let disabled = verifier.disabled
        let parts = try TokenParts(token, isDetached: detached != nil, without: disabled)
        if detached != nil, parts.payloadText != nil, !disabled.contains(.detachedPayload) {
            throw Rejection(.detachedPayload, "there is a payload in the token and another apart from it")
        }
        let isEncoded = try checkedEncoding(of: parts)
        let payload = SignedPayload(text: parts.payloadText, detached: detached, isEncoded: isEncoded)

        if disabled.has(.memoryBeforeSignature) {
            try checkMemoryEarly(try? payload.octets(form: parts.form, without: disabled))
        }

        var headers: [JOSEHeader] = []
        var refusal: Rejection?
        for entry in parts.judgedEntries(without: disabled) {
            do {
                try check(entry, payload: payload)
                headers.append(entry.header)
            } catch {
                guard disabled.contains(.everySignature) else {
                    guard !headers.isEmpty, error.check == .signature else { throw error }
                    throw Rejection(.everySignature, "a signature beside one that holds doesn't hold")
                }
                refusal = refusal ?? error
            }
        }
        if headers.isEmpty, let refusal { throw refusal }

        return try checkedToken(
            headers: headers,
            payload: payload.octets(form: parts.form, without: disabled),
            form: parts.form,
            isEncoded: isEncoded
        )
    }

    /// The checks of what the signatures cover, once they hold.
    func checkedToken(
        headers: [JOSEHeader],
        payload: [UInt8],
        form: TokenParts.Form,
        isEncoded: Bool
    ) throws(Rejection) -> VerifiedToken {
        let disabled = verifier.disabled
        let header = headers.first ?? JOSEHeader(protected: JSONObject([]))
        guard verifier.policy.content == .claims else {
            try checkRules(header, nil)
            return VerifiedToken(headers: headers, payload: payload, content: .bytes)
        }
        guard isEncoded || disabled.contains(.b64Claims) else {
            throw Rejection(.b64Claims, "the payload of a JWT isn't encoded")
        }
        let validation = ClaimsValidation(policy: verifier.policy, disabled: disabled)
        if disabled.has(.memoryBeforeClaims) { try checkMemoryEarly(payload) }
        let claims = try validation.validate(payload: payload, header: header, form: form)
        try checkRules(header, claims)
        if !disabled.has(.memoryBeforeSignature), !disabled.has(.memoryBeforeClaims) {
            try validation.checkMemory(of: claims)
        }
        return VerifiedToken(headers: headers, payload: payload, content: .read(claims))
    }

    /// `b64`, which has to be the same for every signature (RFC 7797 section 3).
    private func checkedEncoding(of parts: TokenParts) throws(Rejection) -> Bool {
        var encoding: Bool?
        for entry in parts.entries {
            let isEncoded = try entry.header.checkedEncoding(without: verifier.disabled)
            guard encoding == nil || encoding == isEncoded || verifier.disabled.contains(.b64Same) else {
                throw Rejection(.b64Same, "b64 differs between the signatures")
            }
            encoding = encoding ?? isEncoded
        }
        return encoding ?? true
    }

    /// A signature's header, but for its keys.
    func checkHeader(_ header: JOSEHeader) throws(Rejection) -> DeclaredAlgorithm {
        let disabled = verifier.disabled
        if header["enc"] != nil, !disabled.contains(.encrypted) {
            throw Rejection(.encrypted, "the header has enc, which makes a JWE")
        }
        let declared = try header.checkedAlgorithm(allowed: verifier.policy.algorithms, without: disabled)
        try header.checkTypes(without: disabled)
        try header.checkCritical(understood: verifier.understoodCritical, without: disabled)
        if let type = verifier.policy.type, !disabled.contains(.typ) {
            let typ = disabled.has(.typUnprotected) ? header["typ"] : header.protected["typ"]
            guard MediaType.isExpected(typ?.string, type, without: disabled) else {
                throw Rejection(.typ, "typ isn't \(type)")
            }
        }
        return declared
    }

    /// One signature: its header, its key, and whether it holds.
    private mutating func check(_ entry: SignatureEntry, payload: SignedPayload) throws(Rejection) {
        let disabled = verifier.disabled
        let header = entry.header
        let declared = try checkHeader(header)
        guard case .algorithm(let algorithm) = declared else { return }
        // With the check off, as in libraries for which no alg and no signature make an unsecured token.
        if disabled.contains(.algPresent), header["alg"] == nil, entry.signature.isEmpty { return }
        let embedded = try header.checkedEmbeddedKey(trusted: verifier.keys.keys, without: disabled)
        let message = payload.signingInput(protected: entry.protectedText)
        if let embedded {
            let key = try PreparedKey(embedded, algorithm: algorithm, without: disabled)
            return try check(entry, by: key, message, payload)
        }
        var refusal: Rejection?
        for position in try verifier.keys.candidates(for: header, algorithm: algorithm, without: disabled) {
            do {
                let used = disabled.has(.algOfTheKey) ? verifier.keys.keys[position].ownAlgorithm : nil
                let key = try preparedKey(PreparedKey.Identity(position: position, algorithm: used ?? algorithm))
                return try check(entry, by: key, message, payload)
            } catch {
                refusal = refusal ?? error
            }
        }
        // With the check off, as in libraries whose look-up of an unknown kid comes back with something for a secret.
        if disabled.contains(.keyFound), header["kid"] != nil, case .mac(let hash) = algorithm.method {
            return try check(entry, by: PreparedKey(lookedUpFor: hash, without: disabled), message, payload)
        }
        throw refusal ?? Rejection(.keyFound, "no trusted key has this kid")
    }

    private func check(
        _ entry: SignatureEntry,
        by key: PreparedKey,
        _ message: [UInt8],
        _ payload: SignedPayload
    ) throws(Rejection) {
        do {
            try key.check(entry.signature, over: message.span, without: verifier.disabled)
        } catch {
            // With a check of base64url off, as in libraries that verify over what they encoded again.
            guard error.check == .signature,
                let again = payload.signingInputEncodedAgain(entry.protectedText, without: verifier.disabled)
            else { throw error }
            try key.check(entry.signature, over: again.span, without: verifier.disabled)
        }
    }

    mutating func preparedKey(_ identity: PreparedKey.Identity) throws(Rejection) -> PreparedKey {
        if let key = prepared[identity] { return key }
        let key = try PreparedKey(
            verifier.keys.keys[identity.position],
            algorithm: identity.algorithm,
            without: verifier.disabled
        )
        prepared[identity] = key
        return key
    }

    /// Consults the memory about a claims set that isn't validated yet; only in mutations.
    private func checkMemoryEarly(_ payload: [UInt8]?) throws(Rejection) {
        guard let payload, let claims = try? StrictText.parse(payload.span, without: verifier.disabled).object else {
            return
        }
        try ClaimsValidation(policy: verifier.policy, disabled: verifier.disabled).checkMemory(of: claims)
    }

    func checkRules(_ header: JOSEHeader, _ claims: JSONObject?) throws(Rejection) {
        for rule in verifier.policy.rules where !verifier.disabled.contains(.rule) {
            if let refusal = rule.refusal(of: header, claims: claims) { throw Rejection(.rule, refusal) }
        }
    }
}

extension TokenParts {
    /// Takes a token apart, whichever serialization it came in.
    fileprivate init(_ token: Span<UInt8>, isDetached: Bool, without disabled: CheckSet) throws(Rejection) {
        guard token.count <= TokenLimits.tokenOctetCount || disabled.contains(.tokenSize) else {
            throw Rejection(.tokenSize, "the token has \(token.count) octets")
        }
        if disabled.has(.schemeDropped), let space = Array(copying: token).lastIndex(of: 0x20) {
            try self.init(
                compact: token.extracting(droppingFirst: space + 1),
                isDetached: isDetached,
                without: disabled
            )
            return
        }
        var start = 0
        while start < token.count, [0x20, 0x09, 0x0A, 0x0D].contains(token[start]) { start += 1 }
        if start < token.count, token[start] == UInt8(ascii: "{") {
            try self.init(json: token, isDetached: isDetached, without: disabled)
        } else {
            try self.init(compact: token, isDetached: isDetached, without: disabled)
        }
    }
}
