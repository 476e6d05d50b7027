/// A JSON object as it's spelled: names and values as text, in order, so that an edit leaves everything else alone.
struct SpelledObject: Hashable, Sendable {
    /// A member; both parts are JSON text.
    struct Member: Hashable, Sendable {
        /// With its quotation marks.
        var name: [UInt8]
        var value: [UInt8]

        init(_ name: String, _ value: String) {
            (self.name, self.value) = (Array("\"\(name)\"".utf8), Array(value.utf8))
        }

        init(_ name: String, _ value: [UInt8]) {
            self.init(name: Array("\"\(name)\"".utf8), value: value)
        }

        init(name: [UInt8], value: [UInt8]) {
            (self.name, self.value) = (name, value)
        }

        /// Whether it's called so, spelled plainly.
        func isCalled(_ text: String) -> Bool {
            name.count == text.utf8.count + 2 && name.dropFirst().dropLast().elementsEqual(text.utf8)
        }
    }

    /// The members; setting them gives up the white space of the original.
    var members: [Member] {
        didSet { original = nil }
    }
    private var original: [UInt8]?

    init(_ members: [Member]) {
        self.members = members
    }

    /// Splits an object; `nil` if the text isn't one.
    init?(_ text: [UInt8]) {
        var reader = Splitter(text)
        guard let members = reader.object() else { return nil }
        self.members = members
        original = text
    }

    /// The JSON text.
    var text: [UInt8] {
        if let original { return original }
        var text: [UInt8] = []
        text.reserveCapacity(members.reduce(2) { $0 + $1.name.count + $1.value.count + 2 })
        text.append(UInt8(ascii: "{"))
        for (position, member) in members.enumerated() {
            if position > 0 { text.append(UInt8(ascii: ",")) }
            text += member.name
            text.append(UInt8(ascii: ":"))
            text += member.value
        }
        text.append(UInt8(ascii: "}"))
        return text
    }

    /// The value of the first member of a name.
    subscript(name: String) -> [UInt8]? {
        members.first { $0.isCalled(name) }?.value
    }

    /// Gives a member this value, in its place or at the end.
    mutating func set(_ name: String, _ value: String) {
        let member = Member(name, value)
        if let position = members.firstIndex(where: { $0.isCalled(name) }) {
            members[position] = member
        } else {
            members.append(member)
        }
    }

    /// Takes the members of a name away.
    mutating func drop(_ name: String) {
        guard members.contains(where: { $0.isCalled(name) }) else { return }
        members.removeAll { $0.isCalled(name) }
    }

    /// The text of a member's string, if it has no escapes.
    func plainText(_ name: String) -> String? {
        guard let value = self[name], value.count >= 2, value.first == UInt8(ascii: "\""),
            !value.contains(UInt8(ascii: "\\"))
        else { return nil }
        return String(validating: value.dropFirst().dropLast(), as: UTF8.self)
    }
}

extension String {
    /// The text as a JSON string.
    var quoted: String { String(decoding: Array(utf8).quoted, as: UTF8.self) }
}

extension [UInt8] {
    /// The text as a JSON string; octets that JSON can't hold in one are written as they are.
    var quoted: [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "\"")]
        text.reserveCapacity(count + 2)
        for octet in self {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), octet]
            case ..<0x20: text += (octet < 0x10 ? "\\u000" : "\\u00").utf8 + Array(String(octet, radix: 16).utf8)
            default: text.append(octet)
            }
        }
        text.append(UInt8(ascii: "\""))
        return text
    }
}

/// Finds where the members of an object begin and end; it judges nothing.
private struct Splitter {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func object() -> [SpelledObject.Member]? {
        guard take("{") else { return nil }
        var members: [SpelledObject.Member] = []
        if take("}") { return isAtEnd ? members : nil }
        repeat {
            skipSpace()
            guard let name = string(), take(":"), let value = value() else { return nil }
            members.append(.init(name: name, value: value))
        } while take(",")
        return take("}") && isAtEnd ? members : nil
    }

    private var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == text.count
        }
    }

    private mutating func skipSpace() {
        while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func string() -> [UInt8]? {
        let start = position
        guard position < text.count, text[position] == UInt8(ascii: "\"") else { return nil }
        position += 1
        while position < text.count, text[position] != UInt8(ascii: "\"") {
            position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < text.count else { return nil }
        position += 1
        return Array(text[start..<position])
    }

    private mutating func value() -> [UInt8]? {
        skipSpace()
        let start = position
        var depth = 0
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "\""):
                guard string() != nil else { return nil }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return ended(start) }
                depth -= 1
            case UInt8(ascii: ","):
                if depth == 0 { return ended(start) }
            default: break
            }
            position += 1
        }
        return nil
    }

    private func ended(_ start: Int) -> [UInt8]? {
        var value = Array(text[start..<position])
        while let last = value.last, [0x20, 0x09, 0x0A, 0x0D].contains(last) { value.removeLast() }
        return value.isEmpty ? nil : value
    }
}
