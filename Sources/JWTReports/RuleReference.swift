/// A rule as vectors name it: a requirement such as `RFC7515#4.1.11-1`, or a section such as `RFC7515#A.1`.
package struct RuleReference: Hashable, Sendable {
    /// The reference as the vector spells it.
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

    /// Reads a reference; any text is one, but only a known document has an address.
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
        case .rfc8725bis: name = "the draft that will replace RFC 8725"
        case .fips186: name = "FIPS 186-5"
        case nil: return text
        }
        return place.map { "\(name), \(kind) \($0)" } ?? name
    }

    /// What the document is called.
    package var title: String? {
        switch document {
        case .rfc(let number): Self.titles[String(number)]
        case .rfc8725bis: "JSON Web Token Best Current Practices"
        case .fips186: "Digital Signature Standard (DSS)"
        case nil: nil
        }
    }

    private static let titles = [
        "2045": "MIME Part One: Format of Internet Message Bodies",
        "2104": "HMAC: Keyed-Hashing for Message Authentication",
        "3279": "Algorithms and Identifiers for the Internet X.509 PKI Certificate and CRL Profile",
        "3629": "UTF-8, a transformation format of ISO 10646",
        "3986": "Uniform Resource Identifier (URI): Generic Syntax",
        "4648": "The Base16, Base32, and Base64 Data Encodings",
        "5280": "Internet X.509 PKI Certificate and CRL Profile",
        "6749": "The OAuth 2.0 Authorization Framework",
        "6838": "Media Type Specifications and Registration Procedures",
        "6979": "Deterministic Usage of DSA and ECDSA",
        "7468": "Textual Encodings of PKIX, PKCS, and CMS Structures",
        "7493": "The I-JSON Message Format",
        "7515": "JSON Web Signature (JWS)",
        "7516": "JSON Web Encryption (JWE)",
        "7517": "JSON Web Key (JWK)",
        "7518": "JSON Web Algorithms (JWA)",
        "7519": "JSON Web Token (JWT)",
        "7520": "Examples of Protecting Content Using JOSE",
        "7523": "JWT Profile for OAuth 2.0 Client Authentication and Authorization Grants",
        "7638": "JSON Web Key (JWK) Thumbprint",
        "7797": "JWS Unencoded Payload Option",
        "7800": "Proof-of-Possession Key Semantics for JWTs",
        "8017": "PKCS #1: RSA Cryptography Specifications Version 2.2",
        "8032": "Edwards-Curve Digital Signature Algorithm (EdDSA)",
        "8037": "CFRG ECDH and Signatures in JOSE",
        "8259": "The JavaScript Object Notation (JSON) Data Interchange Format",
        "8615": "Well-Known URIs",
        "8725": "JSON Web Token Best Current Practices",
        "8812": "COSE and JOSE Registrations for WebAuthn Algorithms",
        "9068": "JWT Profile for OAuth 2.0 Access Tokens",
        "9278": "JWK Thumbprint URI",
        "9449": "OAuth 2.0 Demonstrating Proof of Possession (DPoP)",
        "9864": "Fully-Specified Algorithms for JOSE and COSE",
    ]

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
