import JWTConformance
import ReferenceJOSE

extension Setting {
    /// Edits what the verifier is told to check, and what it's asked before.
    func editPolicy(of specimen: inout Specimen, _ kind: Move.Kind, _ dice: inout Dice) {
        let claims = specimen.payload.object
        let names = Algorithm.allCases.map(\.rawValue)
        let own = seed.algorithm?.rawValue ?? "HS256"
        let now = specimen.policy.now ?? 1_767_225_600
        switch kind {
        case .allowAlgorithms:
            specimen.policy.algorithms = dice.pick([
                .implementationDefault, .only([dice.pick(names)]), .only([own, dice.pick(names)]),
                .only([dice.pick(names), own]), .only([own]),
            ])
        case .setNow:
            let times = ["exp", "nbf", "iat"].compactMap { name in
                claims?[name].flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
            }
            let base = times.isEmpty ? now : dice.pick(times)
            let step = dice.pick([0, 0, 1, -1, 60, -60, 3600, -3600, 31_536_000, -31_536_000] as [Int64])
            specimen.policy.now = base.addingReportingOverflow(step).partialValue
            if specimen.policy.now ?? 0 < 0 || specimen.policy.now ?? 0 > 1 << 40 { specimen.policy.now = now }
        case .setLeeway:
            specimen.policy.now = now
            specimen.policy.leeway = dice.pick([0, 1, 10, 30, 60, 120, 300])
            guard dice.oneIn(2) else { return }
            let leeway = specimen.policy.leeway ?? 0
            let distance = leeway + dice.pick([-1, 0, 1])
            let name = dice.pick(["exp", "nbf", "iat"])
            specimen.payload.edit { $0.set(name, "\(name == "exp" ? now - distance : now + distance)") }
        case .demandParty:
            let name = dice.pick(["iss", "sub", "aud"])
            let said =
                claims?.plainText(name) ?? dice.pick(["https://issuer.example", "user-1", "https://api.example"])
            let near = NearText.near(said, &dice)
            // Nobody expects nothing: for many libraries an empty text means that it isn't compared.
            let wanted = dice.oneIn(3) || near.isEmpty ? said : near
            switch name {
            case "iss": specimen.policy.issuer = wanted
            case "sub": specimen.policy.subject = wanted
            default: specimen.policy.audience = wanted
            }
        case .demandClaims: demandClaims(&specimen, claims, &dice)
        case .limitAge:
            specimen.policy.now = now
            let limit = dice.pick([60, 300, 3600, 86_400] as [Int64])
            let step = limit + dice.pick([-1, 0, 1, 30, 60, 61, 120, -60])
            if dice.oneIn(2) {
                specimen.policy.maximumAge = limit
                specimen.payload.edit { $0.set("iat", "\(now - step)") }
            } else {
                specimen.policy.maximumLifetime = limit
                let start = now - dice.pick([0, 10, 3000])
                specimen.payload.edit { claims in
                    claims.set("iat", "\(start)")
                    claims.set("exp", "\(start + step)")
                }
            }
            if dice.oneIn(3) { specimen.policy.leeway = dice.pick([30, 60]) }
            if dice.oneIn(4) { specimen.payload.edit { $0.set("nbf", "\(now - 10)") } }
            if dice.oneIn(6) { specimen.payload.edit { $0.drop("iat") } }
            if dice.oneIn(6) { specimen.payload.edit { $0.set("iat", "\(now + step)") } }
        case .knowTokenIDs:
            let said = claims?.plainText("jti") ?? "token-0001"
            if claims?["jti"] == nil { specimen.payload.edit { $0.set("jti", said.quoted) } }
            let near = NearText.near(said, &dice)
            let known = dice.oneIn(2) || near.isEmpty ? said : near
            if dice.oneIn(2) {
                specimen.policy.revokedTokenIDs = [known]
            } else {
                specimen.policy.seenTokenIDs = [known]
            }
        case .understandCritical:
            specimen.policy.understoodCritical = dice.pick([["x"], ["exp"], ["urn:example:ext"], []])
        case .useOnce:
            specimen.policy.singleUse = true
            if claims?["jti"] == nil { specimen.payload.edit { $0.set("jti", "\"token-0001\"") } }
            specimen.earlier = dice.pick([
                [.itself], [.genuineHere], [.itselfBroken], [.itselfThere], [.itself, .itself],
            ])
        case .askBefore:
            let steps: [Specimen.Earlier] = [.genuine, .genuineHere, .itself, .itselfThere, .itselfBroken]
            specimen.earlier = (0...dice.below(2)).map { _ in dice.pick(steps) }
        default: break
        }
    }

    private func demandClaims(_ specimen: inout Specimen, _ claims: SpelledObject?, _ dice: inout Dice) {
        let names = ["exp", "iat", "nbf", "iss", "sub", "aud", "jti", "nonce", "scope"]
        let (one, other) = (dice.pick(names), dice.pick(names))
        switch dice.below(4) {
        case 0: specimen.policy.requiredClaims = [one]
        case 1:
            specimen.policy.requiredClaims = [one, other]
            specimen.payload.edit { $0.drop(dice.oneIn(2) ? one : other) }
        case 2:
            specimen.policy.requiredClaims = [one]
            let isInHeader = dice.oneIn(3)
            specimen.payload.edit { claims in
                claims.drop(one)
                if dice.oneIn(3) { claims.set(dice.pick([one.uppercased(), one + " "]), "\"x\"") }
                if dice.oneIn(3) { claims.set(one, dice.pick(["null", "\"\"", "0", "false"])) }
            }
            if isInHeader { specimen.header.edit { $0.set(one, "\"x\"") } }
        default:
            specimen.policy.expectedClaims = ["nonce": "n-0S6_WzA2Mj"]
            let near = NearText.near("n-0S6_WzA2Mj", &dice)
            specimen.payload.edit { claims in
                switch dice.below(4) {
                case 0: claims.drop("nonce")
                case 1: claims.set("nonce", "\"n-0S6_WzA2Mj\"")
                case 2: claims.set("nonce", near.quoted)
                default: claims.set("nonce", Self.oddValue(&dice))
                }
            }
        }
    }
}
