/// Finds where a text stops being JSON (RFC 8259): Foundation's decoder says only that it does.
struct JSONFault {
    private let bytes: [UInt8]
    private var position = 0

    private struct Stop: Error {}

    /// The place of the first octet that can't stand there.
    ///
    /// - Parameter bytes: the text.
    /// - Returns: such as `line 2, column 11`, from 1 and in octets; `nil` if the text is JSON.
    static func place(in bytes: [UInt8]) -> String? {
        var scan = JSONFault(bytes: bytes)
        do throws(Stop) {
            try scan.value(depth: 0)
            if scan.next() == nil { return nil }
        } catch {}
        let before = bytes[..<min(scan.position, bytes.count)]
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return "line \(before.count { $0 == 0x0A } + 1), column \(column)"
    }

    /// The next octet that isn't white space.
    private mutating func next() -> UInt8? {
        while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) { position += 1 }
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func expect(_ character: Character) throws(Stop) {
        guard next() == character.asciiValue else { throw Stop() }
        position += 1
    }

    private mutating func value(depth: Int) throws(Stop) {
        guard depth < 512, let first = next() else { throw Stop() }
        switch Character(Unicode.Scalar(first)) {
        case "{":
            try elements("}") { (scan: inout Self) throws(Stop) in
                guard scan.next() == UInt8(ascii: "\"") else { throw Stop() }
                try scan.string()
                try scan.expect(":")
                try scan.value(depth: depth + 1)
            }
        case "[": try elements("]") { (scan: inout Self) throws(Stop) in try scan.value(depth: depth + 1) }
        case "\"": try string()
        case "t": try word("true")
        case "f": try word("false")
        case "n": try word("null")
        case "-", "0"..."9":
            let end = bytes[position...].firstIndex { !"+-.0123456789eE".utf8.contains($0) } ?? bytes.count
            let number = String(decoding: bytes[position..<end], as: UTF8.self)
            let isNumber = number.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?/) != nil
            guard isNumber else { throw Stop() }
            position = end
        default: throw Stop()
        }
    }

    private mutating func elements(
        _ end: Character,
        _ element: (inout Self) throws(Stop) -> Void
    ) throws(Stop) {
        position += 1
        if next() == end.asciiValue {
            position += 1
            return
        }
        while true {
            try element(&self)
            guard next() == UInt8(ascii: ",") else { return try expect(end) }
            position += 1
        }
    }

    private mutating func string() throws(Stop) {
        position += 1
        while position < bytes.count, bytes[position] >= 0x20 {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        throw Stop()
    }

    private mutating func word(_ text: String) throws(Stop) {
        guard bytes[position...].starts(with: text.utf8) else { throw Stop() }
        position += text.utf8.count
    }
}
