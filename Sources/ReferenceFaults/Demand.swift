import ReferenceJOSE
import StrictJSON

/// A demand that no RFC makes: a verifier that makes it rejects good tokens.
package enum Demand: String, Hashable, Sendable, CaseIterable {
    // The header
    case typPresent, typJWT, kidPresent, kidOfLettersAndDigits, kidNotEmpty, kidOf64Octets, ctyAbsent, zipAbsent
    case parametersKnown, noAddressesOfKeys, algFirst, headerOf512Octets
    case headerASCII, headerWithoutEscapes, headerWithoutSpace, headerValuesAreText, critAbsent
    // The payload
    case payloadNotEmpty, payloadText, payloadJSON, payloadObject, payloadOf1024Octets
    // Claims
    case claimsNotEmpty, expPresent, iatPresent, subPresent, audPresent, jtiPresent, issPresent
    case expWhole, nbfWhole, iatWhole, expOf32Bits, nbfNotZero, audString, audArray, audOneOnly
    case claimsASCII, claimsWithoutEscapes, claimsWithoutEscapedSolidus, claimsWithoutSpace, claimsWithoutNull
    case claimsWithoutNesting, claimsWithoutEmptyText, claimsWithoutExponents, claimsWithoutFractions, subNotEmpty
    case jtiUUID, issAddress, noTimesPast
    // The token
    case compactOnly, flattenedOnly, noUnprotectedHeader, oneSignature, tokenOf2048Octets
    case signatureWithoutZeroInFront
}

extension Demand: WrongCheck {
    var name: String {
        "demands-\(rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined())"
            .replacing("-a-s-c-i-i", with: "-ascii").replacing("-j-w-t", with: "-jwt").replacing(
                "-j-s-o-n",
                with: "-json"
            )
            .replacing("-u-u-i-d", with: "-uuid")
    }

    var summary: String {
        "a token is rejected unless: \(name.dropFirst("demands-".count).replacing("-", with: " "))"
    }

    var onlyAccepts: Bool { false }

    var check: Check {
        switch self {
        case .typPresent, .typJWT: .typ
        case .kidPresent, .kidOfLettersAndDigits, .kidNotEmpty, .kidOf64Octets: .keyFound
        case .ctyAbsent, .zipAbsent, .parametersKnown, .noAddressesOfKeys, .headerValuesAreText, .algFirst: .headerTypes
        case .headerOf512Octets: .headerSize
        case .headerASCII, .headerWithoutEscapes, .headerWithoutSpace: .jsonGrammar
        case .critAbsent: .critUnderstood
        case .payloadNotEmpty, .payloadText, .payloadJSON, .payloadObject, .payloadOf1024Octets: .claimsObject
        case .claimsNotEmpty, .expPresent, .iatPresent, .subPresent, .audPresent, .jtiPresent, .issPresent:
            .requiredClaims
        case .expWhole, .nbfWhole, .iatWhole, .expOf32Bits, .nbfNotZero, .claimsWithoutExponents,
            .claimsWithoutFractions, .noTimesPast:
            .numericDateType
        case .audString, .audArray, .audOneOnly: .audience
        case .claimsASCII, .claimsWithoutEscapes, .claimsWithoutEscapedSolidus, .claimsWithoutSpace, .claimsWithoutNull,
            .claimsWithoutNesting, .claimsWithoutEmptyText:
            .claimsObject
        case .subNotEmpty: .subjectType
        case .jtiUUID: .tokenIDType
        case .issAddress: .issuerType
        case .compactOnly, .flattenedOnly, .noUnprotectedHeader, .oneSignature: .serializationForm
        case .tokenOf2048Octets: .tokenSize
        case .signatureWithoutZeroInFront: .signature
        }
    }
}

extension Demand {
    /// A token that the reference accepts.
    struct Accepted {
        let token: [UInt8]
        let parts: TokenParts
        let payload: [UInt8]
        let isClaims: Bool

        fileprivate var header: JSONObject { parts.entries.first?.header.protected.object ?? JSONObject([]) }
        fileprivate var headerText: [UInt8] {
            parts.entries.first.flatMap { try? Base64URL.decode($0.protectedText.span) } ?? []
        }
        fileprivate var claims: JSONObject {
            isClaims ? (try? StrictText.parse(payload.span))?.object ?? JSONObject([]) : JSONObject([])
        }
        fileprivate var claimsText: [UInt8] { isClaims ? payload : [] }
    }

