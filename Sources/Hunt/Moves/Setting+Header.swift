import JWTConformance
import ReferenceJOSE

extension Setting {
    /// Edits a protected header.
    func editHeader(of specimen: inout Specimen, _ kind: Move.Kind, _ dice: inout Dice) {
        if kind == .respellHeader {
            guard specimen.whole == nil else { return }
            specimen.header = Specimen.Text(Self.respell(specimen.header.octets, &dice))
            return
        }
        if kind == .setType, dice.oneIn(2), let type = specimen.policy.type ?? specimen.header.object?.plainText("typ")
        {
            specimen.policy.type = type
            specimen.header.edit { $0.set("typ", NearText.near(type, &dice).quoted) }
            return
        }
        var understood = specimen.policy.understoodCritical
        var type = specimen.policy.type
        var key = specimen.key
        specimen.header.edit { header in
            edit(&header, kind, &dice, understood: &understood, type: &type, key: &key)
        }
        (specimen.policy.understoodCritical, specimen.policy.type, specimen.key) = (understood, type, key)
    }

    private func edit(
        _ header: inout SpelledObject,
        _ kind: Move.Kind,
        _ dice: inout Dice,
        understood: inout [String]?,
        type: inout String?,
        key: inout KeyMaterial
    ) {
        let place = dice.below(header.members.count)
        switch kind {
        case .editAlgorithm:
            let own = header.plainText("alg") ?? "HS256"
            switch dice.below(6) {
            case 0: header.set("alg", NearText.near(own, &dice).quoted)
            case 1: header.set("alg", dice.pick(Algorithm.allCases.map(\.rawValue)).quoted)
            case 2: header.set("alg", dice.pick(["none", "None", "NONE", "nOnE", " none", "none "]).quoted)
            case 3: header.set("alg", Self.oddValue(&dice))
            case 4: header.set("alg", "[\"\(own)\"]")
            default:
                header.set("alg", dice.pick(["RSA-OAEP", "dir", "A128KW", "HS1", "RS1", "ECDH-ES", "HS257"]).quoted)
            }
        case .dropParameter:
            guard !header.members.isEmpty else { return }
            header.members.remove(at: place)
        case .repeatParameter: header.repeatMember(place, &dice)
        case .addParameter:
            let name = dice.pick(Self.parameters)
            let value = dice.oneIn(2) ? Self.oddValue(&dice) : dice.pick(Self.parameterValues)
            let member = SpelledObject.Member(name, value)
            if dice.oneIn(3) { header.members.insert(member, at: 0) } else { header.members.append(member) }
        case .setParameter:
            guard !header.members.isEmpty else { return }
            header.members[place].value = Array(Self.oddValue(&dice).utf8)
        case .setCritical: setCritical(&header, &dice, understood: &understood)
        case .setType:
            let names = [
                "JWT", "jwt", "application/jwt", "at+jwt", "AT+JWT", "application/at+jwt", "dpop+jwt", "JOSE", "x",
            ]
            let name = header.plainText("typ") ?? dice.pick(names)
            if dice.oneIn(2) { type = dice.pick(names) }
            if dice.oneIn(4) {
                header.drop("typ")
            } else {
                header.set("typ", (dice.oneIn(2) ? name : dice.pick(names)).quoted)
            }
        case .setKeyID: setKeyID(&header, &dice, &key)
        case .embedKey: embedKey(&header, &dice)
        default: break
        }
    }

    private func setCritical(_ header: inout SpelledObject, _ dice: inout Dice, understood: inout [String]?) {
        let names = ["exp", "alg", "kid", "b64", "x", "urn:example:ext", "y", "typ", "jwk", ""]
        let one = dice.pick(names)
        let other = dice.pick(names)
        header.set("crit", Self.critical(one.quoted, other.quoted, &dice))
        for name in [one, other] where !dice.oneIn(4) && header[name] == nil && !name.isEmpty {
            header.set(name, name == "b64" ? dice.pick(["true", "false"]) : dice.pick(["true", "1", "\"x\""]))
        }
        if dice.oneIn(2) { understood = dice.pick([[one], [other], [one, other], [NearText.near(one, &dice)]]) }
    }

    private static func critical(_ one: String, _ other: String, _ dice: inout Dice) -> String {
        switch dice.below(13) {
        case 0: return "[\(one)]"
        case 1: return "[\(one),\(other)]"
        case 2: return one
        case 3: return "[\(one),\(one)]"
        case 4: return "[[\(one)]]"
        case 5: return "{\(one):true}"
        default: return dice.pick(["[]", "[1]", "[null]", "{}", "null", "true", "\"[\\\"x\\\"]\""])
        }
    }

    private func setKeyID(_ header: inout SpelledObject, _ dice: inout Dice, _ key: inout KeyMaterial) {
        let own = header.plainText("kid") ?? "key-1"
        if header["kid"] == nil, case .jwk(.object(var members), let pem) = key, dice.oneIn(2) {
            members["kid"] = .string(own)
            key = .jwk(.object(members), pem: pem)
        }
        switch dice.below(5) {
        case 0, 1: header.set("kid", NearText.near(own, &dice).quoted)
        case 2: header.set("kid", Self.oddValue(&dice))
        case 3:
            header.set("kid", dice.pick(Self.oddKeyIDs).quoted)
        default: header.set("kid", own.quoted)
        }
    }

    private func embedKey(_ header: inout SpelledObject, _ dice: inout Dice) {
        guard let signer = seed.signer, signer.secret == nil,
            let other = seed.stranger, let json = other.jwk.publicJSON
        else {
            header.set("jwk", "{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}")
            return
        }
        let own = signer.jwk.publicJSON ?? json
        switch dice.below(5) {
        case 0, 1: header.set("jwk", json)
        case 2: header.set("jwk", own)
        case 3: header.set("jwk", "{\"keys\":[\(json)]}")
        default: header.set(dice.pick(["jku", "x5u"]), "\"https://evil.example/keys\"")
        }
    }

    private static let oddKeyIDs = [
        "../../../../dev/null", "/dev/null", "' UNION SELECT 'x", "__proto__", "constructor", "0", "keys/0",
        "https://evil.example/key", "|id", "%00", String(repeating: "k", count: 80), "a b", "\u{E9}",
    ]

    private static let parameters = [
        "typ", "cty", "kid", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64", "zip", "enc", "epk", "p2c",
        "exp", "nbf", "iss", "sub", "aud", "nonce", "url", "ALG", "Alg", "alg ", "x", "", "alg\\u0000", "\\u0061lg",
        "\u{E9}", "ppt", "svt", "iv", "tag", "signature", "payload", "protected",
    ]

    private static let parameterValues = [
        "\"JWT\"", "\"DEF\"", "\"A128GCM\"", "\"https://evil.example/\"", "false", "true", "[\"MIIB\"]", "\"JOSE\"",
        "\"HS256\"", "\"none\"", "1", "{\"kty\":\"oct\",\"k\":\"AA\"}", "\"\(String(repeating: "x", count: 700))\"",
    ]
}

extension SpelledObject {
    /// Writes a member a second time, with another value or the same, before or after.
    mutating func repeatMember(_ place: Int, _ dice: inout Dice) {
        guard !members.isEmpty else { return }
        var copy = members[place]
        if !dice.oneIn(4) { copy.value = Array(Setting.oddValue(&dice).utf8) }
        if dice.oneIn(4), copy.name.count > 2 {
            let digits = String(copy.name[1], radix: 16)
            copy.name.replaceSubrange(1...1, with: Array("\\u00\(digits)".utf8))
        }
        members.insert(copy, at: dice.oneIn(2) ? place : members.count)
    }
}
