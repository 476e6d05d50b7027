import StrictJSON

/// Parses the JSON of headers, claims sets and keys, and says by which check it is refused.
enum StrictText {
    /// Parses one JSON value.
    ///
    /// - Parameters:
    ///   - octets: any octets.
    ///   - disabled: checks that are switched off.
    /// - Returns: the value.
    /// - Throws: ``Rejection``.
    static func parse(_ octets: Span<UInt8>, without disabled: CheckSet) throws(Rejection) -> JSON {
        var leniency: JSONParser.Leniency = []
        if !disabled.isEmpty {
            for (check, allowance) in allowances where disabled.contains(check) { leniency.insert(allowance) }
            if disabled.has(.firstMember) { leniency.insert(.firstMember) }
            if disabled.has(.overflowIsMinimum) { leniency.insert(.overflowIsMinimum) }
        }
        do {
            return try JSONParser(maximumDepth: disabled.has(.depth16) ? 16 : 64, leniency: leniency).parse(octets)
        } catch {
            throw Rejection(error.code.check, error.detail)
        }
    }

    private static let allowances: [(Check, JSONParser.Leniency)] = [
        (.jsonDuplicateMember, .duplicateMembers), (.jsonTrailingOctets, .trailingOctets), (.jsonEncoding, .encoding),
        (.jsonByteOrderMark, .byteOrderMark), (.jsonNUL, .nul), (.jsonDepth, .depth),
        (.jsonGrammar, .grammar), (.jsonNumberRange, .numberRange),
    ]
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
