import JWTConformance

extension Setting {
    /// Edits a claims set, or another payload.
    func editClaims(of specimen: inout Specimen, _ kind: Move.Kind, _ dice: inout Dice) {
        guard specimen.whole == nil else { return }
        switch kind {
        case .respellClaims: specimen.payload = Specimen.Text(Self.respell(specimen.payload.octets, &dice))
        case .replacePayload:
            let payload =
                switch dice.below(15) {
                case 0: seed.token
                case 1: seed.token.quoted
                case 2: [UInt8](repeating: 0x61, count: 3000)
                default: dice.pick(Self.payloads)
                }
            specimen.payload = Specimen.Text(payload)
        case .setParty: setParty(&specimen, &dice)
        case .setTime: setTime(&specimen, &dice)
        default:
            let audience = specimen.policy.audience
            var wanted = audience
            specimen.payload.edit { claims in
                let place = dice.below(claims.members.count)
                switch kind {
                case .dropClaim: if !claims.members.isEmpty { claims.members.remove(at: place) }
                case .repeatClaim: claims.repeatMember(place, &dice)
                case .addClaim:
                    let name = dice.pick(Self.claims)
                    claims.members.insert(
                        .init(name, Self.oddValue(&dice)),
                        at: dice.oneIn(2) ? 0 : claims.members.count
                    )
                case .setClaim:
                    if !claims.members.isEmpty { claims.members[place].value = Array(Self.oddValue(&dice).utf8) }
                case .setAudience:
                    let own = audience ?? claims.plainText("aud") ?? "https://api.example"
                    wanted = own
                    claims.set("aud", Self.audience(own, &dice))
                default: break
                }
            }
            specimen.policy.audience = wanted
        }
    }

    private static func audience(_ own: String, _ dice: inout Dice) -> String {
        let other = "\"https://other.example\""
        let right = own.quoted
        switch dice.below(18) {
        case 0: return right
        case 1: return "[\(right)]"
        case 2: return "[\(right),\(other)]"
        case 3: return "[\(other),\(right)]"
        case 4: return "[\(other)]"
        case 5: return other
        case 6: return "[]"
        case 7: return "[\(NearText.near(own, &dice).quoted)]"
        case 8: return NearText.near(own, &dice).quoted
        case 9: return "[[\(right)]]"
        case 10: return "{\(right):true}"
        case 11: return "[\(right),1]"
        case 12: return "[null,\(right)]"
        case 13: return "\"\(own),x\""
        case 14: return "\"x \(own)\""
        case 15: return "{\"0\":\(right)}"
        case 16: return "[\(right),\(right)]"
        default: return "null"
        }
    }

    /// A party that the policy names, and a claim that is near it.
    private func setParty(_ specimen: inout Specimen, _ dice: inout Dice) {
        guard case .object(var claims) = specimen.payload else { return }
        let name = dice.pick(["iss", "sub", "aud", "nonce", "jti", "iss", "sub", "aud"])
        var expected = claims.plainText(name) ?? ""
        if expected.isEmpty { expected = Self.usual[name] ?? "x" }
        if dice.oneIn(8) { expected = dice.pick(["12345", "1e3", "caf\u{E9}", "desk.sales", "a", "Straße"]) }
        let near = NearText.near(expected, &dice)
        switch name {
        case "iss": specimen.policy.issuer = expected
        case "sub": specimen.policy.subject = expected
        case "aud": specimen.policy.audience = expected
        case "jti":
            if dice.oneIn(2) {
                specimen.policy.revokedTokenIDs = [expected]
            } else {
                specimen.policy.seenTokenIDs = [expected]
            }
        default: specimen.policy.expectedClaims = [name: expected]
        }
        claims.set(name, dice.oneIn(8) ? Self.oddValue(&dice) : near.quoted)
        if dice.oneIn(8) { claims.drop(name) }
        if dice.oneIn(8) { claims.set(dice.pick(["sub", "azp", "client_id", "iss", "jti"]), expected.quoted) }
        specimen.payload = .object(claims)
    }

    /// A time near now, or spelled as a reader may misread it.
    private func setTime(_ specimen: inout Specimen, _ dice: inout Dice) {
        guard case .object(var claims) = specimen.payload else { return }
        let now = specimen.policy.now ?? 1_767_225_600
        specimen.policy.now = now
        let leeway = specimen.policy.leeway ?? 0
        let name = dice.pick(["exp", "exp", "nbf", "iat"])
        let steps: [Int64] = [
            0, 1, 2, 30, 59, 60, 61, 90, 120, 299, 300, 301, 600, 1800, 3599, 3600, 3601, 7200, 86_400, leeway,
            leeway + 1,
            leeway - 1, leeway * 2, leeway + leeway / 2,
        ]
        let time = now + dice.pick(steps) * (dice.oneIn(2) ? 1 : -1)
        let value = Self.time(time, now, &dice)
        claims.set(name, value)
        if dice.oneIn(3) {
            let other = dice.pick(["exp", "nbf", "iat"])
            if other != name { claims.set(other, "\(now + dice.pick([-3600, -60, 60, 3600]))") }
        }
        specimen.payload = .object(claims)
    }

    private static func time(_ time: Int64, _ now: Int64, _ dice: inout Dice) -> String {
        switch dice.below(22) {
        case 0...6: return "\(time)"
        case 7: return "\(time).\(dice.pick(["0", "1", "4", "5", "6", "9", "999999999"]))"
        case 8: return "\(Double(time))".lowercased()
        case 9:
            let text = "\(time)"
            return "\(text.prefix(1)).\(text.dropFirst())\(dice.pick(["e", "E", "e+", "E+"]))\(text.count - 1)"
        case 10: return "\(time)\(dice.pick(["000", "000000"]))"
        case 11: return "\"\(time)\""
        case 12: return "-\(abs(time))"
        case 13: return "\(time &+ (1 << 32) &* Int64(1 + dice.below(3)))"
        case 14:
            return
                "\(dice.pick([0, 1, -1, (1 << 31) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, 1 << 53, (1 << 53) + 1] as [Int64]))"
        case 15:
            return dice.pick([
                "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616",
            ])
        case 16: return "\(UInt64(1) << 63)\(dice.pick(["", "0"]))"
        case 17: return dice.pick(["1e10", "1e20", "1e308", "1e400", "-1e400", "1e-10", "0e0", "-0", "0.0", "1E9"])
        case 18: return dice.pick(["null", "true", "false", "[]", "{}", "\"\"", "\"x\"", "\"never\""])
        case 19: return "[\(time)]"
        case 20: return "\(time / 60)"
        default: return "18446744073709551616\(dice.pick(["", "0", ".5"]))"
        }
    }

    /// Payloads that aren't claims sets, and the smallest that is.
    private static let payloads: [[UInt8]] =
        [[], [0], [0xFF, 0xFE]]
        + ["null", "[]", "{}", "\"x\"", "0", "not JSON", "x", "{\"x\":", "true"].map { Array($0.utf8) }

    private static let usual = [
        "iss": "https://issuer.example", "sub": "user-1", "aud": "https://api.example", "nonce": "n-0S6_WzA2Mj",
        "jti": "token-0001",
    ]

    private static let claims = [
        "exp", "nbf", "iat", "iss", "sub", "aud", "jti", "nonce", "scope", "cnf", "azp", "client_id", "EXP", "Iss", "x",
        "",
        "exp ", "\\u0065xp", "alg", "auth_time", "\u{E9}", "admin", "__proto__", "act",
    ]
}
