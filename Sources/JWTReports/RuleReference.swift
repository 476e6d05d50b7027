/// A rule as vectors name it: a requirement such as `RFC7515#4.1.11-1`, or a section such as `RFC7515#A.1`.
package struct RuleReference: Hashable, Sendable {
    /// The reference as the vector has it.
    package let text: String
    private let document: Document?
    private let place: Substring?

    /// A document that has an address.
    private enum Document: Hashable {
        case rfc(Substring)
        /// The draft that is to take the place of RFC 8725.
        case rfc8725bis
        case fips186

        init?(_ name: Substring) {
            switch name {
            case "RFC8725bis": self = .rfc8725bis
            case "FIPS186-5": self = .fips186
            default:
                guard name.hasPrefix("RFC"), Int(name.dropFirst(3)) != nil else { return nil }
                self = .rfc(name.dropFirst(3))
            }
        }
    }

    /// Reads a reference; any text is one, but only a document that's known has an address.
    package init(_ text: String) {
        self.text = text
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        document = parts.first.flatMap(Document.init)
        let place = parts.count == 2 ? parts[1].prefix { $0 != "-" } : ""
        self.place = place.isEmpty ? nil : place
    }

    /// The reference in words: `RFC 7515, section 4.1.11`.
    package var words: String {
        let name: String
        switch document {
        case .rfc(let number): name = "RFC \(number)"
        case .rfc8725bis: name = "the draft that is to replace RFC 8725"
        case .fips186: name = "FIPS 186-5"
        case nil: return text
        }
        return place.map { "\(name), \(kind) \($0)" } ?? name
    }

    /// Where it's published.
    package var address: String? {
        let page: String
        switch document {
        case .rfc(let number): page = "https://www.rfc-editor.org/rfc/rfc\(number)"
        case .rfc8725bis: page = "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis"
        case .fips186: return "https://doi.org/10.6028/NIST.FIPS.186-5"
        case nil: return nil
        }
        return place.map { "\(page)#\(kind)-\($0)" } ?? page
    }

    private var kind: String { place?.first?.isLetter == true ? "appendix" : "section" }
}
