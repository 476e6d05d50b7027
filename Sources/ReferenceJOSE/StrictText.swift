package import StrictJSON

/// Parses the JSON of headers, claims sets and keys, and names the check that rejects a text.
package enum StrictText {
    /// Parses one JSON value.
    ///
    /// - Parameter octets: any octets.
    /// - Returns: the value.
    /// - Throws: ``Rejection`` by a check of JSON.
    package static func parse(_ octets: Span<UInt8>) throws(Rejection) -> JSON {
        do {
            return try JSONParser().parse(octets)
        } catch {
            throw Rejection(error.code.check, error.detail)
        }
    }
}

extension JSONError.Code {
    fileprivate var check: Check {
        switch self {
        case .grammar, .memory: .jsonGrammar
        case .encoding: .jsonEncoding
        case .byteOrderMark: .jsonByteOrderMark
        case .trailingOctets: .jsonTrailingOctets
        case .duplicateMember: .jsonDuplicateMember
        case .nul: .jsonNUL
        case .depth: .jsonDepth
        case .numberRange: .jsonNumberRange
        }
    }
}
