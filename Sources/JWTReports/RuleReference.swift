/// A rule as vectors name it, such as `RFC7515#4.1.11` or `RFC7515#A.1`.
package struct RuleReference: Hashable, Sendable {
    /// The reference as the vector has it.
    package let text: String
    private let number: Substring?
    private let place: Substring?

    /// Reads a reference; any text is one, but only an RFC has an address.
    package init(_ text: String) {
        self.text = text
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.hasPrefix("RFC"), Int(first.dropFirst(3)) != nil else {
            (number, place) = (nil, nil)
            return
        }
        number = first.dropFirst(3)
        place = parts.count == 2 && !parts[1].isEmpty ? parts[1] : nil
    }

    /// The reference in words: `RFC 7515, section 4.1.11`.
    package var words: String {
        guard let number else { return text }
        guard let place else { return "RFC \(number)" }
        return "RFC \(number), \(isAppendix ? "appendix" : "section") \(place)"
    }

    /// Where it's published.
    package var address: String? {
        guard let number else { return nil }
        let page = "https://www.rfc-editor.org/rfc/rfc\(number)"
        guard let place else { return page }
        return "\(page)#\(isAppendix ? "appendix" : "section")-\(place)"
    }

    private var isAppendix: Bool { place?.first?.isLetter == true }
}
