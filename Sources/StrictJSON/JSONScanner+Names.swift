/// The member names of an object while it's read.
struct MemberNames {
    /// The node of the first name.
    let firstNode: Int
    /// Whether each name was compared with those before it.
    private(set) var areCompared = true
    private var count = 0
    private var filter: UInt64 = 0

    /// Up to this many are compared one by one, which takes quadratic time.
    private static let comparedCount = 16

    init(firstNode: Int) {
        self.firstNode = firstNode
    }

    /// Adds a name.
    ///
    /// - Returns: whether one like it may be there: of the same length, beginning and end, or so it seems.
    @inline(__always)
    mutating func add(count length: Int, first: UInt8, last: UInt8, isEscaped: Bool) -> Bool {
        count += 1
        if isEscaped || count > Self.comparedCount { areCompared = false }
        let ends = UInt32(first) | UInt32(last) << 8 | UInt32(truncatingIfNeeded: length) << 16
        // The bits of a product by the golden ratio that depend on all others.
        let hash = (ends &* 0x9E37_79B1) >> 26
        let bit: UInt64 = 1 << UInt64(hash)
        defer { filter |= bit }
        return areCompared && filter & bit != 0
    }
}

// No name twice in one object (RFC 7515 section 4, RFC 7519 section 4).
extension JSONScanner {
    /// Whether a name that was just noted differs from those before it, as far as can be decided without unescaping.
    @inline(__always)
    func isNew(_ name: JSONOutline.Node, among names: inout MemberNames) -> Bool {
        let start = Int(name.start)
        let count = Int(name.end) - start
        let mayBeThere = unsafe names.add(
            count: count,
            first: count > 0 ? octets[start] : 0,
            last: count > 0 ? octets[start + count - 1] : 0,
            isEscaped: name.isEscaped
        )
        return !mayBeThere || isNew(start: start, count: count, from: names.firstNode)
    }

    private func isNew(start: Int, count: Int, from firstNode: Int) -> Bool {
        var index = firstNode
        // The last node is the name itself.
        while index < nodeCount - 1 {
            let other = node(index).range
            if other.count == count, isSame(other.lowerBound, start, count: count) { return false }
            index = Int(node(index + 1).next)
        }
        return true
    }

    private func isSame(_ one: Int, _ other: Int, count: Int) -> Bool {
        for offset in 0..<count where unsafe octets[one + offset] != octets[other + offset] { return false }
        return true
    }

    /// Whether the names of an object are all different, unescaped; for many names, or names with escapes.
    func areDistinct(in object: Int) -> Bool {
        var names: Set<[UInt8]> = []
        var index = object + 1
        while index < nodeCount {
            guard names.insert(text(of: node(index))).inserted else { return false }
            index = Int(node(index + 1).next)
        }
        return true
    }

    private func text(of node: JSONOutline.Node) -> [UInt8] {
        let raw = unsafe UnsafeBufferPointer(rebasing: octets[node.range])
        return unsafe node.isEscaped ? JSONEscapes.unescaped(raw.span) : Array(raw)
    }
}
