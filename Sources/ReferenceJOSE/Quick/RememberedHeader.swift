import StrictJSON

/// A header that passed every check, and what follows from it: all of that depends on its text, the policy and the keys
/// alone.
///
/// An issuer's tokens have the same header, text by text, until it changes its key.
final class RememberedHeader {
    /// The text, as it stands in the token.
    let text: [UInt8]
    /// The header alone.
    let headers: [JOSEHeader]
    /// The one key that fits it.
    let key: PreparedKey
    /// How many characters the signature has.
    let signatureCharacterCount: Int

    init(text: [UInt8], header: JOSEHeader, key: PreparedKey) {
        signatureCharacterCount = key.signatureCharacterCount
        self.text = text
        headers = [header]
        self.key = key
    }

    /// Whether a token begins with the text and a period.
    fileprivate func begins(_ token: Span<UInt8>) -> Bool {
        let text = text
        guard text.count < token.count, token[text.count] == UInt8(ascii: ".") else { return false }
        let start = token.extracting(first: text.count)
        return start.isExactly(text.span)
    }
}

/// The last few headers that passed every check.
struct RememberedHeaders {
    private static let count = 4
    /// A longer text isn't remembered: comparing it would take as long as reading.
    private static let octetCount = 1_024

    private var headers: [RememberedHeader] = []
    private var oldest = 0

    /// The header that a token begins with, up to its first period.
    func header(of token: Span<UInt8>) -> RememberedHeader? {
        for header in headers where header.begins(token) { return header }
        return nil
    }

    /// Remembers a header in place of the oldest.
    mutating func remember(_ header: RememberedHeader) {
        guard header.text.count <= Self.octetCount else { return }
        guard headers.count == Self.count else { return headers.append(header) }
        headers[oldest] = header
        oldest = (oldest + 1) % Self.count
    }
}
