/// Names vectors: an id, a prefix of ids that ends at a `/`, or a glob.
///
/// `header/crit` is the vector of that id and every vector below `header/crit/`; so is `header/crit/`, but for the
/// first. In a glob, `*` matches any characters, including `/`, and `?` matches one; it must match the whole id.
public struct VectorPattern: Hashable, Sendable {
    /// The pattern as it was written.
    public let text: String
    /// What an id has to begin with, and whether more than that is asked of it.
    private let stem: String
    private let isGlob: Bool

    /// A pattern as it was written.
    public init(_ text: String) {
        self.text = text
        stem = String(
            decoding: text.utf8.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "?") },
            as: UTF8.self
        )
        isGlob = stem.utf8.count < text.utf8.count
    }

    /// Whether the pattern names this id.
    public func matches(_ id: String) -> Bool {
        // A corpus has thousands of ids, and nearly all fail here.
        guard id.utf8.starts(with: stem.utf8) else { return false }
        if isGlob { return Self.glob(Array(text.utf8), matches: Array(id.utf8)) }
        if text.hasSuffix("/") { return id.hasPrefix(text) }
        return id == text || id.hasPrefix(text + "/")
    }

    /// The positions of the ids that the pattern names, among ids in alphabetical order.
    ///
    /// There are a hundred patterns and thousands of ids: only those that begin rightly are looked at.
    func matches(sorted ids: [(text: String, position: Int)]) -> [Int] {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle].text < stem { low = middle + 1 } else { high = middle }
        }
        return ids[low...].prefix { $0.text.utf8.starts(with: stem.utf8) }.filter { matches($0.text) }.map(\.position)
    }

    /// Goes back to the last `*` only, so that the work is at most the product of the lengths.
    private static func glob(_ pattern: [UInt8], matches text: [UInt8]) -> Bool {
        var position = 0
        var next = 0
        var star: (pattern: Int, text: Int)?
        while next < text.count {
            if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
                star = (position, next)
                position += 1
            } else if position < pattern.count,
                pattern[position] == text[next] || pattern[position] == UInt8(ascii: "?")
            {
                position += 1
                next += 1
            } else if let last = star {
                position = last.pattern + 1
                next = last.text + 1
                star = (last.pattern, next)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

extension VectorPattern: Codable {
    /// Reads the text.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