    /// Whether a good token doesn't meet the demand.
    func isMissed(by accepted: Accepted) -> Bool {
        let header = accepted.header
        let claims = accepted.claims
        let kid = header["kid"]?.string
        switch self {
        case .typPresent: return header["typ"] == nil
        case .typJWT: return header["typ"].map { $0.string?.lowercased() != "jwt" } ?? false
        case .kidPresent: return header["kid"] == nil
        case .kidNotEmpty: return kid == ""
        case .kidOf64Octets: return (kid?.utf8.count ?? 0) > 64
        case .kidOfLettersAndDigits:
            return kid.map { !$0.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) } } ?? false
        case .ctyAbsent: return header["cty"] != nil
        case .zipAbsent: return header["zip"] != nil
        case .parametersKnown:
            return header.names.contains { !JOSEHeader.registered.contains($0) && $0 != "b64" && $0 != "zip" }
        case .noAddressesOfKeys: return ["jku", "x5u"].contains { header[$0] != nil }
        case .algFirst: return header["alg"] != nil && header.names.first != "alg"
        case .headerOf512Octets: return accepted.headerText.count > 512
        case .headerASCII: return accepted.headerText.contains { $0 >= 0x80 }
        case .headerWithoutEscapes: return accepted.headerText.contains(UInt8(ascii: "\\"))
        case .headerWithoutSpace: return accepted.headerText.hasSpace
        case .headerValuesAreText:
            return header.members.contains { $0.name != "crit" && $0.name != "b64" && $0.value.string == nil }
        case .critAbsent: return header["crit"] != nil
        case .payloadNotEmpty: return accepted.payload.isEmpty
        case .payloadText: return String(validating: accepted.payload, as: UTF8.self) == nil
        case .payloadJSON: return (try? StrictText.parse(accepted.payload.span)) == nil
        case .payloadObject: return (try? StrictText.parse(accepted.payload.span)).map { $0.object == nil } ?? false
        case .payloadOf1024Octets: return accepted.payload.count > 1024
        case .claimsNotEmpty: return accepted.isClaims && claims.members.isEmpty
        case .expPresent: return accepted.isClaims && claims["exp"] == nil
        case .iatPresent: return accepted.isClaims && claims["iat"] == nil
        case .subPresent: return accepted.isClaims && claims["sub"] == nil
        case .audPresent: return accepted.isClaims && claims["aud"] == nil
        case .jtiPresent: return accepted.isClaims && claims["jti"] == nil
        case .issPresent: return accepted.isClaims && claims["iss"] == nil
        case .expWhole: return claims["exp"].isFraction
        case .nbfWhole: return claims["nbf"].isFraction
        case .iatWhole: return claims["iat"].isFraction
        case .expOf32Bits: return (claims["exp"]?.number ?? 0) >= 0x1p31
        case .nbfNotZero: return claims["nbf"]?.number == 0
        case .audString: return claims["aud"]?.array != nil
        case .audArray: return claims["aud"]?.string != nil
        case .audOneOnly: return (claims["aud"]?.array?.count ?? 0) > 1
        case .claimsASCII: return accepted.claimsText.contains { $0 >= 0x80 }
        case .claimsWithoutEscapes: return accepted.claimsText.contains(UInt8(ascii: "\\"))
        case .claimsWithoutEscapedSolidus: return String(decoding: accepted.claimsText, as: UTF8.self).contains("\\/")
        case .claimsWithoutSpace: return accepted.claimsText.hasSpace
        case .claimsWithoutNull: return claims.members.contains { $0.value == .null }
        case .claimsWithoutNesting: return claims.members.contains { $0.value.object != nil }
        case .claimsWithoutEmptyText: return claims.members.contains { $0.value == .string("") }
        case .claimsWithoutExponents, .claimsWithoutFractions:
            let mark: Character = self == .claimsWithoutFractions ? "." : "e"
            let numbers = String(decoding: accepted.claimsText, as: UTF8.self).lowercased().split {
                ",:{}[]".contains($0)
            }
            return numbers.contains { Double($0) != nil && $0.contains(mark) }
        case .subNotEmpty: return claims["sub"]?.string == ""
        case .jtiUUID: return claims["jti"]?.string.map { $0.count != 36 } ?? false
        case .issAddress: return claims["iss"]?.string.map { !$0.hasPrefix("https://") } ?? false
        case .noTimesPast: return (claims["iat"]?.number ?? 1) <= 0
        case .compactOnly: return accepted.parts.form == .json
        case .flattenedOnly: return accepted.parts.form == .json && accepted.parts.entries.count > 1
        case .noUnprotectedHeader: return accepted.parts.entries.contains { !$0.header.unprotected.names.isEmpty }
        case .oneSignature: return accepted.parts.entries.count > 1
        case .tokenOf2048Octets: return accepted.token.count > 2048
        case .signatureWithoutZeroInFront: return accepted.parts.entries.contains { $0.signature.first == 0 }
        }
    }
}

extension JSON? {
    fileprivate var isFraction: Bool { (self?.number).map { $0 != $0.rounded() } ?? false }
}

extension [UInt8] {
    /// Whether there is white space outside of strings, or would be if no string held any.
    fileprivate var hasSpace: Bool { contains { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } }
}
