import StrictJSON

extension TokenParts {
    /// Parses a token in compact serialization (RFC 7515 section 7.1).
    ///
    /// - Parameters:
    ///   - token: the token.
    ///   - isDetached: whether the caller holds the payload.
    /// - Throws: ``Rejection`` by the check that fails.
    init(compact token: Span<UInt8>, isDetached: Bool) throws(Rejection) {
        let periods = Self.periods(in: token)
        guard periods.count != 4 else { throw Rejection(.encrypted, "five segments: this is a JWE") }
        guard periods.count == 2 else {
            let count = periods.count < 5 ? "\(periods.count + 1)" : "more than five"
            throw Rejection(.compactSegments, "there are \(count) segments")
        }
        let headerText = Array(copying: token.extracting(0..<periods[0]))
        let payloadText = Array(copying: token.extracting(periods[0] + 1..<periods[1]))
        let protected = try JOSEHeader.readProtected(Base64URL.decode(headerText.span))
        form = .compact
        self.payloadText = payloadText.isEmpty && isDetached ? nil : payloadText
        entries = [
            SignatureEntry(
                protectedText: headerText,
                header: JOSEHeader(protected: protected),
                signature: try Base64URL.decode(token.extracting(periods[1] + 1..<token.count))
            )
        ]
    }

    /// Where the first five periods are: enough to tell a JWE, and a token of periods alone costs no memory.
    package static func periods(in token: Span<UInt8>) -> [Int] {
        var positions: [Int] = []
        for index in token.indices where token[index] == UInt8(ascii: ".") {
            positions.append(index)
            if positions.count == 5 { break }
        }
        return positions
    }
}
