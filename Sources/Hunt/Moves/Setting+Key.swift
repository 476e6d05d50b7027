import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE

extension Setting {
    /// Edits the key that the verifier is given.
    func editKey(of specimen: inout Specimen, _ kind: Move.Kind, _ dice: inout Dice) {
        switch (specimen.key, kind) {
        case (.jwk(let jwk, let pem), .useOtherKey): useOtherKey(&specimen, jwk, pem, &dice)
        case (.jwk(.object(var members), let pem), .setKeyMember),
            (.jwk(.object(var members), let pem), .dropKeyMember),
            (.jwk(.object(var members), let pem), .respellKeyMember),
            (.jwk(.object(var members), let pem), .changeKeyOctets):
            edit(&members, kind, &specimen, &dice)
            // A PEM text would give the key without what's odd about it; nothing else uses it.
            let isSame = Self.material(members) == Self.material(seed.jwkMembers)
            specimen.key = .jwk(.object(members), pem: isSame && members["kty"] != nil ? pem : nil)
        case (.jwkSet(let set), .setKeyMember), (.jwkSet(let set), .dropKeyMember),
            (.jwkSet(let set), .respellKeyMember),
            (.jwkSet(let set), .changeKeyOctets):
            guard var list = set["keys"]?.arrayValue, !list.isEmpty else { return }
            let place = dice.below(list.count)
            guard case .object(var members) = list[place] else { return }
            edit(&members, kind, &specimen, &dice)
            list[place] = .object(members)
            specimen.key = .jwkSet(.object(["keys": .array(list)]))
        case (.jwk(let jwk, _), .makeKeySet): specimen.key = .jwkSet(.object(["keys": .array([jwk])]))
        case (.jwkSet(let set), .editKeySet): editSet(&specimen, set["keys"]?.arrayValue ?? [], &dice)
        case (.jwk(let jwk, _), .editKeySet): editSet(&specimen, [jwk], &dice)
        case (.jwk(_, let pem?), .giveKeyAsText): specimen.key = .text(dice.oneIn(3) ? pem : Self.edited(pem, &dice))
        case (.text(let text), _): specimen.key = .text(Self.edited(text, &dice))
        default: break
        }
    }

    private static func material(_ members: [String: JSONValue]) -> [JSONValue?] {
        ["kty", "crv", "n", "e", "x", "y", "k", "d"].map { members[$0] }
    }

    private func edit(
        _ members: inout [String: JSONValue],
        _ kind: Move.Kind,
        _ specimen: inout Specimen,
        _ dice: inout Dice
    ) {
        let parts = ["k", "n", "e", "x", "y"].filter { members[$0] != nil }
        switch kind {
        case .dropKeyMember:
            let names = members.keys.sorted()
            if !names.isEmpty { members[dice.pick(names)] = nil }
        case .setKeyMember: setMember(&members, &specimen, &dice)
        case .respellKeyMember:
            guard !parts.isEmpty else { return }
            let name = dice.pick(parts)
            guard let text = members[name]?.stringValue else { return }
            members[name] = Self.respelled(text, &dice)
        default:
            guard !parts.isEmpty else { return }
            let name = dice.pick(parts)
            guard let octets = members[name]?.stringValue.flatMap({ Octets(base64url: $0) })?.bytes, !octets.isEmpty
            else {
                return
            }
            let value = Self.changed(octets, &dice)
            members[name] = .string(Octets(value).base64url)
            if name == "k" {
                specimen.isKeyWeak = value.count < 16
                if let algorithm = seed.algorithm, let hash = HashFunction(of: algorithm) {
                    specimen.signing = .secret(value, hash, isGuess: true)
                }
            }
        }
    }

    /// Another spelling of a part of a key.
    private static func respelled(_ text: String, _ dice: inout Dice) -> JSONValue {
        switch dice.below(12) {
        case 0: return .string(text + "=")
        case 1: return .string(text + "==")
        case 2: return .string(text.replacing("-", with: "+").replacing("_", with: "/"))
        case 3:
            let place = text.index(text.startIndex, offsetBy: dice.below(text.count + 1))
            return .string("\(text[..<place])\(dice.pick([" ", "\n", "!", "\u{0}"]))\(text[place...])")
        case 4: return .string("AA" + text)
        case 5: return .string(text + "A")
        case 6: return .string(text + "\n")
        case 7: return .integer(1)
        case 8: return .null
        case 9: return .array([.string(text)])
        case 10: return .string("")
        default: return .string("=" + text)
        }
    }

    /// Other octets of a key; there is at least one.
    private static func changed(_ octets: [UInt8], _ dice: inout Dice) -> [UInt8] {
        switch dice.below(11) {
        case 0: return [0] + octets
        case 1: return [0, 0] + octets
        case 2: return octets + [0]
        case 3: return Array(octets.dropLast())
        case 4: return Array(octets.dropFirst())
        case 5: return Array(octets.dropLast()) + [octets[octets.count - 1] ^ 1]
        case 6: return [UInt8](repeating: 0, count: octets.count)
        case 7: return [1]
        case 8: return []
        case 9: return [3]
        default: return octets + octets
        }
    }

