import StrictJSON

extension TokenParts {
    /// Takes a token in compact serialization apart (RFC 7515 section 7.1).
    ///
    /// - Parameters:
    ///   - token: the token.
    ///   - isDetached: whether the caller holds the payload.
    ///   - disabled: checks that are switched off.
    /// - Throws: ``Rejection`` by the check that fails.
    init(compact token: Span<UInt8>, isDetached: Bool, without disabled: CheckSet) throws(Rejection) {
        let dot = UInt8(ascii: ".")
        var ends: [Int] = []
        // Five are enough to tell a JWE; a token of dots alone costs no memory.
        for index in token.indices where token[index] == dot {
            ends.append(index)
            if ends.count == 5 { break }
        }
        if ends.count == 4 { throw Rejection(.encrypted, "five segments make a JWE") }
        guard ends.count == 2 else {
            guard !disabled.isEmpty, let segments = Self.looseSegments(token, without: disabled) else {
                throw Rejection(
                    .compactSegments,
                    "there are \(ends.count < 5 ? "\(ends.count + 1)" : "more than five") segments"
                )
            }
            guard segments.count == 3 else {
                self = TokenParts(form: .compact, payloadText: segments.count > 1 ? segments[1] : [], entries: [])
                return
            }
            let signatureText = segments[2]
            try self.init(
                headerText: segments[0],
                payloadText: segments[1],
                signatureText: signatureText.span,
                isDetached: isDetached,
                without: disabled
            )
            return
        }
        try self.init(
            headerText: Array(copying: token.extracting(0..<ends[0])),
            payloadText: Array(copying: token.extracting(ends[0] + 1..<ends[1])),
            signatureText: token.extracting(ends[1] + 1..<token.count),
            isDetached: isDetached,
            without: disabled
        )
    }

    private init(
        headerText: [UInt8],
        payloadText: [UInt8],
        signatureText: Span<UInt8>,
        isDetached: Bool,
        without disabled: CheckSet
    ) throws(Rejection) {
        let protected = try JOSEHeader.readProtected(
            Base64URL.decode(headerText.span, without: disabled),
            without: disabled
        )
        form = .compact
        self.payloadText = payloadText.isEmpty && isDetached ? nil : payloadText
        entries = [
            SignatureEntry(
                protectedText: headerText,
                header: JOSEHeader(protected: protected),
                signature: try Base64URL.decode(signatureText, without: disabled)
            )
        ]
    }
}
