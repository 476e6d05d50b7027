/// Cuts a stream of bytes into lines, and refuses a line that is too long before it has been read to its end.
struct LineSplitter {
    var longestLine: Int
    private var line: [UInt8] = []

    init(longestLine: Int) {
        self.longestLine = longestLine
    }

    /// The bytes after the last newline.
    var rest: [UInt8] { line }

    /// Takes bytes in and hands each line that they complete to `body`, without its newline.
    mutating func append(
        _ bytes: [UInt8],
        forEachLine body: ([UInt8]) throws(ProtocolViolation) -> Void
    ) throws(ProtocolViolation) {
        var unread = bytes[...]
        while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
            try extend(with: unread[..<end])
            unread = unread[(end + 1)...]
            let complete = line
            line.removeAll(keepingCapacity: complete.count < 1 << 16)
            try body(complete)
        }
        try extend(with: unread)
    }

    private mutating func extend(with bytes: ArraySlice<UInt8>) throws(ProtocolViolation) {
        guard line.count + bytes.count <= longestLine else {
            throw ProtocolViolation("a line of more than \(longestLine) bytes: \(Excerpt(line + bytes))")
        }
        line += bytes
    }
}