    private func setMember(_ members: inout [String: JSONValue], _ specimen: inout Specimen, _ dice: inout Dice) {
        func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        let own = seed.algorithm?.rawValue ?? "HS256"
        switch dice.below(9) {
        case 0:
            members["use"] = .string(dice.pick(["enc", "enc", "sig", "SIG", "", "Enc", "sign", "encryption"]))
        case 1:
            members["key_ops"] = texts(
                dice.pick([
                    ["encrypt"], ["sign"], [], ["verify"], ["verify", "encrypt"], ["VERIFY"], ["deriveKey"],
                    ["wrapKey"],
                    ["verify", "verify"], ["verif"],
                ])
            )
        case 2:
            let names = ["HS256", "HS512", "RS256", "PS256", "ES256", "EdDSA", "RSA-OAEP", "A256KW", "none", "ECDH-ES"]
            members["alg"] = .string(dice.oneIn(2) ? dice.pick(names) : NearText.near(own, &dice))
        case 3:
            members["kid"] = .string(
                dice.pick(["key-1", "", "other", specimen.header.object?.plainText("kid") ?? "k"])
            )
        case 4:
            members["kty"] = .string(dice.pick(["oct", "RSA", "EC", "OKP", "AKP", "rsa", "ec", ""]))
        case 5:
            members["crv"] = .string(dice.pick(["P-256", "P-384", "Ed25519", "X25519", "secp256k1", "p-256", "P-255"]))
        case 6:
            members[dice.pick(["use", "key_ops", "alg", "kid", "crv", "x5c", "x5t", "ext", "x"])] = dice.pick([
                .null, .integer(1), .array([]), .object([:]), .bool(true), .string("x"), .array([.integer(1)]),
            ])
        case 7:
            for name in ["d", "p", "q", "dp", "dq", "qi", "oth"] {
                if let value = seed.signer?.value[name], seed.signer?.secret == nil { members[name] = value }
            }
        default:
            members["key_ops"] = texts(["verify"])
            members["use"] = .string(dice.pick(["sig", "enc"]))
        }
        let operations = members["key_ops"]?.arrayValue?.compactMap(\.stringValue)
        let isForMore = operations.map { !$0.isEmpty && !$0.contains("verify") && !$0.contains("sign") } ?? false
        specimen.isKeyForOthers = members["use"]?.stringValue == "enc" || isForMore
    }

    private func useOtherKey(_ specimen: inout Specimen, _ jwk: JSONValue, _ pem: String?, _ dice: inout Dice) {
        guard let others = keys.recordsByType[jwk["kty"]], let algorithm = seed.algorithm else { return }
        let other = dice.pick(others)
        specimen.key = .jwk(other.verification, pem: other.pem)
        if !dice.oneIn(4) { specimen.signing = .other(other.id, algorithm) }
        let bits = (other.verification["n"]?.stringValue?.count ?? 1000) * 6
        specimen.isKeyWeak = bits <= 1030
        specimen.isKeyTrusted = true
    }

    private func editSet(_ specimen: inout Specimen, _ own: [JSONValue], _ dice: inout Dice) {
        var list = own
        func named(_ value: JSONValue, _ name: String?) -> JSONValue {
            guard case .object(var members) = value else { return value }
            members["kid"] = name.map { .string($0) }
            return .object(members)
        }
        let other = keys.records.isEmpty ? .object([:]) : dice.pick(keys.records).verification
        func junk() -> JSONValue {
            dice.oneIn(5) ? named(other, dice.oneIn(2) ? nil : "other") : dice.pick(Self.oddKeys)
        }
        let kid = specimen.header.object?.plainText("kid")
        switch dice.below(8) {
        case 0: list.insert(junk(), at: 0)
        case 1: list.append(junk())
        case 2: list.insert(named(other, kid ?? "k"), at: 0)
        case 3: list.append(named(other, kid))
        case 4: list += list
        case 5: list.reverse()
        case 6: list = list.enumerated().map { named($1, "key-\($0)") }
        default:
            list = list.map { named($0, "key-1") } + [named(other, "key-2")]
            specimen.header.edit { $0.set("kid", dice.pick(["\"key-1\"", "\"key-2\"", "\"key-3\"", "\"\"", "null"])) }
        }
        if dice.oneIn(12) { list = [] }
        specimen.key = .jwkSet(.object(["keys": .array(list)]))
    }

    /// What isn't a key, though it stands among keys.
    private static let oddKeys: [JSONValue] = [
        .object([:]), .null, .string("x"), .object(["kty": .string("XYZ")]), .object(["kty": .string("oct")]),
        .object(["kty": .string("EC"), "crv": .string("P-256"), "x": .string("AA"), "y": .string("AA")]), .array([]),
        .object(["kty": .string("oct"), "k": .string("")]),
    ]

    /// A text of a key with one thing odd.
    private static func edited(_ text: String, _ dice: inout Dice) -> String {
        if text.hasPrefix("{") {
            return String(decoding: respell(Array(text.utf8), &dice), as: UTF8.self)
        }
        switch dice.below(12) {
        case 0: return text.replacing("\n", with: "\r\n")
        case 1: return "x\n" + text
        case 2: return text + text
        case 3: return text + "x"
        case 4: return String(text.dropLast())
        case 5: return text.replacing("-----BEGIN PUBLIC KEY", with: "-----BEGIN RSA PUBLIC KEY")
        case 6:
            return text.replacing(
                "PUBLIC KEY",
                with: dice.pick(["PRIVATE KEY", "CERTIFICATE", "public key", "EC PARAMETERS"])
            )
        case 7: return text.replacing("\n", with: " ")
        case 8: return text.replacing("\n", with: "\n\n")
        case 9: return text.replacing("=", with: "")
        case 10: return "\u{FEFF}" + text
        default: return text.replacing("-----END", with: "----END")
        }
    }
}
