/// Compares values of `typ` and `cty` (RFC 7515 sections 4.1.9 and 4.1.10).
package enum MediaType {
    /// Whether two values name the same media type: a value without a slash stands for `application/` with the value
    /// after it, and letters' case doesn't count.
    package static func matches(_ one: String, _ other: String) -> Bool {
        full(one) == full(other)
    }

    /// The value in lower case, with `application/` before it if it has no slash.
    package static func full(_ value: String) -> [UInt8] {
        let lowered = value.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        return lowered.contains(UInt8(ascii: "/")) ? lowered : Array("application/".utf8) + lowered
    }
}
