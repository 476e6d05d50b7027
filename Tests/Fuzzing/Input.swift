/// Takes an input apart, octet by octet; what isn't there is zero.
struct Input {
    private var rest: ArraySlice<UInt8>

    init(_ data: UnsafePointer<UInt8>, _ count: Int) {
        rest = unsafe Array(UnsafeBufferPointer(start: data, count: count))[...]
    }

    mutating func octet() -> UInt8 {
        rest.popFirst() ?? 0
    }

    /// Eight octets as the bits of a number: every NaN and infinity is one.
    mutating func number() -> Double {
        var bits: UInt64 = 0
        for _ in 0..<8 { bits = bits << 8 | UInt64(octet()) }
        return Double(bitPattern: bits)
    }

    /// What stands before the next NUL, which is taken too; or everything.
    mutating func section() -> [UInt8] {
        let section = rest.prefix { $0 != 0 }
        rest = rest.dropFirst(section.count + 1)
        return Array(section)
    }

    mutating func remainder() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}
