import CryptoPrimitives
import StrictJSON

// The quick way for compact tokens: README.md says what it restates.
//
// It makes no copy and no tree, and decides only what is evident: that every check is passed, or that the signature fails
// one. It leaves everything else to the thorough way, which decides and says why.
extension VerifierWorker {
    /// Verifies a token in compact serialization whose payload is in it.
    ///
    /// - Returns: the token; `nil` if the verdict isn't evident.
    /// - Throws: ``Rejection`` as the thorough way does.
    mutating func checkQuickly(_ token: Span<UInt8>) throws(Rejection) -> VerifiedToken? {
        guard token.count <= TokenLimits.tokenOctetCount,
            let header = headers.header(of: token) ?? readHeader(of: token),
            let end = token.signedOctetCount(header),
            let signatureCount = SixBitText.decode(token.extracting(droppingFirst: end + 1), into: &signature),
            let payloadCount = SixBitText.decode(token.extracting(header.text.count + 1..<end), into: &payload)
        else { return nil }
        try header.key.check(signature.span.extracting(first: signatureCount), over: token.extracting(first: end))
        let octets = Array(copying: payload.span.extracting(first: payloadCount))
        guard verifier.policy.content == .claims, outline.read(octets.span) == .read,
            evidentClaims.satisfyPolicy(outline, of: octets.span)
        else {
            return try verifier.checkedToken(headers: header.headers, payload: octets, form: .compact, isEncoded: true)
        }
        if consultsCaller {
            guard let claims = outline.value(of: octets.span).object else { return nil }
            try verifier.policy.checkRules(header.headers[0], JSONMembers(claims))
            try ClaimsValidation(policy: verifier.policy).checkMemory(of: claims)
        }
        return VerifiedToken(headers: header.headers, payload: octets, content: .claims)
    }

    /// Reads and checks the header of a token, and remembers it.
    ///
    /// - Returns: `nil` if it fails a check, or has something to it that isn't for the quick way.
    private mutating func readHeader(of token: Span<UInt8>) -> RememberedHeader? {
        guard let end = token.firstPeriod else { return nil }
        let text = token.extracting(first: end)
        guard let octets = SixBitText.decode(text), octets.count <= TokenLimits.headerOctetCount,
            outline.read(octets.span) == .read, let members = outline.value(of: octets.span).object
        else { return nil }
        let header = JOSEHeader(protected: members)
        do throws(Rejection) {
            guard try header.checkedEncoding(), header["cty"] == nil else { return nil }
            let algorithm = try verifier.checkedAlgorithm(of: header)
            try header.checkEmbeddedKeys(trusted: verifier.keys.set.keys)
            let positions = try verifier.keys.set.candidates(for: header, algorithm: algorithm)
            guard positions.count == 1 else { return nil }
            let key = try preparedKey(PreparedKey.Identity(position: positions[0], algorithm: algorithm))
            let remembered = RememberedHeader(text: Array(copying: text), header: header, key: key)
            headers.remember(remembered)
            return remembered
        } catch {
            return nil
        }
    }
}

extension Span<UInt8> {
    /// Where the first period is.
    fileprivate var firstPeriod: Int? {
        for index in indices where self[index] == UInt8(ascii: ".") { return index }
        return nil
    }

    /// The position of the period before the signature; `nil` if it isn't where the key's signatures put it.
    ///
    /// If base64url follows it, it's the last period.
    fileprivate func signedOctetCount(_ header: RememberedHeader) -> Int? {
        let end = count - header.signatureCharacterCount - 1
        guard end > header.text.count, self[end] == UInt8(ascii: ".") else { return nil }
        return end
    }
}
