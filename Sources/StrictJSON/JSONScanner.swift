/// Reads RFC 8259's grammar in one pass, as strictly as ``JSONParser``, and notes each value.
///
/// An octet after the end reads as NUL, which nothing in the grammar accepts. It holds pointers into what
/// ``JSONOutline/read(_:maximumDepth:)`` lends it, and mustn't outlive that.
@safe struct JSONScanner {
    let octets: UnsafeBufferPointer<UInt8>
    private let nodes: UnsafeMutableBufferPointer<JSONOutline.Node>
    private var maximumDepth = 0
    /// How many nodes there are.
    private(set) var nodeCount = 0
    /// Whether there were more values than there is room for.
    private(set) var isFull = false
    /// The octet that is looked at.
    var position = 0

    init(_ octets: UnsafeBufferPointer<UInt8>, nodes: UnsafeMutableBufferPointer<JSONOutline.Node>) {
        unsafe self.octets = octets
        unsafe self.nodes = nodes
    }

    /// Reads one value and nothing else.
    mutating func scan(maximumDepth: Int) -> Bool {
        self.maximumDepth = maximumDepth
        skipSpace()
        guard value(depth: 1) else { return false }
        skipSpace()
        return unsafe position == octets.count
    }

    /// The octet at the position; NUL after the end.
    @inline(__always)
    var current: UInt8 {
        unsafe position < octets.count ? octets[position] : 0
    }

    @inline(__always)
    private mutating func skipSpace() {
        while current <= 0x20 {
            switch current {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) -> Bool {
        switch current {
        case UInt8(ascii: "\""): string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number()
        case UInt8(ascii: "{"): object(depth: depth)
        case UInt8(ascii: "["): array(depth: depth)
        case UInt8(ascii: "t"): literal("true", .yes)
        case UInt8(ascii: "f"): literal("false", .no)
        case UInt8(ascii: "n"): literal("null", .null)
        default: false
        }
    }

    private mutating func object(depth: Int) -> Bool {
        let node = nodeCount
        guard depth <= maximumDepth, note(.object, from: position, to: position) else { return false }
        position += 1
        skipSpace()
        var names = MemberNames(firstNode: nodeCount)
        if current != UInt8(ascii: "}") {
            while true {
                guard current == UInt8(ascii: "\""), string(), isNew(lastNode, among: &names) else { return false }
                skipSpace()
                guard current == UInt8(ascii: ":") else { return false }
                position += 1
                skipSpace()
                guard value(depth: depth + 1) else { return false }
                skipSpace()
                guard current == UInt8(ascii: ",") else { break }
                position += 1
                skipSpace()
            }
            guard current == UInt8(ascii: "}") else { return false }
        }
        position += 1
        close(node)
        return names.areCompared || areDistinct(in: node)
    }

    private mutating func array(depth: Int) -> Bool {
        let node = nodeCount
        guard depth <= maximumDepth, note(.array, from: position, to: position) else { return false }
        position += 1
        skipSpace()
        if current != UInt8(ascii: "]") {
            while true {
                guard value(depth: depth + 1) else { return false }
                skipSpace()
                guard current == UInt8(ascii: ",") else { break }
                position += 1
                skipSpace()
            }
            guard current == UInt8(ascii: "]") else { return false }
        }
        position += 1
        close(node)
        return true
    }

    /// The grammar around a literal decides what may follow it.
    private mutating func literal(_ text: StaticString, _ kind: JSONOutline.Kind) -> Bool {
        let start = position
        for offset in 0..<text.utf8CodeUnitCount {
            guard unsafe current == text.utf8Start[offset] else { return false }
            position += 1
        }
        return note(kind, from: start, to: position)
    }
}

// The nodes.
extension JSONScanner {
    @inline(__always)
    mutating func note(
        _ kind: JSONOutline.Kind,
        from start: Int,
        to end: Int,
        isEscaped: Bool = false,
        number: Double = 0
    ) -> Bool {
        guard unsafe nodeCount < nodes.count else {
            isFull = true
            return false
        }
        unsafe nodes[nodeCount] = JSONOutline.Node(
            kind: kind,
            isEscaped: isEscaped,
            start: Int32(truncatingIfNeeded: start),
            end: Int32(truncatingIfNeeded: end),
            next: Int32(truncatingIfNeeded: nodeCount + 1),
            number: number
        )
        nodeCount += 1
        return true
    }

    func node(_ index: Int) -> JSONOutline.Node {
        precondition(index < nodeCount)
        return unsafe nodes[index]
    }

    private var lastNode: JSONOutline.Node { node(nodeCount - 1) }

    private mutating func close(_ index: Int) {
        unsafe nodes[index].end = Int32(truncatingIfNeeded: position)
        unsafe nodes[index].next = Int32(truncatingIfNeeded: nodeCount)
    }
}
