import FoundationEssentials

/// JSON text with the members of every object in alphabetical order, so that two runs can be compared line by line.
package enum JSONText {
    /// The text of a value, over several lines or in one.
    ///
    /// - Throws: an error if the value holds a number that can't be represented in JSON.
    package static func of(_ value: some Encodable, isPretty: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            isPretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
