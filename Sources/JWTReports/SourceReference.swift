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
        } else if isNumber, text.hasPrefix("CWE-") {
            self = .advisory(id: text, address: "https://cwe.mitre.org/data/definitions/\(text.dropFirst(4)).html")
        } else if text.hasPrefix("ASVS5#") {
            let place = text.dropFirst(6).filter { $0.isASCII && ($0.isNumber || $0 == ".") }
            self = .advisory(
                id: "OWASP ASVS 5.0 V\(place)",
                address: "https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/0x18-V9-Self-contained-Tokens.md"
            )
        } else if text == "WSTG#SESS-10" {
            self = .advisory(id: "OWASP WSTG-SESS-10", address: Self.webSecurityTestingGuide)
        } else if isNumber, text.hasPrefix("GHSA-") {
            self = .advisory(id: text, address: "https://github.com/advisories/\(text)")
        } else {
            self = .rule(RuleReference(text))
        }
    }

    private static let webSecurityTestingGuide =
        "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/"
        + "06-Session_Management_Testing/10-Testing_JSON_Web_Tokens"

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
