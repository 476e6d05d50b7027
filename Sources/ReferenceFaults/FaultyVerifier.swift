import CryptoPrimitives
package import ReferenceJOSE
import StrictJSON

/// A verifier that has faults, and is the reference in everything else.
///
/// It combines the reference's own stages again, each as it is or with its fault. Without faults it has to give
/// the reference's verdict, by the same check, which a test holds it to over the whole corpus. It tells one thing that the
/// reference doesn't, since it takes a second verification: a wrong length of a PSS salt (``Check/pssSaltLength``).
package struct FaultyVerifier: Sendable {
    let faults: Faults
    let keys: OwnedKeys
    let policy: TokenPolicy

    /// Prepares a verifier.
    ///
    /// - Throws: ``PolicyError`` if the policy contradicts itself.
    package init(_ faults: Faults, keys: JWKSet, policy: TokenPolicy) throws(PolicyError) {
        try policy.checkConsistency()
        self.faults = faults
        self.keys = try OwnedKeys(keys, policy)
        self.policy = faults.clocked(policy)
    }

    /// Verifies one token.
    ///
    /// - Parameters:
    ///   - token: the octets of the token.
    ///   - detachedPayload: the payload, if it travels separately.
    /// - Returns: the verdict.
    package func verify(_ token: [UInt8], detachedPayload: [UInt8]? = nil) -> VerificationResult {
        do {
            let accepted = try check(token, detachedPayload)
            if case .demand(let demand) = faults.mutation { try meet(demand, token, accepted) }
            return .accepted(accepted)
        } catch {
            // As in libraries that decrypt and call what they decrypted verified.
            if error.check == .encrypted, faults.lack(.encrypted) {
                return .accepted(VerifiedToken(headers: [], payload: [], content: .bytes))
            }
            return .rejected(error)
        }
    }

    private func check(_ token: [UInt8], _ detached: [UInt8]?) throws(Rejection) -> VerifiedToken {
        let parts = try moved(faults.parts(of: token, isDetached: detached != nil), token)
        guard detached == nil || parts.payloadText == nil || faults.lack(.detachedPayload) else {
            throw Rejection(.detachedPayload, "there is a payload in the token and another beside it")
        }
        let payload = SignedPayload(
            text: parts.payloadText,
            detached: detached,
            isEncoded: try encoding(of: parts)
        )
        if faults.follow(.memoryBeforeSignature) { try checkMemory(of: try? octets(of: payload, parts.form)) }

        var headers: [JOSEHeader] = []
        var first: Rejection?
        for entry in faults.judgedEntries(of: parts) {
            do {
                try check(entry, payload)
                headers.append(entry.header)
            } catch {
                guard faults.lack(.everySignature) else {
                    guard !headers.isEmpty, error.check == .signature else { throw error }
                    throw Rejection(.everySignature, "one signature is right, but another is wrong")
                }
                first = first ?? error
            }
        }
        if headers.isEmpty, let first { throw first }
        return try checkedToken(headers, payload, parts.form)
    }

    /// The parts with a parameter from where a fault looks for it.
    private func moved(_ parts: TokenParts, _ token: [UInt8]) -> TokenParts {
        guard case .place(let misplaced) = faults.mutation else { return parts }
        let headers = misplaced.moved(in: parts, of: token)
        return TokenParts(
            form: parts.form,
            payloadText: parts.payloadText,
            entries: zip(parts.entries, headers).map { entry, header in
                SignatureEntry(protectedText: entry.protectedText, header: header, signature: entry.signature)
            }
        )
    }

    private func meet(_ demand: Demand, _ token: [UInt8], _ accepted: VerifiedToken) throws(Rejection) {
        let parts = try faults.parts(of: token, isDetached: true)
        let facts = Demand.Accepted(
            token: token,
            parts: parts,
            payload: accepted.payload,
            isClaims: policy.content == .claims
        )
        guard !demand.isMissed(by: facts) else { throw Rejection(demand.check, "the demand isn't met") }
    }

    private func encoding(of parts: TokenParts) throws(Rejection) -> Bool {
        var encoding: Bool?
        for entry in parts.entries {
            let isEncoded = try faults.encoding(of: entry.header)
            guard encoding == nil || encoding == isEncoded || faults.lack(.b64Same) else {
                throw Rejection(.b64Same, "b64 differs between the signatures")
            }
            encoding = encoding ?? isEncoded
        }
        return encoding ?? true
    }

    private func octets(of payload: SignedPayload, _ form: TokenParts.Form) throws(Rejection) -> [UInt8] {
        if let text = payload.text, payload.isEncoded { return try faults.at(.payload).decode(text) }
        return try payload.octets(form: faults.lack(.b64Payload) ? .json : form)
    }

    private func checkedToken(
        _ headers: [JOSEHeader],
        _ payload: SignedPayload,
        _ form: TokenParts.Form
    ) throws(Rejection) -> VerifiedToken {
        let octets = try octets(of: payload, form)
        let header = headers.first ?? JOSEHeader(protected: JSONObject([]))
        guard policy.content == .claims else {
            if !faults.lack(.rule) { try policy.checkRules(header, nil) }
            return VerifiedToken(headers: headers, payload: octets, content: .bytes)
        }
        guard payload.isEncoded || faults.lack(.b64Claims) else {
            throw Rejection(.b64Claims, "the payload of a JWT isn't encoded")
        }
        if faults.follow(.memoryBeforeClaims) { try checkMemory(of: octets) }
        let validation = FaultyClaims(faults: faults, policy: policy)
        let claims = try validation.validate(payload: octets, header: header, form: form)
        if !faults.lack(.rule) { try policy.checkRules(header, JSONMembers(claims)) }
        if !faults.follow(.memoryBeforeSignature), !faults.follow(.memoryBeforeClaims) {
            try validation.checkMemory(of: claims)
        }
        return VerifiedToken(headers: headers, payload: octets, content: .claims)
    }

    /// Consults the memory about a claims set that isn't validated yet.
    private func checkMemory(of payload: [UInt8]?) throws(Rejection) {
        guard let payload, let claims = try? faults.at(.claims).parse(payload).object else { return }
        try FaultyClaims(faults: faults, policy: policy).checkMemory(of: claims)
    }

    // MARK: One signature

    private func check(_ entry: SignatureEntry, _ payload: SignedPayload) throws(Rejection) {
        let header = entry.header
        guard case .algorithm(let algorithm) = try faults.checkedAlgorithm(of: header, under: policy) else { return }
        // As in libraries for which no alg and no signature make an unsecured token.
        if faults.lack(.algPresent), header["alg"] == nil, entry.signature.isEmpty { return }
        let embedded = try faults.embeddedKey(of: header, trusted: keys.set.keys)
        let signatures = messages(of: entry, payload).map { message in
            FaultySignature(faults: faults, algorithm: algorithm, message: message)
        }
        if let embedded {
            return try Self.check(signatures) { signature throws(Rejection) in
                try signature.check(entry.signature, by: embedded)
            }
        }
        var first: Rejection?
        for position in try faults.candidates(in: keys.set, for: header, algorithm: algorithm) {
            do throws(Rejection) {
                try Self.check(signatures) { signature throws(Rejection) in
                    try signature.check(entry.signature, by: keys.set.keys[position])
                }
                return try checkOwner(of: position, header, payload)
            } catch {
                first = error.check == .issuerKey ? error : first ?? error
            }
        }
        // As in libraries whose look-up of an unknown kid returns something for a secret.
        if faults.lack(.keyFound), header["kid"] != nil, case .mac(let hash) = algorithm.method {
            return try Self.check(signatures) { signature throws(Rejection) in
                try signature.check(entry.signature, byAny: KeyConfusion.failedLookUps, hash)
            }
        }
        throw first ?? Rejection(.keyFound, "no trusted key has this kid")
    }

    /// Checks that a key is the issuer's.
    private func checkOwner(of position: Int, _ header: JOSEHeader, _ payload: SignedPayload) throws(Rejection) {
        guard let issuers = policy.trustedIssuers, !faults.lack(.issuerKey) else { return }
        let claims = try? faults.at(.claims).parse(octets(of: payload, .compact)).object
        var issuer = claims?["iss"]?.string
        if faults.follow(.ownerInHeader) { issuer = header["iss"]?.string ?? issuer }
        let kid = header["kid"]?.string
        if faults.follow(.ownerOfFirst), issuer != issuers.first?.name { return }
        if faults.follow(.ownerOfLast), issuer != issuers.last?.name { return }
        if faults.follow(.ownerWithKid), kid == nil { return }
        if faults.follow(.ownerWithoutKid), kid != nil { return }
        let own = issuers.filter { $0.name == issuer }.flatMap(\.keys.keys)
        if faults.follow(.ownerWithoutKeys), own.isEmpty { return }
        if faults.follow(.ownerOfKid), kid != nil, own.contains(where: { $0.metadata.keyID == kid }) { return }
        try keys.checkOwner(of: position, issuer: issuer)
    }

    /// What the signature may cover: the signing input, and if a check of base64url is missing, the one made from what
    /// was decoded, as in libraries that encode it again.
    private func messages(of entry: SignatureEntry, _ payload: SignedPayload) -> [[UInt8]] {
        let usual = payload.signingInput(protected: entry.protectedText)
        guard encodesAgain, let header = try? faults.at(.header).decode(entry.protectedText),
            let octets = try? octets(of: payload, .json)
        else { return [usual] }
        return [usual, Base64URL.encode(header.span) + [UInt8(ascii: ".")] + Base64URL.encode(octets.span)]
    }

    private var encodesAgain: Bool {
        if case .base64(let lenient) = faults.mutation { return lenient.covered == .cleaned }
        return faults.lackSomewhere(
            .base64Padding,
            .base64Alphabet,
            .base64WhiteSpace,
            .base64Character,
            .base64TrailingBits
        )
    }

    /// Checks one signature after the other, until one holds.
    private static func check(
        _ signatures: [FaultySignature],
        _ check: (FaultySignature) throws(Rejection) -> Void
    ) throws(Rejection) {
        for (position, signature) in signatures.enumerated() {
            do throws(Rejection) {
                return try check(signature)
            } catch {
                guard error.check == .signature, position < signatures.count - 1 else { throw error }
            }
        }
    }
}
