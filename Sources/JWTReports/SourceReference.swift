/// Where something is described: a section of a document, or an advisory.
package enum SourceReference: Hashable, Sendable {
    /// A section, such as `RFC8725#3.2`.
    case rule(RuleReference)
    /// An advisory by its number, such as `CVE-2015-9235`, and its address.
    case advisory(id: String, address: String)

    /// Reads a reference; anything but an advisory is taken as a section.
    package init(_ text: String) {
        let isNumber = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        if isNumber, text.hasPrefix("CVE-") {
            self = .advisory(id: text, address: "https://www.cve.org/CVERecord?id=\(text)")
        } else if isNumber, text.hasPrefix("GHSA-") {
            self = .advisory(id: text, address: "https://github.com/advisories/\(text)")
        } else {
            self = .rule(RuleReference(text))
        }
    }

    /// The reference in words.
    package var words: String {
        switch self {
        case .rule(let rule): rule.words
        case .advisory(let id, _): id
        }
    }

    /// The address of the source, if known.
    package var address: String? {
        switch self {
        case .rule(let rule): rule.address
        case .advisory(_, let address): address
        }
    }
}
