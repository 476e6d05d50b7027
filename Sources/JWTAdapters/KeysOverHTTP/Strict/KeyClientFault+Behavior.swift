import FoundationEssentials
import StrictJSON

extension KeyClientFault {
    /// Whether a key of the set makes this client give up the whole set.
    func loses(_ key: JSON) -> Bool {
        let type = key["kty"]?.textValue
        switch self {
        case .unknownTypeLosesSet: return !["RSA", "EC", "OKP", "oct"].contains(type)
        case .unknownCurveLosesSet:
            return key["crv"].map { !["P-256", "P-384", "P-521", "Ed25519"].contains($0.textValue) } ?? false
        case .missingMemberLosesSet: return type == "RSA" && key["n"] == nil
        case .missingKeyIDLosesSet: return key["kid"] == nil
        case .unknownMemberLosesSet: return key["future"] != nil
        default: return false
        }
    }

    /// What is wrong with the requests of this client.
    func spoil(_ request: inout CurlRequest) {
        switch self {
        case .noTimeout: request.seconds = 60
        case .timeoutBetweenOctets:
            request.arguments = ["--speed-limit", "1", "--speed-time", "\(request.seconds)"]
            request.seconds = 60
        case .noSizeLimit: request.octets = 1 << 28
        case .believesContentLength:
            request.octets = 1 << 28
            request.arguments = ["--max-filesize", "\(KeySource.octets)"]
        case .followsToOtherOrigins: request.arguments = ["--location", "--proto-redir", "=https"]
        case .followsToHTTP: request.arguments = ["--location", "--proto-redir", "=http"]
        case .followsForever: request.arguments = ["--location", "--max-redirs", "200", "--proto-redir", "=https"]
        case .checksNoCertificate: request.arguments = ["--insecure"]
        case .postsForKeys: request.arguments = ["--request", "POST"]
        case .inflatesWithoutLimit:
            request.octets = 1 << 28
            request.arguments = ["--compressed"]
        default: break
        }
    }

    /// Whether this client takes an issuer for another one that it isn't.
    func takes(_ found: String, forIssuer issuer: String) -> Bool {
        func withoutPort(_ text: String) -> String { text.replacing(#/:[0-9]+/#, with: "") }
        func withoutSlash(_ text: String) -> Substring { text.hasSuffix("/") ? text.dropLast() : text[...] }
        return switch self {
        case .comparesIssuerWithoutSlash, .comparesIssuerOfTokenWithoutSlash:
            withoutSlash(found) == withoutSlash(issuer)
        case .comparesIssuerWithoutCase, .comparesIssuerOfTokenWithoutCase: found.lowercased() == issuer.lowercased()
        case .comparesBeginningOfIssuer, .comparesBeginningOfIssuerOfToken: found.hasPrefix(issuer)
        case .comparesIssuerWithoutPort, .comparesIssuerOfTokenWithoutPort: withoutPort(found) == withoutPort(issuer)
        default: false
        }
    }

    /// Whether this client takes one key ID for another.
    func takes(_ found: String, forKeyID kid: String) -> Bool {
        func number(_ text: String) -> String { Int(text).map(String.init) ?? text }
        return switch self {
        case .foldsCaseOfKeyIDs: found.lowercased().isExactly(kid.lowercased())
        case .trimsKeyIDs: found.split(separator: " ") == kid.split(separator: " ")
        case .cutsKeyIDs: found.utf8.prefix(255).elementsEqual(kid.utf8.prefix(255))
        case .readsKeyIDsAsNumbers: number(found).isExactly(number(kid))
        // Canonically equivalent texts are equal to String.
        case .normalizesKeyIDs: found == kid
        default: false
        }
    }

    /// The part of an address by which this client tells sets from each other.
    func name(ofAddress address: String) -> String {
        switch self {
        case .cachesByOriginAlone: address.split(separator: "/", maxSplits: 3).prefix(2).joined(separator: "//")
        case .ignoresPortOfAddress: address.replacing(#/:[0-9]+/#, with: "")
        case .ignoresQueryOfAddress: String(address.prefix { $0 != "?" })
        default: address
        }
    }
}
