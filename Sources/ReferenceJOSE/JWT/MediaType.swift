/// Compares values of `typ` and `cty` (RFC 7515 sections 4.1.9 and 4.1.10).
enum MediaType {
    /// Whether two values name the same media type: `application/` stands before a value without a slash, and letters'
    /// case doesn't count.
    static func matches(_ one: String, _ other: String) -> Bool {
        full(one) == full(other)
    }

    /// Whether a header's type is the expected one.
    static func isExpected(_ type: String?, _ expected: String, without disabled: CheckSet) -> Bool {
        guard let type else { return disabled.has(.typAbsent) }
        if disabled.has(.typCaseSensitive) {
            return full(type) == full(expected) && !type.contains(where: \.isUppercase)
        }
        if disabled.has(.typPrefixDemanded) { return type.lowercased() == expected.lowercased() }
        if let laxity = disabled.laxity(of: .type) { return laxity.matches(type, expected) }
        return matches(type, expected)
    }

    private static func full(_ value: String) -> [UInt8] {
        let lowered = value.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        return lowered.contains(UInt8(ascii: "/")) ? lowered : Array("application/".utf8) + lowered
    }
}
